"""Names and values below one another: all about what is under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from widgets.cells import fit
from widgets.signs import tone

Pair = tuple[str, str]

GAP = 2


class Details(Widget):
    """Pairs of a name and a value; a long value goes on below itself."""

    DEFAULT_CSS = "Details { height: auto; }"

    def __init__(self, pairs: Sequence[Pair] = ()) -> None:
        super().__init__()
        self._pairs = pairs

    def show(self, pairs: Sequence[Pair]) -> None:
        """Show these; where they are the same as before, nothing is drawn."""
        if pairs != self._pairs:
            before, self._pairs = self._lines(self.size.width), pairs
            self.refresh(layout=len(before) != len(self._lines(self.size.width)))

    def _lines(self, width: int) -> list[Pair]:
        """The lines that the pairs take; the name stands on the first of its value."""
        lines: list[Pair] = []
        room = max(2, width - self._names() - GAP)
        for name, value in self._pairs:
            first, *rest = chop_cells(value, room) or [""]
            lines += [(name, first), *(("", more) for more in rest)]
        return lines

    def _names(self) -> int:
        return max((cell_len(name) for name, _ in self._pairs), default=0)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        width, ground, lines = self.size.width, self.visual_style, self._lines(self.size.width)
        if y >= len(lines):
            return Strip.blank(width, ground.rich_style)
        name, value = lines[y]
        names = Segment(fit(name, self._names()) + " " * GAP, (ground + tone(self, "dim")).rich_style)
        values = Segment(value, (ground + tone(self, "plain")).rich_style)
        return Strip([names, values]).adjust_cell_length(width, ground.rich_style)
