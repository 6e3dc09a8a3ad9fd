"""The show stop, over any page: requested, authorised, acknowledged line by line, resumed or evacuated."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from store.actions import Action
from store.actions.stop import StopAck, StopAuthorise, StopClear, StopEvacuate, StopRequest, StopResume
from store.models import AckName
from store.words import tr
from tui.dialogs.ask import AskDialog
from tui.live import Live
from tui.views import stops as view
from widgets.line import Line
from widgets.rows import Rows

if TYPE_CHECKING:
    from tui.app import LianyunApp

ACTIONS: dict[str, type[Action]] = {"authorise": StopAuthorise, "evacuate": StopEvacuate, "resume": StopResume}


class StopDialog(ModalScreen[None], Live):
    """Every stage with its stop. Enter gives the acknowledgement, or the all clear, of the line under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+x", "dismiss(None)", show=False),
        Binding("r", "request", show=False),
        Binding("a", "turn('authorise')", show=False),
        Binding("e", "turn('evacuate')", show=False),
        Binding("g", "turn('resume')", show=False),
    ]
    CSS = """
    StopDialog .dialog { width: 100; border: tall $error; }
    StopDialog Rows { height: 14; }
    StopDialog Line { margin: 1 0; }
    """

    @property
    def desk(self) -> LianyunApp:
        """The application, by its own type."""
        return cast("LianyunApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(tr("Show stop"), markup=False, classes="question")
            yield Rows(empty=tr("The plan has no stages."))
            yield Line(id="said")
            yield Static(
                tr("r request   a authorise   Enter acknowledge   g resume or decline   e evacuate   Esc closes"),
                markup=False,
                classes="hint",
            )

    def on_mount(self) -> None:
        rows = self.query_one(Rows)
        rows.focus()
        self.refresh_day()
        wanted = next((row.key for row in view.rows(self.desk.day) if row.lit), "")
        rows.move_to(wanted)

    def refresh_day(self) -> None:
        self.query_one(Rows).show(view.columns(), view.rows(self.desk.day))
        self.query_one("#said", Line).show(*self.desk.status)

    @property
    def _place(self) -> list[str]:
        """The stage under the cursor, then what kind of line it is and its name, where it is one below the stage."""
        return self.query_one(Rows).key.split("\t", 2)

    def action_request(self) -> None:
        stage = self._place[0]

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.desk.perform(StopRequest(subject=stage, reason=reason))

        self.app.push_screen(AskDialog(tr("Why should the show be stopped?")), answered)

    def action_turn(self, how: str) -> None:
        self.desk.perform(ACTIONS[how](subject=self._place[0]))

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        match self._place:
            case [stage, "ack", name]:
                self.desk.perform(StopAck(subject=stage, by=cast("AckName", name)))
            case [stage, "exit", name]:
                self.desk.perform(StopClear(subject=stage, exit=name))
