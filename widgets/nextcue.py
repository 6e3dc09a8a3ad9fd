"""The next cue, large: the call, the seconds to it, and the two cues after it."""

from __future__ import annotations

from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from widgets.bigfigure import BigFigure
from widgets.line import Line, Part


class Upcoming(NamedTuple):
    """What the panel says. `large` is the big figure in the tone of its urgency, `caption` what it counts."""

    heading: tuple[Part, ...]
    facts: tuple[Part, ...]
    moment: tuple[Part, ...]
    after: tuple[tuple[Part, ...], ...]
    large: str
    large_tone: str
    caption: str


class NextCue(Widget):
    """The panel at the head of the broadcast page."""

    DEFAULT_CSS = """
    NextCue { height: 6; layout: horizontal; }
    NextCue Vertical { width: 1fr; height: 6; }
    NextCue .figure { width: 50; height: 6; padding-left: 2; }
    NextCue #caption { text-align: right; }
    """

    AFTER = 2

    def compose(self) -> ComposeResult:
        with Horizontal():
            with Vertical():
                yield Line(id="heading")
                yield Line(id="facts")
                yield Line(id="moment")
                yield Line()
                for place in range(self.AFTER):
                    yield Line(id=f"after-{place}")
            with Vertical(classes="figure"):
                yield BigFigure()
                yield Line(id="caption")

    def show(self, upcoming: Upcoming) -> None:
        """Show it; only what has changed is drawn."""
        self.query_one("#heading", Line).show(*upcoming.heading)
        self.query_one("#facts", Line).show(*upcoming.facts)
        self.query_one("#moment", Line).show(*upcoming.moment)
        for place in range(self.AFTER):
            self.query_one(f"#after-{place}", Line).show(*(upcoming.after[place] if place < len(upcoming.after) else ()))
        self.query_one(BigFigure).show(upcoming.large, upcoming.large_tone)
        self.query_one("#caption", Line).show((upcoming.caption, upcoming.large_tone))
