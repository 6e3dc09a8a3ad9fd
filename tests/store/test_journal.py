"""The journal: chains, the order of the stamps, which entries belong together and which still stand."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from store.actions import ItemCall, ItemFinish, ItemStart
from store.entry import FIRST, Entry, digest
from store.errors import Damaged
from store.festival import Festival
from store.journal import Journal
from tests.store.festivals import MANAGER, at, do


def chain(station: str, count: int, *, changes: str = "items/A", start_ms: int = 1_120_183_200_000) -> list[dict[str, Any]]:
    """The first entries of a station as the store keeps them, a millisecond apart."""
    raws: list[dict[str, Any]] = []
    previous = FIRST
    for number in range(1, count + 1):
        entry = Entry(
            id=f"{station}-{number}",
            stamp=f"{start_ms + number:013}.0000.{station}",
            at=at("10:00"),
            station=station,
            action="item.call",
            subject="A",
            changes=changes,
            fields={"state": "called"},
            batch=f"{station}-{number}",
            prev=previous,
        )
        previous = digest(entry)
        raws.append(msgspec.to_builtins(entry))
    return raws


def by_id(raws: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {raw["id"]: raw for raw in raws}


def entries(raws: list[dict[str, Any]]) -> list[Entry]:
    return [msgspec.convert(raw, Entry) for raw in raws]


def test_a_whole_chain_is_proved_in_whatever_order_it_lies() -> None:
    raws = chain("a", 5)
    journal = Journal(by_id([raws[at] for at in (3, 0, 4, 2, 1)]), "a")
    assert journal.head("a") == (5, digest(raws[4]))
    assert [entry.number for entry in journal.all()] == [1, 2, 3, 4, 5]
    assert journal.head("b") == (0, FIRST)


@pytest.mark.parametrize("changed", range(4))
def test_an_entry_that_has_changed_is_not_the_one_that_the_next_names(changed: int) -> None:
    raws = chain("a", 5)
    raws[changed] = raws[changed] | {"actor": "someone else"}
    with pytest.raises(Damaged, match=rf"^Entry a-{changed + 2} does not follow the one before it\."):
        Journal(by_id(raws), "a")


def test_the_first_entry_names_none_before_it() -> None:
    with pytest.raises(Damaged, match="Entry a-1"):
        Journal(by_id([chain("a", 1)[0] | {"prev": "0" * 64}]), "a")


def test_a_gap_is_damage_in_ones_own_chain_and_a_wait_in_anothers() -> None:
    raws = chain("a", 4)
    del raws[1]
    with pytest.raises(Damaged, match=r"^Entries before a-3 are missing\."):
        Journal(by_id(raws), "a")
    journal = Journal(entries_of := by_id(raws), "b")
    assert journal.head("a").number == 1
    entries_of["a-2"] = chain("a", 4)[1]
    journal.add(entries_of["a-2"], digest(entries_of["a-2"]))
    assert journal.head("a").number == 4


@pytest.mark.parametrize("new", [(1, 2, 3), (3, 2, 1), (2,), (3,)])
def test_new_entries_that_fit_break_nothing(new: tuple[int, ...]) -> None:
    raws = chain("b", 4)
    journal = Journal(by_id([raws[0]]), "a")
    assert journal.broken_by(entries([raws[number] for number in new])) is None


@pytest.mark.parametrize(
    ("changed", "broken"),
    [
        ({"prev": "0" * 64}, "b-2"),
        ({"actor": "x"}, "b-2"),  # the third, which is here already, does not name it
        ({"station": "c"}, "b-2"),
        ({"id": "b-02"}, "b-02"),
        ({"id": "b-0"}, "b-0"),
    ],
)
def test_new_entries_that_do_not_fit_are_found_before_they_are_written(changed: dict[str, Any], broken: str) -> None:
    raws = chain("b", 3)
    journal = Journal(by_id([raws[0], raws[2]]), "a")
    entry = msgspec.structs.replace(entries(raws)[1], **changed)
    assert journal.broken_by([entry]) == broken


def test_another_stations_stamps_are_seen() -> None:
    journal = Journal(by_id(chain("b", 2, start_ms=9_000_000_000_000)), "a")
    assert journal.stamper.stamp(at("10:00")) > "9000000000002.0000.b"


def test_the_entries_of_a_document_come_in_the_order_of_their_stamps() -> None:
    early, late = chain("a", 2), chain("b", 2, start_ms=1_120_183_199_000)
    raws = by_id(early)
    journal = Journal(raws, "a")
    for raw in late:
        assert journal.is_late("items/A", raw["stamp"])
        raws[raw["id"]] = raw
        journal.add(raw, digest(raw))
    assert [entry.id for entry in journal.of("items/A")] == ["b-1", "b-2", "a-1", "a-2"]
    assert journal.of("items/Z") == []
    assert not journal.is_late("items/Z", "0")
    assert journal.documents() == ["items/A"]


def test_a_stroke_is_found_from_any_of_its_entries(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"))
    go = do(festival, ItemStart(subject="B")).entries
    do(festival, ItemCall(subject="C", state="called"))
    for entry in go:
        assert festival.journal.batch(entry) == list(go)


def test_a_stroke_whose_first_entry_has_not_come_yet_is_what_is_there_of_it() -> None:
    raws = [raw | {"batch": "b-1"} for raw in chain("b", 3)]
    journal = Journal(by_id(raws[1:]), "a")
    assert [entry.id for entry in journal.batch(entries(raws)[1])] == ["b-2", "b-3"]


def test_the_last_that_stands(festival: Festival) -> None:
    started = do(festival, ItemStart(subject="A")).entries[-1]
    finished = do(festival, ItemFinish(subject="A")).entries[-1]
    assert festival.journal.last_of("a7f3") == finished
    festival.undo(MANAGER)
    assert festival.journal.last_of("a7f3") == started
    assert festival.journal.stands(started)
    assert not festival.journal.stands(finished)
    assert festival.journal.last_of("b001") is None
