"""Who came late: after the start of the performance that they come to, which is the day's first where none is named."""

from __future__ import annotations

from datetime import datetime

from store.day import Day
from store.models import Official, Performance


def starts(day: Day, performance: str | None) -> datetime | None:
    """When the performance begins that someone comes to, by the plan; None where there is none."""
    if performance is not None and (about := day.documents.get(Performance, performance)) is not None:
        return about.start
    return min((each.start for each in day.documents.all(Performance)), default=None)


def is_late(day: Day, official: Official) -> bool:
    """Whether an official came, and came late."""
    start = starts(day, official.performance)
    return official.arrived_at is not None and start is not None and official.arrived_at > start


def late(day: Day) -> int:
    """How many came late."""
    roster = day.documents.roster
    found = ((performance, starts(day, performance)) for performance in roster.performances())
    return sum(roster.arrived_after(performance, start) for performance, start in found if start is not None)
