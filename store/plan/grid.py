"""A sheet as plain rows, whatever file it came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from store.plan.faults import Unreadable
from store.text import clean
from store.words import Message

LARGEST_FILE = 64 << 20  # bytes; a plan has a few hundred kilobytes
MOST_LINES = 100_000  # rows that hold something


@dataclass(frozen=True)
class Broken:
    """A cell whose value cannot be known: a formula that was never calculated, or one that failed."""

    reason: Message


Cell = str | int | float | bool | datetime | date | time | timedelta | Broken | None


@dataclass(frozen=True)
class Line:
    """A row that holds something: its number in the file, and its cells.

    `continued` are the columns whose value is that of a cell merged down from above. `wide` is set where a cell of the row
    is merged across columns, as titles and notes are.
    """

    number: int
    cells: tuple[Cell, ...]
    continued: frozenset[int] = frozenset()
    wide: bool = False

    def filled(self) -> dict[int, Cell]:
        """The cells that hold something, by column (from 0)."""
        return {column: cell for column, cell in enumerate(self.cells) if cell is not None}


@dataclass(frozen=True)
class Sheet:
    """A sheet: the name of its file, its own name ("" in a csv file), and the rows that hold something."""

    file: str
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Merged:
    """A merged range: its first and last row (from 1) and column (from 0)."""

    top: int
    bottom: int
    left: int
    right: int


def lines_of(rows: Iterable[Sequence[Cell]]) -> list[Line]:
    """The rows that hold something, their texts made safe; raises Unreadable where there are too many."""
    lines: list[Line] = []
    for number, row in enumerate(rows, start=1):
        cells = [clean_cell(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            continue
        if len(lines) == MOST_LINES:
            raise Unreadable(
                Message("at most {limit} rows that hold something", {"limit": MOST_LINES}), Message("more rows than that")
            )
        lines.append(Line(number, tuple(cells)))
    return lines


def clean_cell(cell: Cell) -> Cell:
    """A cell with its text made safe; None where nothing is left of it."""
    return (clean(cell) or None) if isinstance(cell, str) else cell


def spread(lines: list[Line], merged: Iterable[Merged]) -> list[Line]:
    """The rows with each merged value repeated down its first column, as it is meant; across it is not repeated."""
    numbers = [line.number for line in lines]
    for area in merged:
        first, last = bisect_left(numbers, area.top), bisect_right(numbers, area.bottom)
        covered = range(first, last)
        if area.right > area.left:
            for index in covered:
                lines[index] = replace(lines[index], wide=True)
        if area.bottom > area.top and covered and numbers[first] == area.top:
            value = cell_at(lines[first], area.left)
            for index in covered[1:]:
                lines[index] = _continue(lines[index], area.left, value)
    return lines


def cell_at(line: Line, column: int) -> Cell:
    """The cell of a column, None past the end of the row."""
    return line.cells[column] if column < len(line.cells) else None


def _continue(line: Line, column: int, value: Cell) -> Line:
    cells = [*line.cells, *[None] * (column + 1 - len(line.cells))]
    cells[column] = value
    return replace(line, cells=tuple(cells), continued=line.continued | {column})
