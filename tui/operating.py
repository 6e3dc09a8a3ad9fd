"""What an operator does: actions and their answers, questions, undo, and the status line that says what was done."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace
from textual.app import App

from store.actions import BY_ITSELF, Action, CueGo, EntryUndo, ItemStart, StageSetStatus
from store.clock import SimulatedClock
from store.day import Day
from store.errors import LianyunError, NeedsConsent
from store.festival import Changed, Festival
from store.labels import label
from store.phrases import phrases
from store.who import Who
from store.words import tr
from tui.guard import GoGuard
from tui.links import Links
from tui.live import Live
from tui.page import Page
from tui.room import stop_words
from widgets.line import Part

if TYPE_CHECKING:
    from tui.dialogs.form import Form

Mode = Literal["normal", "demo", "follow", "rehearsal"]

COUNT_GAP_S = 0.03


class Operating(App[None]):
    """An application on `festival`, operated by `who`.

    In `mode` "demo" the clock is simulated and can be paused; in "follow" the folder is only looked at; a "rehearsal" is a
    copy of the day, from which nothing leaves. `monotonic` counts the seconds by which a second GO is told from a key that
    repeats.
    """

    def __init__(
        self, festival: Festival, who: Who, mode: Mode = "normal", monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self.who = who
        self.festival: Festival
        self.mode_of_day: Mode
        self.links: Links
        self.day: Day
        self.status: tuple[Part, ...] = ()
        self.performance = ""
        self.guard = GoGuard(monotonic)
        self.monotonic = monotonic
        self._days: tuple[Festival, Mode, Links] | None = None
        self._shown = float("-inf")
        self._waiting = False
        self._take(festival, mode)

    def _take(self, festival: Festival, mode: Mode) -> None:
        """Show a festival. Its links listen before the screen does: a trigger leaves before anything is drawn."""
        self.festival, self.mode_of_day = festival, mode
        self.links = Links(self, festival, enabled=mode != "rehearsal")
        festival.subscribe(lambda changed: self._changed(changed) if festival is self.festival else None)
        self.day = festival.day()
        self.status = ()

    # -- doing ---------------------------------------------------------------------------------------------------------

    def perform(self, action: Action) -> None:
        """Do it, and say so in the status line. What needs someone's word is asked for; what is refused is said."""
        try:
            if isinstance(action, CueGo):
                self.links.go(action, self.who)
            else:
                self.festival.do(action, self.who)
        except NeedsConsent as question:
            self._ask(action, question)
        except LianyunError as refusal:
            self.say_refused(str(refusal))

    def _ask(self, action: Action, question: NeedsConsent) -> None:
        from tui.dialogs.consent import ConsentDialog

        def answered(yes: bool | None) -> None:
            if yes and isinstance(action, (CueGo, ItemStart, StageSetStatus)):
                self.perform(replace(action, confirm=(*action.confirm, question.consent)))
            else:
                self.say_refused(tr("Not done."))

        self.push_screen(ConsentDialog(str(question)), answered)

    def go(self, performance: str) -> None:
        """GO: start the next item of the performance as this screen shows it; too soon after the last GO, say so instead."""
        show = self.day.rundown(performance)
        if not self.guard.lets_through():
            self.say_refused(tr("GO ignored: it came within a second of the last one."))
        elif show.next is None:
            self.say_refused(
                tr("There is no next item. Finish the one that runs with f.") if show.current else tr("The show is over.")
            )
        else:
            self.perform(ItemStart(subject=show.next.id, seen=show.current.id if show.current else ""))

    def action_undo(self) -> None:
        last = self.festival.journal.last_of(self.festival.station)
        if last is not None and last.action.startswith("plan."):
            self.say_refused(tr("The last thing done here was an import; “lianyun undo” takes that back."))
            return
        try:
            self.festival.undo(self.who)
        except LianyunError as refusal:
            self.say_refused(str(refusal))

    def action_redo(self) -> None:
        undone = self.festival.journal.last_undo(self.festival.station)
        if undone is None:
            self.say_refused(tr("There is no undo to take back."))
        else:
            self.perform(EntryUndo(subject=undone.id))

    def fill_in(self, form: Form) -> None:
        """Show a form until it is handed in or left."""
        from tui.dialogs.form import FormDialog

        self.push_screen(FormDialog(form))

    def hand_in(self, name: str, subject: str, fields: Mapping[str, str]) -> None:
        """Do what a form says; raises LianyunError where the form, or the festival, will not have it."""

        from store.fields import read_action

        about = self.day.festival
        on = about.date if about else self.day.now.date()
        self.festival.do(read_action(name, subject, fields, on=on, zone=self.day.zone), self.who)

    def _changed(self, changed: Changed) -> None:
        if changed.entries:
            words = phrases(changed.entries, self.festival.documents, self.festival.journal)
            if all(entry.action in BY_ITSELF for entry in changed.entries):
                self.status = ((f" {words}", "plain"),)
            else:
                self.status = ((f" ✓ {words}", "plain"), (f" · {self.who.name}", "dim"), (self._undo_hint(), "dim"))
        if self.is_running and all(entry.action == "checkpoint.count" for entry in changed.entries):
            self._show_counts()
        elif self.is_running:
            self.show_day()

    def _undo_hint(self) -> str:
        """By which key what was just done is taken back on the page in front."""
        front = next((screen for screen in self.screen_stack if isinstance(screen, Page)), None) if self.is_running else None
        return tr(front.UNDO if front else "   u undo")

    def say(self, text: str) -> None:
        """Put a plain line into the status line."""
        self.status = ((f" {text}", "plain"),)
        self.show_day()

    def say_refused(self, text: str) -> None:
        """Put into the status line why something was not done."""
        self.status = ((f" ‼ {text}", "danger"),)
        self.show_day()

    # -- showing -------------------------------------------------------------------------------------------------------

    def show_day(self) -> None:
        """Take the day as it is now and show it on the page in front."""
        self.day = self.festival.day()
        self._shown = self.monotonic()
        for screen in self.screen_stack:
            if isinstance(screen, (Page, Live)):
                screen.refresh_day()

    def _show_counts(self) -> None:
        """Show the day at once, or where clicks come faster than that pays, a moment later: many at one stroke."""
        if self.monotonic() - self._shown >= COUNT_GAP_S:
            self.show_day()
        elif not self._waiting:
            self._waiting = True
            self.set_timer(COUNT_GAP_S, self._show_waiting)

    def _show_waiting(self) -> None:
        self._waiting = False
        self.show_day()

    # -- who and how ---------------------------------------------------------------------------------------------------

    @property
    def who_words(self) -> str:
        """The operator, as the top line names them."""
        return f"{label('role', self.who.role)}·{self.who.name}"

    def state_of_day(self, day: Day) -> tuple[str, str]:
        """What colours the whole top line, and its word: a stopped stage, a simulated clock, a folder that is only read."""
        if word := stop_words(day):
            return "stopped", word
        clock = self.festival.clock
        if self.mode_of_day == "rehearsal":
            return "rehearsal", tr("REHEARSAL: nothing fires")
        if self.mode_of_day == "demo" and isinstance(clock, SimulatedClock):
            return "demo", tr("DEMO paused") if clock.speed == 0 else tr("DEMO ×{speed}", speed=f"{clock.speed:g}")
        return ("follow", tr("READ ONLY")) if self.festival.read_only else ("", "")

    # -- rehearsal -----------------------------------------------------------------------------------------------------

    def rehearse(self, copy: Festival) -> None:
        """Show a copy of the day until `end_rehearsal`; the day itself stays open behind it."""
        self._days = (self.festival, self.mode_of_day, self.links)
        self._take(copy, "rehearsal")
        self.show_day()

    def end_rehearsal(self) -> None:
        """Close the copy and show the day again."""
        if self._days is not None:
            self.links.close()
            self.festival.close()
            (self.festival, self.mode_of_day, self.links), self._days = self._days, None
            self.status = ()
            self.day = self.festival.day()
