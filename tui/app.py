"""The dashboard: one festival, one operator, one page in front, and the tick of the clock."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Literal

os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"  # before textual is imported: it garbles what an input method commits

from msgspec.structs import replace
from textual import events
from textual.app import App
from textual.command import CommandPalette
from textual.types import CSSPathType

from store.actions import BY_ITSELF, Action, CueGo, EntryUndo, ItemStart, StageSetStatus
from store.alerts import Alert
from store.clock import SimulatedClock
from store.codes.key import KeyRing, users_keys
from store.day import Day
from store.errors import LianyunError, NeedsConsent
from store.festival import Changed, Festival
from store.labels import label
from store.phrases import phrases
from store.text import clean
from store.who import Who
from store.words import tr
from tui.guard import GoGuard
from tui.links import Links
from tui.live import Live
from tui.page import Page
from tui.palette import Palette
from tui.room import stop_words
from tui.strayscans import StrayScans
from tui.themes import DARK, LIGHT
from widgets.line import Part

if TYPE_CHECKING:
    from tui.codework import CodeWork
    from tui.dialogs.form import Form

Mode = Literal["normal", "demo", "follow", "rehearsal"]

COUNT_GAP_S = 0.03
LOUD = ("incident_grave", "stop_requested", "stop", "stop_ack_missing", "capacity_red")
LONGEST_TICK_S, SHORTEST_TICK_S = 1.0, 0.2


# Each page's module and class; a page is imported and made when it is first shown.
PAGES = {
    "welcome": ("tui.screens.welcome", "WelcomePage"),
    "overview": ("tui.screens.overview", "OverviewPage"),
    "order": ("tui.screens.order", "OrderPage"),
    "stages": ("tui.screens.stages", "StagesPage"),
    "broadcast": ("tui.screens.broadcast", "BroadcastPage"),
    "security": ("tui.screens.security", "SecurityPage"),
    "incidents": ("tui.screens.incidents", "IncidentsPage"),
    "duties": ("tui.screens.duties", "DutiesPage"),
    "checkin": ("tui.screens.checkin", "CheckinPage"),
}


def _page(name: str) -> Page:
    module, page = PAGES[name]
    made: Page = getattr(import_module(module), page)()
    return made


class LianyunApp(App[None]):
    """The dashboard of `festival`, for the operator `who`.

    In `mode` "demo" the clock is simulated and can be paused; in "follow" the folder is only looked at; a "rehearsal" is a
    copy of the day, from which nothing leaves. `monotonic` counts the seconds by which a second GO is told from a key that
    repeats. `keys` are where the festival's issuing key is looked for, else among the user's; `desk` names the check-in desk
    that this dashboard is, else its operator does.
    """

    CSS_PATH: ClassVar[CSSPathType | None] = "../assets/lianyun.tcss"
    COMMANDS = {Palette}
    MODES = {name: partial(_page, name) for name in PAGES}
    DEFAULT_MODE = "overview"  # else Textual lays out and draws an empty screen first
    TITLE = "Lianyun"

    def __init__(
        self,
        festival: Festival,
        who: Who,
        *,
        mode: Mode = "normal",
        monotonic: Callable[[], float] = time.monotonic,
        keys: KeyRing | None = None,
        desk: str = "",
    ) -> None:
        super().__init__()
        self.who = who
        self.keys_at_hand = keys or users_keys()
        self.desk_name = desk or who.name
        self.festival: Festival
        self.mode_of_day: Mode
        self.links: Links
        self.day: Day
        self._days: tuple[Festival, Mode, Links] | None = None
        self.performance = ""
        self.status: tuple[Part, ...] = ()
        self.guard = GoGuard(monotonic)
        self.monotonic = monotonic
        self._stray_scans = StrayScans(time.monotonic)
        self._speed = 1.0
        self.sound = True
        self._heard: set[tuple[str, str, datetime]] | None = None
        self._shown = float("-inf")
        self._waiting = False
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = LIGHT.name if os.environ.get("LIANYUN_THEME") == "light" else DARK.name
        self._take(festival, mode)

    def _take(self, festival: Festival, mode: Mode) -> None:
        """Show a festival. Its links listen before the screen does: a trigger leaves before anything is drawn."""
        self.festival, self.mode_of_day = festival, mode
        self.links = Links(self, festival, enabled=mode != "rehearsal")
        festival.subscribe(lambda changed: self._changed(changed) if festival is self.festival else None)
        self.day = festival.day()
        self.status = ()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK.variables  # for a theme that is not ours

    @cached_property
    def codework(self) -> CodeWork:
        """The long work on codes; its modules are imported when it is first asked for."""
        from tui.codework import CodeWork

        return CodeWork(self)

    # -- pages ---------------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        if not self.day.festival:
            self.page("welcome")
        if self.festival.torn:
            self.say_refused(
                tr(
                    "The log ended in the middle of a record that was never confirmed; it lies in {file}.",
                    file=self.festival.torn.name,
                )
            )
        if self.who.role == "broadcast":
            self.links.warm()
        self.call_after_refresh(self._stand)
        self._arm()

    def _stand(self) -> None:
        """The first page stands: what is there now stays, and need not be looked at when garbage is collected."""
        gc.freeze()
        gc.enable()

    def page(self, name: str) -> None:
        """Bring a page to the front. Without a festival there is but the one that offers to load one."""
        self.switch_mode(name if self.day.festival else "welcome")

    async def action_page(self, name: str) -> None:
        self.page(name)

    def open_show(self, performance: str) -> None:
        """Bring the running order of a performance to the front."""
        self.performance = performance
        if self.current_mode == "order":
            self.show_day()
        else:
            self.page("order")

    def action_command_palette(self) -> None:
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=tr("a page, a show or a command"), id="--command-palette"))

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Paste):
            event.text = clean(event.text)  # it comes from outside, and a line shows it before the store takes it in
        if isinstance(event, events.Key) and self._is_stray_scan(event):
            return
        await super().on_event(event)

    # -- time ----------------------------------------------------------------------------------------------------------

    def _arm(self) -> None:
        """Wake at the next whole second of the festival's clock; armed anew only once the work of the last is done."""
        speed = self.festival.clock.speed if isinstance(self.festival.clock, SimulatedClock) else 1.0
        left = 1.0 - self.festival.clock.now().microsecond / 1e6
        delay = LONGEST_TICK_S if speed == 0 else min(LONGEST_TICK_S, max(SHORTEST_TICK_S, left / speed))
        self.set_timer(delay + 0.002, self.tick)

    def tick(self) -> None:
        """Show the present moment; for a folder that is followed, what has been written to it as well."""
        if self.festival.read_only:
            try:
                self.festival.refresh()
            except LianyunError as fault:
                self.say_refused(str(fault))
        self.show_day()
        self.links.look(self.day)
        self._arm()

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

    def hear(self, found: Sequence[Alert]) -> None:
        """Ring the bell once for each grave alert that was not there before; not for those there were from the start."""
        loud = {(alert.kind, alert.subject, alert.since) for alert in found if alert.kind in LOUD}
        if self.sound and self._heard is not None and loud - self._heard:
            self.bell()
        self._heard = loud

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

    def _fatal_error(self) -> None:
        """Leave without the traceback that Textual would print: whoever runs the application raises `failure` and says it
        in one line."""
        self._close_messages_no_wait()

    @property
    def failure(self) -> Exception | None:
        """What ended the application, where it was not meant to end; None otherwise."""
        return self._exception

    def _is_stray_scan(self, key: events.Key) -> bool:
        """Take a scan that comes while a dialog is open over the check-in desk."""
        if self.current_mode != "checkin" or len(self.screen_stack) < 2:
            return False
        from tui.dialogs.scanner import ScannerDialog
        from tui.screens.checkin import CheckinPage

        desk, dialog = self.screen_stack[0], self.screen
        if not isinstance(desk, CheckinPage) or isinstance(dialog, ScannerDialog):
            return False
        code = self._stray_scans.taken(key, dialog, desk.counter.tag)
        if code:
            desk.take(code)
        return code is not None

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

    def on_unmount(self) -> None:
        self.end_rehearsal()
        self.links.close()

    def action_theme(self) -> None:
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def action_help(self) -> None:
        from tui.dialogs.help import HelpDialog

        if isinstance(self.screen, Page):
            self.push_screen(HelpDialog(tr(self.screen.NAME), self.screen.KEYS, demo=self.mode_of_day == "demo"))

    def action_clock_pause(self) -> None:
        if isinstance(clock := self.festival.clock, SimulatedClock):
            if clock.speed:
                self._speed = clock.speed
                clock.pause()
            else:
                clock.run(self._speed)
            self.show_day()

    def action_clock_speed(self, factor: float) -> None:
        if isinstance(clock := self.festival.clock, SimulatedClock):
            self._speed = max(0.25, min(64.0, (clock.speed or self._speed) * factor))
            clock.run(self._speed)
            self.show_day()
