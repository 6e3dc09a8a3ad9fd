"""Undo is an entry: it walks back stroke by stroke, and what it took back can be brought back."""

from __future__ import annotations

import pytest

from store.actions import (
    EntryUndo,
    ItemAdjust,
    ItemCall,
    ItemEdit,
    ItemFinish,
    ItemHold,
    ItemInsert,
    ItemMove,
    ItemSkip,
    ItemStart,
    StageSetStatus,
)
from store.errors import Refused
from store.festival import Festival
from store.verify import verify
from tests.store.festivals import MANAGER, do, documents, opened, refusal, states, the_item


def test_one_stroke_is_taken_back(festival: Festival) -> None:
    before = documents(festival)
    do(festival, ItemSkip(subject="B", reason="r"))
    changed = festival.undo(MANAGER)
    assert [entry.action for entry in changed.entries] == ["entry.undo"]
    assert changed.documents == {("items", "B")}
    assert documents(festival) == before


def test_go_is_taken_back_whole(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"), "10:00")
    running = documents(festival)
    do(festival, ItemStart(subject="B"), "10:30")
    changed = festival.undo(MANAGER)
    assert [entry.subject for entry in changed.entries] == ["a7f3-11", "a7f3-10"]  # the last first
    assert len({entry.batch for entry in changed.entries}) == 1
    assert documents(festival) == running
    assert states(festival) == "A:r B:p C:p D:p E:p"


def test_either_entry_of_a_go_takes_back_both(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"))
    finish, _start = do(festival, ItemStart(subject="B")).entries
    do(festival, EntryUndo(subject=finish.id))
    assert states(festival) == "A:r B:p C:p D:p E:p"


def test_undo_walks_back_stroke_by_stroke_to_the_beginning(festival: Festival) -> None:
    seen = [documents(festival)]
    for action in (
        ItemCall(subject="A", state="called"),
        ItemStart(subject="A"),
        ItemAdjust(subject="A", seconds=60),
        ItemHold(subject="A"),
        ItemStart(subject="B"),
        ItemMove(subject="E", after="B"),
        ItemEdit(subject="C", title="改"),
        ItemInsert(subject="N", performance="P1", title="加演", duration_s=60),
        StageSetStatus(subject="S1", status="stopped"),
    ):
        do(festival, action)
        seen.append(documents(festival))
    for expected in reversed(seen[:-1]):
        festival.undo(MANAGER)
        assert documents(festival) == expected
    festival.undo(MANAGER)  # the plan itself
    assert documents(festival) == {}
    with pytest.raises(Refused, match=r"^There is nothing to take back\.$"):
        festival.undo(MANAGER)
    assert verify(festival.folder).faults == ()


def test_an_undo_can_be_taken_back_and_that_again(festival: Festival) -> None:
    before = documents(festival)
    do(festival, ItemStart(subject="A"))
    do(festival, ItemStart(subject="B"))
    after = documents(festival)
    undo = festival.undo(MANAGER).entries
    redo = do(festival, EntryUndo(subject=undo[0].id)).entries
    assert (documents(festival), len(redo)) == (after, 2)
    do(festival, EntryUndo(subject=redo[0].id))
    assert states(festival) == "A:r B:p C:p D:p E:p"
    festival.undo(MANAGER)
    assert documents(festival) == before


def test_what_was_brought_back_is_the_next_to_be_taken_back(festival: Festival) -> None:
    do(festival, ItemSkip(subject="B"))
    undone = festival.undo(MANAGER).entries[0]
    do(festival, EntryUndo(subject=undone.id))
    assert the_item(festival, "B").state == "skipped"
    festival.undo(MANAGER)
    assert the_item(festival, "B").state == "planned"


def test_what_something_builds_on_is_not_taken_back(festival: Festival) -> None:
    plan = festival.journal.all()[-1]
    started = do(festival, ItemStart(subject="A")).entries[-1]
    do(festival, ItemFinish(subject="A"))
    for entry in (started, plan):
        assert refusal(festival, EntryUndo(subject=entry.id)) == "What was done since builds on it; take that back first."
    festival.undo(MANAGER)
    do(festival, EntryUndo(subject=started.id))
    assert the_item(festival, "A").state == "planned"


def test_what_nothing_builds_on_can_be_taken_back_later(festival: Festival) -> None:
    called = do(festival, ItemCall(subject="A", state="called")).entries[-1]
    do(festival, ItemAdjust(subject="A", seconds=60))
    do(festival, ItemStart(subject="A"))
    do(festival, EntryUndo(subject=called.id))
    assert (the_item(festival, "A").call, the_item(festival, "A").adjust_s) == ("not_called", 60)


def test_what_cannot_be_taken_back(festival: Festival) -> None:
    skipped = do(festival, ItemSkip(subject="B")).entries[-1]
    festival.undo(MANAGER)
    assert refusal(festival, EntryUndo(subject=skipped.id)) == "That has been taken back already."
    assert refusal(festival, EntryUndo(subject="b001-7")) == "There is no record b001-7."


def test_an_undo_survives_closing_and_opening(festival: Festival) -> None:
    do(festival, ItemSkip(subject="B"))
    festival.undo(MANAGER)
    before = documents(festival)
    festival.close()
    with Festival.open(festival.folder, festival.clock) as again:
        assert documents(again) == before
        assert verify(again.folder).faults == ()


def test_each_station_takes_back_its_own_last_stroke(festival: Festival) -> None:
    with opened(festival.folder.with_name("other"), station="b001", plan=[]) as other:
        other.absorb(festival.journal.all())
        do(festival, ItemSkip(subject="B"))
        do(other, ItemSkip(subject="C"))
        festival.absorb(other.journal.all())
        festival.undo(MANAGER)
        assert states(festival) == "A:p B:p C:s D:p E:p"
        other.absorb(festival.journal.all())
        other.undo(MANAGER)
        assert states(other) == "A:p B:p C:p D:p E:p"
        with pytest.raises(Refused, match="nothing to take back"):
            other.undo(MANAGER)
