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
    """Count the officials.

    Who stands in for somebody is not expected himself. Who is on leave, or for whom a substitute has come, is not absent.
    """
    officials = list(officials)
    expected = [official for official in officials if official.substitute_of is None]
    here = [official for official in officials if official.arrived_at is not None]
    stood_in_for = {official.substitute_of for official in here}
    missing = [official for official in expected if official.arrived_at is None]
    leave = sum(official.expected == "leave" for official in missing)
    absent = sum(official.expected == "yes" and official.id not in stood_in_for for official in missing)
    substitutes = sum(official.substitute_of is not None for official in here)
    return Attendance(len(expected), len(here), leave, absent, substitutes)
