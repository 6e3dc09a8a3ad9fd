"""The top line: where one is, what is on, who one is."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from widgets.cells import fit
from widgets.line import Part, content

SHORTEST = 12


class TopLine(Widget):
    """Three groups of parts: at the left, in the middle, at the right. Where there is no room for all, the left is
    cut, its first part first; where that would leave less than `SHORTEST` of it, the middle goes."""

    DEFAULT_CSS = "TopLine { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._groups: tuple[Sequence[Part], Sequence[Part], Sequence[Part]] = ((), (), ())

    def show(self, left: Sequence[Part], middle: Sequence[Part], right: Sequence[Part]) -> None:
        """Show these parts; where they are the same as before, nothing is drawn."""
        if (left, middle, right) != self._groups:
            self._groups = (left, middle, right)
            self.refresh()

    def render(self) -> Content:
        left, middle, right = self._groups
        width = self.size.width
        rest = width - _length(right)
        if _length(left[1:]) + SHORTEST + _length(middle) + 2 > rest:
            middle = ()
        left = _cut(left, rest - 2 - _length(middle))
        gap = rest - _length(left) - _length(middle)
        before = max(0, min(gap, (width - _length(middle)) // 2 - _length(left))) if middle else gap
        blanks = ((" " * before, "plain"), (" " * max(0, gap - before), "plain"))
        return content([*left, blanks[0], *middle, blanks[1], *right])


def _cut(parts: Sequence[Part], room: int) -> Sequence[Part]:
    """The parts in `room` cells: the first gives way, and where that is not enough, those behind it."""
    over, cut = max(0, _length(parts) - room), []
    for text, name in parts:
        less = min(over, cell_len(text))
        cut.append((fit(text, cell_len(text) - less), name))
        over -= less
    return cut


def _length(parts: Sequence[Part]) -> int:
    return sum(cell_len(text) for text, _ in parts)
