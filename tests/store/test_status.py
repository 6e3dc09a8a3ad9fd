"""`status --json`: the whole day as one document, with the names that other programs rely on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store.actions import ItemAdjust, ItemSkip, ItemStart, PlanRemove, StageDepartment, StageSetStatus
from store.festival import Festival
from store.status import status
from tests.store.festivals import MANAGER, at, do, opened, put, set_clock


def at_time(festival: Festival, now: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(status(set_clock(festival, now))))
    return found


def one(found: list[dict[str, Any]], subject: str) -> dict[str, Any]:
    return next(each for each in found if each["id"] == subject)


# What DESIGN.md promises; more is welcome.
CONTRACT = {
    "performances": {
        "id", "stage", "state", "planned_start", "planned_end", "forecast_end", "over_under_s", "current", "next", "items",
    },
    "stages": {"id", "status", "performance", "departments"},
    "cues": {"id", "state", "due", "late"},
    "checkpoints": {"id", "status", "count_in", "count_out", "inside", "overdue", "next_report_due"},
}  # fmt: skip


def full(festival: Festival) -> None:
    """One of everything that the status lists."""
    window = [{"open": at("09:00").isoformat(), "close": at("18:00").isoformat()}]
    festival.do_all(
        [
            put(
                "cues",
                "Q1",
                performance="P1",
                number=1,
                text="走",
                anchor={"ref": "item_start", "item": "B", "offset_s": -30},
            ),
            put("checkpoints", "K1", name="东门", count_in=120, count_out=20, open_windows=window),
            put("incidents", "I1", summary="雨", number=1),
            put("duties", "D1", unit="文化馆", task="搭台", deadline=at("09:30").isoformat()),
            put("officials", "O1", name="甲", unit="纪委"),
        ],
        MANAGER,
    )


def test_everything_that_the_contract_names_is_there(both: Festival) -> None:
    full(both)
    found = at_time(both, "10:00")
    assert {
        "now", "festival", "performances", "stages", "cues", "checkpoints", "incidents", "attendance", "duties", "alerts",
    } <= found.keys()  # fmt: skip
    for name, fields in CONTRACT.items():
        for each in found[name]:
            assert fields <= each.keys(), name
    for show in found["performances"]:
        for item in show["items"]:
            assert {"id", "state", "planned_start", "planned_end", "start", "end"} <= item.keys()
    assert {"expected", "present", "leave", "absent", "substitutes", "by_unit"} <= found["attendance"].keys()


def test_before_a_plan(tmp_path: Path) -> None:
    with opened(tmp_path / "empty", plan=[]) as festival:
        found = at_time(festival, "10:00")
    assert found["festival"] is None
    assert (found["performances"], found["alerts"]) == ([], [])


def test_times_are_in_the_festivals_zone(both: Festival) -> None:
    found = at_time(both, "10:00")
    assert found["now"] == "2005-07-01T10:00:00+08:00"
    assert found["festival"] == {"id": "festival", "name": "廉政之韵", "date": "2005-07-01", "timezone": "Asia/Shanghai"}


def test_a_performance(both: Festival) -> None:
    do(both, ItemStart(subject="A"), "10:05")
    do(both, ItemSkip(subject="B"))
    do(both, ItemAdjust(subject="E", seconds=600))
    found = one(at_time(both, "10:06")["performances"], "P1")
    items = found.pop("items")
    assert found == {
        "id": "P1",
        "name": "颂P1",
        "name_en": "Show P1",
        "stage": "S1",
        "state": "running",
        "broadcast": "none",
        "planned_start": "2005-07-01T10:00:00+08:00",
        "planned_end": "2005-07-01T13:00:00+08:00",
        "forecast_end": "2005-07-01T13:10:00+08:00",
        "over_under_s": 600,
        "late_s": 600,
        "hard_out_s": None,
        "current": "A",
        "next": "C",
    }
    assert [item["id"] for item in items] == ["A", "B", "C", "D", "E"]
    assert items[0] == {
        "id": "A",
        "number": 1,
        "title": "Act A",
        "state": "running",
        "call": "not_called",
        "approved": True,
        "duration_s": 1800,
        "adjust_s": 0,
        "planned_start": "2005-07-01T10:00:00+08:00",
        "planned_end": "2005-07-01T10:30:00+08:00",
        "start": "2005-07-01T10:05:00+08:00",
        "end": "2005-07-01T10:35:00+08:00",
    }
    assert (items[1]["state"], items[1]["start"], items[1]["end"]) == ("skipped", None, None)


def test_over_under_is_against_the_end_of_the_performance(both: Festival) -> None:
    both.do_all([put("performances", "P3", end=at("11:30").isoformat())], MANAGER)
    found = one(at_time(both, "10:05")["performances"], "P3")
    assert (found["forecast_end"], found["planned_end"]) == ("2005-07-01T11:05:00+08:00", "2005-07-01T11:30:00+08:00")
    assert (found["over_under_s"], found["late_s"], found["hard_out_s"]) == (-1500, 300, 300)


def test_a_stage(both: Festival) -> None:
    do(both, StageDepartment(subject="S1", department="sound", state="ready", note="好"), "09:50")
    do(both, ItemStart(subject="A", confirm=("not_ready",)), "10:00")
    found = one(at_time(both, "10:00")["stages"], "S1")
    assert found["departments"] == {
        "sound": {"state": "ready", "by": "步稳台", "at": "2005-07-01T09:50:00+08:00", "note": "好"}
    }
    assert (found["status"], found["declared"], found["performance"]) == ("live", "dark", "P1")
    assert found["blockers"] == ["lighting", "video", "set", "power", "comms"]
    do(both, StageSetStatus(subject="S1", status="stopped"))
    assert one(at_time(both, "10:00")["stages"], "S1")["status"] == "stopped"


@pytest.mark.parametrize(
    ("anchor", "due"),
    [
        ({"ref": "clock", "at": at("12:00").isoformat()}, "12:00:00"),
        ({"ref": "on_air", "offset_s": 90}, "10:01:30"),
        ({"ref": "item_start", "item": "B", "offset_s": -30}, "10:34:30"),
        ({"ref": "item_end", "item": "B"}, "11:05:00"),
        ({"ref": "item_start", "item": "D"}, None),  # skipped
        ({"ref": "item_start", "item": "Z"}, None),
        ({"ref": "item_start"}, None),
        ({"ref": "clock"}, None),
    ],
)
def test_a_cue_rides_on_what_it_hangs_on(both: Festival, anchor: dict[str, Any], due: str | None) -> None:
    both.do_all([put("cues", "Q1", performance="P1", text="走", anchor=anchor)], MANAGER)
    do(both, ItemStart(subject="A"), "10:05")
    do(both, ItemSkip(subject="D"))
    assert one(at_time(both, "10:05")["cues"], "Q1")["due"] == (f"2005-07-01T{due}+08:00" if due else None)


@pytest.mark.parametrize(
    ("state", "now", "late_s"),
    [
        ("pending", "12:00", 0),
        ("pending", "12:00:05", 5),
        ("acked", "12:00:05", 5),
        ("fired", "12:00:05", 0),
        ("skipped", "12:01", 0),
    ],
)
def test_a_cue_is_late_while_it_has_not_gone(both: Festival, state: str, now: str, late_s: int) -> None:
    anchor = {"ref": "clock", "at": at("12:00").isoformat()}
    both.do_all([put("cues", "Q1", performance="P1", text="走", anchor=anchor, state=state)], MANAGER)
    found = one(at_time(both, now)["cues"], "Q1")
    assert (found["late"], found["late_s"]) == (late_s > 0, late_s)


def test_a_cue_whose_show_is_gone_has_no_due_time(both: Festival) -> None:
    full(both)
    both.do_all([PlanRemove(subject="P1", table="performances")], MANAGER)
    assert one(at_time(both, "10:00")["cues"], "Q1")["due"] is None


@pytest.mark.parametrize(
    ("now", "reported", "due", "overdue"),
    [
        ("08:59", None, None, False),
        ("09:00", None, "09:30", False),
        ("09:35", None, "09:30", False),  # within its grace
        ("09:35:01", None, "09:30", True),
        ("09:40", "09:20", "09:50", False),
        ("18:00", None, None, False),
    ],
)
def test_a_checkpoint(both: Festival, now: str, reported: str | None, due: str | None, overdue: bool) -> None:
    full(both)
    if reported:
        both.do_all([put("checkpoints", "K1", last_report=at(reported).isoformat())], MANAGER)
    found = one(at_time(both, now)["checkpoints"], "K1")
    assert (found["count_in"], found["count_out"], found["inside"]) == (120, 20, 100)
    assert found["next_report_due"] == (f"2005-07-01T{due}:00+08:00" if due else None)
    assert found["overdue"] is overdue


def test_attendance(both: Festival) -> None:
    arrived = at("09:10").isoformat()
    both.do_all(
        [
            put("officials", "O1", name="甲", unit="纪委", arrived_at=arrived),
            put("officials", "O2", name="乙", unit="纪委"),
            put("officials", "O3", name="丙", unit="文旅", expected="leave"),
            put("officials", "O4", name="丁", unit="文旅", substitute_of="O3", arrived_at=arrived),
            put("officials", "O5", name="戊", unit="文旅"),
            put("officials", "O6", name="己", unit="文旅"),
            put("officials", "O7", name="庚", unit="文旅", substitute_of="O6", arrived_at=arrived),
        ],
        MANAGER,
    )
    found = at_time(both, "10:00")["attendance"]
    by_unit = found.pop("by_unit")
    # 丁 comes for 丙, who is on leave; that does not make 戊 present. 庚 comes for 己, who is not absent then.
    assert found == {
        "expected": 5,
        "present": 3,
        "leave": 1,
        "absent": 2,
        "substitutes": 2,
        "walk_ins": 0,
        "left": 0,
        "late": 0,
        "rate": 0.4,
        "rate_in_person": 0.2,
    }
    counted = ("unit", "expected", "present", "leave", "absent", "substitutes")
    assert [{name: unit[name] for name in counted} for unit in by_unit] == [
        {"unit": "纪委", "expected": 2, "present": 1, "leave": 0, "absent": 1, "substitutes": 0},
        {"unit": "文旅", "expected": 3, "present": 2, "leave": 1, "absent": 1, "substitutes": 2},
    ]


@pytest.mark.parametrize(
    ("state", "now", "shown"),
    [
        ("open", "09:30", "open"),
        ("open", "09:30:01", "overdue"),
        ("reported", "10:00", "overdue"),
        ("done", "10:00", "done"),
    ],
)
def test_a_duty_is_overdue_past_its_deadline(both: Festival, state: str, now: str, shown: str) -> None:
    full(both)
    both.do_all([put("duties", "D1", state=state)], MANAGER)
    assert one(at_time(both, now)["duties"], "D1")["state"] == shown


def test_alerts_name_who_answers(both: Festival) -> None:
    alert = next(each for each in at_time(both, "10:10")["alerts"] if each["kind"] == "late" and each["subject"] == "P3")
    assert alert == {
        "kind": "late",
        "subject": "P3",
        "severity": "warning",
        "since": "2005-07-01T10:00:00+08:00",
        "text": "Show P3 runs 10 min late",
        "who": {"person": "", "unit": "", "contact": ""},
    }
