"""A figure in letters five lines high: what is to be read from across the room."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from widgets.signs import tone

HEIGHT = 5
_LETTERS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", " ##", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", " # ", " # "),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    "+": ("   ", " # ", "###", " # ", "   "),
    ":": (" ", "#", " ", "#", " "),
}


class BigFigure(Widget):
    """Shows digits, `:` and `+`, at the right; a dot is two cells wide where there is room, else one."""

    DEFAULT_CSS = "BigFigure { height: 5; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._text, self._tone = "", "plain"

    def show(self, text: str, name: str) -> None:
        """Show these digits in that tone; where they are the same as before, nothing is drawn."""
        if (text, name) != (self._text, self._tone):
            self._text, self._tone = text, name
            self.refresh()

    @property
    def text(self) -> str:
        """The digits that are shown."""
        return self._text

    def render_line(self, y: int) -> Strip:
        width, ground = self.size.width, self.visual_style.rich_style
        dots = " ".join(_LETTERS[letter][y] for letter in self._text if letter in _LETTERS) if y < HEIGHT else ""
        wide = 2 if 2 * len(dots) <= width else 1
        line = "".join(("█" if dot == "#" else " ") * wide for dot in dots)[:width]
        inked = (self.visual_style + tone(self, self._tone)).rich_style
        return Strip([Segment(" " * (width - len(line)), ground), Segment(line, inked)], width)
