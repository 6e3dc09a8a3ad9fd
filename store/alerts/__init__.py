"""What is wrong now, who answers for it, and since when. Derived from the day and kept nowhere; one module a source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from store.alerts.base import Alert, Answerable, Severity
from store.alerts.broadcast import of_broadcast
from store.alerts.duties import of_duties
from store.alerts.officials import of_officials
from store.alerts.security import of_security
from store.alerts.shows import of_shows
from store.alerts.stages import of_stages
from store.day import Day
from store.words import tr

__all__ = ["Alert", "Answerable", "Severity", "alerts", "line"]

SOURCES: tuple[Callable[[Day], Iterator[Alert]], ...] = (
    of_security,
    of_stages,
    of_shows,
    of_broadcast,
    of_duties,
    of_officials,
)


# People may be in danger: these come before everything else, however new.
FIRST = ("stop", "stop_ack_missing", "stop_requested", "incident_grave", "capacity_red")


def alerts(day: Day) -> list[Alert]:
    """All alerts of the day, the gravest first, then the oldest."""
    found = [alert for source in SOURCES for alert in source(day)]
    return sorted(found, key=_gravity)


def _gravity(alert: Alert) -> tuple[bool, bool, datetime, str]:
    return alert.kind not in FIRST, alert.severity != "danger", alert.since, alert.subject


def line(alert: Alert) -> str:
    """An alert as one line: what, and who answers."""
    return tr("{what} · {who}", what=alert.words, who=str(alert.who)) if str(alert.who) else str(alert.words)
