"""Finding the row of headings, and knowing a title, a note, a total or a repeated heading when one is met."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from store.plan.grid import Cell, Line
from store.plan.headings import LAYOUTS, Column, Layout
from store.plan.values import plain, squeezed

LONGEST_HEADING = 60  # characters

_BRACKETED = re.compile(r"[(\[【〔{<][^)\]】〕}>]*[)\]】〕}>]")
_SIGNS = re.compile(r"[\s:：.。*#_\-'\"“”‘’·、,，]+")
_UNITS_S = {
    "秒": 1, "秒钟": 1, "s": 1, "sec": 1, "secs": 1, "seconds": 1, "单位秒": 1,
    "分": 60, "分钟": 60, "min": 60, "mins": 60, "minutes": 60, "单位分钟": 60, "单位分": 60,
    "时": 3600, "小时": 3600, "h": 3600, "hours": 3600,
}  # fmt: skip

_NOTE = re.compile(r"(备注|附注|注|说明|注意|注意事项|notes?|remarks?|n\.?b\.?)\s*\d*\s*[:.、]")
_TOTAL = re.compile(
    r"(合\s*计|总\s*计|小\s*计|共\s*计|总时长|总用时|(grand |sub-?)?totals?$|(grand |sub-?)?totals?\s*[:\d]|sum$).*"
)


@dataclass(frozen=True)
class Header:
    """A row of headings: whose table it is, and what each column is.

    `columns` are those that are understood, `headings` the text of every one, `units` the seconds of the unit that a heading
    names. `unknown` are the columns that are left out.
    """

    layout: Layout
    row: int
    columns: dict[int, Column]
    headings: dict[int, str]
    units: dict[int, int]

    @property
    def unknown(self) -> dict[int, str]:
        return {column: text for column, text in self.headings.items() if column not in self.columns}

    def column_of(self, field: str) -> int | None:
        """The column that fills a field."""
        return next((at for at, column in self.columns.items() if column.field == field), None)


def recognise(line: Line, sheet: str = "", *, again: bool = False) -> Header | None:
    """The row as a row of headings; None where it is none.

    The sheet's name decides between tables that fit equally well. With `again` there has been one above: a quick look is
    enough to pass over the rows of a long list.
    """
    cells = line.filled()
    texts = {column: cell for column, cell in cells.items() if isinstance(cell, str) and len(cell) <= LONGEST_HEADING}
    if len(texts) < 2 or len(texts) < len(cells):
        return None
    if again and sum(_key(plain(text)) in _every_variant() for text in texts.values()) < 2:
        return None
    fitting = [header for layout in LAYOUTS.values() if (header := _fit(layout, line, texts))]
    if not fitting:
        return None
    return max(fitting, key=lambda header: (len(header.columns), squeezed(sheet) in map(squeezed, header.layout.sheet)))


def _fit(layout: Layout, line: Line, texts: dict[int, str]) -> Header | None:
    """The row as the headings of one table; None where it does not have enough of them."""
    columns: dict[int, Column] = {}
    units: dict[int, int] = {}
    for at, text in texts.items():
        column = _column(layout, text)
        if column and (column.field == "ref" or column not in columns.values()):
            columns[at] = column
            if unit := _unit_s(text):
                units[at] = unit
    fields = {column.field for column in columns.values()}
    if layout.key in fields and fields & layout.telling and 2 * len(columns) >= len(texts):
        return Header(layout, line.number, columns, texts, units)
    return None


def _column(layout: Layout, heading: str) -> Column | None:
    """The column that a heading names: as a whole, else where all the parts of a double heading that are known agree."""
    known = _variants(layout.table)
    text = plain(heading)
    for form in (text, _BRACKETED.sub("", text), text.rpartition("/")[0] if _unit_s(text) else ""):
        if column := known.get(_key(form)):
            return column
    # A heading in two languages: its parts stand on two lines, on both sides of a slash, or in brackets.
    named = [known[key] for part in re.split(r"[/|\s()\[\]]+", text) if (key := _key(part)) in known]
    parts = {column.field: column for column in named}
    return named[0] if len(parts) == 1 and re.search(r"[a-z]", text) and re.search(r"[\u4e00-\u9fff]", text) else None


@cache
def _variants(table: str) -> dict[str, Column]:
    return {_key(plain(variant)): column for column in LAYOUTS[table].columns for variant in column.variants}


@cache
def _every_variant() -> frozenset[str]:
    return frozenset(key for table in LAYOUTS for key in _variants(table))


def _key(text: str) -> str:
    return _SIGNS.sub("", text) or text.strip()


def _unit_s(heading: str) -> int | None:
    """The seconds of the unit that a heading names in brackets or behind a slash: 60 for `时长(分)`."""
    text = plain(heading)
    named = [part[1:-1] for part in _BRACKETED.findall(text)] + [text.rpartition("/")[2]]
    return next((_UNITS_S[key] for part in named if (key := _key(part)) in _UNITS_S), None)


def is_repeated(line: Line, header: Header) -> bool:
    """Whether the row is the row of headings over again, as on each printed page."""
    return [_comparable(cell) for cell in line.filled().values()] == [_comparable(text) for text in header.headings.values()]


def is_note(line: Line) -> bool:
    """Whether the row is a note below the table: it begins with `注:`, `备注:`, `Note:`."""
    return bool(_NOTE.match(_first(line)))


def is_total(line: Line) -> bool:
    """Whether the row is a total: it begins with `合计`, `总计`, `Total`."""
    return bool(_TOTAL.match(_first(line)))


def alone(line: Line) -> str | None:
    """The text of a row that has no other: a title, the name of a part, a note. None where there are more."""
    found = [cell for column, cell in line.filled().items() if column not in line.continued]
    return found[0] if len(found) == 1 and isinstance(found[0], str) else None


def _first(line: Line) -> str:
    """The first text of the row that it does not share with the row above."""
    for column, cell in line.filled().items():
        if column not in line.continued:
            return plain(cell) if isinstance(cell, str) else ""
    return ""


def _comparable(cell: Cell) -> str:
    return squeezed(str(cell))
