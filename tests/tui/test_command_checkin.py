"""`lianyun check`, `codes` and `attendance`."""

from __future__ import annotations

import csv
import stat
import sys
from pathlib import Path

import pytest
import zxingcpp
from openpyxl import load_workbook
from PIL import Image

from tests.harness.command import Command

ROSTER = """序号,姓名,单位,职务,联系电话,座位,是否参会,备注
1,解秀英,教育局,副局长,13960329669,A区3排12座,参会,
2,单志强,教育局,科长,,A区3排13座,参会,
3,曾廉,区纪委,书记,,,请假,
"""


@pytest.fixture
def desk(lianyun: Command, tmp_path: Path) -> Command:
    """The command on a festival with a roster of three that was imported from csv in GBK."""
    lianyun.plan()
    file = tmp_path / "来宾名单.csv"
    file.write_bytes(ROSTER.encode("gbk"))
    lianyun.done("import", file)
    return lianyun


@pytest.fixture
def issued(desk: Command) -> Command:
    assert desk("codes", "issue").status == 0
    return desk


def code(desk: Command, tmp_path: Path, subject: str) -> str:
    """An official's code, read off the picture that the command writes."""
    desk.done("codes", "png", subject, "--out", tmp_path / "png")
    (file,) = (tmp_path / "png").glob(f"*{subject}.png")
    return str(zxingcpp.read_barcodes(Image.open(file).convert("L"))[0].text)


def test_the_first_issue_makes_the_key(desk: Command, home: Path) -> None:
    answer = desk("codes", "issue")
    assert (answer.status, answer.out) == (0, "3 codes have been issued.\n")
    assert "recovery number" in answer.err
    (key,) = home.rglob("*.key")
    assert desk.folder not in key.parents
    if sys.platform != "win32":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert desk.done("codes", "issue").out == "0 codes have been issued.\n"
    desk.done("verify")


def test_check_answers_and_exits(issued: Command, tmp_path: Path) -> None:
    right = code(issued, tmp_path, "O-001")
    answer = issued("check", right, "--desk", "北门1号台", "--at", "09:00")
    assert (answer.status, answer.err) == (0, "")
    assert "Welcome · 解秀英 · 教育局 · 副局长 · A区3排12座" in answer.out
    assert issued("check", right, "--desk", "北门1号台", "--at", "09:00:01").status == 0  # the same scan
    again = issued("check", right, "--desk", "南门2号台", "--at", "09:05")
    assert again.status == 3
    assert "09:00:00 北门1号台" in again.out
    for wrong in (right[:-1], right[::-1], "1" * 30, "啊" + right, ""):
        assert issued("check", wrong, "--at", "09:06").status == 1
    assert issued("check", code(issued, tmp_path, "O-003"), "--at", "09:07").status == 1
    found = issued("check", right, "--json", "--at", "09:08").json
    assert (found["answer"], found["admitted"], found["official"]["name"]) == ("here", False, "解秀英")


def test_again_and_revoke(issued: Command, tmp_path: Path) -> None:
    first = code(issued, tmp_path, "O-001")
    issued.done("codes", "issue", "--again", "O-001")
    assert "revoked" in issued("check", first).out
    second = code(issued, tmp_path, "O-001")
    assert second != first
    issued.done("codes", "revoke", "O-001")
    assert issued("check", second).status == 1
    assert issued("codes", "show", "O-001").status == 1
    assert issued("codes", "revoke", "O-9").status == 1


def test_recover(issued: Command, home: Path, tmp_path: Path) -> None:
    before = code(issued, tmp_path, "O-001")
    number = issued("codes", "recover").out.strip()
    (key,) = home.rglob("*.key")
    key.unlink()
    assert "not on this machine" in issued("codes", "show", "O-001").err
    assert issued("codes", "recover", *number[:-1].split(), "0" if number[-1] != "0" else "1").status == 1
    issued.done("codes", "recover", *number.split())
    assert code(issued, tmp_path, "O-001") == before


def test_show_and_sheet(issued: Command, tmp_path: Path) -> None:
    shown = issued.done("codes", "show", "O-001").lines
    assert len(shown) == 17
    assert shown[0] == "解秀英 · 教育局 · 副局长 · A区3排12座"
    for layout in ("badges", "cards", "labels"):
        issued.done("codes", "sheet", "--out", tmp_path / f"{layout}.html", "--layout", layout)
        assert "解秀英" in (tmp_path / f"{layout}.html").read_text(encoding="utf-8")


def test_attendance(issued: Command, tmp_path: Path) -> None:
    issued.done("check", code(issued, tmp_path, "O-001"), "--desk", "北门1号台", "--at", "09:00")
    text = issued.done("attendance").out
    assert "解秀英" in text
    assert "expected 3 · present 1 · absent 1 · leave 1 · substitutes 0 · late 0" in text
    found = issued.done("attendance", "--json").json
    assert (found["expected"], found["present"], found["rate"]) == (3, 1, 0.3333)
    assert [each["state"] for each in found["officials"]] == ["here", "absent", "leave"]
    issued.done("attendance", "--lang", "zh", "--xlsx", tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    heads = [cell.value for cell in book.worksheets[0][1]]
    assert heads == ["序号", "姓名", "单位", "职务", "座位", "签到时间", "签到方式", "签到台", "状态", "备注"]
    assert [cell.value for cell in book.worksheets[0][2]][5:9] == ["09:00:00", "扫码", "北门1号台", "实到"]
    assert len(book.worksheets) == 3
    issued.done("attendance", "--csv", tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 4


def test_scripts_do_what_keys_do(issued: Command) -> None:
    issued.done("do", "official.admit", "O-002", "gate=北门", "--at", "09:00")
    assert issued("do", "official.admit", "O-002").status == 1
    issued.done("do", "official.depart", "O-002", "--at", "09:30")
    issued.done("do", "official.substitute", "O-001", "by=廉代章")
    issued.done("do", "official.note", "O-001", "text=车号 1234")
    assert "lianyun codes issue" in issued("do", "official.issue", "O-001").err
    assert issued("do", "official.admit", "O-003").status == 1  # on leave: nobody can be asked
    issued.done("do", "official.admit", "O-003", "confirm=leave")
    issued.done("undo")
    issued.done("verify")


def test_before_there_is_anything(lianyun: Command) -> None:
    for command in (("check", "1"), ("codes", "issue"), ("attendance",)):
        assert "There is no festival" in lianyun(*command).err
    lianyun.plan()
    assert lianyun("codes", "show", "O-1").status == 1
    assert lianyun("codes").status == 2
