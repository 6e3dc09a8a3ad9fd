"""Who answers for what: the duties unit by unit, their progress, their problems, and what inspection says."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from store.actions.duty import DutyDone, DutyProblem, DutyReject, DutySolve, DutyVerify
from store.day import Day
from store.duties import SHOWN
from store.labels import label
from store.models import Duty
from store.words import mark, tr
from tui.dialogs.ask import AskDialog
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.form import Field, Form
from tui.keys import DUTIES, bindings
from tui.page import Page
from tui.views import duties as view
from widgets.line import Line
from widgets.rows import Rows

ALL = "*"


class DutiesPage(Page):
    """The duties by unit; the cursor is on one of them."""

    NAME = mark("Duties")
    KEYS = DUTIES
    BINDINGS = bindings(DUTIES)
    CSS: ClassVar[str] = """
    DutiesPage #filter { display: none; height: 1; border: none; padding: 0 1; background: $panel; }
    DutiesPage.-filtering #filter { display: block; }
    DutiesPage Rows { margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._unit = ""
        self._state = ""

    def body(self) -> ComposeResult:
        yield Line(id="summary")
        yield Input(placeholder=tr("Show the duties with this text in them; Enter keeps it, Esc shows all"), id="filter")
        yield Rows(id="duties", empty=tr("No duty here. Esc shows all."))

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def show(self, day: Day) -> None:
        text = self.query_one("#filter", Input).value
        self.query_one("#summary", Line).show(*view.summary(day, self._unit, self._state, text))
        found = view.wanted(day, self._unit, self._state, text)
        rows = self.query_one(Rows)
        first = not rows.key
        rows.show(view.columns(), view.rows(day, found))
        if first and found:
            rows.move_to(found[0].id)

    def _selected(self) -> Duty | None:
        """The duty under the cursor; where that is on a unit, say so."""
        duty = self.desk.day.documents.get(Duty, self.query_one(Rows).key)
        if duty is None:
            self.desk.say_refused(tr("Put the cursor on a duty."))
        return duty

    # -- which ---------------------------------------------------------------------------------------------------------

    def action_unit(self) -> None:
        units = list(dict.fromkeys(duty.unit for duty in self.desk.day.documents.all(Duty)))

        def chosen(unit: str | None) -> None:
            if unit is not None:
                self._unit = "" if unit == ALL else unit
                self.refresh_day()

        self.app.push_screen(
            ChooseDialog(tr("Which unit?"), [(ALL, tr("all units")), *((each, each) for each in units)]), chosen
        )

    def action_which(self) -> None:
        def chosen(state: str | None) -> None:
            if state is not None:
                self._state = "" if state == ALL else state
                self.refresh_day()

        choices = [(ALL, tr("all states")), *((each, label("duty.shown", each)) for each in SHOWN)]
        self.app.push_screen(ChooseDialog(tr("Which state?"), choices), chosen)

    def action_filter(self) -> None:
        self.add_class("-filtering")
        self.query_one("#filter", Input).focus()

    @on(Input.Changed, "#filter")
    def _filtered(self) -> None:
        self.refresh_day()

    @on(Input.Submitted, "#filter")
    def _kept(self) -> None:
        self.query_one(Rows).focus()

    def key_escape(self) -> None:
        self._unit = self._state = ""
        self.query_one("#filter", Input).value = ""
        self.remove_class("-filtering")
        self.query_one(Rows).focus()
        self.refresh_day()

    # -- the duty ------------------------------------------------------------------------------------------------------

    def action_report(self) -> None:
        if duty := self._selected():
            fields = (
                Field("progress_pct", tr("Per cent"), str(duty.progress_pct)),
                Field("note", tr("In words")),
            )
            title = tr("How far is “{task}”?", task=duty.task)
            now = {"progress_pct": str(duty.progress_pct)}
            self.desk.fill_in(Form(title, fields, lambda typed: self.desk.hand_in("duty.report", duty.id, {**now, **typed})))

    def action_problem(self) -> None:
        if duty := self._selected():

            def answered(text: str | None) -> None:
                if text:
                    self.desk.perform(DutyProblem(subject=duty.id, text=text))

            self.app.push_screen(AskDialog(tr("What is the problem with “{task}”?", task=duty.task)), answered)

    def action_solve(self) -> None:
        if duty := self._selected():
            self.desk.perform(DutySolve(subject=duty.id))

    def action_done(self) -> None:
        if duty := self._selected():
            self.desk.perform(DutyDone(subject=duty.id))

    def action_verify(self) -> None:
        if duty := self._selected():

            def answered(note: str | None) -> None:
                if note is not None:
                    self.desk.perform(DutyVerify(subject=duty.id, note=note))

            self.app.push_screen(AskDialog(tr("What did inspection find (may be left empty)?")), answered)

    def action_reject(self) -> None:
        if duty := self._selected():

            def answered(note: str | None) -> None:
                if note:
                    self.desk.perform(DutyReject(subject=duty.id, note=note))

            self.app.push_screen(AskDialog(tr("What is to be corrected?")), answered)

    @on(Rows.Chosen)
    def action_detail(self) -> None:
        from tui.dialogs.details import DetailsDialog

        if duty := self._selected():
            self.app.push_screen(DetailsDialog(view.details(self.desk.day, duty)))
