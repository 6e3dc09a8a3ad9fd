"""An incident's report as text, to be read, copied or saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast, get_args

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from store.incident_report import Kind, kind_now, report
from store.models import Incident
from store.words import tr
from widgets.line import Line

if TYPE_CHECKING:
    from tui.app import LianyunApp

FOLDER = "reports"


class ReportDialog(ModalScreen[None]):
    """Shows the report that the incident's state asks for; 1, 2 and 3 show the first, a further and the final one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", show=False),
        Binding("1", "kind('first')", show=False),
        Binding("2", "kind('further')", show=False),
        Binding("3", "kind('final')", show=False),
        Binding("c", "copy", show=False),
        Binding("s", "save", show=False),
    ]
    CSS = """
    ReportDialog .dialog { width: 90; }
    ReportDialog VerticalScroll { height: auto; max-height: 22; }
    ReportDialog Line { margin: 1 0; }
    """

    def __init__(self, incident: Incident) -> None:
        super().__init__()
        self._incident = incident
        self._kind: Kind = kind_now(incident)

    @property
    def desk(self) -> LianyunApp:
        """The application, by its own type."""
        return cast("LianyunApp", self.app)

    @property
    def text(self) -> str:
        """The report that is shown."""
        return report(self.desk.day, self._incident, self._kind)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            with VerticalScroll():
                yield Static(self.text, markup=False, id="text")
            yield Line(id="said")
            hint = tr("1 first  2 further  3 final   c copy   s save   Esc closes")
            yield Static(hint, markup=False, classes="hint")

    def action_kind(self, kind: str) -> None:
        self._kind = next(each for each in get_args(Kind) if each == kind)
        self.query_one("#text", Static).update(self.text)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.text)
        self.query_one("#said", Line).show((tr("Copied, where the terminal lets programs copy."), "plain"))

    def action_save(self) -> None:
        folder = self.desk.festival.folder / FOLDER
        stamp = self.desk.day.now.astimezone(self.desk.day.zone).strftime("%H%M%S")
        file = folder / f"incident-{self._incident.number}-{self._kind}-{stamp}.txt"
        try:
            _write(file, self.text)
        except OSError as fault:
            said = tr("The report could not be saved: {fault}", fault=fault.strerror or type(fault).__name__)
            self.query_one("#said", Line).show((f"‼ {said}", "danger"))
        else:
            self.query_one("#said", Line).show((tr("Saved: {file}", file=str(file)), "plain"))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text + "\n", encoding="utf-8")
