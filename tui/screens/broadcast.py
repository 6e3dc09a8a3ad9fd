"""The broadcast of a live show: the next cue, the time on the air, the stream, and every key that runs them."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from store.actions import (
    Action,
    CueAck,
    CueGo,
    CueMove,
    CueNote,
    CueReset,
    CueSkip,
    CueStandby,
)
from store.cues import CueSheet, sheet
from store.day import Day
from store.errors import LianyunError
from store.models import Cue
from store.words import mark, tr
from tui.keys import BROADCAST, bindings
from tui.screens.onair import OnAir
from tui.views import broadcast as view
from widgets.details import Details
from widgets.line import Line
from widgets.nextcue import NextCue
from widgets.rows import Listing, Rows


class BroadcastPage(OnAir):
    """The cues of the show that the page has chosen."""

    NAME = mark("Broadcast")
    KEYS = BROADCAST
    BINDINGS = bindings(BROADCAST)
    CSS: ClassVar[str] = """
    BroadcastPage NextCue { margin-bottom: 1; }
    BroadcastPage.-low NextCue { margin-bottom: 0; }
    BroadcastPage.-narrow NextCue .figure { width: 36; }
    BroadcastPage #air { background: $surface; }
    BroadcastPage #signal { margin-bottom: 1; }
    BroadcastPage.-low #signal { margin-bottom: 0; }
    BroadcastPage #side { width: 40; padding-left: 2; }
    BroadcastPage.-narrow #side { display: none; }
    BroadcastPage Details { display: none; margin-top: 1; }
    BroadcastPage.-wide Details { display: block; }
    BroadcastPage.-wide #side { width: 50; }
    BroadcastPage #times { height: 1fr; }
    BroadcastPage.-wide #times { height: auto; max-height: 60%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self._next = ""
        self._by_hand = False

    def body(self) -> ComposeResult:
        yield NextCue()
        yield Line(id="air")
        yield Line(id="signal")
        with Horizontal():
            yield Rows(id="cues", empty=tr("No cues. i inserts one."))
            with Vertical(id="side"):
                yield Line(id="times-title")
                yield Listing(id="times")
                yield Details()

    def on_mount(self) -> None:
        self.query_one("#cues", Rows).focus()

    def on_screen_resume(self) -> None:
        self.desk.links.warm()
        super().on_screen_resume()

    def heading(self, day: Day) -> str:
        show = self._show_now(day)
        return f"{tr(self.NAME)} › {day.short_name(show)}" if show else tr(self.NAME)

    def show(self, day: Day) -> None:
        show = self._show_now(day)
        if show is None:
            return
        cues = sheet(day, show.id)
        rehearsal = self.desk.mode_of_day == "rehearsal"
        self.query_one(NextCue).show(view.upcoming(cues, day.zone, rehearsal=rehearsal))
        self.query_one("#air", Line).show(*view.air_line(cues, day.zone))
        self.query_one("#signal", Line).show(*view.signal_line(show, self.desk.links.seen(show.id), day))
        self.query_one("#cues", Rows).show(view.columns(cues), view.rows(cues, day.zone))
        self.query_one("#times-title", Line).show(*view.times_title())
        self.query_one("#times", Listing).show(view.time_columns(), view.times(cues.show, day.zone))
        self._take_note(cues)
        if show.id != self._shown:
            self._shown = show.id
            self._follow_next(cues)
        self._show_details(day)

    def _take_note(self, cues: CueSheet) -> None:
        """Keep what is shown as next: GO carries it. Where it changed by no key of this page, GO waits to be seen again."""
        following = cues.next.cue.id if cues.next else ""
        if following != self._next and self._shown == cues.show.performance.id and not self._by_hand:
            self.desk.guard.moved()
        self._next = following

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._show_details(self.desk.day)

    def _show_details(self, day: Day) -> None:
        row = self._row(day)
        self.query_one(Details).show(view.details(row, sheet(day, row.cue.performance), day.zone) if row else [])

    def _follow_next(self, cues: CueSheet) -> None:
        if cues.next is not None:
            self.query_one("#cues", Rows).move_to(cues.next.cue.id)

    # -- calling -------------------------------------------------------------------------------------------------------

    def action_go(self) -> None:
        if self._next:
            self._go(self._next)
        else:
            self.desk.say_refused(tr("No cue waits in this show."))

    def action_fire(self) -> None:
        if row := self._row(self.desk.day):
            self._go(row.cue.id)

    def _go(self, cue: str) -> None:
        """GO, unless it came too soon after the last, or what is next changed just now; it carries what is shown as next."""
        unseen = self.desk.guard.unseen
        if not self.desk.guard.lets_through():
            self.desk.say_refused(tr("GO ignored: it came within a second of the last one."))
            return
        following = self.desk.day.documents.get(Cue, self._next)
        if unseen and following is not None:
            self.desk.say_refused(
                tr(
                    "GO ignored: cue {number} {text} has become the next just now. Look again, then press GO.",
                    number=following.number,
                    text=following.text,
                )
            )
            return
        self._perform(CueGo(subject=cue, seen=self._next))
        if (cues := self._cues()) is not None:
            self._follow_next(cues)

    def _do(self, action: type[Action]) -> None:
        if row := self._row(self.desk.day):
            self._perform(action(subject=row.cue.id))

    def _perform(self, action: Action) -> None:
        """Do what a key of this page asks for: whoever pressed it expects the next cue to change."""
        self._by_hand = True
        try:
            self.desk.perform(action)
        finally:
            self._by_hand = False

    def action_standby(self) -> None:
        self._do(CueStandby)

    def action_ack(self) -> None:
        self._do(CueAck)

    def action_reset(self) -> None:
        self._do(CueReset)

    def action_skip(self) -> None:
        self._do(CueSkip)

    def action_note(self) -> None:
        from tui.dialogs.ask import AskDialog

        row = self._row(self.desk.day)
        if row is None:
            return

        def answered(text: str | None) -> None:
            if text:
                self.desk.perform(CueNote(subject=row.cue.id, text=text))

        self.app.push_screen(
            AskDialog(tr("A note on cue {number} {text}:", number=row.cue.number, text=row.cue.text)), answered
        )

    def action_move(self, by: int) -> None:
        cues, row = self._cues(), self._row(self.desk.day)
        if cues is None or row is None:
            return
        tied = [each.cue.id for each in cues.rows if each.due == row.due]
        place = tied.index(row.cue.id) + by
        if not 0 <= place < len(tied):
            self.desk.say_refused(
                tr("Only cues that are due at the same moment can change places; edit the cue to move it in time.")
            )
            return
        tied.remove(row.cue.id)
        self.desk.perform(CueMove(subject=row.cue.id, after=tied[place - 1] if place else ""))

    def action_insert(self) -> None:
        from tui.dialogs.cue import insert_form

        if cues := self._cues():
            self.desk.fill_in(insert_form(cues, self.desk.festival.station, self.desk.hand_in))

    def action_edit(self) -> None:
        from tui.dialogs.cue import edit_form

        cues, row = self._cues(), self._row(self.desk.day)
        if cues is not None and row is not None:
            self.desk.fill_in(edit_form(row.cue, cues, self.desk.day.zone, self.desk.hand_in))

    @on(Rows.Chosen, "#cues")
    def action_detail(self) -> None:
        from tui.dialogs.details import DetailsDialog

        cues, row = self._cues(), self._row(self.desk.day)
        if cues is not None and row is not None:
            self.app.push_screen(DetailsDialog(view.details(row, cues, self.desk.day.zone)))

    def action_try(self) -> None:
        from store.links.dryrun import dry_run
        from tui.dialogs.lines import LinesDialog

        row = self._row(self.desk.day)
        if row is None:
            return
        try:
            lines = dry_run(self.desk.festival, row.cue).lines()
        except LianyunError as refusal:
            self.desk.say_refused(str(refusal))
        else:
            self.app.push_screen(LinesDialog(tr("Dry run: this would be sent, and nothing was"), lines))
