"""Two desks that are cut off from each other: whatever they do, and in whatever order, there is one attendance."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.actions import OfficialAdmit, OfficialAttend, OfficialDepart, OfficialLeave, OfficialRevoke, OfficialSubstitute
from store.attendance import count
from store.checkin.answer import judge
from store.checkin.desk import Desk
from store.clock import FixedClock
from store.codes.issuing import issue
from store.codes.scan import read
from store.entry import Entry
from store.errors import Refused
from store.festival import Festival
from store.models import Official
from store.roster import Roster
from tests.store.checkin.desks import CLERK, KEY, Seconds, code, with_roster
from tests.store.festivals import at

PEOPLE = ("O-1", "O-2", "O-3")
STEPS = ("scan", "again", "undo", "reissue", "revoke", "leave", "attend", "substitute", "depart", "admit")

step = st.tuples(st.integers(0, 1), st.sampled_from(STEPS), st.sampled_from(PEOPLE))


def do(festival: Festival, desk: Desk, seconds: Seconds, what: str, subject: str) -> None:
    """One step at a desk; what is refused is refused."""
    seconds.now += 3
    assert isinstance(festival.clock, FixedClock)
    festival.clock.step(5)
    person = festival.documents.roster.get(subject)
    assert person is not None
    try:
        if what == "scan":
            desk.scan(code(subject), CLERK)
        elif what == "again":
            desk.scan(code(subject, max(1, person.code_issue)), CLERK)
        elif what == "undo":
            last = festival.journal.last_of(festival.station)
            if last is not None and last.action.startswith("official."):
                festival.undo(CLERK)
        elif what == "reissue":
            festival.do_all(issue(KEY, [person], again=True), CLERK)
        elif what == "revoke":
            festival.do(OfficialRevoke(subject=subject), CLERK)
        elif what == "leave":
            festival.do(OfficialLeave(subject=subject), CLERK)
        elif what == "attend":
            festival.do(OfficialAttend(subject=subject), CLERK)
        elif what == "substitute":
            festival.do(OfficialSubstitute(subject=subject, by="代会人"), CLERK)
        elif what == "depart":
            festival.do(OfficialDepart(subject=subject), CLERK)
        else:
            desk.admit(subject, CLERK, all_the_same=True)
    except Refused:
        pass


def told(festival: Festival, entries: list[Entry]) -> None:
    """A station catches up with what others recorded."""
    festival.absorb(entries)


@given(st.lists(step, max_size=14), st.randoms(use_true_random=False))
def test_any_order_of_anything_gives_one_attendance(steps: list[tuple[int, str, str]], order: object) -> None:
    with TemporaryDirectory() as folder, with_roster(Path(folder) / "a", station="aaaa") as one:
        start = one.journal.all()
        with Festival.open(Path(folder) / "b", FixedClock(at("09:00")), station="bbbb") as other:
            told(other, start)
            stations = (one, other)
            clocks = (Seconds(), Seconds())
            desks = [Desk(station, f"台{n}", clocks[n]) for n, station in enumerate(stations)]
            for which, what, subject in steps:
                do(stations[which], desks[which], clocks[which], what, subject)
            mine, theirs = one.journal.all(), other.journal.all()
            told(one, theirs)
            told(other, mine)
            assert one.documents.all(Official) == sorted(other.documents.all(Official), key=_order(one))
            for station in stations:
                fresh = Roster(station.documents.all(Official))
                assert station.documents.roster.total == fresh.total == count(station.documents.all(Official))
                assert station.documents.roster.units == fresh.units
                assert {each.id for each in station.documents.roster.absent()} == {each.id for each in fresh.absent()}
                assert station.documents.roster.last_arrivals(99) == fresh.last_arrivals(99)
                for subject in PEOPLE:
                    for number in (1, 2, 3):
                        scan = read(code(subject, number))
                        assert judge(scan, KEY.tag, station.documents.roster).kind == judge(scan, KEY.tag, fresh).kind


def _order(festival: Festival):  # type: ignore[no-untyped-def]
    places = {each.id: place for place, each in enumerate(festival.documents.all(Official))}
    return lambda each: places[each.id]


@pytest.mark.parametrize("first", ["a", "b"])
def test_the_earlier_admission_stands_and_the_later_is_a_conflict(tmp_path: Path, first: str) -> None:
    with with_roster(tmp_path / "a", station="aaaa") as one, Festival.open(tmp_path / "b", station="bbbb") as other:
        other.clock = FixedClock(at("09:00"))
        other.absorb(one.journal.all())
        early, later = (one, other) if first == "a" else (other, one)
        early.clock = FixedClock(at("09:01"))
        later.clock = FixedClock(at("09:02"))
        early.do(OfficialAdmit(subject="O-1", gate="早", how="code"), CLERK)
        later.do(OfficialAdmit(subject="O-1", gate="晚", how="code"), CLERK)
        mine, theirs = early.journal.all(), later.journal.all()
        early.absorb(theirs)
        later.absorb(mine)
        for festival in (early, later):
            person = festival.day().need(Official, "O-1")
            assert (person.arrived_at, person.gate) == (at("09:01"), "早")
            assert len(person.conflicts) == 1
            assert festival.documents.roster.conflicting() == [person]
        early.undo(CLERK)
        assert early.day().need(Official, "O-1").gate == "晚"  # undoing tells the truth: they came there, later
        assert early.documents.roster.conflicting() == []
