"""Problems that units have reported to the committee, and duties that are past their deadline."""

from __future__ import annotations

from collections.abc import Iterator

from store.alerts.base import Alert, Answerable, of_conflicts
from store.day import Day
from store.duties import is_overdue
from store.models import Duty
from store.words import Message


def of_duties(day: Day) -> Iterator[Alert]:
    """The alerts of all duties."""
    for duty in day.documents.all(Duty):
        who = Answerable(duty.person, duty.unit, duty.contact or day.phone(duty.person, duty.unit))
        values = {"unit": duty.unit, "task": duty.task, "problem": duty.problem}
        if duty.problem:
            words = Message("{unit}: {task}: {problem}", values)
            yield Alert("duty_problem", duty.id, "warning", duty.problem_at or day.now, words, who)
        if duty.deadline is not None and is_overdue(duty, day.now) and used(day):
            words = Message("{unit}: {task} is past its deadline", values)
            yield Alert("duty_overdue", duty.id, "warning", duty.deadline, words, who)
        yield from of_conflicts(duty, duty.task, day, who)


def used(day: Day) -> bool:
    """Whether anyone reports on duties at all; where nobody does, no deadline is missed."""
    return any(duty.state != "open" for duty in day.documents.all(Duty))
