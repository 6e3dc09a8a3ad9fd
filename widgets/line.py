"""One line of text that changes often: it never moves what is around it, and an equal text is not drawn again."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from widgets.signs import TONES

Part = tuple[str, str]


def content(parts: Sequence[Part]) -> Content:
    """Text of several tones: each part is the text, taken literally, and the name of its tone."""
    return Content.assemble(*((text, TONES[tone]) for text, tone in parts))


class Line(Static):
    """A line of parts, each a text and a tone."""

    DEFAULT_CSS = "Line { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__("", id=id, classes=classes, markup=False)
        self._parts: Sequence[Part] | None = None

    def show(self, *parts: Part) -> None:
        """Show these parts; where they are the same as before, nothing is drawn."""
        if parts != self._parts:
            self._parts = parts
            self.update(content(parts), layout=False)
