"""A map of the site: marks on a grid, each with what stands beside it, scaled to the room there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from widgets.line import Part
from widgets.signs import tone


class Spot(NamedTuple):
    """A place on the map, in the plan's own units from the top left, and what stands there."""

    key: str
    x: int
    y: int
    parts: tuple[Part, ...]
    chosen: bool = False


class SiteMap(Widget):
    """Shows spots. The plan's grid is stretched to the widget; where two would cover each other the later moves down."""

    DEFAULT_CSS = "SiteMap { height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._spots: Sequence[Spot] = ()

    def show(self, spots: Sequence[Spot]) -> None:
        """Show these; where they are the same as before, nothing is drawn."""
        if spots != self._spots:
            self._spots = spots
            self.refresh()

    def placed(self) -> dict[int, list[tuple[int, Spot]]]:
        """The spots by line of the widget, each with its column, none over another."""
        width, height = max(1, self.size.width), max(1, self.size.height)
        widest = max((sum(cell_len(text) for text, _ in spot.parts) for spot in self._spots), default=0)
        right, bottom = max((s.x for s in self._spots), default=1) or 1, max((s.y for s in self._spots), default=1) or 1
        lines: dict[int, list[tuple[int, Spot]]] = {}
        for spot in sorted(self._spots, key=lambda each: (each.y, each.x)):
            x = spot.x * max(1, width - widest) // right
            y = spot.y * (height - 1) // bottom
            size = sum(cell_len(text) for text, _ in spot.parts)
            while any(x < at + _size(other) + 1 and at < x + size + 1 for at, other in lines.get(y, [])):
                y += 1
            lines.setdefault(y, []).append((x, spot))
        return lines

    def render_line(self, y: int) -> Strip:
        ground, width = self.visual_style, self.size.width
        segments: list[Segment] = []
        at = 0
        for x, spot in sorted(self.placed().get(y, []), key=lambda each: each[0]):
            segments.append(Segment(" " * (x - at), ground.rich_style))
            for text, name in spot.parts:
                style = ground + tone(self, name)
                segments.append(Segment(text, (style + Style(reverse=True) if spot.chosen else style).rich_style))
            at = x + _size(spot)
        return Strip(segments).adjust_cell_length(width, ground.rich_style)


def _size(spot: Spot) -> int:
    return sum(cell_len(text) for text, _ in spot.parts)
