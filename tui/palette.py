"""What the command palette offers: every page and every show by its name, and what has a key of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from store.words import tr
from tui.keys import COMMON, DEMO, PAGES, cap
from tui.loading import ask_for_file
from widgets.line import content

if TYPE_CHECKING:
    from tui.app import LianyunApp


class Command(NamedTuple):
    """A line of the palette: its name, what it does, and how."""

    name: str
    about: str
    run: Callable[[], object]


class Palette(Provider):
    """Finds commands by their names. Names come from the plan, so they are shown as text and never read as markup."""

    async def discover(self) -> Hits:
        for command in self._commands():
            yield DiscoveryHit(_display(command), command.run, text=command.name)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self._commands():
            score = max(matcher.match(command.name), matcher.match(command.about) / 2)
            if score > 0:
                yield Hit(score, _display(command), command.run, text=command.name)

    def _commands(self) -> Iterator[Command]:
        app = cast("LianyunApp", self.app)
        demo = DEMO if app.mode_of_day == "demo" else ()
        for key in (*PAGES, *(key for key in COMMON if key.id != "palette"), *demo):
            yield Command(tr(key.word), f"{tr(key.sentence)} ({cap(key)})", partial(app.run_action, key.action))
        if not app.festival.read_only:
            yield Command(tr("Import a plan"), tr("An Excel workbook, a csv or a json file"), partial(ask_for_file, app))
        for performance in app.day.performances():
            stage = app.day.stage_of(performance)
            where = app.day.name(stage) if stage else performance.stage
            about = tr("Its running order · {stage}", stage=where)
            yield Command(app.day.name(performance), about, partial(app.open_show, performance.id))


def _display(command: Command) -> Content:
    return content([(command.name, "strong"), (f"\n{command.about}", "dim")])
