"""How many are in a stage's area, how near that is to its approved number, and what is to be done about it.

A crowd is the sum over the checkpoints that count for the area. The alarms are raised once on the way up and clear five
points below; so where the alarm stood before matters, and every count carries where it stood after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil
from typing import NamedTuple

from store.actions import Action
from store.actions.checkpoint import CheckpointSetStatus
from store.day import Day
from store.models import CapacityLevel, Checkpoint, CheckpointStatus, Stage

# Per cent of the approved number (核准数量): published practice of scenic areas; the last one is the law's.
LEVELS: tuple[tuple[CapacityLevel, int], ...] = (("red", 100), ("orange", 90), ("yellow", 80))
CLEARS_BELOW = 5
RANK: dict[str, int] = {"normal": 0, "yellow": 1, "orange": 2, "red": 3}

RATE_MINUTES = 5
HOUR = 60
MIXED_BAGS_RATE = 7.0  # people a lane and minute, hand search, some with bags: where the plan gives no rate

PUBLIC = "public_gate"
ADMITTING = ("open", "restricted")


class Crowd(NamedTuple):
    """A stage's area: numbers of people, its alarm and since when, arrivals a minute, and the queue before its gates.

    `approved` is None where the plan gives none, `queue` and `clear_min` where no gate has reported a queue.
    """

    stage: Stage
    gates: tuple[Checkpoint, ...]
    count_in: int
    count_out: int
    approved: int | None
    level: CapacityLevel
    since: datetime | None
    per_min: float
    queue: int | None
    clear_min: int | None

    @property
    def inside(self) -> int:
        """Those who came in and have not gone out; below zero where more went out than were counted in."""
        return self.count_in - self.count_out

    @property
    def percent(self) -> float | None:
        """Those inside, in per cent of the approved number."""
        return 100 * self.inside / self.approved if self.approved else None

    @property
    def counted_at(self) -> datetime | None:
        """When something was last counted."""
        return max((gate.counted_at for gate in self.gates if gate.counted_at), default=None)

    @property
    def anomalous(self) -> bool:
        """Whether more went out than came in: the counting is wrong somewhere."""
        return self.count_out > self.count_in

    @property
    def beyond(self) -> int:
        """How many there are above the approved number."""
        return max(0, self.inside - self.approved) if self.approved else 0


class Proposal(NamedTuple):
    """A status that a gate should be given, for someone to confirm."""

    gate: Checkpoint
    status: CheckpointStatus
    full: bool

    def action(self) -> Action:
        """What confirming it does."""
        return CheckpointSetStatus(subject=self.gate.id, status=self.status, full=self.full)


def level_of(before: CapacityLevel, inside: int, approved: int | None) -> CapacityLevel:
    """The alarm of an area with so many inside, where it stood at `before`: raised at its per cent, cleared five below."""
    if not approved:
        return "normal"
    for level, percent in LEVELS:
        holds = percent - CLEARS_BELOW if RANK[before] >= RANK[level] else percent
        if inside * 100 > holds * approved or (holds == percent and inside * 100 == holds * approved):
            return level
    return "normal"


def gates_of(day: Day, stage: str) -> list[Checkpoint]:
    """The checkpoints whose counts are part of the stage's crowd."""
    return day.counting.get(stage, [])


def crowd(day: Day, stage: Stage) -> Crowd:
    """The stage's area as it stands."""
    gates = gates_of(day, stage.id)
    count_in, count_out = sum(gate.count_in for gate in gates), sum(gate.count_out for gate in gates)
    last = max((gate for gate in gates if gate.counted_at), key=lambda gate: gate.counted_stamp, default=None)
    before, since = (last.level, last.level_since) if last else ("normal", None)
    level = level_of(before, count_in - count_out, stage.capacity)
    if level != before:  # counts that met only now, or another approved number
        since = last.counted_at if last else None
    queue, clear_min = _queue(gates)
    per_min = sum(arrivals(gate, day.now) for gate in gates)
    return Crowd(stage, tuple(gates), count_in, count_out, stage.capacity, level, since, per_min, queue, clear_min)


def crowds(day: Day) -> list[Crowd]:
    """The areas of all stages at which something counts."""
    return [crowd(day, stage) for stage in day.stages() if gates_of(day, stage.id)]


def _queue(gates: Sequence[Checkpoint]) -> tuple[int | None, int | None]:
    """How many wait before these gates, and in how many minutes the open ones will have let them in."""
    told = [gate.queue for gate in gates if gate.queue is not None]
    if not told:
        return None, None
    rate = sum(rate_of(gate) for gate in gates if gate.status in ADMITTING)
    return sum(told), ceil(sum(told) / rate) if rate else None


def rate_of(gate: Checkpoint) -> float:
    """How many people a gate can let in a minute: its lanes, each at its rate."""
    return gate.lanes * (gate.rate_per_lane_min or MIXED_BAGS_RATE)


def clear_minutes(gate: Checkpoint) -> int | None:
    """In how many minutes a gate will have let its queue in; None where none is reported, or it lets nobody in."""
    rate = rate_of(gate) if gate.status in ADMITTING else 0
    return ceil(gate.queue / rate) if gate.queue is not None and rate else None


def arrivals(gate: Checkpoint, now: datetime) -> float:
    """How many came in a minute, over the last five minutes up to `now`, that which runs among them."""
    latest = int(now.timestamp()) // 60
    return sum(minute.inward for minute in gate.minutes if latest - RATE_MINUTES < minute.at <= latest) / RATE_MINUTES


def curve(gates: Iterable[Checkpoint], now: datetime, points: int = 12) -> list[int]:
    """How many came in during the last hour, in so many stretches of equal length, the oldest first."""
    latest = int(now.timestamp()) // 60
    stretch = HOUR // points
    found = [0] * points
    for gate in gates:
        for minute in gate.minutes:
            ago = latest - minute.at
            if 0 <= ago < HOUR:
                found[points - 1 - ago // stretch] += minute.inward
    return found


def proposals(day: Day) -> list[Proposal]:
    """What should be done at the gates now: restrict, stop admission, or only let out where the show is stopped."""
    return [proposal for stage in day.stages() for proposal in _proposals(day, stage)]


def _proposals(day: Day, stage: Stage) -> list[Proposal]:
    gates = [gate for gate in day.checkpoints_at(stage.id) if gate.kind == PUBLIC]
    if stage.stop is not None and stage.stop.state in ("authorised", "evacuating"):
        return [Proposal(gate, "egress_only", False) for gate in gates if gate.status in (*ADMITTING, "admission_stopped")]
    level = crowd(day, stage).level
    if level == "red":
        return [Proposal(gate, "admission_stopped", True) for gate in gates if gate.status in ADMITTING]
    if level == "orange":
        return [Proposal(gate, "restricted", False) for gate in gates if gate.status == "open"]
    return []
