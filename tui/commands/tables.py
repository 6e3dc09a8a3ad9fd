"""Rows of text under headings, as wide, in terminal cells, as what is in them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from widgets.cells import fit

GAP = "  "
WIDEST = 26


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table; a column without anything in it is left out."""
    kept = [at for at in range(len(headings)) if any(row[at] for row in rows)] or list(range(len(headings)))
    headed = [[row[at] for at in kept] for row in (headings, *rows)]
    widths = [min(WIDEST, max(cell_len(row[at]) for row in headed)) for at in range(len(kept))]
    return [GAP.join(fit(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in headed]
