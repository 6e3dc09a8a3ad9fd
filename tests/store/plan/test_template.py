"""The empty workbook."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from store.plan import write_template
from store.words import pick
from tests.store.plan.books import column, faults_of, plan_of


def test_an_unfilled_template_is_no_plan(tmp_path: Path, language: str) -> None:
    write_template(tmp_path / "t.xlsx")
    assert len(faults_of(tmp_path / "t.xlsx")) == 1


def test_every_sheet_has_headings_examples_and_lists(tmp_path: Path, language: str) -> None:
    write_template(tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames[2:4] == (["演出", "节目单"] if language == "zh" else ["Performances", "Items"])
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A3"
        assert sheet.max_row >= 4
    items = book.worksheets[3]
    assert any(pick("演出", "Performances") in each.formula1 for each in items.data_validations.dataValidation)


def test_a_filled_template_reads(tmp_path: Path, language: str) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path)
    book = load_workbook(path)
    rows = {
        pick("舞台", "Stages"): {"B": "广场"},
        pick("演出", "Performances"): {"B": "正气颂", "D": "广场", "E": "2005-07-01", "F": "19:30"},
        pick("节目单", "Items"): {"A": "正气颂", "B": 1, "C": "清风起", "G": "4:30"},
    }
    for name, cells in rows.items():
        for letter, value in cells.items():
            book[name][f"{letter}3"] = value
    book.save(path)
    plan = plan_of(path)
    assert column(plan, "items", "title") == ["清风起"]
    assert set(plan.tables) == {"festival", "stages", "performances", "items"}
