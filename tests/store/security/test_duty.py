"""Duties: reported done and verified are two things; problems go to the committee; deadlines."""

from __future__ import annotations

import pytest

from store.actions.duty import DutyDone, DutyProblem, DutyReject, DutyReport, DutySolve, DutyVerify
from store.alerts import alerts, line
from store.duties import counted, shown
from store.errors import Refused
from store.festival import Festival
from store.models import Duty
from store.sample import sample_plan
from store.who import Who
from tests.store.festivals import at, do, refusal, set_clock
from tests.store.security.guarded import duty

UNITS = (
    "区纪委", "区委办", "政府办", "组织部", "人事局", "宣传部", "文化局", "教育局", "广电局", "体育局", "广场管理办公室",
    "公安局", "财政局", "机关事务中心",
)  # fmt: skip


def test_from_not_started_to_verified(room: Festival) -> None:
    assert shown(duty(room), at("10:00")) == "not_started"
    do(room, DutyReport(subject="D1", progress_pct=40, note="到岗"))
    assert (shown(duty(room), at("10:00")), duty(room).progress_pct, duty(room).last_report) == ("in_progress", 40, "到岗")
    do(room, DutyDone(subject="D1"))
    assert (duty(room).state, duty(room).progress_pct) == ("done", 100)
    do(room, DutyReject(subject="D1", note="护栏松"))
    assert (duty(room).state, duty(room).inspection) == ("reported", "护栏松")
    do(room, DutyDone(subject="D1"))
    do(room, DutyVerify(subject="D1", note="已核查"))
    assert (duty(room).state, duty(room).inspection) == ("verified", "已核查")
    assert refusal(room, DutyReport(subject="D1", progress_pct=50)) == (
        "“安检” is verified; it would have to be not started, in progress."
    )


def test_what_is_not_done_cannot_be_verified(room: Festival) -> None:
    assert refusal(room, DutyVerify(subject="D1")) == "“安检” is not started; it would have to be reported done."
    assert refusal(room, DutySolve(subject="D1")) == "“安检” has no problem that stands."


def test_a_problem_is_an_alert_that_names_who_answers(room: Festival) -> None:
    do(room, DutyProblem(subject="D1", text="缺人"))
    (alert,) = [each for each in alerts(room.day()) if each.kind == "duty_problem"]
    assert line(alert) == "公安局: 安检: 缺人 · 公安局 查细微 8112"
    assert refusal(room, DutyDone(subject="D1")) == "“安检” has a problem that stands: 缺人. Solve it first."
    do(room, DutySolve(subject="D1"))
    assert [each for each in alerts(room.day()) if each.kind == "duty_problem"] == []


@pytest.mark.parametrize(("clock", "overdue"), [("11:59:59", False), ("12:00:00", False), ("12:00:01", True)])
def test_past_its_deadline(room: Festival, clock: str, overdue: bool) -> None:
    do(room, DutyReport(subject="D1", progress_pct=10))
    day = set_clock(room, clock)
    assert (shown(duty(room), at(clock)) == "overdue") == overdue
    assert ([each.subject for each in alerts(day) if each.kind == "duty_overdue"] == ["D1", "D2"]) == overdue
    assert counted(room.documents.all(Duty), at(clock))["overdue"] == (2 if overdue else 0)


def test_only_command_verifies(room: Festival) -> None:
    do(room, DutyDone(subject="D1"))
    with pytest.raises(Refused, match="security may not do this"):
        room.do(DutyVerify(subject="D1"), Who("甲", "security"))


def test_the_units_and_tasks_of_the_festival_are_all_there() -> None:
    tables = sample_plan().tables
    units = {unit["name"]: unit for unit in tables["units"].values()}
    assert set(UNITS) <= units.keys()
    assert all(units[name]["leader"] and units[name]["contact"] for name in UNITS)
    of_unit = {name: [duty for duty in tables["duties"].values() if duty["unit"] == name] for name in UNITS}
    assert all(duty["person"] and duty["contact"] and duty["deadline"] for found in of_unit.values() for duty in found)
    said = {name: " ".join(duty["task"] + duty["category"] for duty in found) for name, found in of_unit.items()}
    for name, words in {
        "区纪委": ("总指挥", "督促检查"), "区委办": ("开幕式",), "政府办": ("文件",), "组织部": ("正气颂",),
        "人事局": ("正气颂",), "宣传部": ("清风颂", "报道"), "文化局": ("节目",), "教育局": ("光明颂",),
        "广电局": ("直播", "宣传"), "体育局": ("舞台",),
        "广场管理办公室": ("场地",), "公安局": ("安检",), "财政局": ("经费",), "机关事务中心": ("后勤",),
    }.items():  # fmt: skip
        assert all(word in said[name] for word in words), (name, said[name])
