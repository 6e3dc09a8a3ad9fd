"""Names and values below one another: all about what is under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from widgets.cells import fit
from widgets.signs import TONES

Pair = tuple[str, str]


class Details(Static):
    """Pairs of a name and a value; a long value goes on in the next line."""

    DEFAULT_CSS = "Details { height: auto; }"

    def __init__(self, pairs: Sequence[Pair] = ()) -> None:
        super().__init__(_written(pairs), markup=False)
        self._pairs = pairs

    def show(self, pairs: Sequence[Pair]) -> None:
        """Show these; where they are the same as before, nothing is drawn."""
        if pairs != self._pairs:
            self._pairs = pairs
            self.update(_written(pairs))


def _written(pairs: Sequence[Pair]) -> Content:
    width = max((cell_len(name) for name, _ in pairs), default=0)
    lines = [Content.assemble((fit(name, width) + "  ", TONES["dim"]), (value, TONES["plain"])) for name, value in pairs]
    return Content("\n").join(lines)
