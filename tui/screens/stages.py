"""The stages: a card for each, and the keys with which its departments are signed off."""

from __future__ import annotations

from typing import cast, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import ItemGrid
from textual.widgets import Static

from store.actions import StageDepartment, StageSetStatus
from store.day import Day
from store.labels import label
from store.models import DepartmentName, DepartmentState, Stage, StageStatus
from store.words import mark, tr
from tui.dialogs.ask import AskDialog
from tui.dialogs.choose import ChooseDialog
from tui.keys import STAGES, bindings
from tui.page import Page
from tui.views import stages as view
from widgets.rows import Rows
from widgets.stagecard import Card, StageCard


class StagesPage(Page):
    """A card for each stage; the cursor is on a department of one of them."""

    NAME = mark("Stages")
    KEYS = STAGES
    BINDINGS = [
        *bindings(STAGES),
        Binding("right", "app.focus_next", show=False),
        Binding("left", "app.focus_previous", show=False),
    ]
    DEFAULT_CSS = """
    StagesPage ItemGrid { height: 1fr; overflow-y: auto; grid-gutter: 0 1; grid-rows: auto; }
    StagesPage #none { color: $muted; padding: 1; }
    """

    def body(self) -> ComposeResult:
        with ItemGrid(min_column_width=38, stretch_height=False):
            for stage in self.desk.day.stages():
                yield StageCard(stage.id)
        if not self.desk.day.stages():
            yield Static(tr("The plan has no stages."), id="none", markup=False)

    def on_mount(self) -> None:
        self._focus_first()

    def _focus_first(self) -> None:
        if cards := self.query(StageCard):
            cards.first().query_one(Rows).focus()

    async def _build_anew(self) -> None:
        """Another plan has come, with other stages: as good as another page."""
        await self.recompose()
        self._focus_first()
        self.refresh_day()

    def show(self, day: Day) -> None:
        if [card.stage for card in self.query(StageCard)] != [stage.id for stage in day.stages()]:
            self.call_next(self._build_anew)
            return
        for card in self.query(StageCard):
            stage = day.documents.get(Stage, card.stage)
            if stage is not None:
                card.show(
                    Card(
                        view.heading(day, stage),
                        view.show_line(day, stage),
                        view.columns(),
                        view.rows(day, stage),
                        view.blockers(day, stage),
                        view.acts(day, stage),
                    )
                )

    def _card(self) -> StageCard | None:
        return next((card for card in self.query(StageCard) if card.has_focus_within), None)

    def action_sign(self, state: DepartmentState, note: str = "") -> None:
        if card := self._card():
            department = cast("DepartmentName", card.department)
            self.desk.perform(StageDepartment(subject=card.stage, department=department, state=state, note=note))

    @on(Rows.Chosen)
    def _chosen(self) -> None:
        self.action_sign("ready")  # the table under the cursor keeps Enter for itself

    def action_fault(self) -> None:
        card = self._card()
        if card is None:
            return

        def answered(note: str | None) -> None:
            if note is not None:
                self.action_sign("fault", note)

        question = tr("What is wrong with {department}?", department=label("stage.department", card.department))
        self.app.push_screen(AskDialog(question), answered)

    def action_status(self) -> None:
        card = self._card()
        if card is None:
            return

        def chosen(status: str | None) -> None:
            if status is not None:
                self.desk.perform(StageSetStatus(subject=card.stage, status=cast("StageStatus", status)))

        choices = [(code, label("stage.status", code)) for code in get_args(StageStatus)]
        self.app.push_screen(ChooseDialog(tr("Which status?"), choices), chosen)

    def action_open(self) -> None:
        if (card := self._card()) and (show := self.desk.day.on_stage(card.stage)):
            self.desk.open_show(show.performance.id)
