"""Comma-, semicolon- or tab-separated text in the encodings of offices, as a sheet of plain rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from store.plan.faults import Unreadable
from store.plan.grid import Sheet, lines_of
from store.words import Message

DELIMITERS = ",;\t"
_LOOKED_AT = 50  # lines from which the delimiter is told
_TELLING_NULS = 4  # a text in another encoding has none, but for a stray one
_LONGEST_CELL = 131_072  # characters, the csv module's own limit

_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_csv(path: Path, data: bytes) -> Sheet:
    """The rows of a csv file; raises Unreadable where it is none."""
    text = decode(data)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text)))
    except csv.Error as broken:
        raise Unreadable(
            Message("cells of at most {limit} characters", {"limit": _LONGEST_CELL}), Message("an endless cell")
        ) from broken
    return Sheet(path.name, "", tuple(lines_of(rows)))


def decode(data: bytes) -> str:
    """Text in UTF-8 (with a byte order mark or without), UTF-16, GBK or GB18030, else in what it looks like.

    Raises Unreadable where it is no text.
    """
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return _decoded(data, encoding)
    if order := _byte_order(data):
        return _decoded(data, order)
    for encoding in ("utf-8", "gb18030"):  # GB18030 contains GBK; UTF-8 comes first, for GBK text is hardly ever UTF-8
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _guessed(data)


def _byte_order(data: bytes) -> str | None:
    """Which UTF-16 a text without its mark is in: its separators have a NUL in each odd place, or in each even one."""
    start = data[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) < _TELLING_NULS or min(even, odd):
        return None
    return "utf-16-le" if odd else "utf-16-be"


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as broken:
        raise _no_text() from broken


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise _no_text()
    return str(best)


def _no_text() -> Unreadable:
    return Unreadable(Message("text in UTF-8, GBK or GB18030"), Message("bytes that are no text"))


def delimiter(text: str) -> str:
    """Which of `DELIMITERS` separates the cells: the one that stands in the most lines, then the most often."""
    lines = text.splitlines()[:_LOOKED_AT]
    return max(DELIMITERS, key=lambda sign: (sum(sign in line for line in lines), sum(line.count(sign) for line in lines)))
