"""Attendance as a report: the numbers, the sign-in table, and who is absent; as plain data for JSON and for a file."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from store.attendance import Attendance
from store.day import Day
from store.formats import clock_time
from store.labels import label
from store.lateness import is_late, late
from store.models import Official
from store.words import mark, tr

Json = dict[str, Any]

HEADINGS = (
    mark("Serial no."), mark("Name"), mark("Unit"), mark("Title"), mark("Seat"), mark("Signed in at"), mark("Way"),
    mark("Desk"), mark("State"), mark("Note"),
)  # fmt: skip
UNIT_HEADINGS = (
    mark("Unit"), mark("Expected"), mark("Present"), mark("Leave"), mark("Absent"), mark("Substitutes"),
    mark("Rate, substitutes counted"), mark("Rate, substitutes not counted"),
)  # fmt: skip
ABSENT_HEADINGS = (mark("Serial no."), mark("Name"), mark("Unit"), mark("Title"), mark("Phone"), mark("Note"))


class Line(NamedTuple):
    """A line of the sign-in table."""

    number: int
    official: Official
    at: datetime | None
    state: str


def attendance(day: Day) -> Json:
    """The numbers in all and by unit, as `status --json` and `attendance --json` have them."""
    roster = day.documents.roster
    by_unit = [{"unit": unit, **_plain(numbers)} for unit, numbers in roster.units.items()]
    return {**_plain(roster.total), "late": late(day), "by_unit": by_unit}


def _plain(numbers: Attendance) -> Json:
    return {**numbers._asdict(), "rate": rate(numbers), "rate_in_person": rate(numbers, in_person=True)}


def rate(numbers: Attendance, *, in_person: bool = False) -> float | None:
    """Which part of those expected came, 0 to 1: those for whom somebody came, or `in_person` those who came themselves."""
    if not numbers.expected:
        return None
    own = numbers.present - numbers.substitutes
    return round((own if in_person else numbers.covered) / numbers.expected, 4)


def lines(day: Day) -> list[Line]:
    """The sign-in table: everyone, in the order of the roster."""
    return [
        Line(number, official, official.arrived_at, state(day, official))
        for number, official in enumerate(day.documents.roster, 1)
    ]


def state(day: Day, official: Official) -> str:
    """here, late, left, leave, stood_in or absent."""
    if official.left_at is not None:
        return "left"
    if official.arrived_at is not None:
        return "late" if is_late(day, official) else "here"
    if day.documents.roster.come_for(official.id) is not None:
        return "stood_in"
    return "leave" if official.expected == "leave" else "absent"


def cells(day: Day, line: Line) -> tuple[str, ...]:
    """A line in words, under `HEADINGS`."""
    official = line.official
    return (
        str(line.number),
        official.name,
        official.unit,
        official.title,
        official.seat,
        clock_time(line.at, day.zone, seconds=True) if line.at else "",
        label("official.how", official.how or "name") if line.at else "",
        official.gate,
        label("official.state", line.state),
        note(day, official),
    )


def note(day: Day, official: Official) -> str:
    """An official's note, with whom they come for, or who has come for them."""
    roster = day.documents.roster
    said = [official.note] if official.note else []
    if official.substitute_of and (other := roster.get(official.substitute_of)):
        said.append(tr("comes for {name}", name=other.name))
    if (other := roster.come_for(official.id)) is not None:
        said.append(tr("{name} came in their place", name=other.name))
    if official.walk_in:
        said.append(tr("walk-in"))
    if official.left_at is not None:
        said.append(tr("left at {time}", time=clock_time(official.left_at, day.zone)))
    return "; ".join(said)


def unit_cells(unit: str, numbers: Attendance) -> tuple[str, ...]:
    """The numbers of a unit in words, under `UNIT_HEADINGS`."""
    counts = (numbers.expected, numbers.present, numbers.leave, numbers.absent, numbers.substitutes)
    rates = (rate(numbers), rate(numbers, in_person=True))
    return (unit, *map(str, counts), *("—" if each is None else f"{each:.1%}" for each in rates))


def absentees(day: Day) -> list[tuple[str, ...]]:
    """Who is absent, by unit, under `ABSENT_HEADINGS`."""
    absent = sorted(day.documents.roster.absent(), key=lambda each: (each.unit, each.id))
    return [(str(n), each.name, each.unit, each.title, each.phone, each.note) for n, each in enumerate(absent, 1)]
