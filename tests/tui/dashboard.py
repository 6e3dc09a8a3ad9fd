"""The dashboard under a pilot: opened in one way, its keys pressed, its screen read.

    async with dashboard(festival) as desk:
        await desk.press("f3", "space")
        assert "started" in desk.status

The festival's clock stands still and the seconds between two GOs are counted by `desk.seconds`, so that nothing waits.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from store.clock import Clock, FixedClock
from store.day import Day
from store.entry import Entry
from store.festival import Festival
from store.models import Item, Stage
from store.who import Who
from tests.harness.pilot import settle
from tests.harness.snapshot import text
from tui.app import LianyunApp
from tui.operating import Mode
from widgets.line import Line
from widgets.rows import Rows

MANAGER = Who("步稳台", "stage")
SIZE = (120, 40)


class Seconds:
    """A monotonic clock that goes on only when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Desk:
    """An open dashboard: what can be done at it, and what can be seen."""

    def __init__(self, app: LianyunApp, pilot: Pilot[None], seconds: Seconds) -> None:
        self.app = app
        self.pilot = pilot
        self.seconds = seconds
        self.festival = app.festival

    # -- doing ---------------------------------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys and wait until all that follows is on the screen. The keys are more than a second apart."""
        for key in keys:
            self.seconds.now += 2
            await self.pilot.press(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Type a text into the line that has the focus, as an input method commits it."""
        line = self.app.focused
        assert isinstance(line, Input), f"{line} takes no text"
        line.insert_text_at_cursor(text)
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste a text, as the terminal hands it over."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def tick(self, seconds: float = 1) -> None:
        """Let the festival's clock go on, and the dashboard see it."""
        assert isinstance(self.festival.clock, FixedClock)
        self.festival.clock.step(seconds)
        self.app.show_day()
        await self.settle()

    async def cursor_on(self, key: str) -> None:
        """Put the cursor of the table that has the focus on a row."""
        rows = self.app.focused
        assert isinstance(rows, Rows), f"{rows} has no rows"
        rows.move_to(key)
        assert rows.key == key, f"there is no row {key}"
        await self.settle()

    async def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size, and let a second's tick pass."""
        await self.pilot.resize_terminal(*size)
        await self.settle()
        self.app.show_day()
        await self.settle()

    async def open(self, *, page: str = "", show: str = "") -> None:
        """Bring a page to the front, as the palette does; with `show` the running order of that one."""
        if show:
            self.app.open_show(show)
        else:
            self.app.page(page)
        await self.settle()

    async def settle(self) -> None:
        """Wait until all that follows is on the screen."""
        await settle(self.pilot)

    # -- seeing --------------------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen, dialogs and all."""
        return text(self.app)

    @property
    def page(self) -> str:
        """The name of the page in front."""
        return self.app.current_mode

    @property
    def dialog(self) -> str:
        """The name of the dialog in front, "" where there is none."""
        return type(self.app.screen).__name__ if len(self.app.screen_stack) > 1 else ""

    @property
    def status(self) -> str:
        """The status line."""
        return str(self.app.screen_stack[0].query_one("#status", Line).content)

    @property
    def cursor(self) -> str:
        """The row under the cursor of the table that has the focus."""
        rows = self.app.focused
        assert isinstance(rows, Rows), f"{rows} has no rows"
        return rows.key

    # -- what has become of it -----------------------------------------------------------------------------------------

    @property
    def day(self) -> Day:
        return self.festival.day()

    def item(self, subject: str) -> Item:
        """An item as it stands."""
        return self.day.need(Item, subject)

    def stage(self, subject: str) -> Stage:
        """A stage as it stands."""
        return self.day.need(Stage, subject)

    @property
    def entries(self) -> list[Entry]:
        """Everything recorded, oldest first."""
        return self.festival.journal.all()

    @property
    def done(self) -> list[tuple[str, str]]:
        """The actions and subjects of the last stroke."""
        last = self.entries[-1].batch
        return [(entry.action, entry.subject) for entry in self.entries if entry.batch == last]


@asynccontextmanager
async def dashboard(
    festival: Festival,
    *,
    size: tuple[int, int] = SIZE,
    mode: Mode = "normal",
    who: Who = MANAGER,
    page: str = "",
    show: str = "",
) -> AsyncIterator[Desk]:
    """Open the dashboard; on `page`, and there on the running order of `show`, where they are given."""
    seconds = Seconds()
    app = LianyunApp(festival, who, mode=mode, monotonic=seconds)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        desk = Desk(app, pilot, seconds)
        await desk.settle()
        if page or show:
            await desk.open(page=page, show=show)
        yield desk


def planned(folder: Path, plan: dict[str, list[dict[str, Any]]], now: Clock) -> Festival:
    """A festival in a new folder, with a plan of those tables imported the way a file is."""
    from store.importing import compare_plan, read_plan

    file = folder.with_suffix(".json")
    file.write_text(json.dumps(plan), encoding="utf-8")
    festival = Festival.open(folder, now, station="a7f3")
    festival.do_all(compare_plan(read_plan([file], festival, now.now().date()), festival).actions, MANAGER)
    return festival


@contextmanager
def copied(prepared: Path, folder: Path, now: Clock) -> Iterator[Festival]:
    """A copy of a festival that was prepared once, open."""
    shutil.copytree(prepared, folder)
    with Festival.open(folder, now) as festival:
        yield festival
