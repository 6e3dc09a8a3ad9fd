"""The incidents: a list with filters, and the one under the cursor with its timeline."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from store.actions.incident import (
    IncidentAssign,
    IncidentClose,
    IncidentDuplicate,
    IncidentEscalate,
    IncidentFalseAlarm,
    IncidentHold,
    IncidentLink,
    IncidentNote,
    IncidentReopen,
    IncidentSeverity,
    IncidentStrike,
    IncidentUnassign,
    IncidentUnlink,
)
from store.day import Day
from store.incidents import next_step, numbered
from store.labels import LABELS, label
from store.models import Duty, Incident, IncidentType
from store.words import mark, tr
from tui.dialogs.ask import AskDialog
from tui.dialogs.choose import Choice, ChooseDialog
from tui.dialogs.form import Field, Form
from tui.keys import INCIDENTS, bindings
from tui.page import Page
from tui.views import incidents as view
from widgets.details import Details
from widgets.line import Line
from widgets.rows import Listing, Rows


class IncidentsPage(Page):
    """The list at the left, the incident at the right; on a narrow screen one at a time, changed by enter."""

    NAME = mark("Incidents")
    KEYS = INCIDENTS
    BINDINGS = bindings(INCIDENTS)
    CSS: ClassVar[str] = """
    IncidentsPage #filter { display: none; height: 1; border: none; padding: 0 1; background: $panel; }
    IncidentsPage.-filtering #filter { display: block; }
    IncidentsPage #list { width: 3fr; }
    IncidentsPage #one { width: 2fr; padding-left: 2; }
    IncidentsPage #one Listing { height: 1fr; margin-top: 1; }
    IncidentsPage.-narrow #one { display: none; }
    IncidentsPage.-detail #list { display: none; }
    IncidentsPage.-detail #one { display: block; width: 1fr; padding-left: 0; }
    IncidentsPage #both { margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._which = "open"
        self._memory = view.Memory()

    def body(self) -> ComposeResult:
        yield Line(id="summary")
        yield Input(placeholder=tr("Show the incidents with this text in them; Enter keeps it, Esc shows all"), id="filter")
        with Horizontal(id="both"):
            with Vertical(id="list"):
                yield Rows(id="incidents", empty=tr("No incident here. ! raises one, m shows others."))
            with Vertical(id="one"):
                yield Details()
                yield Listing(id="timeline")

    def on_mount(self) -> None:
        self.query_one("#incidents", Rows).focus()

    def show(self, day: Day) -> None:
        wanted = self.query_one("#filter", Input).value
        self.query_one("#summary", Line).show(*view.summary(day, self._which, wanted))
        found = view.shown(day, self._which, wanted)
        self.query_one("#incidents", Rows).show(view.columns(), [self._memory.row(day, each) for each in found])
        self._show_one(day)

    @on(Rows.Moved, "#incidents")
    def _moved(self) -> None:
        self._show_one(self.desk.day)

    def _show_one(self, day: Day) -> None:
        incident = self._selected(day)
        self.query_one(Details).show(view.details(day, incident) if incident else [])
        self.query_one("#timeline", Listing).show(view.line_columns(), view.timeline(day, incident) if incident else [])

    def _selected(self, day: Day) -> Incident | None:
        return day.documents.get(Incident, self.query_one("#incidents", Rows).key)

    # -- the list ------------------------------------------------------------------------------------------------------

    def action_which(self) -> None:
        names = list(view.WHICH)
        self._which = names[(names.index(self._which) + 1) % len(names)]
        self.refresh_day()

    def action_filter(self) -> None:
        self.add_class("-filtering")
        self.query_one("#filter", Input).focus()

    @on(Input.Changed, "#filter")
    def _filtered(self) -> None:
        self.refresh_day()

    @on(Input.Submitted, "#filter")
    def _kept(self) -> None:
        self.query_one("#incidents", Rows).focus()

    def key_escape(self) -> None:
        self.query_one("#filter", Input).value = ""
        self.remove_class("-filtering", "-detail")
        self.query_one("#incidents", Rows).focus()

    @on(Rows.Chosen, "#incidents")
    def action_detail(self) -> None:
        self.toggle_class("-detail")

    # -- the incident --------------------------------------------------------------------------------------------------

    def _ask(self, question: str, done: Callable[[Incident, str], None]) -> None:
        incident = self._selected(self.desk.day)
        if incident is not None:
            self.app.push_screen(AskDialog(question), lambda typed: done(incident, typed) if typed else None)

    def _choose(self, question: str, choices: list[Choice], done: Callable[[Incident, str], None]) -> None:
        incident = self._selected(self.desk.day)
        if incident is not None:
            self.app.push_screen(ChooseDialog(question, choices), lambda key: done(incident, key) if key else None)

    def action_next(self) -> None:
        incident = self._selected(self.desk.day)
        if incident is None:
            return
        step = next_step(incident)
        if isinstance(step, IncidentClose):
            self.action_close()
        elif step is not None:
            self.desk.perform(step)
        else:
            state = label("incident.state", incident.state)
            self.desk.say_refused(
                tr("{number} is {state}; o reopens it.", number=numbered(self.desk.day, incident), state=state)
            )

    def action_close(self) -> None:
        incident = self._selected(self.desk.day)
        if incident is not None and incident.type:
            self.desk.perform(IncidentClose(subject=incident.id))
            return

        def typed(incident: Incident, code: str) -> None:
            self.desk.perform(IncidentClose(subject=incident.id, type=cast("IncidentType", code)))

        choices = [(code, tr(name)) for code, name in LABELS["incident.type"].items()]
        self._choose(tr("Of which type was it?"), choices, typed)

    def action_note(self) -> None:
        self._ask(
            tr("What is to be noted?"),
            lambda incident, text: self.desk.perform(IncidentNote(subject=incident.id, text=text)),
        )

    def action_strike(self) -> None:
        incident = self._selected(self.desk.day)
        notes = [each for each in incident.notes if each.words is None and each.struck_at is None] if incident else []
        if not notes:
            self.desk.say_refused(tr("There is no note that could be struck."))
            return
        choices = [(each.id, each.text) for each in reversed(notes)]
        self._choose(
            tr("Which note is to be struck through?"),
            choices,
            lambda incident, note: self.desk.perform(IncidentStrike(subject=incident.id, note=note)),
        )

    def action_assign(self) -> None:
        day = self.desk.day
        units = [(unit.name, f"{unit.name} · {unit.leader} {unit.contact}") for unit in day.units]
        duties = day.documents.all(Duty)
        people = [(duty.person, f"{duty.person} · {duty.unit} {duty.contact}") for duty in duties if duty.person]
        posts = [
            (post.contact, f"{post.contact} · {post.call_sign} {post.name}") for post in day.checkpoints if post.contact
        ]
        choices = list(dict((*units, *people, *posts)).items())
        self._choose(
            tr("Who is put on it?"),
            choices,
            lambda incident, who: self.desk.perform(IncidentAssign(subject=incident.id, who=who)),
        )

    def action_unassign(self) -> None:
        incident = self._selected(self.desk.day)
        choices = [(who, who) for who in incident.assigned] if incident else []
        if not choices:
            self.desk.say_refused(tr("Nobody is on it."))
            return
        self._choose(
            tr("Who is taken off it?"),
            choices,
            lambda incident, who: self.desk.perform(IncidentUnassign(subject=incident.id, who=who)),
        )

    def action_severity(self) -> None:
        choices = [(code, tr(name)) for code, name in LABELS["incident.severity"].items()]

        def chosen(incident: Incident, code: str) -> None:
            self.desk.perform(IncidentSeverity(subject=incident.id, severity=int(code)))

        self._choose(tr("How grave is it?"), choices, chosen)

    def action_escalate(self) -> None:
        if incident := self._selected(self.desk.day):
            self.desk.perform(IncidentEscalate(subject=incident.id))

    def action_hold(self) -> None:
        if incident := self._selected(self.desk.day):
            action = IncidentReopen if incident.state == "on_hold" else IncidentHold
            self.desk.perform(action(subject=incident.id))

    def action_reopen(self) -> None:
        if incident := self._selected(self.desk.day):
            self.desk.perform(IncidentReopen(subject=incident.id))

    def action_false_alarm(self) -> None:
        if incident := self._selected(self.desk.day):
            self.desk.perform(IncidentFalseAlarm(subject=incident.id))

    def _others(self) -> list[Choice]:
        day, mine = self.desk.day, self.query_one("#incidents", Rows).key
        return [(each.id, f"{numbered(day, each)} {each.summary}") for each in reversed(day.incidents) if each.id != mine]

    def action_duplicate(self) -> None:
        self._choose(
            tr("Which one is the original?"),
            self._others(),
            lambda incident, of: self.desk.perform(IncidentDuplicate(subject=incident.id, of=of)),
        )

    def action_link(self) -> None:
        def chosen(incident: Incident, other: str) -> None:
            action = IncidentUnlink if other in incident.links else IncidentLink
            self.desk.perform(action(subject=incident.id, to=other))

        self._choose(
            tr("With which one does it hang together? One that it is linked to is unlinked."), self._others(), chosen
        )

    def action_edit(self) -> None:
        incident = self._selected(self.desk.day)
        if incident is None:
            return
        kind = label("incident.type", incident.type) if incident.type else ""
        fields = (
            Field("summary", tr("What"), incident.summary),
            Field("type", tr("Type"), kind),
            Field("place", tr("Place"), incident.place),
            Field("happened_at", tr("Happened"), "", "17:26"),
        )
        title = tr("Set incident {number} right", number=numbered(self.desk.day, incident))
        self.desk.fill_in(Form(title, fields, lambda typed: self.desk.hand_in("incident.edit", incident.id, typed)))

    def action_report(self) -> None:
        from tui.dialogs.report import ReportDialog

        if incident := self._selected(self.desk.day):
            self.app.push_screen(ReportDialog(incident))
