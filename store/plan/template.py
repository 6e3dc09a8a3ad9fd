"""An empty workbook to fill in: headings, two examples for each table, drop-down lists.

The name in each example row begins with a mark (`EXAMPLE`), and rows that carry it are never imported; whoever overwrites
the row overwrites the mark.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from store.plan import values
from store.plan.durations import duration, offset
from store.plan.headings import LAYOUTS, Column, Layout
from store.plan.times import day, span
from store.words import language, pick, tr

EXAMPLE = re.compile(r"(示例|example)\s*[:：]", re.IGNORECASE)

SHEETS = ("festival", "stages", "performances", "items", "cues", "checkpoints", "duties", "officials")
LEFT_OUT = {"id", "period", "anchor_item", "fallback_item"}
LAST_ROW = 500  # down to which the lists and formats reach

_HEADING_ROW = 2
_WIDE, _NARROW, _USUAL = 30, 9, 15
_NARROW_FIELDS = {
    "ref",
    "duration_s",
    "changeover_s",
    "performers",
    "mics",
    "approved",
    "critical",
    "needs_ack",
    "lanes",
    "seats",
    "x",
    "y",
}
_WIDE_FIELDS = {"name", "title", "text", "task", "performance", "theme", "wet_weather_plan", "props", "note"}

# Two rows a table: for each field its value in Chinese and in English, or one value for both.
_EXAMPLES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "festival": (
        {"name": ("文化节", "culture festival"), "theme": ("清风", "Clean breeze"), "date": "2005-07-01"},
        {"name": ("戏剧节", "theatre festival"), "date": "2005-08-01"},
    ),
    "stages": (
        {"ref": "S1", "name": ("中心广场", "Central Square"), "capacity": 3000, "indoor": ("否", "no")},
        {"ref": "S2", "name": ("文化馆剧场", "Theatre"), "capacity": 620, "seats": 620, "indoor": ("是", "yes")},
    ),
    "performances": (
        {"ref": "P1", "name": ("正气颂", "Ode to Righteousness"), "start": "19:30", "end": "21:00"},
        {"ref": "P2", "name": ("清风颂", "Ode to the Clean Breeze"), "start": "2005-07-01 14:00"},
    ),
    "items": (
        {"ref": 1, "performance": "P1", "title": ("清风起", "The breeze"), "duration_s": "4:30", "changeover_s": 60},
        {"ref": 2, "performance": "P1", "title": ("歌唱祖国", "Ode to the motherland"), "duration_s": "6:00"},
    ),
    "cues": (
        {"ref": 1, "performance": "P1", "at": "19:30", "text": ("开机", "Start recorders"), "critical": ("是", "yes")},
        {"ref": 2, "performance": "P1", "at": "19:36", "text": ("字幕,上", "Caption on"), "to": ("字幕", "captions")},
    ),
    "checkpoints": (
        {
            "ref": "CP-01", "name": ("南门", "South gate"), "lanes": 6, "min_staff": 20, "report_interval_s": 30,
            "x": 20, "y": 9,
        },
        {"ref": "CP-02", "name": ("东侧嘉宾通道", "East VIP entrance"), "lanes": 1, "min_staff": 6, "report_interval_s": 60},
    ),
    "duties": (
        {"ref": 1, "task": ("全程策划", "Overall planning"), "unit": ("文化局", "Culture"), "deadline": "2005-07-01 18:00"},
        {"ref": 2, "task": ("领导签到", "Check-in"), "unit": ("区委办", "Office"), "deadline": "2005-07-01 09:00"},
    ),
    "officials": (
        {"ref": 1, "name": ("解义", "Xie Yi"), "unit": ("文化局", "Culture bureau"), "seat": ("A区1排1座", "A-1-1")},
        {"ref": 2, "name": ("冯行", "Feng Xing"), "unit": ("政府办", "Office"), "expected": ("请假", "leave")},
    ),
}  # fmt: skip


def write_template(path: Path) -> None:
    """Write the empty workbook, in the current language; an existing file is replaced. Raises OSError."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for table in SHEETS:
        _write_sheet(book.create_sheet(pick(*LAYOUTS[table].sheet)), LAYOUTS[table])
    book.save(path)


def _write_sheet(sheet: Any, layout: Layout) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    columns = [column for column in layout.columns if column.field not in LEFT_OUT]
    sheet.append([tr("Note: the two grey rows are examples. Type over them; what is left of them is not imported.")])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    sheet["A1"].font = Font(italic=True, color="808080")
    sheet.append([pick(*column.headings) for column in columns])
    for example in _EXAMPLES[layout.table]:
        sheet.append([_example(column, layout, example) for column in columns])
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _width(column)
        heading = sheet.cell(_HEADING_ROW, number)
        heading.font = Font(bold=True)
        heading.fill = PatternFill("solid", fgColor="DDEBF7")
        heading.alignment = Alignment(wrap_text=True, vertical="center")
        for row in range(_HEADING_ROW + 1, LAST_ROW + 1):
            sheet.cell(row, number).number_format = _format(column)
        for row in (_HEADING_ROW + 1, _HEADING_ROW + 2):
            sheet.cell(row, number).font = Font(color="808080")
        _offer(sheet, column, f"{letter}{_HEADING_ROW + 1}:{letter}{LAST_ROW}")
    sheet.freeze_panes = f"A{_HEADING_ROW + 1}"


def _example(column: Column, layout: Layout, example: dict[str, Any]) -> Any:
    value = example.get(column.field)
    if isinstance(value, tuple):
        value = pick(*value)
    return tr("Example: {name}", name=value) if column.field == layout.key else value


def _offer(sheet: Any, column: Column, cells: str) -> None:
    """Give the cells a drop-down list, where only certain words are accepted. What is typed beside it is let through."""
    from openpyxl.worksheet.datavalidation import DataValidation

    formula = _choices(column)
    if formula:
        offered = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
        offered.add(cells)
        sheet.add_data_validation(offered)


def _choices(column: Column) -> str:
    """The list of a column as Excel wants it: words, or the names on another sheet."""
    if column.words:
        words = [code if language() == "en" else names[0] for code, names in column.words.items()]
        return '"' + ",".join(words) + '"'
    if column.read is values.yes_no:
        return '"' + ",".join(pick(*word) for word in (("是", "yes"), ("否", "no"))) + '"'
    named = {"performance": "performances", "stage": "stages", "counts_area": "stages"}.get(column.field)
    if named is None:
        return ""
    # The name stands in the second column, behind the number.
    return f"='{pick(*LAYOUTS[named].sheet)}'!$B${_HEADING_ROW + 1}:$B${LAST_ROW}"


def _format(column: Column) -> str:
    """The number format: lengths of time and telephone numbers stay as they are typed."""
    if column.field in ("contact", "phone") or column.read in (duration, offset):
        return "@"
    if column.read is day:
        return "yyyy-mm-dd"
    if column.field == "deadline":
        return "yyyy-mm-dd hh:mm"
    if column.field in _MOMENTS or column.read is span:
        return "hh:mm"
    return "General"


_MOMENTS = {
    "start",
    "end",
    "on_air",
    "off_air",
    "doors_at",
    "sweep_by",
    "slot_end",
    "fixed_start",
    "fixed_end",
    "at",
    "start_at",
}


def _width(column: Column) -> int:
    if column.field in _WIDE_FIELDS:
        return _WIDE
    return _NARROW if column.field in _NARROW_FIELDS else _USUAL
