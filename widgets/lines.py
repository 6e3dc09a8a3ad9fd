"""Several lines of text of several tones, drawn line by line: one widget where there would be many."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from widgets.cells import fit
from widgets.line import Part
from widgets.signs import tone


class Lines(Widget):
    """Lines of parts, as many as there is room for; a line is drawn again only where it has changed."""

    DEFAULT_CSS = "Lines { height: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id, classes=classes)
        self._lines: Sequence[Sequence[Part]] = ()

    def show(self, lines: Sequence[Sequence[Part]]) -> None:
        """Show these lines."""
        before, self._lines = self._lines, lines
        for y in range(max(len(before), len(lines))):
            if before[y : y + 1] != lines[y : y + 1]:
                self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        ground, room = self.visual_style, self.size.width
        segments = []
        for text, name in self._lines[y] if y < len(self._lines) else ():
            shown = fit(text, min(room, cell_len(text)))
            segments.append(Segment(shown, (ground + tone(self, name)).rich_style))
            room -= cell_len(shown)
        return Strip(segments).adjust_cell_length(self.size.width, ground.rich_style)
