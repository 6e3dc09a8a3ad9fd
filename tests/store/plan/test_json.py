"""Plans in json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.store.plan.books import faults_of, plan_of

PLAN: dict[str, Any] = {
    "festival": [{"id": "f1", "name": "文化节", "date": "2005-07-01", "timezone": "Asia/Shanghai"}],
    "stages": [
        {"id": "S1", "name": "广场", "departments": {"lighting": "ready", "sound": {"state": "fault", "note": "啸叫"}}}
    ],
    "performances": [
        {"id": "P1", "name": "正气颂", "stage": "S1", "start": "2005-07-01T19:30:00+08:00", "end": "2005-07-01T13:00:00Z"}
    ],
    "items": [
        {"id": "P1-01", "performance": "P1", "title": "甲", "duration_s": 60},
        {"performance": "P1", "title": "乙", "duration_s": 90},
    ],
}


SECONDS = "a whole number of seconds, at most a week, such as 270"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.json"


def write(path: Path, plan: Any, encoding: str = "utf-8") -> Path:
    path.write_text(json.dumps(plan, ensure_ascii=False), encoding=encoding)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_plan(path: Path, encoding: str) -> None:
    plan = plan_of(write(path, PLAN, encoding))
    assert list(plan.tables) == ["festival", "stages", "performances", "items"]
    assert list(plan.tables["festival"]) == ["f1"]
    assert plan.tables["stages"]["S1"]["departments"] == {
        "lighting": {"state": "ready"},
        "sound": {"state": "fault", "note": "啸叫"},
    }
    assert [(raw["id"], raw["order"], raw["number"]) for raw in plan.tables["items"].values()] == [
        ("P1-01", 1, 1),
        ("P1-02", 2, 2),
    ]
    assert plan.notices == ()


def test_times_may_be_short_and_names_may_stand_for_ids(path: Path) -> None:
    plan = plan_of(
        write(
            path,
            PLAN
            | {
                "performances": [{"id": "P1", "name": "正气颂", "stage": "广场", "start": "22:30", "end": "00:30"}],
                "cues": [
                    {"performance": "正气颂", "text": "切", "anchor": {"ref": "clock", "at": "0:15"}},
                    {"performance": "P1", "text": "上", "anchor": {"ref": "item_start", "item": "乙"}},
                ],
            },
        )
    )
    assert plan.tables["performances"]["P1"]["end"] == "2005-07-02T00:30:00+08:00"
    assert plan.tables["cues"]["C-P1-001"]["anchor"] == {"ref": "clock", "at": "2005-07-02T00:15:00+08:00"}
    assert plan.tables["cues"]["C-P1-002"]["anchor"] == {"ref": "item_start", "item": "P1-02"}


def test_what_is_not_understood_is_named_and_left_out(path: Path) -> None:
    plan = plan_of(
        write(
            path, PLAN | {"menus": [], "incidents": [], "stages": [PLAN["stages"][0] | {"colour": "red", "conflicts": []}]}
        )
    )
    assert [str(notice) for notice in plan.notices] == [
        "plan.json: “menus” is no table of a plan and is left out.",
        "plan.json: fields of stages that are not understood are left out: “colour”, “conflicts”.",
    ]


@pytest.mark.parametrize(
    ("table", "raw", "where", "accepted"),
    [
        ("items", {"performance": "P1", "title": "甲", "duration_s": "60"}, "items[0].duration_s", SECONDS),
        ("items", {"performance": "P1", "title": "甲"}, "items[0].duration_s", "a value"),
        ("items", {"performance": "P1", "title": "甲", "duration_s": -1}, "items[0].duration_s", SECONDS),
        ("items", {"performance": "P1", "title": "甲", "duration_s": 10**30}, "items[0].duration_s", SECONDS),
        ("items", {"performance": "P9", "title": "甲", "duration_s": 1}, "items[0].performance", "one of: 正气颂"),
        ("items", {"performance": 7, "title": "甲", "duration_s": 1}, "items[0].performance", "one of: 正气颂"),
        ("items", {"performance": "P1", "title": ["甲"], "duration_s": 1}, "items[0].title", "text"),
        (
            "items",
            {"performance": "P1", "title": "甲", "duration_s": 1, "approved": "yes"},
            "items[0].approved",
            "true or false",
        ),
        (
            "items",
            {"performance": "P1", "title": "甲", "duration_s": 1, "kind": "dance"},
            "items[0].kind",
            "one of: act, break, ceremony, host, speech",
        ),
        (
            "items",
            {"performance": "P1", "title": "甲", "duration_s": 1, "id": 5},
            "items[0].id",
            "an id of at most 80 characters",
        ),
        (
            "stages",
            {"id": "S1", "name": "广场", "departments": {"catering": "ready"}},
            "stages[0].departments",
            '{"lighting": "ready"}',
        ),
        (
            "cues",
            {"performance": "P1", "text": "切", "anchor": {"ref": "item_start", "item": "丙"}},
            "cues[0].anchor",
            "one of: 甲, 乙",
        ),
        (
            "cues",
            {"performance": "P1", "text": "切", "anchor": {"ref": "clock", "at": "later"}},
            "cues[0].anchor",
            "a time such as 19:30, 下午7:30 or 2005-07-01 19:30",
        ),
        (
            "festival",
            {"name": "节", "date": "2005-07-01", "timezone": "Mars/Olympus"},
            "festival[0].timezone",
            "a time zone such as Asia/Shanghai",
        ),
        ("festival", {"name": "节", "date": "soon"}, "festival[0].date", "a date such as 2005-07-01 or 2005年7月1日"),
        ("festival", {"name": "节", "date": "9999-12-31"}, "festival[0].date", "a date such as 2005-07-01 or 2005年7月1日"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(path: Path, table: str, raw: dict[str, Any], where: str, accepted: str) -> None:
    faults = faults_of(write(path, PLAN | {table: [raw]}))
    assert [(fault.column, str(fault.accepted)) for fault in faults] == [(where, accepted)]
    assert str(faults[0]).startswith(f"plan.json, {where}: found ")


@pytest.mark.parametrize(
    ("plan", "count"),
    [
        ({"items": 5}, 1),
        ({"items": [5, None]}, 2),
        (PLAN | {"festival": PLAN["festival"] * 2}, 1),
        (PLAN | {"stages": PLAN["stages"] * 2}, 1),
    ],
)
def test_what_is_no_list_of_documents(path: Path, plan: Any, count: int) -> None:
    assert len(faults_of(write(path, plan))) == count
