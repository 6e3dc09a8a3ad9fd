"""Workbooks and csv files as offices make them."""

from __future__ import annotations

import contextlib
import zipfile
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from store.plan import PlanFaults
from store.plan.durations import DURATION
from store.plan.times import TIME
from tests.store.plan.books import ITEMS, SHOWS, STAGES, column, delimited, faults_of, plan_of, workbook

BASE = {"舞台": STAGES, "演出": SHOWS}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.xlsx"


def test_a_plain_workbook(path: Path) -> None:
    plan = plan_of(workbook(path, {**BASE, "节目单": ITEMS}))
    assert list(plan.tables["items"]) == ["P1-01", "P1-02", "P2-01"]
    assert column(plan, "items", "duration_s") == [270, 360, 300]
    assert column(plan, "items", "order") == [1, 2, 1]
    assert column(plan, "performances", "stage") == ["S1", "S2"]
    assert column(plan, "performances", "start") == ["2005-07-01T19:30:00+08:00", "2005-07-01T14:00:00+08:00"]
    assert column(plan, "performances", "end") == ["2005-07-01T21:00:00+08:00", "2005-07-01T15:00:00+08:00"]
    assert plan.tables["festival"]["festival"] == {
        "id": "festival",
        "name": "plan",
        "date": "2005-07-01",
        "timezone": "Asia/Shanghai",
    }
    assert plan.notices == ()


def test_titles_notes_totals_blank_rows_and_repeated_headings(path: Path) -> None:
    rows = [
        ["廉政之韵文化节节目单"],
        ["制表:文化局", None],
        [],
        *ITEMS[:2],
        [],
        ITEMS[0],
        *ITEMS[2:],
        [],
        ["合计", 3, None, None, "15分30秒"],
        ["总计:3 个节目"],
        ["注:节目以当日为准"],
        ["备注:请提前候场", "甲"],
    ]

    def title(book: Workbook) -> None:
        book["节目单"].merge_cells("A1:E1")

    plan = plan_of(workbook(path, {"节目单": rows, **BASE}, title))
    assert column(plan, "items", "title") == ["清风起", "拒礼", "莲"]
    assert plan.tables["festival"]["festival"]["name"] == "廉政之韵文化节"


def test_a_performance_merged_down_its_rows(path: Path) -> None:
    rows = [
        ITEMS[0],
        ["正气颂", 1, "甲", "一", 60],
        [None, 2, "乙", "二", 60],
        [None, 3, "丙", "三", 60],
        ["清风颂", 1, "丁", "四", 60],
    ]

    def merge(book: Workbook) -> None:
        book["节目单"].merge_cells("A2:A4")

    plan = plan_of(workbook(path, {**BASE, "节目单": rows}, merge))
    assert column(plan, "items", "performance") == ["P1", "P1", "P1", "P2"]


def test_a_performance_written_once_for_the_rows_below(tmp_path: Path, path: Path) -> None:
    rows = [ITEMS[0], ["正气颂", 1, "甲", "一", 60], ["", 2, "乙", "二", 60]]
    plan = plan_of(workbook(path, BASE), delimited(tmp_path / "items.csv", rows))
    assert column(plan, "items", "performance") == ["P1", "P1"]


def test_performances_as_titles_between_the_rows(path: Path) -> None:
    heading = ["序号", "节目", "单位", "用时"]
    rows = [
        ["正气颂"],
        heading,
        [1, "甲", "一", "1分"],
        ["清风颂"],
        heading,
        [1, "乙", "二", "2分"],
        ["(三)"],
        [2, "丙", "二", "2分"],
    ]

    def merge(book: Workbook) -> None:
        for row in (1, 4, 7):
            book["节目单"].merge_cells(f"A{row}:D{row}")

    faults = faults_of(workbook(path, {**BASE, "节目单": rows}, merge))
    assert [(fault.row, str(fault.found)) for fault in faults] == [(8, "no performance named")]
    plan = plan_of(workbook(path, {**BASE, "节目单": rows[:6]}, lambda book: book["节目单"].merge_cells("A4:D4")))
    assert list(plan.tables["items"]) == ["P1-01", "P2-01"]


def test_a_sheet_for_each_performance(path: Path) -> None:
    heading = ["序号", "节目", "用时"]
    plan = plan_of(
        workbook(path, {**BASE, "正气颂": [heading, [1, "甲", "1分"]], "清风颂节目单": [heading, [1, "乙", "2分"]]})
    )
    assert list(plan.tables["items"]) == ["P1-01", "P2-01"]


def test_an_item_of_two_units_on_two_merged_rows(path: Path) -> None:
    rows = [ITEMS[0], ["正气颂", 1, "甲", "教育局", 60], [None, None, None, "文化局", None], ["正气颂", 2, "乙", "一中", 60]]

    def merge(book: Workbook) -> None:
        for name in "ABCE":
            book["节目单"].merge_cells(f"{name}2:{name}3")

    plan = plan_of(workbook(path, {**BASE, "节目单": rows}, merge))
    assert column(plan, "items", "unit") == ["教育局、文化局", "一中"]


@pytest.mark.parametrize(
    "heading",
    [
        ["时长", "单位", "名称", "编号", "专场"],
        ["节目时长", "选送单位", "剧 目", "No.", "场次"],
        ["用时(分：秒)", "演出单位（全称）", "节目\n名称", "＃", "演出"],
        ["Duration", "Unit", "Title", "No.", "Performance"],
        ["LENGTH (m:ss)", "Performing unit", "Item", "#", "Show"],
        ["时长\nDuration", "单位/Unit", "节目名称 (Title)", "序号 No.", "演出/Performance"],
    ],
)
def test_headings_in_any_order_and_their_variants(path: Path, heading: list[str]) -> None:
    plan = plan_of(workbook(path, {**BASE, "Sheet3": [heading, ["4:30", "文化馆", "清风起", 1, "正气颂"]]}))
    assert plan.tables["items"]["P1-01"] == {
        "id": "P1-01",
        "performance": "P1",
        "number": 1,
        "title": "清风起",
        "unit": "文化馆",
        "duration_s": 270,
        "order": 1,
    }
    assert plan.notices == ()


@pytest.mark.parametrize(
    ("heading", "seconds"),
    [("转场(秒)", 5), ("转场（分）", 300), ("换场/分钟", 300), ("转场", 5), ("Changeover (min)", 300)],
)
def test_the_unit_in_a_heading(path: Path, heading: str, seconds: int) -> None:
    rows = [[*ITEMS[0], heading], ["正气颂", 1, "甲", "一", "1分", 5]]
    assert column(plan_of(workbook(path, {**BASE, "节目单": rows})), "items", "changeover_s") == [seconds]


def test_english_sheets(path: Path) -> None:
    plan = plan_of(
        workbook(
            path,
            {
                "Stages": [["ID", "Name", "Capacity"], ["S1", "Main stage", 3000]],
                "Shows": [
                    ["Name", "Stage", "Date", "Time", "Broadcast"],
                    ["Gala", "Main stage", "2005-07-01", "19:30-21:00", "Live"],
                ],
                "Running order": [
                    ["No.", "Title", "Unit", "Duration", "Approved"],
                    [1, "Overture", "Band", "4 min", "yes"],
                    [2, "Song", "Choir", "3'20\"", "no"],
                ],
            },
        )
    )
    assert plan.tables["performances"]["P1"] == {
        "id": "P1",
        "name": "Gala",
        "stage": "S1",
        "start": "2005-07-01T19:30:00+08:00",
        "end": "2005-07-01T21:00:00+08:00",
        "broadcast": "live",
    }
    assert column(plan, "items", "approved") == [True, False]


def test_excel_times_and_past_midnight(path: Path) -> None:
    shows = [
        ["名称", "舞台", "开始", "结束", "日期"],
        ["夜场", "S1", time(22, 30), time(0, 30), datetime.fromisoformat("2005-07-02")],
    ]
    cues = [["时间", "口令", "演出"], ["0:15", "收", "夜场"], [time(22, 0), "开", "夜场"]]
    plan = plan_of(workbook(path, {"舞台": STAGES, "演出": shows, "口令": cues}))
    assert column(plan, "performances", "end") == ["2005-07-03T00:30:00+08:00"]
    assert [anchor["at"] for anchor in column(plan, "cues", "anchor")] == [
        "2005-07-03T00:15:00+08:00",
        "2005-07-02T22:00:00+08:00",
    ]


def test_cues_that_hang_on_items(path: Path) -> None:
    cues = [
        ["演出", "节目", "基准", "偏移", "口令"],
        ["正气颂", "拒礼", None, "-0:20", "准备"],
        ["P1", "P1-01", "节目结束", None, "切"],
        ["P1", 2, None, None, "上"],
        ["P1", None, "开播", -60, "开机"],
    ]
    plan = plan_of(workbook(path, {**BASE, "节目单": ITEMS, "口令": cues}))
    assert column(plan, "cues", "anchor") == [
        {"ref": "item_start", "item": "P1-02", "offset_s": -20},
        {"ref": "item_end", "item": "P1-01"},
        {"ref": "item_start", "item": "P1-02"},
        {"ref": "on_air", "offset_s": -60},
    ]


def test_a_cue_without_a_moment_is_a_fault(path: Path) -> None:
    cues = [["演出", "时间", "口令"], ["正气颂", None, "准备"]]
    assert [fault.column for fault in faults_of(workbook(path, {**BASE, "口令": cues}))] == ["时间 (B)"]


def test_duties_make_units_with_their_leaders(path: Path) -> None:
    duties = [
        ["任务", "牵头单位", "第一责任人", "具体责任人", "联系方式", "完成时限"],
        ["签到", "区委办", "章有度", "迎有礼", 8012, "2005年7月1日"],
        ["议程", "区委办", None, None, None, "18:00"],
    ]
    plan = plan_of(workbook(path, {**BASE, "责任分工": duties}))
    assert plan.tables["units"] == {"区委办": {"id": "区委办", "name": "区委办", "leader": "章有度", "contact": "8012"}}
    assert column(plan, "duties", "deadline") == ["2005-07-01T23:59:00+08:00", "2005-07-01T18:00:00+08:00"]
    assert list(plan.tables["duties"]) == ["D-01", "D-02"]


def test_a_checkpoint_reports_every_so_many_minutes(path: Path) -> None:
    posts = [
        ["编号", "名称", "类型", "舞台", "报告间隔(分)", "开放时间"],
        ["CP-01", "南门", "安检口", "中心广场", 30, "08:50-10:45、23:00-01:00"],
        ["CP-02", "北门", "岗亭", None, time(1, 0), None],
    ]
    plan = plan_of(workbook(path, {**BASE, "安检点": posts}))
    assert column(plan, "checkpoints", "report_interval_s") == [1800, 3600]
    assert column(plan, "checkpoints", "kind") == ["public_gate", "岗亭"]
    assert plan.tables["checkpoints"]["CP-01"]["open_windows"][1] == {
        "open": "2005-07-01T23:00:00+08:00",
        "close": "2005-07-02T01:00:00+08:00",
    }


def test_what_is_left_out_is_said(path: Path) -> None:
    def hide(book: Workbook) -> None:
        book["旧"].sheet_state = "hidden"

    rows = [[*ITEMS[0], "颜色"], [*ITEMS[1], "红"], ["联系人:张三"]]
    plan = plan_of(workbook(path, {**BASE, "节目单": rows, "说明": [["写给大家的话"]], "旧": ITEMS}, hide))
    assert [str(notice) for notice in plan.notices] == [
        "plan.xlsx: the hidden sheet 旧 is left out.",
        "plan.xlsx 节目单: columns that are not understood are left out: “颜色”.",
        "plan.xlsx 节目单: row 3 is read as a title or a note: “联系人:张三”.",
        "plan.xlsx 说明: left out, for no row of headings was found in it.",
    ]


def test_every_fault_is_listed_with_its_place(path: Path) -> None:
    rows = [ITEMS[0], ["正气颂", 1, "甲", "一", "很久"], ["不知道", 2, "乙", "二", 60], ["正气颂", 3, None, "三", None]]
    shows = [*SHOWS, ["P3", "夜场", "天台", "七点半", "21:00"]]
    lines = [str(fault) for fault in faults_of(workbook(path, {"舞台": STAGES, "演出": shows, "节目单": rows}))]
    assert sorted(lines) == sorted(
        [
            f"plan.xlsx, sheet 演出, row 4, column 开始 (D): found “七点半”; accepted: {TIME}",
            "plan.xlsx, sheet 演出, row 4, column 舞台 (C): found “天台”; accepted: one of: 中心广场, 文化馆剧场",
            f"plan.xlsx, sheet 节目单, row 2, column 时长 (E): found “很久”; accepted: {DURATION}",
            "plan.xlsx, sheet 节目单, row 3, column 演出 (A): found “不知道”; accepted: one of: 正气颂, 清风颂, 夜场",
            "plan.xlsx, sheet 节目单, row 4, column 时长 (E): found nothing; accepted: a value",
            "plan.xlsx, sheet 节目单, row 4, column 节目名称 (C): found nothing; accepted: a value",
        ]
    )


@pytest.mark.parametrize(
    ("sheet", "rows", "row", "found"),
    [
        ("演出", [SHOWS[0], ["P1", "甲", "S1", "19:30", "19:00"]], 2, "“2005-06-30T19:00:00+08:00”"),
        (
            "演出",
            [*SHOWS, ["P1", "乙", "S1", "19:30", None]],
            4,
            "P1 a second time (first: plan.xlsx, sheet 演出, row 2, column 编号 (A))",
        ),
        ("舞台", [*STAGES, ["S3", "丙", -5]], 4, "“-5”"),
        ("演出", [SHOWS[0], ["P" * 100, "甲", "S1", "19:30", None]], 2, "“" + "P" * 60 + "…”"),
    ],
)
def test_what_cannot_be_is_a_fault(path: Path, sheet: str, rows: list[Any], row: int, found: str) -> None:
    faults = faults_of(workbook(path, {**BASE, sheet: rows}))
    assert [(fault.sheet, fault.row, str(fault.found)) for fault in faults] == [(sheet, row, found)]


def test_a_missing_column_is_said_once(path: Path) -> None:
    faults = faults_of(
        workbook(path, {**BASE, "节目单": [["演出", "节目", "单位"], ["正气颂", "甲", "一"], ["正气颂", "乙", "二"]]})
    )
    assert [str(fault) for fault in faults] == [
        (
            "plan.xlsx, sheet 节目单, row 1: found no column “Duration”; "
            "accepted: one of: 时长, 节目时长, 用时, 演出时长, Duration, length, running time"
        )
    ]


def test_formulas_count_by_their_last_value(path: Path) -> None:
    faults = faults_of(workbook(path, {**BASE, "节目单": [ITEMS[0], ["正气颂", 1, "甲", "一", "=E9*60"]]}))
    assert [(fault.row, str(fault.found)) for fault in faults] == [(2, "a formula that was never calculated")]


def test_a_formula_that_failed_is_a_fault(path: Path) -> None:
    faults = faults_of(workbook(path, {**BASE, "节目单": [ITEMS[0], ["正气颂", 1, "#REF!", "一", 60]]}))
    assert [(fault.row, str(fault.found)) for fault in faults] == [(2, "a formula that failed (#REF!)")]


def test_a_used_range_that_was_dragged_to_the_end(path: Path) -> None:
    def drag(book: Workbook) -> None:
        book["节目单"].cell(1_048_576, 3).value = " "
        book["节目单"].cell(1, 16_384).value = " "

    assert len(plan_of(workbook(path, {**BASE, "节目单": ITEMS}, drag)).tables["items"]) == 3


# -- files ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("plan.xlsx", b"PK\x03\x04 and no more", "a damaged workbook"),
        ("plan.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old .xls workbook, or one with a password"),
        ("plan.xlsx", b"<html>", "another kind of file"),
        ("plan.pdf", b"%PDF", "another kind of file"),
        ("plan.json", b"{", "“Input data was truncated”"),
        ("plan.json", b"[1]", "“list”"),
        ("plan.json", b"[" * 100_000, None),
        ("plan.csv", b"", "nothing of a plan"),
        ("plan.csv", b"\xff\xfe\x00", "bytes that are no text"),
        ("plan.csv", b"a,b\n1,2\n", None),
        ("plan.csv", b'"' + b"a" * 200_000, "an endless cell"),
    ],
)
def test_a_file_that_is_no_plan(tmp_path: Path, name: str, data: bytes, found: str | None) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    faults = faults_of(path)
    assert [fault.file for fault in faults] == [name]
    assert found is None or str(faults[0].found) == found


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert [str(fault) for fault in faults_of(tmp_path / "no.csv")] == [
        "no.csv: found No such file or directory; accepted: a file that can be read"
    ]
    assert len(faults_of(tmp_path)) == 1


def test_a_workbook_without_anything(path: Path) -> None:
    assert [str(fault.found) for fault in faults_of(workbook(path, {"Sheet1": []}))] == ["nothing of a plan"]


def test_a_zip_that_is_no_workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert [str(fault.found) for fault in faults_of(path)] == ["a damaged workbook"]


@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_a_workbook_that_is_cut_off_or_scrambled(path: Path, cut: int) -> None:
    data = bytearray(workbook(path, {**BASE, "节目单": ITEMS}).read_bytes())
    path.write_bytes(data[: len(data) * cut // 100])
    assert len(faults_of(path)) == 1
    data[len(data) * cut // 100] ^= 0x55
    path.write_bytes(data)
    with contextlib.suppress(PlanFaults):  # a scrambled byte may be one that nothing depends on
        plan_of(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_the_encodings_of_offices(tmp_path: Path, encoding: str, delimiter: str) -> None:
    people = [
        ["序号", "姓名", "单位", "是否参会"],
        [1, "解义", "人大办, 办公室", "参会"],
        [2, "冯䶮" if encoding != "gbk" else "冯行", "政府办", "请假"],
    ]
    plan = plan_of(delimited(tmp_path / "officials.csv", people, encoding, delimiter))
    assert list(plan.tables["officials"]) == ["O-001", "O-002"]
    assert column(plan, "officials", "unit") == ["人大办, 办公室", "政府办"]
    assert column(plan, "officials", "expected") == ["yes", "leave"]


def test_several_files_are_one_plan(tmp_path: Path, path: Path) -> None:
    plan = plan_of(workbook(path, BASE), delimited(tmp_path / "items.csv", ITEMS, "gbk"))
    assert len(plan.tables["items"]) == 3


def test_two_people_of_one_name_are_two(tmp_path: Path) -> None:
    people = [["姓名", "单位", "联系电话"], ["王伟", "教育局", "1"], ["王伟", "教育局", "2"], ["王伟", "教育局", "2"]]
    assert len(plan_of(delimited(tmp_path / "officials.csv", people)).tables["officials"]) == 3
