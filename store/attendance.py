"""Who is expected, and who has come."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import NamedTuple

from store.models import Official


class Attendance(NamedTuple):
    """Numbers of officials. Substitutes are counted among the present, and beside them on their own."""

    expected: int = 0
    present: int = 0
    leave: int = 0
    absent: int = 0
    substitutes: int = 0
    walk_ins: int = 0
    left: int = 0

    @property
    def covered(self) -> int:
        """Of those expected, for how many someone has come: they themselves, or a substitute."""
        return self.expected - self.leave - self.absent


def share(official: Official, stood_in_for: Container[str]) -> Attendance:
    """What one official adds to the numbers; `stood_in_for` are the ids for whom a substitute has come.

    Who stands in for somebody is not expected himself. Who is on leave, or for whom a substitute has come, is not absent.
    A walk-in is expected from the moment at which they are added.
    """
    here = official.arrived_at is not None
    own = official.substitute_of is None
    missing = own and not here
    leave = missing and official.expected == "leave"
    absent = missing and not leave and official.id not in stood_in_for
    left = here and official.left_at is not None
    return Attendance(own, here, leave, absent, here and not own, official.walk_in and here, left)


def summed(one: Attendance, other: Attendance, times: int = 1) -> Attendance:
    """One with so many times the other added; −1 takes it away."""
    return Attendance(*(a + times * b for a, b in zip(one, other, strict=True)))


def count(officials: Iterable[Official]) -> Attendance:
    """Count the officials, all anew; `store.roster` keeps the numbers up to date."""
    officials = list(officials)
    here = {each.substitute_of for each in officials if each.arrived_at is not None and each.substitute_of is not None}
    numbers = Attendance()
    for official in officials:
        numbers = summed(numbers, share(official, here))
    return numbers
