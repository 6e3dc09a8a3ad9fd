"""The quick entry of an incident: one line, and below it how it is understood."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from store.labels import label
from store.quick import Quick, read
from store.words import tr
from widgets.line import Line, Part
from widgets.signs import SEVERITY_TONES


class QuickDialog(ModalScreen[Quick | None]):
    """Takes the line; enter raises what is read of it, Esc nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]
    CSS = """
    QuickDialog .dialog { width: 84; }
    QuickDialog Line { margin-top: 1; }
    QuickDialog .hint { margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(
                tr("What has happened? Type, place, what; 1 to 4 at the end says how grave."),
                classes="question",
                markup=False,
            )
            yield Input(placeholder=tr("medical, south gate, an old man has fainted, 3"))
            yield Line(id="understood")
            yield Static(tr("Enter raises it    Esc leaves it"), markup=False, classes="hint")

    @on(Input.Changed)
    def _typed(self, typed: Input.Changed) -> None:
        found = read(typed.value)
        self.query_one(Line).show(*(_understood(found) if found else ()))

    @on(Input.Submitted)
    def _entered(self, entered: Input.Submitted) -> None:
        found = read(entered.value)
        if found is not None:
            self.dismiss(found)


def _understood(found: Quick) -> tuple[Part, ...]:
    kind = label("incident.type", found.type) if found.type else tr("no type yet")
    return (
        (f"{label('incident.severity', str(found.severity))}  ", SEVERITY_TONES[found.severity]),
        (f"{kind}  ", "strong" if found.type else "dim"),
        (f"{found.place or tr('no place')}  ", "plain" if found.place else "dim"),
        (found.summary, "plain"),
    )
