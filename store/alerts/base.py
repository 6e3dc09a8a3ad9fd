"""What an alert is, and what the sources of alerts share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from store.day import Day
from store.models import Document
from store.words import Message

Severity = Literal["danger", "warning"]


class Answerable(NamedTuple):
    """Who answers for something: a person, their unit, and how to reach them; any of the three may be empty."""

    person: str = ""
    unit: str = ""
    contact: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.unit, self.person, self.contact) if part)


def answerable(day: Day, person: str, unit: str) -> Answerable:
    """A person of a unit, with the telephone number that is known of them, else their unit's."""
    return Answerable(person, unit, day.phone(person, unit))


class Alert(NamedTuple):
    """Something that needs someone: what kind, about which document, how grave, since when, in words, and who answers."""

    kind: str
    subject: str
    severity: Severity
    since: datetime
    words: Message
    who: Answerable


def of_conflicts(document: Document, name: str, day: Day, who: Answerable) -> Iterator[Alert]:
    """The alert of a document that has records in conflict."""
    if document.conflicts:
        reason = document.conflicts[-1].reason
        yield Alert(
            "conflict",
            document.id,
            "warning",
            day.now,
            Message("{name}: records in conflict: {reason}", {"name": name, "reason": reason}),
            who,
        )


def within(moment: datetime, now: datetime, seconds: int) -> bool:
    """Whether a moment is past, or at most so many seconds ahead."""
    return moment - now <= timedelta(seconds=seconds)
