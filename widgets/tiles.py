"""Tiles of a few lines each, in as many columns as there is room for, with a cursor; drawn line by line.

Like `Rows`, only what differs from what stands on the screen is drawn again: a hundred tiles may tick.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from widgets.cells import fit
from widgets.line import Part
from widgets.signs import tone

GAP = 1
LINES = 4  # of a tile; below them a line stays free


class Tile(NamedTuple):
    """A tile: its key, its lines, each a part at the left and one at the right, and whether it wants someone:
    0 not at all, 1 soon, 2 now."""

    key: str
    lines: tuple[tuple[Part, Part], ...]
    urgency: int = 0


class Tiles(ScrollView, can_focus=True):
    """Tiles that are replaced as a whole, as often as one likes; what is the same is not drawn again."""

    DEFAULT_CSS = """
    Tiles { height: 1fr; background: transparent; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor(-1, 0)", show=False),
        Binding("right", "cursor(1, 0)", show=False),
        Binding("up", "cursor(0, -1)", show=False),
        Binding("down", "cursor(0, 1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("enter", "choose", show=False),
    ]
    LEAST: ClassVar[int] = 29

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Moved(Message):
        """The cursor is on another tile."""

        tiles: Tiles
        key: str

        @property
        def control(self) -> Tiles:
            return self.tiles

    @dataclass
    class Chosen(Message):
        """Someone pressed enter on a tile."""

        tiles: Tiles
        key: str

        @property
        def control(self) -> Tiles:
            return self.tiles

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._tiles: Sequence[Tile] = ()
        self._empty = empty

    @property
    def key(self) -> str:
        """The key of the tile under the cursor, "" where there is none."""
        return self._tiles[self.cursor].key if 0 <= self.cursor < len(self._tiles) else ""

    @property
    def across(self) -> int:
        """How many tiles stand side by side."""
        return max(1, (self.size.width + GAP) // (self.LEAST + GAP))

    def show(self, tiles: Sequence[Tile]) -> None:
        """Show these tiles; the cursor stays on the tile that it is on."""
        before, under = self._tiles, self.key
        self._tiles = tiles
        if [tile.key for tile in before] != [tile.key for tile in tiles]:
            self._measure()
            self.move_to(under)
            self.refresh()
            return
        for place, (old, new) in enumerate(zip(before, tiles, strict=True)):
            if old != new:
                self._draw(place)

    def move_to(self, key: str) -> None:
        """Put the cursor on the tile of that key, if there is one."""
        places = [place for place, tile in enumerate(self._tiles) if tile.key == key]
        self.cursor = places[0] if places else min(self.cursor, max(0, len(self._tiles) - 1))

    # -- how it is drawn -----------------------------------------------------------------------------------------------

    def _measure(self) -> None:
        rows = -(-len(self._tiles) // self.across)
        self.virtual_size = Size(self.size.width, rows * (LINES + 1))

    def on_resize(self) -> None:
        self._measure()
        self._into_view()
        self.refresh()

    def _width(self) -> int:
        return (self.size.width - GAP * (self.across - 1)) // self.across

    def _draw(self, place: int) -> None:
        row, column = divmod(place, self.across)
        y = row * (LINES + 1) - self.scroll_offset.y
        self.refresh(Region(column * (self._width() + GAP), y, self._width(), LINES))

    def render_line(self, y: int) -> Strip:
        ground, width = self.visual_style, self.size.width
        if not self._tiles:
            text = self._empty if y == 1 else ""
            return Strip([Segment(fit(text, width), (ground + tone(self, "dim")).rich_style)], width)
        row, line = divmod(y + self.scroll_offset.y, LINES + 1)
        segments: list[Segment] = []
        for place in range(row * self.across, min((row + 1) * self.across, len(self._tiles))):
            if line < LINES:
                segments += self._tile(place, line, ground)
                segments.append(Segment(" " * GAP, ground.rich_style))
        return Strip(segments).adjust_cell_length(width, ground.rich_style)

    def _tile(self, place: int, line: int, ground: Style) -> list[Segment]:
        tile, variables = self._tiles[place], self.app.theme_variables
        back = {0: "on $surface", 1: "on $warning 22%", 2: "on $error 35%"}[tile.urgency]
        if place == self.cursor:
            back = "on $primary 55%" if self.has_focus else "on $surface-lighten-1"
        style = ground + Style.parse(back, variables)
        bar = {0: "rule", 1: "warning", 2: "danger"}[tile.urgency]
        left, right = tile.lines[line] if line < len(tile.lines) else (("", "plain"), ("", "plain"))
        room = self._width() - 3
        behind = fit(right[0], min(room, cell_len(right[0])))
        return [
            Segment("▌" if tile.urgency else " ", (style + tone(self, bar)).rich_style),
            Segment(" ", style.rich_style),
            Segment(fit(left[0], room - cell_len(behind)), (style + tone(self, left[1])).rich_style),
            Segment(behind, (style + tone(self, right[1])).rich_style),
            Segment(" ", style.rich_style),
        ]

    # -- the cursor ----------------------------------------------------------------------------------------------------

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self._tiles) - 1))

    def watch_cursor(self, before: int, cursor: int) -> None:
        for place in (before, cursor):
            self._draw(place)
        self._into_view()
        self.post_message(self.Moved(self, self.key))

    def _into_view(self) -> None:
        top = (self.cursor // self.across) * (LINES + 1)
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False)
        elif top + LINES > self.scroll_offset.y + self.size.height:
            self.scroll_to(y=top + LINES - self.size.height, animate=False)

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self._draw(self.cursor)

    def action_cursor(self, across: int, down: int) -> None:
        self.cursor += across + down * self.across

    def action_first(self) -> None:
        self.cursor = 0

    def action_last(self) -> None:
        self.cursor = len(self._tiles) - 1

    def action_choose(self) -> None:
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    def on_click(self, event: events.Click) -> None:
        place = (event.y + self.scroll_offset.y) // (LINES + 1) * self.across + event.x // (self._width() + GAP)
        if 0 <= place < len(self._tiles):
            self.cursor = place
