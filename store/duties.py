"""How a duty stands, and how many of a unit's stand how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from store.models import Duty

DutyShown = Literal["not_started", "in_progress", "blocked", "done", "overdue", "verified"]
SHOWN: tuple[DutyShown, ...] = ("overdue", "blocked", "in_progress", "not_started", "done", "verified")


def is_overdue(duty: Duty, now: datetime) -> bool:
    """Whether its deadline is past and it has not been reported done."""
    return duty.deadline is not None and now > duty.deadline and duty.state in ("open", "reported")


def shown(duty: Duty, now: datetime) -> DutyShown:
    """Its state as people read it: overdue and a standing problem come before how far it is."""
    if duty.state in ("done", "verified"):
        return "verified" if duty.state == "verified" else "done"
    if is_overdue(duty, now):
        return "overdue"
    if duty.problem:
        return "blocked"
    return "in_progress" if duty.state == "reported" else "not_started"


def counted(duties: Iterable[Duty], now: datetime) -> Counter[str]:
    """How many stand how, by `shown`."""
    return Counter(shown(duty, now) for duty in duties)
