"""What is wrong now: which alerts there are, how grave, since when, in what words, and who answers."""

from __future__ import annotations

import pytest

from store.actions import ItemCall, ItemFinish, ItemSkip, ItemStart, StageDepartment, StageSetStatus
from store.alerts import Alert, Answerable, alerts, line
from store.festival import Festival
from tests.store.festivals import MANAGER, at, do, opened, put, set_clock


def found(festival: Festival, now: str) -> dict[str, Alert]:
    """The alerts at a time, by kind and subject."""
    return {f"{alert.kind} {alert.subject}": alert for alert in alerts(set_clock(festival, now))}


def test_a_quiet_day_has_none(both: Festival) -> None:
    both.do_all([put("items", "Y", approved=True)], MANAGER)
    assert alerts(set_clock(both, "09:00")) == []


def test_a_halted_stage(festival: Festival) -> None:
    festival.do_all([put("stages", "S1", unit="文化馆", stage_manager="王", contact="李 139")], MANAGER)
    do(festival, StageSetStatus(subject="S1", status="stopped"), "10:00")
    alert = found(festival, "10:05")["halted S1"]
    assert (alert.severity, alert.since, str(alert.words)) == ("danger", at("10:00"), "Main stage is stopped")
    assert line(alert) == "Main stage is stopped · 文化馆 李 139"


def test_a_department_fault(festival: Festival) -> None:
    do(festival, StageDepartment(subject="S1", department="sound", state="fault", note="啸叫"), "09:30")
    alert = found(festival, "09:31")["department_fault S1"]
    assert (alert.severity, alert.since, str(alert.words)) == ("danger", at("09:30"), "Main stage: sound fault 啸叫")
    assert line(alert) == "Main stage: sound fault 啸叫"


@pytest.mark.parametrize(("now", "there"), [("09:44:59", False), ("09:45", True), ("10:10", True)])
def test_a_stage_that_is_not_ready_a_quarter_of_an_hour_before_its_show(festival: Festival, now: str, there: bool) -> None:
    do(festival, StageSetStatus(subject="S1", status="rehearsal"))
    assert ("not_ready S1" in found(festival, now)) is there
    if there:
        alert = found(festival, now)["not_ready S1"]
        assert (alert.severity, alert.since) == ("warning", at("09:45"))
        assert str(alert.words) == "Main stage is not ready for Show P1: stage walk"


@pytest.mark.parametrize(
    ("now", "severity"), [("10:30", None), ("10:30:01", "warning"), ("10:30:15", "warning"), ("10:30:16", "danger")]
)
def test_an_item_that_runs_over(festival: Festival, now: str, severity: str | None) -> None:
    do(festival, ItemStart(subject="A"), "10:00")
    alert = found(festival, now).get("overtime A")
    assert (alert.severity if alert else None) == severity
    if alert:
        assert (alert.since, str(alert.words)) == (at("10:30"), "1 Act A runs over its time")


@pytest.mark.parametrize(("now", "there"), [("10:02:59", False), ("10:03", True)])
def test_a_show_that_runs_late(both: Festival, now: str, there: bool) -> None:
    assert ("late P3" in found(both, now)) is there
    if there:
        alert = found(both, now)["late P3"]
        assert (alert.severity, alert.since, str(alert.words)) == ("warning", at("10:00"), "Show P3 runs 3 min late")


def test_a_live_show_that_will_miss_its_hard_out(both: Festival) -> None:
    both.do_all([put("performances", "P3", director="导播 赵", lead_unit="广电")], MANAGER)
    assert "hard_out P3" not in found(both, "10:00")
    alert = found(both, "10:00:01")["hard_out P3"]
    assert (alert.severity, str(alert.words)) == ("danger", "Show P3 will miss its hard out by 0:01")
    assert alert.who == Answerable("导播 赵", "广电")


def test_who_answers_for_a_show(both: Festival) -> None:
    both.do_all(
        [put("performances", "P3", stage_manager="周", lead_unit="广电"), put("units", "U", name="广电", contact="0936")],
        MANAGER,
    )
    assert found(both, "10:10")["late P3"].who == Answerable("周", "广电", "0936")


@pytest.mark.parametrize(("now", "there"), [("09:59:59", False), ("10:00", True)])
def test_an_unapproved_item_half_an_hour_before_it_starts(both: Festival, now: str, there: bool) -> None:
    assert ("unapproved Y" in found(both, now)) is there


def test_the_next_act_is_to_be_called_once_calling_has_begun(festival: Festival) -> None:
    festival.do_all([put("items", "B", unit="二中", contact="孙 138")], MANAGER)
    do(festival, ItemStart(subject="A"), "10:00")
    assert "uncalled B" not in found(festival, "10:28")  # nobody calls here
    do(festival, ItemCall(subject="D", state="called"))
    assert "uncalled B" not in found(festival, "10:26:59")
    alert = found(festival, "10:27")["uncalled B"]
    assert line(alert) == "2 Act B is next and has not been called · 二中 孙 138"
    do(festival, ItemCall(subject="B", state="standing_by"))
    assert "uncalled B" not in found(festival, "10:28")


def test_records_in_conflict(festival: Festival) -> None:
    with opened(festival.folder.with_name("other"), station="b001", plan=[]) as other:
        other.absorb(festival.journal.all())
        do(festival, ItemStart(subject="A"), "10:00")
        do(other, ItemStart(subject="A"), "10:01")
        do(other, StageSetStatus(subject="S1", status="live"))
        do(festival, StageSetStatus(subject="S1", status="live"))
        festival.absorb(other.journal.all())
    conflicts = {key: str(alert.words) for key, alert in found(festival, "10:02").items() if alert.kind == "conflict"}
    assert conflicts == {
        "conflict A": "1 Act A: records in conflict: 1 Act A is running; it would have to be planned.",
        "conflict S1": "Main stage: records in conflict: The stage is live already.",
    }


def test_the_gravest_come_first_then_the_oldest(both: Festival) -> None:
    do(both, ItemStart(subject="A"), "10:00")
    do(both, StageDepartment(subject="S1", department="sound", state="fault"), "10:10")
    do(both, StageSetStatus(subject="S2", status="stopped"), "10:20")
    listed = alerts(set_clock(both, "10:40"))
    assert [alert.severity for alert in listed] == sorted(alert.severity for alert in listed)
    for severity in ("danger", "warning"):
        times = [alert.since for alert in listed if alert.severity == severity]
        assert times == sorted(times)
        assert len(times) >= 2


def test_a_show_that_is_over_gives_no_alert(both: Festival) -> None:
    do(both, ItemStart(subject="X"), "10:00")
    do(both, ItemFinish(subject="X"), "12:00")
    do(both, ItemSkip(subject="Y"))
    assert [key for key in found(both, "12:00") if key.endswith(("P3", " X", " Y"))] == []
