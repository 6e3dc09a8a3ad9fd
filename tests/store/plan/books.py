"""Small plans as offices make them, built for a test."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from openpyxl import Workbook

from store.models import TABLES
from store.plan import Fault, Plan, PlanFaults, read

TODAY = date(2005, 6, 30)

STAGES: list[list[Any]] = [["编号", "名称", "核准数量"], ["S1", "中心广场", 3000], ["S2", "文化馆剧场", 620]]
SHOWS: list[list[Any]] = [
    ["编号", "名称", "舞台", "开始", "结束"],
    ["P1", "正气颂", "中心广场", "2005-07-01 19:30", "21:00"],
    ["P2", "清风颂", "S2", "2005-07-01 14:00", "15:00"],
]
ITEMS: list[list[Any]] = [
    ["演出", "序号", "节目名称", "表演单位", "时长"],
    ["正气颂", 1, "清风起", "文化馆", "4分30秒"],
    ["正气颂", 2, "拒礼", "教育局", "6:00"],
    ["P2", 1, "莲", "一中", 300],
]

Rows = Iterable[Sequence[Any]]


def workbook(path: Path, sheets: Mapping[str, Rows], adjust: Callable[[Workbook], None] | None = None) -> Path:
    """Write a workbook of these sheets; `adjust` does what else is wanted, such as merging cells."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if adjust:
        adjust(book)
    book.save(path)
    return path


def delimited(path: Path, rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write a csv file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def plan_of(
    *paths: Path,
    known: Mapping[str, Mapping[str, Any]] | None = None,
    imported: Mapping[str, Mapping[str, Any]] | None = None,
) -> Plan:
    """Read a plan, and see to it that every document of it is one of its model."""
    standing, before = known or {}, imported or {}
    plan = read(
        paths,
        known=lambda table: standing.get(table, {}),
        imported=lambda table, ident: before.get(table, {}).get(ident, {}),
        today=TODAY,
    )
    for table, documents in plan.tables.items():
        for ident, raw in documents.items():
            assert msgspec.convert(raw, TABLES[table]).id == ident
    return plan


def faults_of(*paths: Path, known: Mapping[str, Mapping[str, Any]] | None = None) -> list[Fault]:
    """The faults with which a plan is refused."""
    with pytest.raises(PlanFaults) as refused:
        plan_of(*paths, known=known)
    assert all("\n" not in str(fault) for fault in refused.value.faults)
    return list(refused.value.faults)


def column(plan: Plan, table: str, field: str) -> list[Any]:
    """One field of every document of a table, in their order."""
    return [raw.get(field) for raw in plan.tables[table].values()]
