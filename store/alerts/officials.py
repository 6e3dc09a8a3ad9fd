"""What is amiss at check-in: officials whom two desks admitted, or whose records are otherwise in conflict."""

from __future__ import annotations

from collections.abc import Iterator

from store.alerts.base import Alert, Answerable, of_conflicts
from store.day import Day

MOST = 20


def of_officials(day: Day) -> Iterator[Alert]:
    """An alert for each official with records in conflict, the first `MOST`."""
    for official in day.documents.roster.conflicting()[:MOST]:
        yield from of_conflicts(official, official.name, day, Answerable(official.name, official.unit, official.phone))
