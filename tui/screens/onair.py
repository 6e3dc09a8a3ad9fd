"""What the keys of the broadcast page do to the broadcast itself: incidents, the hard out, the stream, and rehearsal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from store.actions import BroadcastFault, BroadcastRestore, ItemSkip
from store.cues import CueRow, CueSheet, sheet
from store.day import Day
from store.errors import LianyunError
from store.formats import clock_time, duration
from store.models import Cue, FaultKind, Item, Performance
from store.words import tr
from tui.page import Page
from tui.views import broadcast as view
from widgets.rows import Rows

_FIRST = (("running", "held"), ("planned",))


class ChosenShow(Page):
    """A page about one show that is broadcast or has cues, and the cue under its cursor."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen_show = ""

    def _shows(self, day: Day) -> list[Performance]:
        """The shows that are broadcast live, or have cues."""
        return [each for each in day.performances() if each.broadcast == "live" or day.documents.of(Cue, each.id)]

    def _show_now(self, day: Day) -> Performance | None:
        """The chosen show; where none has been chosen, the live one that is on, else the next to come, else the last."""
        shows = self._shows(day)
        chosen = next((each for each in shows if each.id == self._chosen_show), None)
        if chosen is None and shows:
            by_urgency = sorted(shows, key=lambda each: each.broadcast != "live")
            wanted = (each for states in _FIRST for each in by_urgency if day.rundown(each.id).state in states)
            chosen = next(wanted, shows[-1])
            self._chosen_show = chosen.id
        return chosen

    def _cues(self) -> CueSheet | None:
        show = self._show_now(self.desk.day)
        return sheet(self.desk.day, show.id) if show else None

    def _row(self, day: Day) -> CueRow | None:
        show = self._show_now(day)
        return sheet(day, show.id).row(self.query_one("#cues", Rows).key) if show else None

    def action_choose(self) -> None:
        from tui.dialogs.choose import ChooseDialog

        day = self.desk.day
        choices = [(each.id, f"{clock_time(each.start, day.zone)}  {day.name(each)}") for each in self._shows(day)]
        self.app.push_screen(ChooseDialog(tr("Which show?"), choices), self._choose)

    def _choose(self, show: str | None) -> None:
        if show:
            self._chosen_show = show
            self.refresh_day()

    def action_show(self, by: int) -> None:
        names = [each.id for each in self._shows(self.desk.day)]
        if self._chosen_show in names:
            self._choose(names[max(0, min(names.index(self._chosen_show) + by, len(names) - 1))])


class OnAir(ChosenShow):
    """The keys for the air time of the chosen show."""

    def action_fault(self) -> None:
        from tui.dialogs.fault import OVER, FaultDialog

        show = self._show_now(self.desk.day)
        if show is None:
            return

        def answered(answer: str | None) -> None:
            if answer == OVER:
                self.desk.perform(BroadcastRestore(subject=show.id))
            elif answer:
                self.desk.perform(BroadcastFault(subject=show.id, kind=cast("FaultKind", answer)))

        self.app.push_screen(FaultDialog(show.faults, self.desk.day.zone), answered)

    def action_times(self) -> None:
        from tui.dialogs.details import DetailsDialog

        if cues := self._cues():
            self.app.push_screen(DetailsDialog(view.time_lines(cues.show, self.desk.day.zone)))

    def action_cuts(self) -> None:
        from tui.dialogs.choose import ChooseDialog

        cues = self._cues()
        choices = view.cut_choices(cues.show) if cues else []
        if not choices:
            self.desk.say_refused(tr("There is nothing left that could be cut, or no hard out."))
            return
        question = tr("What could be cut to meet the hard out. Choosing an item asks before it is cut.")
        self.app.push_screen(ChooseDialog(question, choices), self._cut)

    def _cut(self, subject: str | None) -> None:
        from tui.dialogs.ask import AskDialog

        item = self.desk.day.documents.get(Item, subject) if subject else None
        if item is None:
            return

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.desk.perform(ItemSkip(subject=item.id, reason=reason))

        question = tr("Skip {number} {title}? Why (may be left empty):", number=item.number, title=item.title)
        self.app.push_screen(AskDialog(question), answered)

    def action_lead(self) -> None:
        from tui.dialogs.form import Field, Form

        show = self._show_now(self.desk.day)
        if show is None:
            return
        field = Field("lead_s", tr("lead"), duration(show.standby_lead_s), "0:30")
        self.desk.fill_in(
            Form(tr("How long before its moment a cue stands by on its own; 0 for never"), [field], self._set_lead)
        )

    def _set_lead(self, fields: Mapping[str, str]) -> None:
        self.desk.hand_in("broadcast.lead", self._chosen_show, fields)

    def action_stream(self) -> None:
        from tui.dialogs.form import Field, Form

        show = self._show_now(self.desk.day)
        if show is None:
            return
        field = Field("url", tr("address"), show.stream, "https://example.org/live/index.m3u8")
        title = tr("The HLS address of the stream to watch; empty for none")
        self.desk.fill_in(Form(title, [field], lambda fields: self.desk.hand_in("broadcast.stream", show.id, fields)))

    # -- rehearsal -----------------------------------------------------------------------------------------------------

    def action_rehearse(self) -> None:
        from tui.dialogs.choose import ChooseDialog
        from tui.rehearsal import starts

        if self.desk.mode_of_day == "rehearsal":
            folder = self.desk.festival.folder
            self.desk.end_rehearsal()
            self.desk.say(tr("The rehearsal is over; its records lie in {folder}. This is the day.", folder=str(folder)))
            return
        show = self._show_now(self.desk.day)
        if show is None or self.desk.festival.read_only:
            self.desk.say_refused(tr("There is nothing here to rehearse."))
            return
        found = starts(self.desk.day, show.id)

        def answered(key: str | None) -> None:
            if key is not None:
                self._rehearse(next(each.moment for each in found if each.key == key))

        question = tr("Rehearse a copy of the day: nothing fires, and nothing is recorded in the day. From when?")
        self.app.push_screen(ChooseDialog(question, [(each.key, each.words) for each in found]), answered)

    def _rehearse(self, moment: datetime | None) -> None:
        from tui.rehearsal import rehearse

        try:
            copy = rehearse(self.desk.festival, moment)
        except LianyunError as fault:
            self.desk.say_refused(str(fault))
        else:
            self.desk.rehearse(copy)
