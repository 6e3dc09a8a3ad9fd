"""The sign-in table in its forms, with hostile names everywhere."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from store.actions import OfficialEdit, OfficialNote, OfficialSubstitute
from store.checkin.files import harmless, write_csv, write_xlsx
from store.checkin.report import attendance, cells, lines
from store.errors import LianyunError
from store.words import speak
from tests.store.checkin.desks import CLERK, code, desk_of, move_to, with_roster
from tests.store.festivals import at

HOSTILE = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "＝1+1", "[/]", "\x1b[2J", "a" * 500, "a" * 40_000]


def test_the_table(tmp_path: Path) -> None:
    with with_roster(tmp_path / "f") as festival:
        desk, _ = desk_of(festival)
        desk.scan(code("O-1"), CLERK)
        festival.do(OfficialSubstitute(subject="O-2", by="廉代章"), CLERK)
        desk.admit(festival.documents.roster.standing_in_for("O-2")[0].id, CLERK)
        move_to(festival, at("10:30"))
        desk.admit("O-4", CLERK)
        day = festival.day()
        speak("zh")
        table = [cells(day, line) for line in lines(day)]
        assert table[0] == ("1", "解秀英", "教育局", "副局长", "A区3排12座", "09:00:00", "扫码", "北门1号台", "实到", "")
        assert [row[8] for row in table] == ["实到", "由人代会", "请假", "迟到", "缺席", "实到"]
        assert "代 单志强 参会" in table[5][9]
        found = attendance(day)
        assert (found["expected"], found["present"], found["late"], found["rate"], found["rate_in_person"]) == (
            5,
            3,
            1,
            0.6,
            0.4,
        )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_runs(tmp_path: Path, text: str) -> None:
    with with_roster(tmp_path / "f") as festival:
        festival.do(OfficialEdit(subject="O-1", name=text, unit=text, title=text, seat=text, phone=text), CLERK)
        festival.do(OfficialNote(subject="O-1", text=text), CLERK)
        write_xlsx(festival.day(), tmp_path / "t.xlsx")
        write_csv(festival.day(), tmp_path / "t.csv")
    for sheet in load_workbook(tmp_path / "t.xlsx").worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith(("=", "+", "-", "@", "＝"))
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(("=", "+", "-", "@", "＝"))]


def test_harmless() -> None:
    assert harmless("=1") == "'=1"
    assert harmless("解") == "解"


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with with_roster(tmp_path / "f") as festival, pytest.raises(LianyunError, match="cannot be written"):
        write_csv(festival.day(), tmp_path / "missing" / "t.csv")
