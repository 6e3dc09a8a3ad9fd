"""Incidents: their states by name, people put on and taken off singly, notes, links, duplicates, the chain, reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from store.actions import Action
from store.actions.incident import (
    IncidentAccept,
    IncidentArrive,
    IncidentAssign,
    IncidentClose,
    IncidentControl,
    IncidentDispatch,
    IncidentDuplicate,
    IncidentEdit,
    IncidentEscalate,
    IncidentFalseAlarm,
    IncidentHold,
    IncidentLink,
    IncidentNote,
    IncidentRaise,
    IncidentReopen,
    IncidentSeverity,
    IncidentStrike,
    IncidentUnassign,
    IncidentUnlink,
)
from store.alerts import alerts
from store.festival import Festival
from store.incident_report import kind_now, report, words_of
from store.incidents import duplicates_of, linked_to, new_id, numbered, original_of
from store.quick import read
from store.words import speak
from tests.store.festivals import at, do, refusal
from tests.store.security.guarded import guarded_festival, incident

STEPS: tuple[tuple[type[Action], str], ...] = (
    (IncidentAccept, "accepted"),
    (IncidentDispatch, "dispatched"),
    (IncidentArrive, "on_scene"),
    (IncidentControl, "controlled"),
    (IncidentClose, "closed"),
)


@pytest.fixture
def three(room: Festival) -> Festival:
    """Three incidents: I1 of a type, I2 without, I3."""
    do(room, IncidentRaise(subject="I1", type="crowd", place="南门", summary="拥挤", severity=3), "10:01")
    do(room, IncidentRaise(subject="I2", summary="不明", happened_at=at("09:50")), "10:02")
    do(room, IncidentRaise(subject="I3", type="fire", summary="冒烟", severity=2), "10:03")
    return room


def test_from_reported_to_closed_and_open_again(three: Festival) -> None:
    for step, state in STEPS:
        do(three, step(subject="I1"))
        assert incident(three).state == state
    assert incident(three).closed_at == at("10:03")
    do(three, IncidentReopen(subject="I1"))
    assert (incident(three).state, incident(three).closed_at) == ("accepted", None)


def test_refused_by_name(three: Festival) -> None:
    assert refusal(three, IncidentArrive(subject="I1")) == "Incident 1 is reported; it would have to be dispatched."
    assert refusal(three, IncidentReopen(subject="I1")) == "Incident 1 is reported; there is nothing to reopen."
    do(three, IncidentAccept(subject="I1"))
    assert refusal(three, IncidentAccept(subject="I1")) == "Incident 1 is accepted; it would have to be reported."


def test_closing_wants_a_type(three: Festival) -> None:
    do(three, IncidentAccept(subject="I2"))
    assert refusal(three, IncidentClose(subject="I2")) == "Incident 2 has no type yet; it cannot be closed without one."
    do(three, IncidentClose(subject="I2", type="other"))
    assert (incident(three, "I2").state, incident(three, "I2").type) == ("closed", "other")


def test_on_hold_goes_back_to_where_it_was(three: Festival) -> None:
    do(three, IncidentAccept(subject="I1"))
    do(three, IncidentDispatch(subject="I1"))
    do(three, IncidentHold(subject="I1"))
    assert incident(three).state == "on_hold"
    do(three, IncidentReopen(subject="I1"))
    assert incident(three).state == "dispatched"
    do(three, IncidentFalseAlarm(subject="I1"))
    assert incident(three).state == "false_alarm"


def test_both_times_are_kept(three: Festival) -> None:
    assert (incident(three, "I2").happened_at, incident(three, "I2").reported_at) == (at("09:50"), at("10:02"))
    do(three, IncidentNote(subject="I1", text="早先", happened_at=at("09:55")), "10:10")
    note = incident(three).notes[-1]
    assert (note.happened_at, note.at) == (at("09:55"), at("10:10"))


def test_notes_are_struck_and_never_deleted(three: Festival) -> None:
    do(three, IncidentNote(subject="I1", text="写错"))
    note, programs = incident(three).notes[-1], incident(three).notes[0]
    do(three, IncidentStrike(subject="I1", note=note.id))
    struck = incident(three).notes[-1]
    assert (struck.text, struck.struck_by, struck.struck_at) == ("写错", "步稳台", at("10:03"))
    assert refusal(three, IncidentStrike(subject="I1", note=note.id)) == "That note has been struck already."
    assert refusal(three, IncidentStrike(subject="I1", note=programs.id)) == "What the program wrote cannot be struck."
    assert refusal(three, IncidentStrike(subject="I1", note="x")) == "Incident 1 has no note x."


def test_the_timeline_is_read_in_the_readers_language(three: Festival) -> None:
    do(three, IncidentAssign(subject="I1", who="卫长安"))
    assert [words_of(each) for each in incident(three).notes] == ["reported", "assigned: 卫长安"]
    speak("zh")
    assert [words_of(each) for each in incident(three).notes] == ["已上报", "派员：卫长安"]


def test_a_duplicate_points_to_its_original_and_back(three: Festival) -> None:
    do(three, IncidentDuplicate(subject="I2", of="I1"))
    day = three.day()
    original = original_of(day, incident(three, "I2"))
    assert original is not None
    assert original.id == "I1"
    assert [each.id for each in duplicates_of(day, incident(three))] == ["I2"]
    do(three, IncidentDuplicate(subject="I3", of="I2"))
    assert (original_of(three.day(), incident(three, "I3")) or original).id == "I1"


def test_a_circle_is_refused(three: Festival) -> None:
    do(three, IncidentDuplicate(subject="I2", of="I1"))
    do(three, IncidentDuplicate(subject="I3", of="I2"))
    for other in ("I2", "I3"):
        assert "would go round in a circle" in refusal(three, IncidentDuplicate(subject="I1", of=other))
    assert refusal(three, IncidentDuplicate(subject="I1", of="I1")) == "An incident cannot be a duplicate of itself."
    assert refusal(three, IncidentDuplicate(subject="I1", of="I9")) == "There is no I9."


def test_links_go_both_ways(three: Festival) -> None:
    do(three, IncidentLink(subject="I1", to="I3"))
    assert [each.id for each in linked_to(three.day(), incident(three, "I3"))] == ["I1"]
    assert [each.id for each in linked_to(three.day(), incident(three, "I1"))] == ["I3"]
    do(three, IncidentUnlink(subject="I1", to="I3"))
    assert linked_to(three.day(), incident(three, "I3")) == []


def test_the_chain_is_gone_up_one_after_the_other(three: Festival) -> None:
    do(three, IncidentEscalate(subject="I1"))
    do(three, IncidentEscalate(subject="I1"))
    assert incident(three).escalated == ("安保组长 卫长安", "总指挥 廉守正")
    assert refusal(three, IncidentEscalate(subject="I1")) == "Incident 1 is at the end of its chain."


def test_grave_ones_are_danger_others_only_wait(three: Festival) -> None:
    def kinds() -> dict[str, str]:
        return {each.subject: each.kind for each in alerts(three.day()) if each.kind.startswith("incident")}

    assert kinds() == {"I1": "incident_waiting", "I2": "incident_waiting", "I3": "incident_grave"}
    assert alerts(three.day())[0].subject == "I3"
    do(three, IncidentAccept(subject="I1"))
    do(three, IncidentSeverity(subject="I2", severity=1))
    assert kinds() == {"I2": "incident_grave", "I3": "incident_grave"}
    assert refusal(three, IncidentSeverity(subject="I2", severity=1)) == "Incident 2 is of that severity already."


def test_the_reports_say_what_their_time_knows(three: Festival) -> None:
    do(three, IncidentNote(subject="I1", text="护栏已加"))
    do(three, IncidentNote(subject="I1", text="写错"))
    do(three, IncidentStrike(subject="I1", note=incident(three).notes[-1].id))
    first = report(three.day(), incident(three), "first")
    assert first.startswith("First report of an incident #1")
    assert "Goes to: 安保组长 卫长安 → 总指挥 廉守正" in first
    assert "护栏已加" not in first
    further = report(three.day(), incident(three), "further")
    assert "护栏已加" in further
    assert "写错" not in further
    assert kind_now(incident(three)) == "first"
    for step, _ in STEPS:
        do(three, step(subject="I1"))
    assert kind_now(incident(three)) == "final"
    assert "Dealt with: 10:03" in report(three.day(), incident(three), "final")


def test_setting_it_right(three: Festival) -> None:
    do(three, IncidentEdit(subject="I2", type="weather", place="北门"))
    assert (incident(three, "I2").type, incident(three, "I2").place, incident(three, "I2").summary) == (
        "weather",
        "北门",
        "不明",
    )


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("medical, south gate, an old man has fainted, 3", ("medical", "south gate", "an old man has fainted", 3)),
        ("伤病 南门 老人晕倒", ("medical", "南门", "老人晕倒", 4)),
        ("伤病，南门，老人晕倒，Ⅱ级", ("medical", "南门", "老人晕倒", 2)),
        ("1 火情 后台 冒烟", ("fire", "后台", "冒烟", 1)),
        ("拥挤南门 人太多", ("crowd", "南门", "人太多", 4)),
        ("走失", ("missing_person", "", "走失", 4)),
        ("something odd", (None, "something", "odd", 4)),
        ("[/] [red]x[/]", (None, "[/]", "[red]x[/]", 4)),
    ],
)
def test_one_line_is_enough(line: str, wanted: tuple[str | None, str, str, int]) -> None:
    assert read(line) == wanted


def test_an_empty_line_is_nothing() -> None:
    assert read("  ") is None
    assert read("3") is None


# -- two operators ----------------------------------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Festival, Festival]]:
    """Two stations with the same incident, cut off from each other."""
    with ExitStack() as stack:
        one = stack.enter_context(guarded_festival(tmp_path / "a", "a7f3"))
        other = stack.enter_context(guarded_festival(tmp_path / "b", "b001", plan=[]))
        do(one, IncidentRaise(subject="I1", type="crowd", summary="拥挤"))
        other.absorb(one.journal.all())
        yield one, other


def meet(one: Festival, other: Festival) -> None:
    other.absorb(one.journal.all())
    one.absorb(other.journal.all())


def test_two_operators_who_assign_and_remove_at_once_lose_nothing(two: tuple[Festival, Festival]) -> None:
    one, other = two
    do(one, IncidentAssign(subject="I1", who="甲"), "10:01")
    do(other, IncidentAssign(subject="I1", who="乙"), "10:01")
    meet(one, other)
    assert incident(one).assigned == incident(other).assigned == ("甲", "乙")
    do(one, IncidentUnassign(subject="I1", who="甲"), "10:02")
    do(other, IncidentAssign(subject="I1", who="丙"), "10:02")
    meet(one, other)
    assert incident(one).assigned == incident(other).assigned == ("乙", "丙")


def test_two_stations_that_make_a_circle_find_no_original(two: tuple[Festival, Festival]) -> None:
    one, other = two
    do(one, IncidentRaise(subject="I2", type="crowd", summary="又"))
    meet(one, other)
    do(one, IncidentDuplicate(subject="I1", of="I2"))
    do(other, IncidentDuplicate(subject="I2", of="I1"))
    meet(one, other)
    for festival in two:
        assert original_of(festival.day(), incident(festival, "I1")) is None


def test_two_stations_that_raise_at_once_have_two_incidents_of_the_same_number(two: tuple[Festival, Festival]) -> None:
    for festival in two:
        do(festival, IncidentRaise(subject=new_id(festival.day(), festival.station), summary="同时"))
    meet(*two)
    day = two[0].day()
    assert [numbered(day, each) for each in day.incidents] == ["#1", "#2 a7f3", "#2 b001"]
