"""What is on, large: the item, how long it has played, how long it still has, and what comes after it."""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Digits

from widgets.line import Line, Part
from widgets.signs import tone


class Playing(NamedTuple):
    """What the panel says. `large` is the big figure, its tone that of its urgency; `part` of the item has been
    played; `end` says when the show ends, `out` how that stands to its hard out."""

    heading: tuple[Part, ...]
    facts: tuple[Part, ...]
    large: str
    large_tone: str
    caption: str
    part: float
    after: tuple[tuple[Part, ...], ...]
    end: tuple[Part, ...]
    out: tuple[Part, ...]


class Progress(Widget):
    """A line that fills from the left."""

    DEFAULT_CSS = "Progress { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._filled, self._tone = 0, "dim"

    def show(self, part: float, name: str) -> None:
        """Fill `part`, 0 to 1, in that tone."""
        filled = int(max(0.0, min(1.0, part)) * self.size.width)
        if (filled, name) != (self._filled, self._tone):
            self._filled, self._tone = filled, name
            self.refresh()

    def render_line(self, _y: int) -> Strip:
        ground, width = self.visual_style, self.size.width
        full = Segment("━" * self._filled, (ground + tone(self, self._tone)).rich_style)
        rest = Segment("─" * (width - self._filled), (ground + tone(self, "rule")).rich_style)
        return Strip([full, rest], width)


class NowPlaying(Widget):
    """The panel at the head of a running order."""

    DEFAULT_CSS = """
    NowPlaying { height: 6; layout: horizontal; }
    NowPlaying Vertical { width: 1fr; height: 6; }
    NowPlaying .figure { width: 32; height: 6; padding-left: 2; }
    NowPlaying Digits { width: 1fr; height: 3; text-align: right; text-style: bold; }
    NowPlaying #caption, NowPlaying #end, NowPlaying #out { text-align: right; }
    NowPlaying Digits.-running, NowPlaying Digits.-plain { color: $foreground; }
    NowPlaying Digits.-warning { color: $warning; }
    NowPlaying Digits.-danger { color: $error; }
    NowPlaying Digits.-dim { color: $muted; }
    """

    AFTER = 2

    def compose(self) -> ComposeResult:
        with Horizontal():
            with Vertical():
                yield Line(id="heading")
                yield Line(id="facts")
                yield Progress()
                for place in range(self.AFTER):
                    yield Line(id=f"after-{place}")
            with Vertical(classes="figure"):
                yield Digits("")
                yield Line(id="caption")
                yield Line(id="end")
                yield Line(id="out")

    def show(self, playing: Playing) -> None:
        """Show it; only what has changed is drawn."""
        self.query_one("#heading", Line).show(*playing.heading)
        self.query_one("#facts", Line).show(*playing.facts)
        self.query_one(Progress).show(playing.part, playing.large_tone)
        for place in range(self.AFTER):
            self.query_one(f"#after-{place}", Line).show(*(playing.after[place] if place < len(playing.after) else ()))
        digits = self.query_one(Digits)
        if digits.value != playing.large:
            digits.update(playing.large)
        if not digits.has_class(f"-{playing.large_tone}"):
            digits.set_classes(f"-{playing.large_tone}")
        self.query_one("#caption", Line).show((playing.caption, playing.large_tone))
        self.query_one("#end", Line).show(*playing.end)
        self.query_one("#out", Line).show(*playing.out)
