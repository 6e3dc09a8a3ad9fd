"""Folding: the same entries give the same documents, in whatever order, batches and repetitions they arrive."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import disk
from store import festival as festival_module
from store.actions import (
    ACTIONS,
    Action,
    EntryUndo,
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
    PlanPut,
    PlanRemove,
    StageDepartment,
    StageSetStatus,
)
from store.alerts import alerts
from store.entry import FIRST, Entry, digest
from store.errors import Refused
from store.festival import Festival
from store.fold import alive, fold
from store.models import TABLES, Item
from store.status import status
from store.verify import verify
from store.words import tr
from tests.store.festivals import MANAGER, at, do, documents, item, opened, plain, states, the_item

STATIONS = ("a7f3", "b001", "c0de")


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """Nothing here is about durability, and the histories are long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "sync", lambda _descriptor: None)
        patch.setattr(disk, "sync_folder", lambda _folder: None)
        yield


# -- histories of several stations -------------------------------------------------------------------------------------

subjects = st.sampled_from("ABCN")
confirm = st.just(("unapproved", "not_ready"))
actions: st.SearchStrategy[Action] = st.one_of(
    st.builds(ItemStart, subject=subjects, confirm=confirm),
    st.builds(ItemFinish, subject=subjects),
    st.builds(ItemHold, subject=subjects),
    st.builds(ItemResume, subject=subjects),
    st.builds(ItemAdjust, subject=subjects, seconds=st.integers(-1200, 1200)),
    st.builds(ItemSkip, subject=subjects, reason=st.sampled_from(["", "雨"])),
    st.builds(ItemRestore, subject=subjects),
    st.builds(ItemCall, subject=subjects, state=st.sampled_from(["called", "standing_by"])),
    st.builds(ItemMove, subject=subjects, after=st.sampled_from(["", "A", "C"])),
    st.builds(ItemInsert, subject=subjects, performance=st.just("P1"), title=st.just("加演"), duration_s=st.just(60)),
    st.builds(ItemEdit, subject=subjects, title=st.sampled_from(["一", "二"])),
    st.builds(ItemApprove, subject=subjects),
    st.builds(StageSetStatus, subject=st.just("S1"), status=st.sampled_from(["held", "live", "ready"]), confirm=confirm),
    st.builds(
        StageDepartment, subject=st.just("S1"), department=st.just("sound"), state=st.sampled_from(["ready", "fault"])
    ),
    st.builds(PlanPut, subject=subjects, table=st.just("items"), fields=st.just({"title": "改", "duration_s": 120})),
    st.builds(PlanRemove, subject=subjects, table=st.just("items")),
)
stations = st.integers(0, len(STATIONS) - 1)
randoms = st.integers(0, 2**20).map(Random)


class Done(msgspec.Struct):
    """A station does something, at its own clock, which moves by so many seconds first."""

    station: int
    action: Action
    later_s: int


class TakenBack(msgspec.Struct):
    """A station takes back one of the entries that it has, whichever and whosever it is."""

    station: int
    which: int


class Sent(msgspec.Struct):
    """A station sends another some of its entries, shuffled, some of them twice."""

    station: int
    to: int
    seed: int


history = st.lists(
    st.one_of(
        st.builds(Done, stations, actions, st.integers(-600, 600)),
        st.builds(Done, stations, actions, st.integers(0, 60)),
        st.builds(TakenBack, stations, st.integers(0, 30)),
        st.builds(Sent, stations, stations, st.integers(0, 2**20)),
    ),
    min_size=1,
    max_size=30,
)


def happen(each: Done | TakenBack | Sent, festivals: Sequence[Festival], random: Random) -> None:
    """Let one thing happen; what is refused does not."""
    festival = festivals[each.station]
    try:
        if isinstance(each, Done):
            festival.clock.step(each.later_s)  # type: ignore[attr-defined]  # it is a FixedClock
            if isinstance(each.action, (PlanPut, PlanRemove)):
                festival.do_all([each.action], MANAGER)
            else:
                festival.do(each.action, MANAGER)
        elif isinstance(each, TakenBack):
            known = festival.journal.all()
            festival.do(EntryUndo(subject=known[-1 - each.which % len(known)].id), MANAGER)
        else:
            random.seed(each.seed)
            send(festival, festivals[each.to], random, share=0.5)
    except Refused:
        pass


def send(sender: Festival, receiver: Festival, random: Random, share: float = 1.0) -> None:
    """Give a station another's entries: shuffled, in batches, some of them twice; or a share of them only."""
    entries = [entry for entry in sender.journal.all() if random.random() < share]
    entries += [entry for entry in entries if random.random() < 0.2]
    random.shuffle(entries)
    while entries:
        batch = random.randint(1, len(entries))
        receiver.absorb(entries[:batch])
        del entries[:batch]


def encoded(festival: Festival) -> dict[tuple[str, str], bytes]:
    """Every document of a station as the bytes that it keeps."""
    return {
        (table, subject): msgspec.json.encode(raw)
        for table, found in documents(festival).items()
        for subject, raw in found.items()
    }


@settings(max_examples=60)
@given(history, randoms)
def test_stations_that_have_the_same_entries_have_the_same_documents(
    events: list[Done | TakenBack | Sent], random: Random
) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        festivals = [
            stack.enter_context(opened(Path(folder) / name, station=name, plan=None if name == "a7f3" else []))
            for name in STATIONS
        ]
        for other in festivals[1:]:
            other.absorb(festivals[0].journal.all())
        for each in events:
            happen(each, festivals, random)
        for _round in range(2):
            for one in festivals:
                for other in festivals:
                    send(one, other, random)

        first = festivals[0]
        for festival in festivals:
            assert plain(festival)["entries"] == plain(first)["entries"]
            assert encoded(festival) == encoded(first)
            assert verify(festival.folder).faults == ()  # also: equal to fold() of all entries, in one go
            status(festival.day())
            alerts(festival.day())
        for document in first.journal.documents():
            entries = first.journal.of(document)
            random.shuffle(entries)
            folded, _senseless = fold([*entries, *entries[::2]])
            table, _, subject = document.partition("/")
            assert msgspec.to_builtins(folded) == documents(first).get(table, {}).get(subject)


# -- conflicts ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Festival]]:
    """Three stations that have the plan and are then cut off from each other."""
    with ExitStack() as stack:
        festivals = [
            stack.enter_context(opened(tmp_path / name, station=name, plan=None if name == "a7f3" else []))
            for name in STATIONS
        ]
        for other in festivals[1:]:
            other.absorb(festivals[0].journal.all())
        yield festivals


def exchange(festivals: Sequence[Festival]) -> None:
    for one in festivals:
        for other in festivals:
            other.absorb(one.journal.all())


def conflicts(festival: Festival, subject: str) -> list[tuple[str, str]]:
    """The conflicts of an item: which entry, and in words."""
    return [(each.entry, tr("{reason}", reason=each.reason)) for each in the_item(festival, subject).conflicts]


def test_two_starts_from_two_stations_make_one_start_and_one_conflict(three: list[Festival]) -> None:
    a, b, _c = three
    do(a, ItemStart(subject="A"), "10:00")
    do(b, ItemStart(subject="A"), "10:01")
    exchange(three)
    for festival in three:
        assert the_item(festival, "A").started_at == at("10:00")
        assert conflicts(festival, "A") == [("b001-1", "1 Act A is running; it would have to be planned.")]


def test_what_arrives_late_takes_its_place_all_the_same(three: list[Festival]) -> None:
    a, b, _c = three
    do(a, ItemStart(subject="A"), "10:05")
    do(b, ItemStart(subject="A"), "10:00")
    exchange(three)
    for festival in three:
        assert the_item(festival, "A").started_at == at("10:00")
        assert conflicts(festival, "A") == [("a7f3-9", "1 Act A is running; it would have to be planned.")]


def test_taking_the_first_back_resolves_the_conflict(three: list[Festival]) -> None:
    a, b, _c = three
    do(a, ItemStart(subject="A"), "10:00")
    do(b, ItemStart(subject="A"), "10:01")
    exchange(three)
    do(a, EntryUndo(subject="a7f3-9"))
    exchange(three)
    for festival in three:
        assert (the_item(festival, "A").started_at, the_item(festival, "A").conflicts) == (at("10:01"), ())


def test_two_stations_that_take_the_same_back_take_it_back_once(three: list[Festival]) -> None:
    a, b, _c = three
    do(a, ItemSkip(subject="B"))
    exchange(three)
    do(a, EntryUndo(subject="a7f3-9"))
    do(b, EntryUndo(subject="a7f3-9"))
    exchange(three)
    assert [states(each) for each in three] == ["A:p B:p C:p D:p E:p"] * 3
    do(a, EntryUndo(subject="a7f3-10"))
    exchange(three)  # the other's undo still stands
    assert [states(each) for each in three] == ["A:p B:p C:p D:p E:p"] * 3


def test_an_undo_that_arrives_before_what_it_takes_back(three: list[Festival]) -> None:
    a, b, _c = three
    do(a, ItemSkip(subject="B"))
    a.undo(MANAGER)
    skip, undo = a.journal.all()[-2:]
    b.absorb([undo])
    assert states(b) == "A:p B:p C:p D:p E:p"
    b.absorb([skip])
    assert states(b) == "A:p B:p C:p D:p E:p"
    assert b.journal.head("a7f3").number == 10


def test_what_is_done_to_something_that_was_removed_is_kept_without_effect(three: list[Festival]) -> None:
    a, b, _c = three
    a.do_all([PlanRemove(subject="B", table="items")], MANAGER)
    do(b, ItemSkip(subject="B"), "09:30")
    exchange(three)
    assert [each.documents.get(Item, "B") for each in three] == [None] * 3
    a.do_all([item("B", 2)], MANAGER)
    exchange(three)
    assert [the_item(each, "B").state for each in three] == ["planned"] * 3


# -- the cost ----------------------------------------------------------------------------------------------------------


def test_entries_that_come_in_order_cost_one_step_each(three: list[Festival], monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, _c = three
    for turn in range(20):
        do(a, ItemCall(subject="A", state=("called", "standing_by")[turn % 2]))
    steps: list[str] = []
    step = festival_module.step
    monkeypatch.setattr(festival_module, "step", lambda document, entry: (steps.append(entry.id), step(document, entry))[1])
    monkeypatch.setattr(festival_module, "fold", lambda _entries: pytest.fail("folded anew"))
    for entry in a.journal.all()[8:]:
        b.absorb([entry])
    assert len(steps) == 20
    do(a, ItemStart(subject="A"))
    assert len(steps) == 21
    b.absorb(a.journal.all())
    assert len(steps) == 22


def test_a_late_entry_refolds_its_own_document_alone(three: list[Festival], monkeypatch: pytest.MonkeyPatch) -> None:
    a, b, c = three
    do(b, ItemCall(subject="A", state="called"), "09:10")
    do(a, ItemSkip(subject="B"), "09:20")
    do(a, ItemCall(subject="A", state="standing_by"), "09:20")
    c.absorb(a.journal.all())
    folded: list[set[str]] = []
    monkeypatch.setattr(
        festival_module, "fold", lambda entries: (folded.append({entry.changes for entry in entries}), fold(entries))[1]
    )
    changed = c.absorb(b.journal.all())
    assert folded == [{"items/A"}]
    assert changed.documents == {("items", "A")}


def test_what_is_here_already_changes_nothing(festival: Festival) -> None:
    before = plain(festival)
    changed = festival.absorb(festival.journal.all() * 2)
    assert (changed.entries, changed.documents) == ((), frozenset())
    assert plain(festival) == before


# -- whatever an entry says --------------------------------------------------------------------------------------------

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**40), 2**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=4), each, max_size=3),
    max_leaves=4,
)
names = st.sampled_from(sorted({name for action in ACTIONS.values() for name in action.__struct_fields__} - {"subject"}))
ids = st.sampled_from(["A", "S1", "festival", "P1", "", "x/y", "a7f3-1", "e-1", "e-2"])
likely = st.sampled_from(
    ["called", "running", "P1", 60, -60, True, "sound", "ready", "items", {"title": 5}, {"printed": "x"}, {"id": 3}]
)
wild_fields = st.dictionaries(names | st.text(max_size=5), likely | anything, max_size=4)
plan_fields = st.sampled_from(
    ["id", "title", "state", "printed", "conflicts", "holds", "order", "timezone", "start", "duration_s"]
)
wild_plan = st.fixed_dictionaries(
    {
        "table": st.sampled_from([*TABLES, "entries", "no_table"]),
        "fields": st.dictionaries(plan_fields, likely | anything, max_size=5),
    }
)


@st.composite
def wild_entries(draw: st.DrawFn) -> list[Entry]:
    """The chain of a station that says anything: unknown actions, malformed fields, documents that are not its own."""
    entries: list[Entry] = []
    previous = FIRST
    for number in range(1, draw(st.integers(1, 8)) + 1):
        action = draw(st.sampled_from([*ACTIONS, "item.explode", "", "plan.put", "entry.undo"]))
        subject = draw(ids)
        table = draw(st.sampled_from(["items", "items", "stages", "festival", "performances", "no_table", ""]))
        fields = draw(wild_plan if action.startswith("plan") and draw(st.booleans()) else wild_fields)
        if action.startswith("plan") and draw(st.booleans()):
            fields = {**fields, "table": table}
        entry = Entry(
            id=f"e-{number}",
            stamp=f"{1_120_183_200_000 + draw(st.integers(0, 9)):013}.{number:04}.e",
            at=at("10:00"),
            station="e",
            action=action,
            subject=subject,
            changes=draw(st.sampled_from([f"{table}/{subject}", "items/A", "stages/S1", "nonsense"])),
            fields=fields,
            batch=draw(st.sampled_from([f"e-{number}", "e-1", "a7f3-1", "none"])),
            prev=previous,
        )
        previous = digest(entry)
        entries.append(entry)
    return entries


@settings(max_examples=200)
@given(wild_entries())
def test_folding_never_raises(entries: list[Entry]) -> None:
    for some in (entries, entries[::-1]):
        document, senseless = fold(some)
        assert senseless <= len(entries)
        msgspec.json.encode(document)


@settings(max_examples=60)
@given(wild_entries(), randoms)
def test_whatever_entries_say_the_festival_takes_them_in_and_goes_on(entries: list[Entry], random: Random) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "a") as festival:
        random.shuffle(entries)
        for entry in entries:
            festival.absorb([entry])
        assert verify(festival.folder).faults == ()
        status(festival.day())
        with opened(Path(folder) / "b", station="b001", plan=[]) as other:
            other.absorb(festival.journal.all())
            assert encoded(other) == encoded(festival)
        before = encoded(festival)
        festival.close()
        with Festival.open(festival.folder, festival.clock) as again:
            assert encoded(again) == before
            again.do_all([item("Z", 9)], MANAGER)


def test_an_action_of_a_later_program_is_a_conflict_and_its_table_is_kept_for_it(festival: Festival) -> None:
    def foreign(number: int, previous: str, changes: str) -> Entry:
        return Entry(
            id=f"e-{number}",
            stamp=f"1120183300000.{number:04}.e",
            at=at("10:00"),
            station="e",
            action="drone.launch",
            subject=changes.partition("/")[2],
            changes=changes,
            batch=f"e-{number}",
            prev=previous,
        )

    first = foreign(1, FIRST, "items/A")
    festival.absorb([first, foreign(2, digest(first), "drones/D1")])
    assert conflicts(festival, "A") == [("e-1", "The record cannot be read: 'drone.launch'.")]
    assert festival.journal.get("e-2") is not None
    assert verify(festival.folder).faults == ()


@pytest.mark.parametrize(
    ("action", "subject", "changes"),
    [("item.hold", "S1", "stages/S1"), ("stage.department", "A", "items/A"), ("item.approve", "B", "items/A")],
)
def test_an_action_on_what_is_not_its_kind_of_document_is_a_conflict(
    festival: Festival, action: str, subject: str, changes: str
) -> None:
    fields = {"department": "sound", "state": "ready"} if action == "stage.department" else {}
    stray = Entry(
        id="e-1",
        stamp="1120183300000.0000.e",
        at=at("10:00"),
        station="e",
        action=action,
        subject=subject,
        changes=changes,
        fields=fields,
        batch="e-1",
    )
    festival.do_all([item("A", 1, approved=False)], MANAGER)
    festival.absorb([stray])
    table, _, changed = changes.partition("/")
    document = festival.documents.read(table, changed)
    assert document is not None
    assert [each.reason["text"] for each in document.conflicts] == ["The record is of another document: {document}."]


def test_an_undo_of_something_unknown_or_of_another_document_takes_nothing_back(festival: Festival) -> None:
    do(festival, ItemSkip(subject="B"))
    before = documents(festival)

    def undo(number: int, previous: str, subject: str, changes: str) -> Entry:
        return Entry(
            id=f"e-{number}",
            stamp=f"1120183300000.{number:04}.e",
            at=at("10:00"),
            station="e",
            action="entry.undo",
            subject=subject,
            changes=changes,
            batch=f"e-{number}",
            prev=previous,
        )

    unknown = undo(1, FIRST, "b001-77", "items/B")
    other = undo(2, digest(unknown), "a7f3-9", "items/C")  # a7f3-9 changes B
    itself = undo(3, digest(other), "e-3", "items/B")
    festival.absorb([unknown, other, itself])
    assert documents(festival) == before


def test_an_entry_that_breaks_its_chain_is_refused_before_anything_is_written(festival: Festival) -> None:
    with opened(festival.folder.with_name("b"), station="b001", plan=[]) as other:
        other.absorb(festival.journal.all())
        do(other, ItemSkip(subject="B"))
        do(other, ItemSkip(subject="C"))
        first, second = other.journal.all()[-2:]
    before = plain(festival)
    forged = msgspec.structs.replace(first, fields={"reason": "forged"})
    for entries in ([forged, second], [first, msgspec.structs.replace(second, prev=FIRST)], [second, forged]):
        with pytest.raises(Refused, match=r"^Record b001-[12] does not follow the one before it, and is not taken in\.$"):
            festival.absorb(entries)
        assert plain(festival) == before
    festival.absorb([second, first])
    assert states(festival) == "A:p B:s C:s D:p E:p"


def test_alive() -> None:
    def entry(number: int, undoes: int | None = None) -> Entry:
        return Entry(
            id=f"e-{number}",
            stamp=f"{number}",
            at=at("10:00"),
            station="e",
            action="x" if undoes is None else "entry.undo",
            subject="A" if undoes is None else f"e-{undoes}",
            changes="items/A",
            batch=f"e-{number}",
        )

    ordered = [entry(1), entry(2), entry(3, undoes=1), entry(4, undoes=3), entry(5, undoes=2), entry(6, undoes=9)]
    assert [each.id for each in alive(ordered)] == ["e-1", "e-4", "e-5", "e-6"]
