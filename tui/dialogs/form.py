"""A form: named lines of text, checked when it is handed in; what is wrong is said and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from store.errors import LianyunError
from store.words import tr


class Field(NamedTuple):
    """A line of a form: its key, what it is called, what stands in it at first, and an example of what it takes."""

    key: str
    words: str
    value: str = ""
    example: str = ""


class Form(NamedTuple):
    """A form: its title, its lines, and what is given the changed ones; it raises LianyunError where they are wrong."""

    title: str
    fields: Sequence[Field]
    hand_in: Callable[[Mapping[str, str]], None]


class FormDialog(ModalScreen[None]):
    """Shows a form until it has been handed in without a fault, or left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("ctrl+s", "hand_in", show=False, priority=True),
    ]
    CSS = """
    FormDialog .dialog { width: 76; }
    FormDialog VerticalScroll { height: auto; max-height: 16; }
    FormDialog Horizontal { height: 1; }
    FormDialog Horizontal Static { width: 16; color: $muted; }
    FormDialog Input { width: 1fr; height: 1; border: none; padding: 0 1; background: $panel; }
    FormDialog Input:focus { background: $primary 40%; }
    FormDialog #fault { color: $error; height: auto; margin-top: 1; }
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._form.title, markup=False, classes="question")
            with VerticalScroll(can_focus=False):
                for field in self._form.fields:
                    with Horizontal():
                        yield Static(field.words, markup=False)
                        yield Input(field.value, placeholder=field.example, id=field.key, select_on_focus=False)
            yield Static("", markup=False, id="fault")
            yield Static(tr("Enter or ^S does it    ↑ ↓ from line to line    Esc leaves it"), markup=False, classes="hint")

    @on(Input.Submitted)
    def action_hand_in(self) -> None:
        typed = {field.key: self.query_one(f"#{field.key}", Input).value for field in self._form.fields}
        changed = {field.key: typed[field.key] for field in self._form.fields if typed[field.key] != field.value}
        if not changed:
            self.dismiss()
            return
        try:
            self._form.hand_in(changed)
        except LianyunError as fault:
            self.query_one("#fault", Static).update(f"‼ {fault}")
        else:
            self.dismiss()
