"""The sign-in table as a workbook or as csv. No cell of it can be run by a spreadsheet as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from store.checkin.report import ABSENT_HEADINGS, HEADINGS, UNIT_HEADINGS, absentees, cells, lines, unit_cells
from store.day import Day
from store.errors import LianyunError
from store.words import tr

_RUN = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_LONGEST_CELL = 32_767  # characters, Excel's own limit
_WIDTHS = (6, 14, 20, 16, 16, 12, 12, 14, 10, 32)


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it as a formula."""
    return ("'" + text if text.startswith(_RUN) else text)[:_LONGEST_CELL]


def write_csv(day: Day, path: Path) -> None:
    """Write the sign-in table as csv in UTF-8 with its mark, as spreadsheets want it. Raises LianyunError."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([tr(each) for each in HEADINGS])
    writer.writerows([harmless(each) for each in cells(day, line)] for line in lines(day))
    _write(path, b"\xef\xbb\xbf" + text.getvalue().encode())


def write_xlsx(day: Day, path: Path) -> None:
    """Write a workbook: the sign-in table, the summary by unit, and who is absent. Raises LianyunError."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    roster = day.documents.roster
    units = [unit_cells(unit, numbers) for unit, numbers in roster.units.items()]
    units.append(unit_cells(tr("all together"), roster.total))
    _sheet(book, tr("Sign-in table"), HEADINGS, (cells(day, line) for line in lines(day)))
    _sheet(book, tr("By unit"), UNIT_HEADINGS, units)
    _sheet(book, tr("Absent"), ABSENT_HEADINGS, absentees(day))
    data = io.BytesIO()
    book.save(data)
    _write(path, data.getvalue())


def _sheet(book: Any, name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from openpyxl.styles import Font

    sheet = book.create_sheet(name)
    for place, heading in enumerate(headings, 1):
        cell = sheet.cell(1, place, tr(heading))
        cell.font = Font(bold=True)
    for number, row in enumerate(rows, 2):
        for place, text in enumerate(row, 1):
            _fill(sheet.cell(number, place), text)
    for place, width in enumerate(_WIDTHS[: len(headings)], 1):
        sheet.column_dimensions[sheet.cell(1, place).column_letter].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _fill(cell: Any, text: str) -> None:
    """Put a text into a cell as text; a plain number as a number, so that it can be summed."""
    if text.isascii() and text.isdigit() and len(text) <= 9 and not (len(text) > 1 and text.startswith("0")):
        cell.value = int(text)
        return
    cell.value = harmless(text)
    cell.data_type = "s"


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as fault:
        raise LianyunError(
            "{file} cannot be written: {fault}.", file=str(path), fault=fault.strerror or str(fault)
        ) from fault
