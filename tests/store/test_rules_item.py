"""What may be done to an item, what comes of it, and the words of each refusal."""

from __future__ import annotations

from typing import Any

import pytest

from store.actions import (
    Action,
    ItemAdjust,
    ItemApprove,
    ItemCall,
    ItemEdit,
    ItemFinish,
    ItemHold,
    ItemInsert,
    ItemMove,
    ItemRestore,
    ItemResume,
    ItemSkip,
    ItemStart,
    StageDepartment,
    StageSetStatus,
)
from store.errors import NeedsConsent
from store.festival import Festival
from store.models import DEPARTMENTS, WEEK_S, Span
from tests.store.festivals import MANAGER, at, clock, do, item, put, refusal, set_clock, states, the_item


def asked(festival: Festival, action: Action) -> tuple[str, str]:
    """What must be confirmed before the action, and in what words it is asked."""
    with pytest.raises(NeedsConsent) as asking:
        do(festival, action)
    return asking.value.consent, str(asking.value)


def running_order(festival: Festival) -> str:
    return "".join(each.id for each in festival.day().rundown("P1").items)


# -- each verb ---------------------------------------------------------------------------------------------------------


def test_go_starts_the_item_at_the_festivals_time(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"), "10:05")
    started = the_item(festival, "A")
    assert (started.state, started.started_at, started.accepted) == ("running", at("10:05"), ())


def test_go_finishes_the_running_item_at_the_same_stroke(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"), "10:00")
    changed = do(festival, ItemStart(subject="B"), "10:31")
    assert [(entry.action, entry.subject) for entry in changed.entries] == [("item.finish", "A"), ("item.start", "B")]
    assert len({entry.batch for entry in changed.entries}) == 1
    assert changed.documents == {("items", "A"), ("items", "B")}
    assert the_item(festival, "A").ended_at == at("10:31") == the_item(festival, "B").started_at
    assert states(festival) == "A:d B:r C:p D:p E:p"


def test_go_finishes_an_item_that_is_held(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"), "10:00")
    do(festival, ItemHold(subject="A"), "10:10")
    do(festival, ItemStart(subject="B"), "10:31")
    assert the_item(festival, "A").holds == (Span(at("10:10"), at("10:31")),)
    assert states(festival) == "A:d B:r C:p D:p E:p"


def test_finish(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"), "10:00")
    do(festival, ItemFinish(subject="A"), "10:29")
    assert (the_item(festival, "A").state, the_item(festival, "A").ended_at) == ("done", at("10:29"))


def test_hold_and_resume(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"), "10:00")
    do(festival, ItemHold(subject="A"), "10:10")
    assert (the_item(festival, "A").state, the_item(festival, "A").holds) == ("held", (Span(at("10:10")),))
    do(festival, ItemResume(subject="A"), "10:12")
    do(festival, ItemHold(subject="A"), "10:20")
    do(festival, ItemFinish(subject="A"), "10:40")
    assert the_item(festival, "A").holds == (Span(at("10:10"), at("10:12")), Span(at("10:20"), at("10:40")))


def test_minutes_are_given_and_taken(festival: Festival) -> None:
    do(festival, ItemAdjust(subject="A", seconds=60))
    do(festival, ItemStart(subject="A"))
    do(festival, ItemAdjust(subject="A", seconds=-90))
    assert the_item(festival, "A").adjust_s == -30


@pytest.mark.parametrize(
    ("seconds", "allowed"), [(-1800, True), (-1801, False), (WEEK_S - 1800, True), (WEEK_S - 1799, False)]
)
def test_an_item_lasts_from_nothing_to_a_week(festival: Festival, seconds: int, allowed: bool) -> None:
    if allowed:
        do(festival, ItemAdjust(subject="A", seconds=seconds))
        assert the_item(festival, "A").adjust_s == seconds
    else:
        assert refusal(festival, ItemAdjust(subject="A", seconds=seconds)) == "1 Act A cannot last that long or that short."


def test_seconds_beyond_a_week_are_no_number_of_seconds(festival: Festival) -> None:
    assert refusal(festival, ItemAdjust(subject="A", seconds=WEEK_S + 1)).startswith("The record cannot be read")


def test_skip_and_restore(festival: Festival) -> None:
    do(festival, ItemSkip(subject="B", reason="演员未到"))
    assert (the_item(festival, "B").state, the_item(festival, "B").skip_reason) == ("skipped", "演员未到")
    do(festival, ItemRestore(subject="B"))
    assert (the_item(festival, "B").state, the_item(festival, "B").skip_reason) == ("planned", "")


def test_call(festival: Festival) -> None:
    for said in ("called", "standing_by", "not_called"):
        do(festival, ItemCall(subject="A", state=said))
        assert the_item(festival, "A").call == said


def test_edit_changes_what_is_given_and_nothing_else(festival: Festival) -> None:
    before = the_item(festival, "C")
    do(festival, ItemEdit(subject="C", title="清风颂", fixed_start=None))
    after = the_item(festival, "C")
    assert (after.title, after.fixed_start) == ("清风颂", None)
    assert (after.duration_s, after.number, after.order, after.printed) == (
        before.duration_s,
        before.number,
        before.order,
        before.printed,
    )


def test_approve(festival: Festival) -> None:
    festival.do_all([item("A", 1, approved=False)], MANAGER)
    do(festival, ItemApprove(subject="A"))
    assert the_item(festival, "A").approved


# -- refusals ----------------------------------------------------------------------------------------------------------

# The state that A is brought to, what is then wanted, and what is said.
REFUSED = [
    ("planned", ItemFinish(subject="A"), "1 Act A is planned; it would have to be running, held."),
    ("planned", ItemHold(subject="A"), "1 Act A is planned; it would have to be running."),
    ("planned", ItemResume(subject="A"), "1 Act A is planned; it would have to be held."),
    ("planned", ItemRestore(subject="A"), "1 Act A is planned; it would have to be skipped."),
    ("planned", ItemApprove(subject="A"), "1 Act A has been approved already."),
    ("running", ItemStart(subject="A"), "1 Act A is running; it would have to be planned."),
    ("running", ItemResume(subject="A"), "1 Act A is running; it would have to be held."),
    ("running", ItemSkip(subject="A"), "1 Act A is running; it would have to be planned."),
    ("running", ItemCall(subject="A", state="called"), "1 Act A is running; it would have to be planned."),
    ("running", ItemMove(subject="A", after="C"), "1 Act A is running; it would have to be planned, skipped."),
    ("held", ItemHold(subject="A"), "1 Act A is held; it would have to be running."),
    ("done", ItemStart(subject="A"), "1 Act A is done; it would have to be planned."),
    ("done", ItemFinish(subject="A"), "1 Act A is done; it would have to be running, held."),
    ("done", ItemAdjust(subject="A", seconds=60), "1 Act A is done; it would have to be planned, running, held."),
    ("done", ItemSkip(subject="A"), "1 Act A is done; it would have to be planned."),
    ("done", ItemMove(subject="A", after="C"), "1 Act A is done; it would have to be planned, skipped."),
    ("skipped", ItemStart(subject="A"), "1 Act A is skipped; it would have to be planned."),
    ("skipped", ItemSkip(subject="A"), "1 Act A is skipped; it would have to be planned."),
]

BROUGHT_BY: dict[str, list[Action]] = {
    "planned": [],
    "running": [ItemStart(subject="A")],
    "held": [ItemStart(subject="A"), ItemHold(subject="A")],
    "done": [ItemStart(subject="A"), ItemFinish(subject="A")],
    "skipped": [ItemSkip(subject="A")],
}


@pytest.mark.parametrize(("state", "action", "words"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_makes_no_sense_is_refused(festival: Festival, state: str, action: Action, words: str) -> None:
    for earlier in BROUGHT_BY[state]:
        do(festival, earlier)
    assert refusal(festival, action) == words


@pytest.mark.parametrize(
    "action",
    [
        ItemStart(subject="Z"),
        ItemFinish(subject="Z"),
        ItemAdjust(subject="Z", seconds=1),
        ItemMove(subject="Z", after=""),
        ItemEdit(subject="Z", title="t"),
    ],
    ids=lambda action: type(action).__name__,
)
def test_what_is_not_there_is_refused(festival: Festival, action: Action) -> None:
    assert refusal(festival, action) == "There is no Z."


@pytest.mark.parametrize(("status", "word"), [("held", "held"), ("stopped", "stopped")])
def test_nothing_starts_on_a_halted_stage(festival: Festival, status: Any, word: str) -> None:
    do(festival, StageSetStatus(subject="S1", status=status))
    assert refusal(festival, ItemStart(subject="A")) == f"Main stage is {word}: nothing starts there."


def test_nothing_starts_on_a_stage_that_another_show_has_taken(both: Festival) -> None:
    do(both, ItemStart(subject="A"))
    assert refusal(both, ItemStart(subject="M")) == (
        "Main stage is taken: 1 Act A of Show P1 is running there. Finish it first."
    )
    do(both, ItemStart(subject="X"))  # another stage is another matter
    do(both, ItemFinish(subject="A"))
    do(both, ItemStart(subject="M"))


# -- what the operator saw ---------------------------------------------------------------------------------------------


def test_two_who_press_go_at_once_mean_one_go(festival: Festival) -> None:
    do(festival, ItemStart(subject="A", seen=""))
    do(festival, ItemStart(subject="B", seen="A"))
    assert refusal(festival, ItemStart(subject="C", seen="A")) == (
        "The show has moved on: 2 Act B is running now. Look again, then press GO."
    )
    do(festival, ItemFinish(subject="B"))
    assert refusal(festival, ItemStart(subject="C", seen="B")) == (
        "The show has moved on: nothing is running now. Look again, then press GO."
    )
    do(festival, ItemStart(subject="C", seen=""))


# -- what must be confirmed --------------------------------------------------------------------------------------------


def test_an_unapproved_item_needs_a_confirmation_that_is_recorded(both: Festival) -> None:
    assert asked(both, ItemStart(subject="Y")) == ("unapproved", "2 Act Y has not been approved.")
    assert asked(both, ItemStart(subject="Y", confirm=("not_ready",)))[0] == "unapproved"
    do(both, ItemStart(subject="Y", confirm=("unapproved",)))
    assert the_item(both, "Y").accepted == ("unapproved",)
    assert not the_item(both, "Y").approved


def test_a_stage_that_is_not_ready_is_asked_about_once_for_each_blocker_and_show(both: Festival) -> None:
    for department in DEPARTMENTS:
        do(both, StageDepartment(subject="S1", department=department, state="ready"))
    do(both, StageDepartment(subject="S1", department="sound", state="fault", note="啸叫"))
    assert asked(both, ItemStart(subject="A")) == ("not_ready", "Main stage is not ready: sound fault (啸叫).")
    do(both, ItemStart(subject="A", confirm=("not_ready",)))
    assert the_item(both, "A").accepted == ("sound",)
    do(both, ItemStart(subject="B"))  # not asked again about the sound
    assert the_item(both, "B").accepted == ()
    do(both, StageDepartment(subject="S1", department="power", state="not_ready"))
    assert asked(both, ItemStart(subject="C")) == ("not_ready", "Main stage is not ready: power not ready.")
    do(both, ItemStart(subject="C", confirm=("not_ready",)))
    do(both, ItemFinish(subject="C"))
    assert asked(both, ItemStart(subject="M"))[1] == "Main stage is not ready: sound fault (啸叫), power not ready."


def test_confirming_what_need_not_be_confirmed_records_nothing(festival: Festival) -> None:
    do(festival, ItemStart(subject="A", confirm=("unapproved", "not_ready"), accepted=("made up",)))
    assert the_item(festival, "A").accepted == ()


def test_a_stage_without_any_sign_off_does_without_them(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"))


# -- moving and inserting ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "after", "order"),
    [
        ("D", "", "DABCE"),
        ("D", "A", "ADBCE"),
        ("A", "B", "BACDE"),
        ("A", "E", "BCDEA"),
        ("E", "D", "ABCDE"),
        ("A", "", "ABCDE"),
    ],
)
def test_move(festival: Festival, subject: str, after: str, order: str) -> None:
    do(festival, ItemMove(subject=subject, after=after))
    assert running_order(festival) == order


@pytest.mark.parametrize("after", ["Z", "M", "A"])
def test_an_item_moves_behind_another_of_its_own_show(both: Festival, after: str) -> None:
    assert refusal(both, ItemMove(subject="A", after=after)) == f"There is no item {after} in this running order."


@pytest.mark.parametrize("skipped", [False, True])
def test_items_can_be_moved_between_two_without_end(festival: Festival, skipped: bool) -> None:
    """Between two orders there is room for some fifty numbers; then those behind are moved on, whatever their state."""
    do(festival, ItemStart(subject="D"))  # jumped to, and running: it stays where it is listed
    if skipped:
        do(festival, ItemSkip(subject="B"))
        do(festival, ItemSkip(subject="C"))
    strokes = [len(do(festival, ItemMove(subject="BC"[turn % 2], after="A")).entries) for turn in range(121)]
    assert running_order(festival) == "ABCDE"
    assert 1 < max(strokes) <= 5
    orders = [each.order for each in festival.day().rundown("P1").items]
    assert orders == sorted(set(orders))
    assert festival.day().rundown("P1").planned.slots.keys() == set("ABCDE")
    festival.undo(MANAGER)
    assert running_order(festival) == "ACBDE"


def test_making_room_is_taken_back_whole(festival: Festival) -> None:
    while len(do(festival, ItemMove(subject="B", after="A")).entries) == 1:
        do(festival, ItemMove(subject="C", after="A"))
    festival.undo(MANAGER)
    assert running_order(festival) == "ACBDE"


def test_insert(festival: Festival) -> None:
    do(festival, ItemInsert(subject="N", performance="P1", title="加演", duration_s=120, after="B", unit="文化馆"))
    inserted = the_item(festival, "N")
    assert (inserted.title, inserted.unit, inserted.duration_s, inserted.number) == ("加演", "文化馆", 120, 6)
    assert (inserted.printed, inserted.state) == (None, "planned")
    assert running_order(festival) == "ABNCDE"


@pytest.mark.parametrize(("after", "order"), [(None, "ABCDEN"), ("", "NABCDE"), ("E", "ABCDEN")])
def test_insert_at_the_ends(festival: Festival, after: str | None, order: str) -> None:
    do(festival, ItemInsert(subject="N", performance="P1", title="t", duration_s=120, after=after, number=66))
    assert running_order(festival) == order
    assert the_item(festival, "N").number == 66


def test_items_can_be_inserted_between_two_without_end(festival: Festival) -> None:
    names = [f"N{turn}" for turn in range(70)]
    for name in names:
        do(festival, ItemInsert(subject=name, performance="P1", title="t", duration_s=0, after="A"))
    listed = [each.id for each in festival.day().rundown("P1").items]
    assert listed == ["A", *reversed(names), *"BCDE"]


def test_the_first_item_of_an_empty_show(festival: Festival) -> None:
    festival.do_all([put("performances", "P9", name="n", stage="S1", start=at("20:00").isoformat())], MANAGER)
    do(festival, ItemInsert(subject="N", performance="P9", title="t", duration_s=60))
    assert (the_item(festival, "N").number, the_item(festival, "N").order) == (1, 1.0)


def test_inserting_is_refused(festival: Festival) -> None:
    def insert(**fields: Any) -> ItemInsert:
        return ItemInsert(**{"subject": "N", "performance": "P1", "title": "t", "duration_s": 60} | fields)

    assert refusal(festival, insert(subject="A")) == "There is an item A already: Act A."
    assert refusal(festival, insert(performance="P7")) == "There is no P7."
    assert refusal(festival, insert(after="Z")) == "There is no item Z in this running order."
    assert refusal(festival, insert(title="\x1b\u202e")).startswith("The record cannot be read")


# -- text from outside -------------------------------------------------------------------------------------------------


def test_what_is_typed_is_made_safe_before_it_is_recorded(festival: Festival) -> None:
    changed = do(festival, ItemInsert(subject="N\x00", performance="P1", title="\x1b[31m[red]颂[/]\u202e", duration_s=60))
    assert changed.documents == {("items", "N")}
    assert the_item(festival, "N").title == "[31m[red]颂[/]"
    do(festival, ItemSkip(subject="N", reason="\ud800\x07a\nb"))
    assert the_item(festival, "N").skip_reason == "a b"


def test_words_in_a_title_are_not_taken_for_placeholders(festival: Festival) -> None:
    do(festival, ItemEdit(subject="A", title="{number} {0} {} %s"))
    assert refusal(festival, ItemHold(subject="A")) == "1 {number} {0} {} %s is planned; it would have to be running."


def test_the_day_goes_on_past_the_planned_times(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"), "22:00")
    assert clock(set_clock(festival, "22:10").rundown("P1").forecast.slots["B"].start) == "22:30"
