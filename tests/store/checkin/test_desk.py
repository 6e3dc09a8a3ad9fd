"""What a desk answers, and what it records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.actions import OfficialAdd, OfficialDepart, OfficialRevoke, OfficialSubstitute
from store.attendance import count
from store.codes.issuing import issue
from store.errors import NeedsConsent, Refused
from store.festival import Festival
from store.lateness import is_late, late
from store.models import Official
from tests.store.checkin.desks import CLERK, KEY, code, desk_of, move_to, official, with_roster
from tests.store.festivals import at


@pytest.fixture
def festival(tmp_path: Path) -> Iterator[Festival]:
    with with_roster(tmp_path / "festival") as found:
        yield found


def test_welcome(festival: Festival) -> None:
    desk, _ = desk_of(festival)
    answer = desk.scan(code("O-1"), CLERK)
    assert (answer.kind, answer.colour, answer.admits) == ("welcome", "green", True)
    came = official(festival, "O-1")
    assert (came.arrived_at, came.gate, came.how) == (at("09:00"), "北门1号台", "code")
    assert answer.official == came


def test_a_second_scan_is_a_duplicate_but_within_two_seconds_the_same(festival: Festival) -> None:
    desk, seconds = desk_of(festival)
    assert desk.scan(code("O-1"), CLERK).kind == "welcome"
    before = len(festival.journal.all())
    seconds.now += 1.9
    assert desk.scan(code("O-1"), CLERK).kind == "welcome"
    move_to(festival, at("09:05"))
    seconds.now += 2.1
    answer = desk.scan(code("O-1"), CLERK)
    assert (answer.kind, answer.colour) == ("here", "amber")
    assert len(festival.journal.all()) == before


def test_after_an_undo_the_same_code_is_admitted_again_at_once(festival: Festival) -> None:
    desk, _ = desk_of(festival)
    desk.scan(code("O-1"), CLERK)
    festival.undo(CLERK)
    assert official(festival, "O-1").arrived_at is None
    assert desk.scan(code("O-1"), CLERK).kind == "welcome"
    assert official(festival, "O-1").arrived_at == at("09:00")


def test_each_refusal_in_its_own_words(festival: Festival) -> None:
    desk, _ = desk_of(festival)
    festival.do(OfficialRevoke(subject="O-2"), CLERK)
    festival.do_all(issue(KEY, [official(festival, "O-4")], again=True), CLERK)
    said = {
        desk.scan(text, CLERK).kind: (str(desk.scan(text, CLERK).title), str(desk.scan(text, CLERK).advice))
        for text in (
            code("O-2"),
            code("nobody"),
            KEY._replace(tag="1987").code("O-1", 1),
            code("O-1")[:-1],
            code("O-1")[::-1],
            "啊" + code("O-1"),
            "",
        )
    }
    assert set(said) == {"revoked", "unknown", "other_festival", "length", "misread", "input_method", "empty"}
    assert len(set(said.values())) == len(said)
    assert "forged" not in str(said)
    assert desk.scan(code("O-4"), CLERK).kind == "revoked"
    assert desk.scan(code("O-4", 2), CLERK).kind == "welcome"
    assert festival.documents.roster.total.present == 1


def test_leave_and_substitutes_are_asked_about(festival: Festival) -> None:
    desk, _ = desk_of(festival)
    assert desk.scan(code("O-3"), CLERK).kind == "leave"
    assert official(festival, "O-3").arrived_at is None
    assert desk.admit("O-3", CLERK, all_the_same=True).kind == "welcome"
    festival.do(OfficialSubstitute(subject="O-2", by="廉代章"), CLERK)
    (other,) = festival.documents.roster.standing_in_for("O-2")
    assert (other.name, other.substitute_of, other.unit, other.walk_in) == ("廉代章", "O-2", "教育局", False)
    assert desk.admit(other.id, CLERK).kind == "welcome"
    answer = desk.scan(code("O-2"), CLERK)
    assert (answer.kind, answer.colour) == ("stood_in", "amber")
    assert "廉代章" in str(answer.advice)
    total = festival.documents.roster.total
    assert (total.expected, total.present, total.absent, total.leave, total.substitutes) == (5, 2, 3, 0, 1)


def test_a_substitute_from_the_roster(festival: Festival) -> None:
    festival.do(OfficialSubstitute(subject="O-1", by="O-2"), CLERK)
    assert official(festival, "O-2").substitute_of == "O-1"
    with pytest.raises(Refused):
        festival.do(OfficialSubstitute(subject="O-2", by="O-1"), CLERK)
    with pytest.raises(Refused):
        festival.do(OfficialSubstitute(subject="O-4", by="O-4"), CLERK)


def test_leaving_early_and_coming_back(festival: Festival) -> None:
    desk, seconds = desk_of(festival)
    with pytest.raises(Refused):
        festival.do(OfficialDepart(subject="O-1"), CLERK)
    desk.scan(code("O-1"), CLERK)
    move_to(festival, at("09:40"))
    festival.do(OfficialDepart(subject="O-1"), CLERK)
    assert official(festival, "O-1").left_at == at("09:40")
    seconds.now += 60
    answer = desk.scan(code("O-1"), CLERK)
    assert (answer.kind, answer.colour) == ("back", "green")
    back = official(festival, "O-1")
    assert (back.arrived_at, back.left_at) == (at("09:00"), None)


def test_late_is_after_the_start(festival: Festival) -> None:
    desk, _ = desk_of(festival)
    move_to(festival, at("10:00"))
    desk.scan(code("O-1"), CLERK)
    move_to(festival, at("10:00:01"))
    desk.scan(code("O-2"), CLERK)
    day = festival.day()
    assert [is_late(day, official(festival, subject)) for subject in ("O-1", "O-2")] == [False, True]
    assert late(day) == 1


def test_signed_in_late_for_a_time_that_is_past(festival: Festival) -> None:
    desk, _ = desk_of(festival)
    move_to(festival, at("10:30"))
    assert desk.admit("O-1", CLERK, "late", came_at=at("09:10")).kind == "welcome"
    assert (official(festival, "O-1").arrived_at, official(festival, "O-1").how) == (at("09:10"), "late")
    assert desk.admit("O-2", CLERK, "late", came_at=at("11:00")).kind == "refused"


def test_a_walk_in_is_expected_from_then_on(festival: Festival) -> None:
    desk, _ = desk_of(festival)
    festival.do(OfficialAdd(subject="W-1", name="临时来"), CLERK)
    assert desk.admit("W-1", CLERK).kind == "welcome"
    assert festival.documents.roster.total.walk_ins == 1
    assert festival.documents.roster.total.expected == 6


def test_before_any_code_is_issued(tmp_path: Path) -> None:
    with with_roster(tmp_path / "other", issued=False) as festival:
        desk, _ = desk_of(festival)
        assert desk.scan(code("O-1"), CLERK).kind == "no_codes"
        assert desk.admit("O-1", CLERK).kind == "welcome"


def test_consent_is_asked_of_a_script_too(festival: Festival) -> None:
    from store.actions import OfficialAdmit

    with pytest.raises(NeedsConsent, match="on leave"):
        festival.do(OfficialAdmit(subject="O-3"), CLERK)
    festival.do(OfficialAdmit(subject="O-3", admission="x", confirm=("leave",)), CLERK)
    assert festival.do(OfficialAdmit(subject="O-3", admission="x"), CLERK).entries == ()
    with pytest.raises(Refused, match="already"):
        festival.do(OfficialAdmit(subject="O-3", admission="y"), CLERK)


def test_the_numbers_are_those_of_a_count_of_all(festival: Festival) -> None:
    desk, _ = desk_of(festival)
    assert festival.documents.roster.total == count(festival.documents.all(Official))
    desk.scan(code("O-1"), CLERK)
    festival.do(OfficialSubstitute(subject="O-5", by="O-4"), CLERK)
    desk.admit("O-4", CLERK)
    assert festival.documents.roster.total == count(festival.documents.all(Official))
