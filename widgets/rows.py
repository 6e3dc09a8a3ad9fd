"""A table of keyed rows with a cursor, drawn line by line.

DataTable repaints all that is visible at every change, which a terminal over ssh feels. Here only the cells that differ
from what stands on the screen are drawn again, so that figures may tick in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from widgets.cells import Align, fit
from widgets.signs import tone

GAP = 2
NARROW_GAP = 1


class Column(NamedTuple):
    """A column. One of a `share` above 0 takes its part of the width that is left, at least `width` cells.

    Where the columns do not fit, those of the highest `fold` are left out first; 0 always stays.
    """

    key: str
    title: str
    width: int
    align: Align = "left"
    share: int = 0
    fold: int = 0


class Cell(NamedTuple):
    """What stands in a cell, and its tone."""

    text: str
    tone: str = "plain"


class Row(NamedTuple):
    """A row: its key, and its cells by the columns' keys. A `lit` row stands out from the ground."""

    key: str
    cells: dict[str, Cell]
    lit: bool = False


class Rows(ScrollView, can_focus=True):
    """A table whose `rows` are replaced as a whole, as often as one likes; what is the same is not drawn again."""

    DEFAULT_CSS = """
    Rows { height: 1fr; background: transparent; overflow-x: hidden; scrollbar-size-vertical: 1; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "cursor(-1)", show=False),
        Binding("down", "cursor(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("enter", "choose", show=False),
    ]

    HEADER: ClassVar[int] = 1

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Chosen(Message):
        """Someone pressed enter on a row, or clicked the one under the cursor."""

        rows: Rows
        key: str

        @property
        def control(self) -> Rows:
            return self.rows

    @dataclass
    class Moved(Message):
        """The cursor is on another row, or the row under it has changed its place."""

        rows: Rows
        key: str

        @property
        def control(self) -> Rows:
            return self.rows

    def __init__(self, *, empty: str = "", id: str | None = None, gap: int = GAP) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._columns: Sequence[Column] = ()
        self._rows: Sequence[Row] = ()
        self._layout: list[tuple[Column, int]] = []
        self._lines: dict[int, Strip] = {}
        self._empty = empty
        self._gap = gap

    # -- what is shown -------------------------------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The key of the row under the cursor, "" where there is none."""
        return self._rows[self.cursor].key if 0 <= self.cursor < len(self._rows) else ""

    def show(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Show these rows. The cursor stays on the row that it is on, wherever that is now."""
        if columns != self._columns:
            self._columns, self._rows = columns, ()
            self._measure()
        before, under = self._rows, self.key
        self._rows = rows
        if [row.key for row in before] != [row.key for row in rows]:
            self.virtual_size = Size(self.size.width, len(rows) + self.HEADER)
            places = {row.key: place for place, row in enumerate(rows)}
            self.set_reactive(Rows.cursor, places.get(under, max(0, min(self.cursor, len(rows) - 1))))
            self._forget()
            if self.key != under:
                self.post_message(self.Moved(self, self.key))
            return
        for place, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self._lines.pop(place, None)
                self._draw_again(place, old, new)

    def _draw_again(self, place: int, old: Row, new: Row) -> None:
        y = place + self.HEADER - self.scroll_offset.y
        if not self.HEADER <= y < self.size.height:
            return
        if old.lit != new.lit:
            self.refresh(Region(0, y, self.size.width, 1))
            return
        x = 0
        for column, width in self._layout:
            if old.cells.get(column.key) != new.cells.get(column.key):
                self.refresh(Region(x, y, width, 1))
            x += width + self._gap

    def move_to(self, key: str, *, centre: bool = False) -> None:
        """Put the cursor on the row of that key, if there is one."""
        for place, row in enumerate(self._rows):
            if row.key == key:
                self.cursor = place
                if centre:
                    self.bring_into_view(place, margin=max(1, (self.size.height - self.HEADER) // 3))

    def bring_into_view(self, place: int, margin: int = 0) -> None:
        """Scroll so that the row at `place` is seen, with `margin` rows before and behind it where there are."""
        height = max(1, self.size.height - self.HEADER)
        top = self.scroll_offset.y
        if place - margin < top:
            top = place - margin
        elif place + margin >= top + height:
            top = place + margin - height + 1
        self.scroll_to(y=max(0, top), animate=False, force=True)  # rows just shown have no scrollbar yet

    # -- how it is drawn -----------------------------------------------------------------------------------------------

    def _measure(self) -> None:
        """Fit the columns into the width: fold those that must go, share out what is left."""
        columns = list(self._columns)
        room = self.size.width - (1 if self.show_vertical_scrollbar else 0)
        while (
            columns
            and sum(column.width + self._gap for column in columns) - self._gap > room
            and (fold := max(each.fold for each in columns))
        ):
            columns = [each for each in columns if each.fold < fold]
        left = max(0, room - sum(column.width + self._gap for column in columns) + self._gap)
        shares = sum(column.share for column in columns) or 1
        self._layout = [(column, column.width + left * column.share // shares) for column in columns]
        self._forget()

    def _forget(self) -> None:
        self._lines.clear()
        self.refresh()

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._rows) + self.HEADER)
        self._measure()
        self.bring_into_view(self.cursor)

    def watch_show_vertical_scrollbar(self) -> None:
        self._measure()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._lines.clear()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y < self.HEADER:
            return self._header(width)
        place = y - self.HEADER + self.scroll_offset.y
        if place >= len(self._rows):
            text = self._empty if not self._rows and y == 2 else ""
            return Strip([Segment(fit(text, width), (self._ground() + tone(self, "dim")).rich_style)], width)
        if place not in self._lines:
            self._lines[place] = self._line(place, width)
        return self._lines[place]

    def _ground(self) -> Style:
        return self.visual_style

    def _header(self, width: int) -> Strip:
        style = (self._ground() + tone(self, "dim")).rich_style
        text = (" " * self._gap).join(fit(column.title, room, column.align) for column, room in self._layout)
        return Strip([Segment(fit(text, width), style)], width)

    def _line(self, place: int, width: int) -> Strip:
        row = self._rows[place]
        ground = self._ground()
        if place == self.cursor and self.can_focus:
            ground += Style.parse("on $primary 40%" if self.has_focus else "on $surface-lighten-1", self.app.theme_variables)
        elif row.lit:
            ground += Style.parse("on $surface", self.app.theme_variables)
        blank = Segment(" " * self._gap, ground.rich_style)
        segments: list[Segment] = []
        for column, room in self._layout:
            cell = row.cells.get(column.key, Cell(""))
            segments += [Segment(fit(cell.text, room, column.align), (ground + tone(self, cell.tone)).rich_style), blank]
        return Strip(segments[:-1]).adjust_cell_length(width, ground.rich_style)

    # -- the cursor ----------------------------------------------------------------------------------------------------

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, before: int, cursor: int) -> None:
        for place in (before, cursor):
            self._lines.pop(place, None)
            self.refresh(Region(0, place + self.HEADER - self.scroll_offset.y, self.size.width, 1))
        self.bring_into_view(cursor)
        self.post_message(self.Moved(self, self.key))

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self._lines.pop(self.cursor, None)
        self.refresh(Region(0, self.cursor + self.HEADER - self.scroll_offset.y, self.size.width, 1))

    def action_cursor(self, by: int) -> None:
        self.cursor += by

    def action_page(self, by: int) -> None:
        self.cursor += by * max(1, self.size.height - self.HEADER - 1)

    def action_first(self) -> None:
        self.cursor = 0

    def action_last(self) -> None:
        self.cursor = len(self._rows) - 1

    def action_choose(self) -> None:
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    def on_click(self, event: events.Click) -> None:
        place = event.y - self.HEADER + self.scroll_offset.y
        if event.y < self.HEADER or place >= len(self._rows):
            return
        if place == self.cursor:
            self.action_choose()
        self.cursor = place


class Listing(Rows, can_focus=False):
    """Rows to be read only: without a header, and without a cursor."""

    HEADER = 0


class Sheet(Rows, can_focus=False):
    """Rows to be read only, under their header; without a cursor."""
