"""The dashboard: one festival, one operator, one page in front, and the tick of the clock."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"  # before textual is imported: it garbles what an input method commits

from textual import events
from textual.command import CommandPalette
from textual.types import CSSPathType

from store.alerts import Alert
from store.clock import SimulatedClock
from store.codes.key import KeyRing, users_keys
from store.errors import LianyunError
from store.festival import Festival
from store.text import clean
from store.who import Who
from store.words import tr
from tui.operating import Mode, Operating
from tui.page import Page
from tui.palette import Palette
from tui.strayscans import StrayScans
from tui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from tui.codework import CodeWork

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


class LianyunApp(Operating):
    """The dashboard of `festival`, for the operator `who`: its pages, the tick of its clock, and what every page has.

    `mode` and `monotonic` are as in `Operating`. `keys` are where the festival's issuing key is looked for, else among
    the user's; `desk` names the check-in desk that this dashboard is, else its operator does.
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
        super().__init__(festival, who, mode, monotonic)
        self.keys_at_hand = keys or users_keys()
        self.desk_name = desk or who.name
        self._stray_scans = StrayScans(time.monotonic)
        self._speed = 1.0
        self.sound = True
        self._heard: set[tuple[str, str, datetime]] | None = None
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = LIGHT.name if os.environ.get("LIANYUN_THEME") == "light" else DARK.name

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

    def hear(self, found: Sequence[Alert]) -> None:
        """Ring the bell once for each grave alert that was not there before; not for those there were from the start."""
        loud = {(alert.kind, alert.subject, alert.since) for alert in found if alert.kind in LOUD}
        if self.sound and self._heard is not None and loud - self._heard:
            self.bell()
        self._heard = loud

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
