"""A stage's card: its status, its departments, what keeps it from being ready, and the acts that wait beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from widgets.line import Line, Part, content
from widgets.rows import NARROW_GAP, Column, Row, Rows


class Card(NamedTuple):
    """What a card says."""

    heading: tuple[Part, ...]
    show: tuple[Part, ...]
    columns: Sequence[Column]
    departments: Sequence[Row]
    blockers: tuple[Part, ...]
    acts: Sequence[tuple[Part, ...]]


class StageCard(Widget):
    """The card of the stage `stage`; the cursor is on one of its departments."""

    DEFAULT_CSS = """
    StageCard { height: auto; min-height: 18; padding: 0 1; border: round $surface-lighten-2; }
    StageCard:focus-within { border: round $primary; }
    StageCard Rows { height: 7; margin: 1 0; }
    StageCard #blockers { height: auto; min-height: 2; max-height: 3; }
    """

    ACTS = 3

    def __init__(self, stage: str) -> None:
        super().__init__()
        self.stage = stage
        self._blockers: tuple[Part, ...] = ()

    def compose(self) -> ComposeResult:
        yield Line(id="heading")
        yield Line(id="show")
        yield Rows(id="departments", gap=NARROW_GAP)
        yield Static("", id="blockers", markup=False)
        for place in range(self.ACTS):
            yield Line(id=f"act-{place}")

    @property
    def department(self) -> str:
        """The department under the cursor."""
        return self.query_one(Rows).key

    def show(self, card: Card) -> None:
        """Show it; only what has changed is drawn."""
        self.query_one("#heading", Line).show(*card.heading)
        self.query_one("#show", Line).show(*card.show)
        self.query_one(Rows).show(card.columns, card.departments)
        if card.blockers != self._blockers:
            self._blockers = card.blockers
            self.query_one("#blockers", Static).update(content(card.blockers))
        for place in range(self.ACTS):
            self.query_one(f"#act-{place}", Line).show(*(card.acts[place] if place < len(card.acts) else ()))
