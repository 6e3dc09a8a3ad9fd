"""`lianyun status` and `lianyun log`."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
from rich.cells import cell_len

from store.clock import FixedClock
from store.demo import moment
from store.festival import Festival
from tests.harness.command import Command

SAMPLE = resources.files("assets").joinpath("sample", "plan.json")


@pytest.fixture
def running(small: Command) -> Command:
    small.done("do", "item.start", "A", "--at", "10:04", "--as", "步稳台")
    return small


def test_status_is_a_row_for_each_stage(running: Command) -> None:
    assert running.done("status", "--at", "10:05").lines[:7] == [
        "Rhyme · 2005-07-01 10:05:00",
        "",
        "stage       status  on now  left  next      starts  over/under",
        "S1 Square   live    A 开场  9:00  B 合唱  10:14:00  +4:00 over",
        "S2 Theatre  dark    –          –  D 独唱  15:00:00           –",
        "",
        "! Breeze runs 4 min late",
    ]


def test_the_columns_of_status_are_aligned_by_cells(running: Command) -> None:
    lines = running.done("--lang", "zh", "status", "--at", "10:05").lines[2:5]
    first = [
        cell_len(line[: line.index(word)])
        for line, word in zip(lines, ("正" if "正" in lines[0] else "进", "A", "–"), strict=True)
    ]
    assert len(set(first)) == 1


def test_a_show_that_has_not_begun_in_time_is_late(small: Command) -> None:
    row = small.done("status", "--at", "10:10").lines[3]
    assert row.split() == ["S1", "Square", "dark", "–", "–", "A", "开场", "10:10:00", "+10:00", "over"]


def test_over_is_over(small: Command) -> None:
    for name, at in (("A", "10:00"), ("B", "10:05"), ("C", "10:10")):
        small.done("do", "item.start", name, "--at", at, "confirm=unapproved")
    assert small.done("status", "--at", "10:12").lines[3].split()[2:] == [
        "live",
        "C",
        "小品",
        "3:00",
        "–",
        "–",
        "−5:00",
        "under",
    ]


def test_a_festival_without_a_show_has_rows_all_the_same(lianyun: Command) -> None:
    lianyun.plan(stages=[{"id": "S1", "name": "广场"}])
    assert lianyun.done("status", "--at", "10:00").lines[3].split() == ["S1", "广场", "dark", "–", "–", "–", "–", "–"]


def test_a_folder_without_a_plan(lianyun: Command) -> None:
    Festival.open(lianyun.folder).close()
    assert lianyun.done("status").lines == ["There is no plan yet. Import one: lianyun import FILE"]
    assert lianyun.done("status", "--json").json["festival"] is None


def test_long_names_are_cut(lianyun: Command) -> None:
    lianyun.plan(stages=[{"id": "S1", "name": "名" * 500}])
    assert max(map(cell_len, lianyun.done("status", "--at", "10:00").lines)) < 120


def test_status_as_json_has_what_the_contract_names(lianyun: Command) -> None:
    lianyun.done("import", SAMPLE)
    day = lianyun.done("status", "--at", "17:40", "--json").json
    assert {
        "now",
        "festival",
        "performances",
        "stages",
        "cues",
        "checkpoints",
        "incidents",
        "attendance",
        "duties",
        "alerts",
    } <= day.keys()
    assert day["now"] == "2005-07-01T17:40:00+08:00"
    assert {
        "id",
        "stage",
        "state",
        "planned_start",
        "planned_end",
        "forecast_end",
        "over_under_s",
        "current",
        "next",
        "items",
    } <= day["performances"][0].keys()
    assert {"id", "state", "planned_start", "planned_end", "start", "end"} <= day["performances"][0]["items"][0].keys()
    assert {"id", "status", "performance", "departments"} <= day["stages"][0].keys()
    assert {"id", "state", "due", "late"} <= day["cues"][0].keys()
    assert {"id", "status", "count_in", "count_out", "inside", "overdue", "next_report_due"} <= day["checkpoints"][0].keys()
    assert {"expected", "present", "leave", "absent", "substitutes", "by_unit"} <= day["attendance"].keys()


def test_both_look_on_while_the_folder_is_written(running: Command) -> None:
    with Festival.open(running.folder, FixedClock(moment("10:05"))):
        assert running.done("status", "--at", "10:05").lines[3].startswith("S1 Square   live")
        assert running.done("log", "--limit", "1").lines
        answer = running("do", "item.finish", "A")
        assert (answer.status, answer.out) == (1, "")
        assert "is being written by another lianyun" in answer.err


def test_the_log_is_a_line_for_each_entry(running: Command) -> None:
    running.done("undo", "--at", "10:06", "--as", "甲")
    lines = running.done("log").lines
    entries = running.done("log", "--json").json
    assert len(lines) == len(entries)
    assert lines[-2:] == [
        f"{entries[-2]['id']}  2005-07-01 10:04:00  步稳台  started 1 “开场” (A)",
        f"{entries[-1]['id']}  2005-07-01 10:06:00  甲  taken back: started 1 “开场” ({entries[-2]['id']})",
    ]


def test_the_log_as_json_is_the_entries_as_they_are_stored(running: Command) -> None:
    with Festival.open(running.folder, follow=True) as festival:
        stored = festival.db.storage.tables["entries"]
    entries = running.done("log", "--json").json
    assert entries == sorted(stored.values(), key=lambda entry: str(entry["stamp"]))
    assert running.done("log", "--json", "--limit", "2").json == entries[-2:]
    assert running.done("log", "--json", "--limit", "999").json == entries


@pytest.mark.parametrize("limit", ["0", "-1", "x", "1.5", "9" * 30])
def test_a_limit_is_a_number_above_none(small: Command, limit: str) -> None:
    answer = small("log", "--limit", limit)
    assert (answer.status, answer.out) == (2, "")


def test_looking_changes_nothing(running: Command, tmp_path: Path) -> None:
    before = {file.name: file.stat().st_mtime_ns for file in running.folder.iterdir()}
    running.done("status")
    running.done("log")
    running.done("verify")
    assert {file.name: file.stat().st_mtime_ns for file in running.folder.iterdir()} == before
