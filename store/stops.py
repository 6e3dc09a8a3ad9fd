"""How the stop of a stage's show stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from store.models import ACKS, AckName, Exit, Stage, Stop

ACK_WITHIN_S = 30
LASTING = ("authorised", "evacuating", "clear")


def lasts(stop: Stop | None) -> bool:
    """Whether the show is stopped."""
    return stop is not None and stop.state in LASTING


def pending(stop: Stop | None) -> bool:
    """Whether a stop wants someone: requested, authorised or evacuating."""
    return stop is not None and stop.state in ("requested", "authorised", "evacuating")


def missing_acks(stop: Stop) -> list[AckName]:
    """The acknowledgements that have not been given yet."""
    return [name for name in ACKS if name not in stop.acks] if stop.state in ("authorised", "evacuating") else []


def late_acks(stop: Stop, now: datetime) -> list[AckName]:
    """Those that are missing half a minute after the stop was authorised."""
    if stop.authorised_at is None or now <= stop.authorised_at + timedelta(seconds=ACK_WITHIN_S):
        return []
    return missing_acks(stop)


def exits_of(stage: Stage) -> tuple[Exit, ...]:
    """The exits that must report all clear; a stage without any in the plan counts as one."""
    return stage.exits or (Exit(stage.id, stage.name),)


def blocked_exits(stage: Stage) -> Iterator[Exit]:
    """The exits that have not reported all clear."""
    cleared = stage.stop.exits if stage.stop else {}
    return (each for each in exits_of(stage) if each.id not in cleared)
