"""Excel workbooks, as sheets of plain rows."""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from store.plan.faults import Findings, Unreadable
from store.plan.grid import LARGEST_FILE, Broken, Cell, Merged, Sheet, lines_of, spread
from store.words import Message, mark

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"  # what old .xls files begin with, and workbooks with a password

LARGEST_INSIDE = 8 * LARGEST_FILE  # bytes that the parts of a workbook may have together when unpacked

_ERRORS = {"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!"}
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^>]*?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")

WORKBOOK = mark("an Excel workbook (.xlsx) without a password that opens in Excel or WPS")

# What openpyxl and the modules under it raise on files that are cut off, scrambled or no workbooks at all.
_BROKEN_FILE = (
    ArithmeticError, AssertionError, AttributeError, BadZipFile, EOFError, LookupError, NotImplementedError, ParseError,
    RuntimeError, TypeError, ValueError, zlib.error,
)  # fmt: skip


def read_workbook(path: Path, findings: Findings) -> list[Sheet]:
    """The visible sheets of a workbook, formulas by the values that Excel last calculated.

    Hidden sheets are left out with a notice. Raises Unreadable where the file is no workbook, and OSError.
    """
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_INSIDE:
                raise Unreadable(Message(WORKBOOK), Message("a workbook that is too large"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions, which a plan has no use for
            return list(_sheets(path, findings))
    except (*_BROKEN_FILE, InvalidFileException) as broken:
        raise Unreadable(Message(WORKBOOK), Message("a damaged workbook")) from broken


def _sheets(path: Path, findings: Findings) -> Iterator[Sheet]:
    from openpyxl import load_workbook

    values = load_workbook(path, read_only=True, data_only=True)
    formulas: Any = None
    try:
        with ZipFile(path) as archive:
            for sheet in values.worksheets:
                if sheet.sheet_state != "visible":
                    findings.notices.append(
                        Message("{file}: the hidden sheet {sheet} is left out.", {"file": path.name, "sheet": sheet.title})
                    )
                    continue
                # Merged cells are not to be had in openpyxl's read-only mode, and its other mode makes a million cells of
                # a sheet whose used range was dragged to the end; so they are looked up in the sheet's own file.
                xml = archive.read(sheet._worksheet_path)
                rows = _rows(sheet)
                if _FORMULA.search(xml):
                    formulas = formulas or load_workbook(path, read_only=True)
                    rows = _without_value(rows, formulas[sheet.title])
                yield Sheet(path.name, sheet.title.strip(), tuple(spread(lines_of(rows), _merged(xml))))
    finally:
        values.close()
        if formulas:
            formulas.close()


def _rows(sheet: Any) -> Iterator[Sequence[Cell]]:
    sheet.reset_dimensions()  # else every row is padded to the width that the file claims
    for row in sheet.iter_rows(values_only=True):
        yield [_cell(value) for value in row]


def _cell(value: Any) -> Cell:
    if isinstance(value, str) and value in _ERRORS:
        return Broken(Message("a formula that failed ({error})", {"error": value}))
    return value  # type: ignore[no-any-return]  # openpyxl has no types; a cell's value is one of Cell


def _without_value(rows: Iterator[Sequence[Cell]], sheet: Any) -> Iterator[Sequence[Cell]]:
    """The rows, with the formulas that have no calculated value marked as broken."""
    sheet.reset_dimensions()
    for row, sources in zip(rows, sheet.iter_rows(), strict=False):
        yield [
            Broken(Message("a formula that was never calculated")) if value is None and source.data_type == "f" else value
            for value, source in zip(row, sources, strict=False)
        ]


def _merged(xml: bytes) -> list[Merged]:
    from openpyxl.utils import column_index_from_string

    return [
        Merged(
            int(top), int(bottom), column_index_from_string(left.decode()) - 1, column_index_from_string(right.decode()) - 1
        )
        for left, top, right, bottom in _MERGED.findall(xml)
    ]
