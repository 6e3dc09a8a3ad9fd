"""What every page is: the frame around a body, told of the day once a second and after every change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from store.alerts import Alert, alerts
from store.day import Day
from store.formats import clock_time, deviation
from store.words import mark, tr
from tui.keys import COMMON, DEMO, PAGES, Key, bindings, cap
from tui.room import change_operator, follow_stop, raise_incident
from widgets.alertstrip import AlertStrip
from widgets.line import Line, Part
from widgets.signs import ITEM_SIGNS, ON_AIR
from widgets.topline import TopLine

if TYPE_CHECKING:
    from tui.app import LianyunApp


class Page(Screen[None]):
    """A page of the dashboard. A subclass says its `NAME`, its own `KEYS`, its `body()`, and what to `show(day)`."""

    NAME: ClassVar[str]
    KEYS: ClassVar[Sequence[Key]] = ()
    UNDO: ClassVar[str] = mark("   u undo")
    BINDINGS = bindings(PAGES, COMMON, DEMO)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (150, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]

    @property
    def desk(self) -> LianyunApp:
        """The application, by its own type."""
        return cast("LianyunApp", self.app)

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield TopLine(id="where")
            yield Line(id="clock")
        with Vertical(id="body"):
            yield from self.body()
        yield AlertStrip(id="alerts")
        yield Line(id="status")
        yield Line(id="keys")

    def body(self) -> ComposeResult:
        """The widgets of the page."""
        raise NotImplementedError

    def show(self, day: Day) -> None:
        """Show the day in the widgets of the page."""
        raise NotImplementedError

    def heading(self, day: Day) -> str:
        """What stands behind the festival's name in the top line."""
        return tr(self.NAME)

    # -- the frame -----------------------------------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        self.refresh_day()

    def on_resize(self) -> None:
        self.call_after_refresh(self.refresh_day)  # once the widgets have their new sizes

    def refresh_day(self) -> None:
        """Show the day as it is now, in the frame and in the body."""
        day = self.desk.day
        self.query_one("#clock", Line).show((clock_time(day.now, day.zone, seconds=True), "strong"))
        self._show_top(day)
        found = alerts(day)
        first = found[: AlertStrip.MOST]
        self.query_one(AlertStrip).show([_alert_line(alert) for alert in first], len(found) - len(first))
        self.desk.hear(found)
        self.query_one("#status", Line).show(*self.desk.status)
        self._show_keys()
        self.show(day)

    # -- what every page can do, and the application leaves to a module of its own ---------------------------------------

    def action_incident(self) -> None:
        raise_incident(self.desk)

    def action_stop(self) -> None:
        follow_stop(self.desk)

    def action_operator(self) -> None:
        change_operator(self.desk)

    def action_sound(self) -> None:
        self.desk.sound = not self.desk.sound
        self.desk.say(tr("The bell rings at grave alerts.") if self.desk.sound else tr("The bell is off."))

    def _show_top(self, day: Day) -> None:
        state, word = self.desk.state_of_day(day)
        self.query_one("#top").set_classes(f"-{state}" if state else "")
        festival = day.name(day.festival) if day.festival else tr("Lianyun")
        left = [(f" {festival}", "strong"), (f" › {self.heading(day)}", "strong")]
        right: list[Part] = [(f" {word} ", "strong")] if word else []
        right.append((f"{self.desk.who_words} ", "plain"))
        self.query_one(TopLine).show(left, _on_now(day), right)

    def _show_keys(self) -> None:
        parts: list[Part] = []
        always: list[Part] = [(f" {cap(PAGES[0])}–{cap(PAGES[-1])}", "strong"), (tr(" pages "), "dim")]
        always += _key_parts(next(key for key in COMMON if key.id == "help"))
        room = self.size.width - _width(always)
        for key in self.KEYS:
            more = _key_parts(key)
            if _width(parts) + _width(more) > room:
                break
            parts += more
        self.query_one("#keys", Line).show(*parts, *always)


def _key_parts(key: Key) -> list[Part]:
    return [(f" {cap(key)}", "strong"), (f" {tr(key.word)} ", "dim")]


def _width(parts: Sequence[Part]) -> int:
    return sum(cell_len(text) for text, _ in parts)


def _on_now(day: Day) -> list[Part]:
    """What is on the air, else what is on: the first show that is, with its deviation."""
    shows = [day.rundown(performance.id) for performance in day.performances()]
    on = [show for show in shows if show.state in ("running", "held")]
    if not on:
        return []
    show = next((each for each in on if each.performance.broadcast == "live"), on[0])
    sign = ON_AIR if show.performance.broadcast == "live" else ITEM_SIGNS[show.state]
    more = f" +{len(on) - 1}" if len(on) > 1 else ""
    return [
        (f"{sign.mark} ", sign.tone),
        (day.short_name(show.performance), "strong"),
        (f"  {deviation(show.late_s)}{more}", "plain"),
    ]


def _alert_line(alert: Alert) -> tuple[str, str, str]:
    return alert.severity, str(alert.words), str(alert.who)
