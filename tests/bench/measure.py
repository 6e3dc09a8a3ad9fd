"""What a measure gives back: rows of figures, each summed up by its median and its 99th percentile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple


class Bench(NamedTuple):
    """How to measure: in which folder, on whose file system it is then, and whether quickly, with few samples."""

    folder: Path
    quick: bool

    def times(self, usual: int, quick: int) -> int:
        """How often to do something."""
        return quick if self.quick else usual


class Figure(NamedTuple):
    """Samples of one thing: their median, their 99th percentile, how many they are, and their unit."""

    median: float
    p99: float
    samples: int
    unit: str

    def __str__(self) -> str:
        if self.samples == 1:
            return f"{number(self.median)} {self.unit}"
        return f"median {number(self.median)}, 99th percentile {number(self.p99)} {self.unit}, of {self.samples:,}"


class Row(NamedTuple):
    """One line of the table: what was measured, its value, the limit that it is to keep, and the figures behind it.

    The limit is the most that the value may be, or with `at_least` the least.
    """

    what: str
    value: float
    unit: str
    limit: float
    figures: Mapping[str, Figure] = {}
    at_least: bool = False
    note: str = ""

    @property
    def reached(self) -> bool:
        """Whether the value keeps the limit."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def figure(samples: Sequence[float], unit: str, factor: float = 1.0) -> Figure:
    """Sum samples up; `factor` turns their unit into `unit`. The 99th percentile is that of the nearest rank."""
    ordered = sorted(samples)
    rank = -(-len(ordered) * 99 // 100)
    return Figure(median(ordered) * factor, ordered[rank - 1] * factor, len(ordered), unit)


def milliseconds(samples: Sequence[float]) -> Figure:
    """Sum samples in seconds up, as milliseconds."""
    return figure(samples, "ms", 1000)


def compared(what: str, ours: Sequence[float], theirs: Sequence[float], limit: float, figures: Mapping[str, Figure]) -> Row:
    """A row that says how many times as long ours took as theirs, taken side by side.

    That is counted in two ways, by the medians and as the median of the pairs; the worse one is the value of the row.
    """
    by_medians = median(ours) / median(theirs)
    pairwise = median(mine / other for mine, other in zip(ours, theirs, strict=True))
    note = f"× {by_medians:.3f} by the medians, × {pairwise:.3f} as the median of the pairs"
    return Row(what, max(by_medians, pairwise), "×", limit, figures, note=note)


def table(rows: Iterable[Row]) -> str:
    """The rows as people read them: what, measured, target, reached; below each the figures that it was made of."""
    lines = [_line("what", "measured", "to reach", "reached"), "─" * 112]
    for row in rows:
        limit = f"{'≥' if row.at_least else '≤'} {row.limit:g} {row.unit}"
        lines.append(_line(row.what, f"{number(row.value)} {row.unit}", limit, "yes" if row.reached else "NO"))
        lines += [f"    {name}: {found}" for name, found in row.figures.items()]
        lines += [f"    {row.note}"] if row.note else []
    return "\n".join(lines)


def plain(row: Row) -> dict[str, Any]:
    """The row as plain data for JSON."""
    return {**row._asdict(), "reached": row.reached, "figures": {name: each._asdict() for name, each in row.figures.items()}}


def number(value: float) -> str:
    """A number with three digits that say something."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _line(what: str, measured: str, limit: str, reached: str) -> str:
    return f"{what:<72}  {measured:>14}  {limit:>14}  {reached:>7}".rstrip()
