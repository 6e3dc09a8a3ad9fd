"""Who is expected, and who has come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from store.models import Official


class Attendance(NamedTuple):
    """Numbers of officials. Substitutes are counted among the present, and beside them on their own."""

    expected: int
    present: int
    leave: int
    absent: int
    substitutes: int


def count(officials: Iterable[Official]) -> Attendance:
    """Count the officials: who stands in for somebody is not expected himself, who is on leave is not absent."""
    expected = present = leave = substitutes = 0
    for official in officials:
        here = official.arrived_at is not None
        present += here
        if official.substitute_of is None:
            expected += 1
            leave += official.expected == "leave" and not here
        else:
            substitutes += here
    return Attendance(expected, present, leave, max(0, expected - leave - present), substitutes)
