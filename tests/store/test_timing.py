"""The running order's times: the worked cases, the thresholds, and what holds for any running order."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.models import Item, Performance, Printed, Span
from store.rundown import Rundown
from store.timing import forecast, held_seconds, planned, playing_order, running_order, urgency
from tests.store.festivals import HALF_AN_HOUR, at, clock

SHOW = Performance(id="P1", name="正气颂", stage="S1", start=at("10:00"), end=at("13:00"))


def act(subject: str, order: float, **fields: Any) -> Item:
    """An item of the plan, half an hour long where nothing else is said, and printed as it stands."""
    made = Item(
        **{"id": subject, "performance": "P1", "title": subject, "order": order, "duration_s": HALF_AN_HOUR} | fields
    )
    names = Printed.__struct_fields__
    return replace(made, printed=Printed(**{name: getattr(made, name) for name in names}))


def fixture_f(**changed: dict[str, Any]) -> list[Item]:
    """Fixture F, with what is said of some of its items changed after it was printed."""
    items = [
        act("A", 1),
        act("B", 2),
        act("C", 3, fixed_start=at("11:10")),
        act("D", 4),
        act("E", 5, fixed_start=at("12:30")),
    ]
    return [replace(item, **changed.get(item.id, {})) for item in items]


def started(when: str, **fields: Any) -> dict[str, Any]:
    return {"state": "running", "started_at": at(when), **fields}


def done(since: str, until: str) -> dict[str, Any]:
    return {"state": "done", "started_at": at(since), "ended_at": at(until)}


def times(items: list[Item], now: str, *, halts: tuple[Span, ...] = (), show: Performance = SHOW) -> str:
    """The forecast as one line: `A 10:00–10:30, B 10:30–11:00, …`."""
    slots = forecast(show, items, at(now), halts).slots
    return ", ".join(f"{subject} {clock(slot.start)}–{clock(slot.end)}" for subject, slot in slots.items())


class Case(NamedTuple):
    """What happened to fixture F, the time, what is forecast, and how far the end is over."""

    what: str
    now: str
    changed: dict[str, dict[str, Any]]
    forecast: str
    over_s: int = 0


# The slot of the show ends at 13:00, and so does E.
CASES = [
    Case(
        "1: A started five minutes late",
        "10:05",
        {"A": started("10:05")},
        "A 10:05–10:35, B 10:35–11:05, C 11:10–11:40, D 11:40–12:10, E 12:30–13:00",
    ),
    Case(
        "2: A still running at 10:50",
        "10:50",
        {"A": started("10:05")},
        "A 10:05–10:50, B 10:50–11:20, C 11:20–11:50, D 11:50–12:20, E 12:30–13:00",
    ),
    Case(
        "3: A given ten minutes more",
        "10:06",
        {"A": started("10:00", adjust_s=600)},
        "A 10:00–10:40, B 10:40–11:10, C 11:10–11:40, D 11:40–12:10, E 12:30–13:00",
    ),
    Case(
        "4: A five minutes short, B at once after it",
        "10:25",
        {"A": done("10:00", "10:25"), "B": started("10:25")},
        "A 10:00–10:25, B 10:25–10:55, C 11:10–11:40, D 11:40–12:10, E 12:30–13:00",
    ),
    Case(
        "5: nothing started by 10:12",
        "10:12",
        {},
        "A 10:12–10:42, B 10:42–11:12, C 11:12–11:42, D 11:42–12:12, E 12:30–13:00",
    ),
    Case(
        "nothing started, an hour before",
        "09:00",
        {},
        "A 10:00–10:30, B 10:30–11:00, C 11:10–11:40, D 11:40–12:10, E 12:30–13:00",
    ),
    Case(
        "B skipped: it takes no time and the fixed starts stay",
        "10:00",
        {"A": started("10:00"), "B": {"state": "skipped"}},
        "A 10:00–10:30, C 11:10–11:40, D 11:40–12:10, E 12:30–13:00",
    ),
    Case(
        "E skipped: the show ends with D",
        "10:00",
        {"A": started("10:00"), "E": {"state": "skipped"}},
        "A 10:00–10:30, B 10:30–11:00, C 11:10–11:40, D 11:40–12:10",
        -3000,
    ),
    Case(
        "C started before B: B is still to come, after C",
        "10:40",
        {"A": done("10:00", "10:30"), "C": started("10:30")},
        "A 10:00–10:30, C 10:30–11:00, B 11:00–11:30, D 11:30–12:00, E 12:30–13:00",
    ),
    Case(
        "D half an hour late pushes E past its fixed start",
        "12:10",
        {"A": done("10:00", "10:30"), "B": done("10:30", "11:00"), "C": done("11:10", "12:00"), "D": started("12:10")},
        "A 10:00–10:30, B 10:30–11:00, C 11:10–12:00, D 12:10–12:40, E 12:40–13:10",
        600,
    ),
    Case(
        "a changeover after A is waited for",
        "10:00",
        {"A": started("10:00", changeover_s=120)},
        "A 10:00–10:30, B 10:32–11:02, C 11:10–11:40, D 11:40–12:10, E 12:30–13:00",
    ),
    Case(
        "the changeover is already under way",
        "10:31",
        {"A": {**done("10:00", "10:30"), "changeover_s": 120}},
        "A 10:00–10:30, B 10:32–11:02, C 11:10–11:40, D 11:40–12:10, E 12:30–13:00",
    ),
    Case(
        "A was held five minutes and goes on",
        "10:20",
        {"A": started("10:00", holds=(Span(at("10:05"), at("10:10")),))},
        "A 10:00–10:35, B 10:35–11:05, C 11:10–11:40, D 11:40–12:10, E 12:30–13:00",
    ),
    Case(
        "A is held since 10:05: its end moves on with the time",
        "10:20",
        {"A": {**started("10:00", holds=(Span(at("10:05")),)), "state": "held"}},
        "A 10:00–10:45, B 10:45–11:15, C 11:15–11:45, D 11:45–12:15, E 12:30–13:00",
    ),
    Case(
        "everything is over",
        "14:00",
        {
            "A": done("10:00", "10:30"),
            "B": done("10:30", "11:00"),
            "C": done("11:10", "11:40"),
            "D": done("11:40", "12:10"),
            "E": done("12:30", "13:05"),
        },
        "A 10:00–10:30, B 10:30–11:00, C 11:10–11:40, D 11:40–12:10, E 12:30–13:05",
        300,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_worked_cases(case: Case) -> None:
    items = fixture_f(**case.changed)
    assert times(items, case.now) == case.forecast
    assert Rundown(SHOW, items, at(case.now)).over_under_s == case.over_s


def test_6_across_midnight() -> None:
    show = replace(SHOW, start=at("23:30"), end=at("00:30", day=2))
    items = [act("A", 1, **started("23:40")), act("B", 2)]
    slots = forecast(show, items, at("23:40")).slots
    assert slots["A"] == (at("23:40"), at("00:10", day=2))
    assert slots["B"] == (at("00:10", day=2), at("00:40", day=2))
    assert Rundown(show, items, at("23:40")).over_under_s == 600


@pytest.mark.parametrize(
    ("left", "urgent"),
    [
        ("6:00", "normal"),
        ("5:00", "warning"),
        ("1:01", "warning"),
        ("1:00", "danger"),
        ("0:00", "danger"),
        ("-0:01", "overtime"),
    ],
)
def test_thresholds_are_inclusive(left: str, urgent: str) -> None:
    minutes, seconds = map(int, left.removeprefix("-").split(":"))
    remaining_s = (minutes * 60 + seconds) * (-1 if left.startswith("-") else 1)
    assert urgency(remaining_s, warning_s=300, danger_s=60) == urgent


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("10:30", "A 10:00–10:30, pause 10:30–11:00, B 11:00–11:30"),
        ("10:40", "A 10:00–10:40, pause 10:40–11:00, B 11:00–11:30"),  # it shrinks
        ("10:50", "A 10:00–10:50, pause 10:50–11:00, B 11:00–11:30"),  # to its shortest
        ("10:55", "A 10:00–10:55, pause 10:55–11:05, B 11:05–11:35"),  # and only then pushes
    ],
)
def test_a_break_with_a_fixed_end_absorbs_lateness(now: str, expected: str) -> None:
    pause = act("pause", 2, kind="break", fixed_end=at("11:00"), min_duration_s=600)
    assert times([act("A", 1, **started("10:00")), pause, act("B", 3)], now) == expected


def test_a_break_keeps_its_fixed_end_when_the_show_runs_ahead() -> None:
    pause = act("pause", 2, kind="break", fixed_end=at("11:00"), min_duration_s=600)
    items = [act("A", 1, **done("10:00", "10:20")), pause, act("B", 3)]
    assert times(items, "10:20") == "A 10:00–10:20, pause 10:20–11:00, B 11:00–11:30"


def test_a_break_that_runs_keeps_its_fixed_end_and_then_overruns() -> None:
    pause = act("pause", 2, kind="break", fixed_end=at("11:00"), **started("10:45"))
    assert times([pause], "10:50") == "pause 10:45–11:00"
    assert times([pause], "11:05") == "pause 10:45–11:05"


def test_only_a_break_is_bound_by_a_fixed_end() -> None:
    assert times([act("A", 1, fixed_end=at("11:00"))], "10:00") == "A 10:00–10:30"


@pytest.mark.parametrize(
    ("holds", "halts", "held_s"),
    [
        ([("10:05", "10:10")], [], 300),
        ([], [("10:05", "10:10")], 300),
        ([("10:05", "10:10")], [("10:05", "10:10")], 300),  # the same time twice
        ([("10:05", "10:15")], [("10:10", "10:20")], 900),  # overlapping
        ([("10:05", "10:20")], [("10:10", "10:12")], 900),  # one within the other
        ([("10:05", "10:10")], [("10:10", "10:15")], 600),  # one after the other
        ([], [("09:50", "10:05")], 300),  # what was before the start does not count
        ([("10:10", None)], [], 1200),  # it lasts
        ([("10:10", None)], [("10:20", None)], 1200),
        ([], [("10:40", "10:50")], 0),  # still to come, as far as this moment knows
    ],
)
def test_held_time_counts_once(
    holds: list[tuple[str, str | None]], halts: list[tuple[str, str | None]], held_s: int
) -> None:
    def spans(times: list[tuple[str, str | None]]) -> tuple[Span, ...]:
        return tuple(Span(at(since), at(until) if until else None) for since, until in times)

    item = act("A", 1, **started("10:00", holds=spans(holds)))
    assert held_seconds(item, spans(halts), at("10:30")) == held_s


def test_a_halted_stage_holds_what_runs_there_and_pushes_the_rest() -> None:
    items = fixture_f(A=started("10:00"))
    halt = (Span(at("10:10"), at("10:15")),)
    assert times(items, "10:20", halts=halt).startswith("A 10:00–10:35, B 10:35–11:05, C 11:10")
    assert times(items, "10:20", halts=(Span(at("10:10")),)).startswith("A 10:00–10:40, B 10:40–11:10, C 11:10")


def test_skipped_items_take_no_time_and_have_no_slot() -> None:
    slots = forecast(SHOW, fixture_f(B={"state": "skipped"}, C={"state": "skipped"}), at("10:00")).slots
    assert list(slots) == ["A", "D", "E"]
    assert clock(slots["D"].start) == "10:30"


def test_what_has_started_plays_in_the_order_in_which_it_started() -> None:
    items = fixture_f(A=done("10:30", "11:00"), C=done("10:00", "10:30"))
    assert [item.id for item in playing_order(items)] == ["C", "A", "B", "D", "E"]
    assert [item.id for item in running_order(items)] == ["A", "B", "C", "D", "E"]


def test_after_the_last_item_there_is_no_next() -> None:
    played = {subject: done("10:00", "10:30") for subject in "ABCD"}
    assert Rundown(SHOW, fixture_f(**played, E=started("12:30")), at("12:40")).next is None
    ended = Rundown(SHOW, fixture_f(**played, E=done("12:30", "13:00")), at("13:10"))
    assert (ended.next, ended.current, ended.state) == (None, None, "done")


def test_next_is_not_a_skipped_item_nor_one_that_was_jumped_over() -> None:
    show = Rundown(SHOW, fixture_f(A=done("10:00", "10:30"), B={"state": "skipped"}), at("10:31"))
    assert show.next is not None
    assert show.next.id == "C"


def test_an_item_inserted_on_the_day_is_in_the_forecast_but_not_in_the_printed_times() -> None:
    extra = replace(act("extra", 1.5, duration_s=600), printed=None)
    items = [*fixture_f(A=started("10:00")), extra]
    assert times(items, "10:00").startswith("A 10:00–10:30, extra 10:30–10:40, B 10:40–11:10, C 11:10")
    show = Rundown(SHOW, items, at("10:00"))
    assert show.printed(extra) is None
    assert show.deviation_s(extra) is None
    assert clock(show.planned.slots["B"].start) == "10:30"
    assert show.deviation_s(items[1]) == 600


def test_the_printed_times_stand_whatever_was_moved_skipped_or_edited_on_the_day() -> None:
    changed = fixture_f(A={"duration_s": 60}, B={"order": 9.0}, C={"fixed_start": None}, D={"state": "skipped"})
    assert planned(SHOW, changed) == planned(SHOW, fixture_f())


def test_a_show_without_items_ends_as_planned() -> None:
    assert forecast(SHOW, [], at("10:00")) == ({}, at("13:00"))
    assert forecast(replace(SHOW, end=None), [], at("10:00")).end == at("10:00")


# -- what holds for any running order ----------------------------------------------------------------------------------

moments = st.integers(-6 * 3600, 20 * 3600).map(lambda seconds: at("10:00") + timedelta(seconds=seconds))
lengths = st.integers(0, 7200)
spans = st.builds(Span, moments, st.none() | moments)


@st.composite
def items(
    draw: st.DrawFn, *, fixed: bool = True, states: tuple[str, ...] = ("planned", "running", "held", "done", "skipped")
) -> list[Item]:
    """Any items, whether they make sense together or not."""
    return [
        Item(
            id=f"I{number}",
            performance="P1",
            title="t",
            number=draw(st.integers(0, 3)),
            kind=draw(st.sampled_from(["act", "break"])),
            duration_s=draw(lengths),
            changeover_s=draw(lengths),
            fixed_start=draw(st.none() | moments) if fixed else None,
            fixed_end=draw(st.none() | moments),
            min_duration_s=draw(st.none() | lengths),
            state=draw(st.sampled_from(states)),  # type: ignore[arg-type]
            started_at=draw(st.none() | moments),
            ended_at=draw(st.none() | moments),
            adjust_s=draw(st.integers(-9000, 9000)),
            order=draw(st.floats(-5, 5)),
            holds=tuple(draw(st.lists(spans, max_size=2))),
        )
        for number in range(draw(st.integers(0, 7)))
    ]


@given(items(), moments, st.lists(spans, max_size=3))
def test_it_is_total(given_items: list[Item], now: datetime, halts: list[Span]) -> None:
    found = forecast(SHOW, given_items, now, halts)
    assert found.slots.keys() == {item.id for item in given_items if item.state != "skipped"}
    assert planned(SHOW, given_items).slots == {}  # none of them was printed
    show = Rundown(SHOW, given_items, now, halts)
    assert isinstance(show.over_under_s + show.late_s, int)
    assert show.state in ("planned", "running", "held", "done")


@given(items(), moments)
def test_what_is_to_come_comes_one_after_the_other_and_not_before_now(given_items: list[Item], now: datetime) -> None:
    slots = forecast(SHOW, given_items, now).slots
    coming = [item for item in playing_order(given_items) if item.state == "planned" and item.started_at is None]
    free = now
    for item in coming:
        slot = slots[item.id]
        assert free <= slot.start <= slot.end, item
        assert item.fixed_start is None or slot.start >= item.fixed_start
        free = slot.end + timedelta(seconds=item.changeover_s)


@given(items(states=("planned",)), moments)
def test_time_only_moves_the_forecast_on(given_items: list[Item], now: datetime) -> None:
    untouched = [replace(item, started_at=None) for item in given_items]
    earlier, later = forecast(SHOW, untouched, now), forecast(SHOW, untouched, now + timedelta(minutes=7))
    for subject, slot in earlier.slots.items():
        assert slot.start <= later.slots[subject].start
        assert slot.end <= later.slots[subject].end


@given(items(fixed=False), moments, st.data())
def test_skipping_never_makes_the_end_later(given_items: list[Item], now: datetime, data: st.DataObject) -> None:
    before = [replace(item, started_at=item.started_at if item.state != "planned" else None) for item in given_items]
    waiting = [item for item in before if item.state == "planned"]
    assume(waiting and sum(item.state != "skipped" for item in before) > 1)  # an empty show ends with its slot
    gone = data.draw(st.sampled_from(waiting))
    after = [replace(item, state="skipped") if item is gone else item for item in before]
    ends = [forecast(SHOW, each, now).slots.values() for each in (before, after)]
    assert max(slot.end for slot in ends[1]) <= max(slot.end for slot in ends[0])


@given(items(states=("planned",)))
def test_the_printed_times_are_the_forecast_of_an_untouched_show_before_its_start(given_items: list[Item]) -> None:
    names = Printed.__struct_fields__
    untouched = [
        replace(item, started_at=None, adjust_s=0, printed=Printed(**{name: getattr(item, name) for name in names}))
        for item in given_items
    ]
    assert planned(SHOW, untouched) == forecast(SHOW, untouched, SHOW.start - timedelta(hours=1))
