"""Checkpoints: their state machine, their reports to the second, their staff."""

from __future__ import annotations

from itertools import pairwise

import pytest

from store.actions.checkpoint import CheckpointReport, CheckpointStaff, CheckpointSweep
from store.alerts import alerts
from store.checkpoints import is_overdue, next_report, report_due
from store.festival import Festival
from store.labels import label
from store.rules.checkpoint import NEXT
from store.who import Who
from tests.store.festivals import at, do, refusal, set_clock
from tests.store.security.guarded import came, checkpoint, turned

SECURITY = Who("卫长安", "security")


def kinds(festival: Festival, subject: str) -> list[str]:
    return [alert.kind for alert in alerts(festival.day()) if alert.subject == subject]


# -- status -----------------------------------------------------------------------------------------------------------


def test_the_whole_day_of_a_gate(room: Festival) -> None:
    way = ("open", "restricted", "admission_stopped", "egress_only", "evacuating", "all_clear", "stood_down")
    for status in way:
        do(room, turned(status))
        assert checkpoint(room).status == status


@pytest.mark.parametrize("status", sorted(NEXT))
def test_what_the_machine_does_not_have_is_refused_by_name(room: Festival, status: str) -> None:
    ways = {
        "not_open": (), "sweeping": ("sweeping",), "cleared": ("sweeping", None), "open": ("open",),
        "restricted": ("open", "restricted"), "admission_stopped": ("open", "admission_stopped"),
        "egress_only": ("open", "egress_only"), "evacuating": ("open", "evacuating"),
        "all_clear": ("open", "evacuating", "all_clear"), "stood_down": ("open", "stood_down"),
    }  # fmt: skip
    for step in ways[status]:
        do(room, turned(step) if step else CheckpointSweep(subject="G1"))
    assert checkpoint(room).status == status
    for wanted in NEXT.keys() - set(NEXT[status]) - {"cleared"}:  # type: ignore[index]
        assert f"cannot become {label('checkpoint.status', wanted)}; it may become" in refusal(room, turned(wanted))


def test_a_gate_that_must_be_swept_does_not_open_before(room: Festival) -> None:
    assert refusal(room, turned("open", "G2")) == "北门 has to be swept before it opens, and no sweep is confirmed."
    assert "a sweep is confirmed while it is being swept" in refusal(room, CheckpointSweep(subject="G2"))
    do(room, turned("sweeping", "G2"))
    assert refusal(room, turned("cleared", "G2")) == "That the sweep is done is confirmed by checkpoint.sweep."
    do(room, CheckpointSweep(subject="G2"))
    swept = checkpoint(room, "G2").swept
    assert swept is not None
    assert (swept.by, swept.at) == ("步稳台", at("10:00"))
    do(room, turned("open", "G2"))
    do(room, turned("stood_down", "G2"))
    assert refusal(room, turned("open", "G2")) == "北门 has to be swept before it opens, and no sweep is confirmed."


# -- reports ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "state"),
    [
        ("09:59:59", "none"), ("10:00:00", "waiting"), ("10:29:59", "waiting"), ("10:30:00", "due"), ("10:34:59", "due"),
        ("10:35:00", "due"), ("10:35:01", "overdue"), ("11:59:59", "overdue"), ("12:00:00", "none"), ("13:00:00", "none"),
    ],
)  # fmt: skip
def test_thirty_minutes_and_five_of_grace_to_the_second(room: Festival, clock: str, state: str) -> None:
    do(room, turned("open"), "10:00")
    set_clock(room, clock)
    assert report_due(checkpoint(room), at(clock)) == state
    assert ("report_overdue" in kinds(room, "G1")) == (state == "overdue")


def test_a_report_sets_the_next(room: Festival) -> None:
    do(room, turned("open"))
    do(room, CheckpointReport(subject="G1", kind="nil"), "10:20")
    assert next_report(checkpoint(room), at("10:20")) == at("10:50")
    assert checkpoint(room).reports[-1].state == "on_time"


def test_a_report_after_the_grace_is_late(room: Festival) -> None:
    do(room, turned("open"))
    do(room, CheckpointReport(subject="G1"), "10:35")
    do(room, CheckpointReport(subject="G1"), "11:10:01")
    assert [each.state for each in checkpoint(room).reports] == ["on_time", "late"]


def test_a_made_up_report_is_marked_and_speaks_for_its_own_time(room: Festival) -> None:
    do(room, turned("open"))
    do(room, CheckpointReport(subject="G1", note="补", happened_at=at("10:30")), "10:50")
    (made,) = checkpoint(room).reports
    assert (made.state, made.at, made.recorded_at) == ("made_up", at("10:30"), at("10:50"))
    assert checkpoint(room).last_report == at("10:30")
    assert not is_overdue(checkpoint(room), at("10:50"))
    assert refusal(room, CheckpointReport(subject="G1", happened_at=at("10:51"))) == (
        "A report cannot be made for a time that is still to come."
    )


def test_a_post_that_nobody_has_taken_up_is_not_overdue(room: Festival) -> None:
    set_clock(room, "11:00")
    assert kinds(room, "G1") == []
    do(room, turned("sweeping"))
    assert kinds(room, "G1") == ["report_overdue", "not_open"]


# -- staff ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("staff", "wanted"), [(3, ["understaffed"]), (4, []), (5, [])])
def test_staff_against_the_minimum(room: Festival, staff: int, wanted: list[str]) -> None:
    do(room, turned("open"))
    do(room, CheckpointStaff(subject="G1", staff=staff))
    assert kinds(room, "G1") == wanted


def test_an_alert_names_who_answers_with_the_telephone(room: Festival) -> None:
    do(room, turned("open"), "10:00")
    set_clock(room, "10:40")
    (alert,) = [each for each in alerts(room.day()) if each.subject == "G1"]
    assert (alert.who.person, alert.who.unit, alert.who.contact) == ("查细微", "公安局", "8112")
    assert alert.since == at("10:35")


# -- speed ------------------------------------------------------------------------------------------------------------


def test_no_click_of_many_is_lost(room: Festival) -> None:
    for nth in range(500):
        room.do(came(1), SECURITY)
        if nth % 5 == 0:
            room.do(came(0, 1), SECURITY)
    assert (checkpoint(room).count_in, checkpoint(room).count_out) == (500, 100)
    stamps = [entry.stamp for entry in room.journal.all()]
    assert all(one < two for one, two in pairwise(stamps))
