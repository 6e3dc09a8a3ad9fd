"""Crowds: their numbers, their alarms once on the way up, what is proposed, and how fast people come."""

from __future__ import annotations

import pytest

from store.actions.checkpoint import CheckpointCorrect, CheckpointReopen, CheckpointReport
from store.alerts import alerts, line
from store.crowd import Crowd, arrivals, crowd, curve, level_of, proposals
from store.errors import Refused
from store.festival import Festival
from store.models import CapacityLevel, Stage
from store.who import Who
from tests.store.festivals import at, do, refusal, set_clock
from tests.store.security.guarded import came, checkpoint, turned

SECURITY = Who("卫长安", "security")
COMMAND = Who("廉守正", "command")


def area(festival: Festival) -> Crowd:
    day = festival.day()
    return crowd(day, day.need(Stage, "S1"))


def kinds(festival: Festival) -> list[str]:
    return [alert.kind for alert in alerts(festival.day()) if alert.kind.startswith(("capacity", "count"))]


@pytest.mark.parametrize(
    ("inside", "level"),
    [
        (0, "normal"), (2399, "normal"), (2400, "yellow"), (2401, "yellow"),
        (2699, "yellow"), (2700, "orange"), (2701, "orange"),
        (2999, "orange"), (3000, "red"), (3001, "red"),
    ],
)  # fmt: skip
def test_the_alarms_on_the_way_up(inside: int, level: CapacityLevel) -> None:
    assert level_of("normal", inside, 3000) == level


@pytest.mark.parametrize(
    ("before", "inside", "level"),
    [
        ("yellow", 2399, "yellow"), ("yellow", 2251, "yellow"), ("yellow", 2250, "normal"), ("yellow", 2249, "normal"),
        ("orange", 2551, "orange"), ("orange", 2550, "yellow"), ("orange", 2250, "normal"),
        ("red", 2999, "red"), ("red", 2851, "red"), ("red", 2850, "orange"), ("red", 2550, "yellow"), ("red", 0, "normal"),
    ],
)  # fmt: skip
def test_the_alarms_clear_five_points_below(before: CapacityLevel, inside: int, level: CapacityLevel) -> None:
    assert level_of(before, inside, 3000) == level


def test_without_an_approved_number_there_is_no_alarm() -> None:
    assert level_of("normal", 10**6, None) == level_of("red", 10**6, 0) == "normal"


def test_an_alarm_is_raised_once_however_the_number_wavers(room: Festival) -> None:
    do(room, came(2400), "10:01")
    since = area(room).since
    for minute in range(2, 9):
        do(room, came(outward=1) if minute % 2 else came(1), f"10:{minute:02d}")
        assert (area(room).level, area(room).since, kinds(room)) == ("yellow", since, ["capacity_yellow"])
    do(room, came(outward=150), "10:20")
    assert area(room).level == "yellow"
    do(room, came(outward=1, gate="G2"), "10:21")
    assert (area(room).inside, area(room).level, kinds(room)) == (2250, "normal", [])
    do(room, came(150), "10:22")
    assert (area(room).level, area(room).since) == ("yellow", at("10:22"))


def test_all_gates_of_the_area_count_and_no_others(room: Festival) -> None:
    do(room, came(100, 10, "G1"))
    do(room, came(50, 5, "G2"))
    do(room, came(7, 0, "G3"))
    do(room, came(999, 0, "R1"))
    assert (area(room).count_in, area(room).count_out, area(room).inside, area(room).percent) == (157, 15, 142, 142 / 30)


def test_at_the_approved_number_admission_is_to_be_stopped_at_every_public_gate(room: Festival) -> None:
    for gate in ("G1", "G3"):
        do(room, turned("open", gate))
    do(room, came(2699))
    assert proposals(room.day()) == []
    do(room, came(1))
    assert [(each.gate.id, each.status) for each in proposals(room.day())] == [("G1", "restricted")]
    do(room, came(299))
    assert [(each.gate.id, each.status) for each in proposals(room.day())] == [("G1", "restricted")]
    do(room, came(1))
    (proposal,) = proposals(room.day())
    assert (proposal.gate.id, proposal.status) == ("G1", "admission_stopped")
    room.do_all([proposal.action()], SECURITY)
    assert proposals(room.day()) == []
    do(room, came(3, 0, "G1"))  # kept, and flagged
    assert (area(room).inside, area(room).beyond, checkpoint(room).beyond) == (3003, 3, 3)
    do(room, came(0, 500))  # outs are accepted
    assert (area(room).inside, area(room).level) == (2503, "yellow")


def test_only_command_reopens_what_was_stopped_at_the_approved_number(room: Festival) -> None:
    do(room, turned("open"))
    do(room, came(3000))
    do(room, turned("admission_stopped"))
    do(room, came(0, 1000))
    assert refusal(room, turned("open")) == (
        "Admission at 南门 was stopped at the approved number; only command reopens it (checkpoint.reopen)."
    )
    with pytest.raises(Refused, match="security may not do this"):
        room.do(CheckpointReopen(subject="G1"), SECURITY)
    do(room, CheckpointReopen(subject="G1"))
    assert (checkpoint(room).status, checkpoint(room).held_full) == ("open", False)


def test_what_was_stopped_for_another_reason_is_reopened_by_security(room: Festival) -> None:
    room.do(turned("open"), SECURITY)
    room.do(turned("admission_stopped"), SECURITY)
    room.do(turned("open"), SECURITY)
    assert checkpoint(room).status == "open"


def test_more_out_than_in_is_an_anomaly_and_the_numbers_stay(room: Festival) -> None:
    do(room, came(10, 11))
    assert (area(room).inside, area(room).anomalous, kinds(room)) == (-1, True, ["count_anomaly"])
    assert "Main stage: counting anomaly, 11 out and 10 in · 公安局 查细微 8112" in [
        line(each) for each in alerts(room.day())
    ]
    do(room, CheckpointCorrect(subject="G1", count_in=11, reason="漏记"))
    assert (checkpoint(room).count_in, checkpoint(room).count_out, kinds(room)) == (11, 11, [])
    correction = room.journal.all()[-1]
    assert (correction.action, correction.actor, correction.fields["reason"]) == ("checkpoint.correct", "步稳台", "漏记")


def test_a_click_too_many_is_taken_away_but_never_below_nothing(room: Festival) -> None:
    do(room, came(2))
    do(room, came(-1))
    assert checkpoint(room).count_in == 1
    assert refusal(room, came(-2)) == "南门 has not counted that many."
    assert refusal(room, came()) == "Nothing was counted."


def test_arrivals_a_minute_over_five_minutes(room: Festival) -> None:
    for minute in range(10):
        do(room, came(10), f"10:{minute:02d}")
    assert arrivals(checkpoint(room), at("10:09:59")) == 10
    assert arrivals(checkpoint(room), at("10:12")) == 4
    assert arrivals(checkpoint(room), at("10:30")) == 0
    assert sum(curve([checkpoint(room)], at("10:10"))) == 100
    do(room, came(1), "11:30")
    assert len(checkpoint(room).minutes) == 1  # the last hour, no more


def test_minutes_to_clear_the_queue(room: Festival) -> None:
    do(room, turned("open"))
    assert area(room).clear_min is None
    do(room, CheckpointReport(subject="G1", queue=71))
    assert (area(room).queue, area(room).clear_min) == (71, 6)  # two lanes, seven people a lane and minute
    do(room, turned("admission_stopped"))
    assert (area(room).queue, area(room).clear_min) == (71, None)


def test_crowds_that_meet_only_now(room: Festival) -> None:
    set_clock(room, "10:00")
    do(room, came(1500, 0, "G1"))
    do(room, came(1500, 0, "G2"))
    room.undo(COMMAND)
    assert (area(room).inside, area(room).level) == (1500, "normal")


def test_counts_of_the_same_second_are_told_apart(room: Festival) -> None:
    do(room, came(1, 0, "G2"), "10:05")
    do(room, came(2400, 0, "G1"))
    do(room, came(0, 5, "G1"))
    assert (area(room).inside, area(room).level) == (2396, "yellow")
