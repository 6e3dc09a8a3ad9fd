"""The answer to a scan, to be read from two metres away: one colour over the whole panel, a sign, a name and a seat."""

from __future__ import annotations

import re
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Digits, Static

SEAT_DIGITS = re.compile(r"[0-9A-F]+")
SIGNS = {"green": "✓", "amber": "!", "red": "✕", "idle": "·"}


class Said(NamedTuple):
    """What the panel says. `colour` is green, amber, red or idle; `name` is the largest text, `lines` stand below it."""

    colour: str
    title: str
    name: str
    lines: tuple[str, ...]
    seat: str


class AnswerPanel(Widget):
    """The panel. Its seat is written in big figures where these can show it, and in words in any case."""

    DEFAULT_CSS = """
    AnswerPanel { height: 8; layout: horizontal; padding: 1 2; background: $surface; color: $foreground; }
    AnswerPanel.-green { background: $success; color: $background; }
    AnswerPanel.-amber { background: $warning; color: $background; }
    AnswerPanel.-red { background: $error; color: $background; }
    AnswerPanel #said { width: 1fr; height: 6; }
    AnswerPanel #said Static { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    AnswerPanel #title, AnswerPanel #name { text-style: bold; }
    AnswerPanel #place { width: 34; height: 6; }
    AnswerPanel #place Digits { width: 1fr; height: 3; text-align: right; text-style: bold; }
    AnswerPanel #place Static { width: 1fr; height: 1; text-align: right; text-style: bold; }
    AnswerPanel #place Static { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    LINES = 3

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._said: Said | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="said"):
            yield Static("", markup=False, id="title")
            yield Static("", markup=False, id="name")
            for place in range(self.LINES):
                yield Static("", markup=False, id=f"line-{place}")
        with Vertical(id="place"):
            yield Digits("", id="seat-digits")
            yield Static("", markup=False, id="seat")

    def show(self, said: Said) -> None:
        """Show it; what is the same as before is not drawn again."""
        if said == self._said:
            return
        self._said = said
        self.set_classes(f"-{said.colour}")
        self._put("#title", f"{SIGNS[said.colour]} {said.title}")
        self._put("#name", _spaced(said.name))
        for place in range(self.LINES):
            self._put(f"#line-{place}", said.lines[place] if place < len(said.lines) else "")
        self._put("#seat", said.seat)
        figures = "-".join(SEAT_DIGITS.findall(said.seat.upper()))[:11]
        digits = self.query_one("#seat-digits", Digits)
        if digits.value != figures:
            digits.update(figures)

    def _put(self, place: str, text: str) -> None:
        self.query_one(place, Static).update(Content(text), layout=False)


def _spaced(name: str) -> str:
    """A Chinese name with its characters apart, which reads better from afar."""
    return " ".join(name) if len(name) <= 6 and not name.isascii() else name
