"""One performance as it stands: its state, what is on and next, and how late it runs."""

from __future__ import annotations

import pytest

from store.actions import ItemAdjust, ItemFinish, ItemHold, ItemInsert, ItemResume, ItemSkip, ItemStart, StageSetStatus
from store.festival import Festival
from store.rundown import Rundown
from tests.store.festivals import MANAGER, at, clock, do, put, set_clock, the_item


def show(festival: Festival, now: str, performance: str = "P1") -> Rundown:
    return set_clock(festival, now).rundown(performance)


def test_the_state_of_a_show_follows_from_its_items(festival: Festival) -> None:
    assert show(festival, "09:00").state == "planned"
    do(festival, ItemStart(subject="A"), "10:00")
    assert show(festival, "10:01").state == "running"
    do(festival, ItemHold(subject="A"))
    assert show(festival, "10:02").state == "held"
    do(festival, ItemFinish(subject="A"))
    assert show(festival, "10:03").state == "running"  # between two items
    for subject in "BCDE":
        do(festival, ItemSkip(subject=subject))
    assert show(festival, "10:04").state == "done"


def test_a_halted_stage_holds_its_show(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"), "10:00")
    do(festival, StageSetStatus(subject="S1", status="held"), "10:10")
    assert (show(festival, "10:15").state, show(festival, "10:15").halted) == ("held", True)
    do(festival, StageSetStatus(subject="S1", status="live"), "10:20")
    assert (show(festival, "10:20").state, show(festival, "10:20").halted) == ("running", False)


def test_what_is_on_what_is_next_and_what_was_last(festival: Festival) -> None:
    def ids(rundown: Rundown) -> tuple[str | None, str | None, str | None]:
        current, following, last = rundown.current, rundown.next, rundown.last
        return (current.id if current else None, following.id if following else None, last.id if last else None)

    assert ids(show(festival, "09:00")) == (None, "A", None)
    do(festival, ItemStart(subject="A"), "10:00")
    assert ids(show(festival, "10:00")) == ("A", "B", None)
    do(festival, ItemStart(subject="C"), "10:30")  # B is jumped over, and still to come
    assert ids(show(festival, "10:30")) == ("C", "B", "A")
    do(festival, ItemFinish(subject="C"), "11:00")
    assert ids(show(festival, "11:00")) == (None, "B", "C")
    do(festival, ItemSkip(subject="B"))
    assert ids(show(festival, "11:00")) == (None, "D", "C")


def test_over_is_against_the_slot_and_late_against_what_was_printed(festival: Festival) -> None:
    festival.do_all([put("performances", "P1", end=at("13:30").isoformat())], MANAGER)
    rundown = show(festival, "13:20")  # nothing has started
    assert clock(rundown.forecast.end) == "15:50"
    assert (clock(rundown.planned_end), clock(rundown.planned.end)) == ("13:30", "13:00")
    assert (rundown.over_under_s, rundown.late_s) == (140 * 60, 170 * 60)


def test_ahead_is_negative(festival: Festival) -> None:
    do(festival, ItemSkip(subject="E"))
    assert show(festival, "09:00").over_under_s == -50 * 60


def test_a_show_without_an_end_ends_with_its_printed_items(festival: Festival) -> None:
    festival.do_all([put("performances", "P1", end=None)], MANAGER)
    assert clock(show(festival, "09:00").planned_end) == "13:00"
    assert show(festival, "09:00").over_under_s == 0


def test_only_a_live_show_has_a_hard_out(both: Festival) -> None:
    assert show(both, "09:00").hard_out_s is None
    assert show(both, "09:00", "P3").hard_out_s == 0
    assert show(both, "10:05", "P3").hard_out_s == 300
    both.do_all([put("performances", "P3", broadcast="recorded")], MANAGER)
    assert show(both, "10:05", "P3").hard_out_s is None


@pytest.mark.parametrize(
    ("now", "elapsed", "remaining"), [("10:00", 0, 1800), ("10:10", 600, 1200), ("10:30", 1800, 0), ("10:31", 1860, -60)]
)
def test_elapsed_and_remaining(festival: Festival, now: str, elapsed: int, remaining: int) -> None:
    do(festival, ItemStart(subject="A"), "10:00")
    rundown = show(festival, now)
    running = the_item(festival, "A")
    assert (rundown.elapsed_s(running), rundown.remaining_s(running)) == (elapsed, remaining)


def test_time_that_is_held_does_not_elapse_and_minutes_given_remain(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"), "10:00")
    do(festival, ItemHold(subject="A"), "10:10")
    do(festival, ItemAdjust(subject="A", seconds=60), "10:14")
    held = the_item(festival, "A")
    assert (show(festival, "10:15").elapsed_s(held), show(festival, "10:15").remaining_s(held)) == (600, 1260)
    do(festival, ItemResume(subject="A"), "10:15")
    do(festival, ItemFinish(subject="A"), "10:20")
    assert show(festival, "12:00").elapsed_s(the_item(festival, "A")) == 900  # it stands still once it is done
    assert show(festival, "12:00").elapsed_s(the_item(festival, "B")) == 0


def test_how_late_an_item_starts(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"), "10:07")
    do(festival, ItemSkip(subject="D"))
    do(festival, ItemInsert(subject="N", performance="P1", title="t", duration_s=60))
    rundown = show(festival, "10:07")
    late = {item.id: rundown.deviation_s(item) for item in rundown.items}
    assert late == {"A": 420, "B": 420, "C": 0, "D": None, "E": 0, "N": None}
    assert rundown.slot(the_item(festival, "D")) is None
    assert rundown.printed(the_item(festival, "D")) is not None


def test_the_changeover_runs_down_between_two_items(festival: Festival) -> None:
    festival.do_all([put("items", "A", changeover_s=120)], MANAGER)
    assert show(festival, "09:00").changeover_left_s is None
    do(festival, ItemStart(subject="A"), "10:00")
    assert show(festival, "10:10").changeover_left_s is None
    do(festival, ItemFinish(subject="A"), "10:30")
    assert show(festival, "10:30").changeover_left_s == 120
    assert show(festival, "10:33").changeover_left_s == -60
    do(festival, ItemStart(subject="B"))
    assert show(festival, "10:40").changeover_left_s is None


def test_what_was_accepted_in_a_show_is_accepted_in_it_alone(both: Festival) -> None:
    do(both, ItemStart(subject="Y", confirm=("unapproved",)))
    assert show(both, "10:00", "P3").accepted == {"unapproved"}
    assert show(both, "10:00").accepted == frozenset()
