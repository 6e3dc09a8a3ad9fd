"""Checkpoints: their status, what they count, what they report, how many are on post."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.actions import Action
from store.actions.checkpoint import (
    CheckpointCorrect,
    CheckpointCount,
    CheckpointReopen,
    CheckpointReport,
    CheckpointSetStatus,
    CheckpointStaff,
    CheckpointSweep,
)
from store.checkpoints import is_overdue
from store.crowd import HOUR, crowd, level_of
from store.errors import DoesNotApply, Refused
from store.labels import message
from store.models import Ack, CapacityLevel, Checkpoint, CheckpointStatus, Minute, Report, ReportState, Stage, Time
from store.rules.base import Rule

if TYPE_CHECKING:
    from store.day import Day
    from store.entry import Entry

# The state machine: what each status may become. `cleared` comes from the sweep alone.
NEXT: dict[CheckpointStatus, tuple[CheckpointStatus, ...]] = {
    "not_open": ("sweeping", "open"),
    "sweeping": ("not_open",),
    "cleared": ("open", "sweeping"),
    "open": ("restricted", "admission_stopped", "egress_only", "evacuating", "stood_down"),
    "restricted": ("open", "admission_stopped", "egress_only", "evacuating"),
    "admission_stopped": ("restricted", "open", "egress_only", "evacuating"),
    "egress_only": ("open", "restricted", "evacuating", "stood_down"),
    "evacuating": ("all_clear",),
    "all_clear": ("sweeping", "stood_down"),
    "stood_down": ("not_open", "sweeping", "open"),
}
UNSWEPT = ("not_open", "sweeping", "all_clear", "stood_down")
REPORTS_KEPT = 8


# -- what happens to a checkpoint -------------------------------------------------------------------------------------


def status(checkpoint: Checkpoint, action: CheckpointSetStatus, entry: Entry) -> Checkpoint:
    if checkpoint.held_full and action.status in ("open", "restricted"):
        raise DoesNotApply(
            "Admission at {name} was stopped at the approved number; only command reopens it (checkpoint.reopen).",
            name=checkpoint.name,
        )
    return _turned(checkpoint, action.status, action.full, entry)


def reopen(checkpoint: Checkpoint, action: CheckpointReopen, entry: Entry) -> Checkpoint:
    if not checkpoint.held_full:
        raise DoesNotApply(
            "Admission at {name} has not been stopped at the approved number.",
            name=checkpoint.name,
        )
    return _turned(checkpoint, action.status, False, entry)


def _turned(checkpoint: Checkpoint, status: CheckpointStatus, full: bool, entry: Entry) -> Checkpoint:
    if status == "cleared" and checkpoint.status == "sweeping":
        raise DoesNotApply("That the sweep is done is confirmed by checkpoint.sweep.")
    if status not in NEXT[checkpoint.status]:
        raise DoesNotApply(
            "{name} is {status} and cannot become {wanted}; it may become {accepted}.",
            name=checkpoint.name,
            status=message("checkpoint.status", checkpoint.status),
            wanted=message("checkpoint.status", status),
            accepted=[message("checkpoint.status", each) for each in NEXT[checkpoint.status]],
        )
    if status == "open" and checkpoint.sweep_required and checkpoint.swept is None:
        raise DoesNotApply("{name} has to be swept before it opens, and no sweep is confirmed.", name=checkpoint.name)
    return replace(
        checkpoint,
        status=status,
        status_at=entry.at,
        swept=None if status in UNSWEPT else checkpoint.swept,
        held_full=(status == "admission_stopped" and full) or (checkpoint.held_full and status == "egress_only"),
        queue=None if status in UNSWEPT else checkpoint.queue,
    )


def count(checkpoint: Checkpoint, action: CheckpointCount, entry: Entry) -> Checkpoint:
    inward, outward = checkpoint.count_in + action.inward, checkpoint.count_out + action.outward
    if inward < 0 or outward < 0:
        raise DoesNotApply("{name} has not counted that many.", name=checkpoint.name)
    return replace(
        checkpoint,
        count_in=inward,
        count_out=outward,
        minutes=_counted(checkpoint.minutes, action, entry),
        counted_at=entry.at,
        counted_stamp=entry.stamp,
        level=action.level,
        level_since=action.level_since,
        beyond=checkpoint.beyond + action.beyond,
    )


def _counted(minutes: tuple[Minute, ...], action: CheckpointCount, entry: Entry) -> tuple[Minute, ...]:
    """The last hour's counts with one more in its minute; a clock that was set back finds that minute, too."""
    at = int(entry.at.timestamp()) // 60
    if minutes and minutes[-1].at == at:
        last = minutes[-1]
        return (*minutes[:-1], Minute(at, last.inward + action.inward, last.outward + action.outward))
    found = {minute.at: minute for minute in minutes if at - HOUR < minute.at}
    before = found.get(at, Minute(at, 0, 0))
    found[at] = Minute(at, before.inward + action.inward, before.outward + action.outward)
    return tuple(found[each] for each in sorted(found))


def correct(checkpoint: Checkpoint, action: CheckpointCorrect, entry: Entry) -> Checkpoint:
    return replace(
        checkpoint,
        count_in=checkpoint.count_in if action.count_in is None else action.count_in,
        count_out=checkpoint.count_out if action.count_out is None else action.count_out,
        counted_at=entry.at,
        counted_stamp=entry.stamp,
        level=action.level,
        level_since=action.level_since,
    )


def report(checkpoint: Checkpoint, action: CheckpointReport, entry: Entry) -> Checkpoint:
    about = action.happened_at or entry.at
    if about > entry.at:
        raise DoesNotApply("A report cannot be made for a time that is still to come.")
    state: ReportState = "made_up" if about < entry.at else "late" if is_overdue(checkpoint, entry.at) else "on_time"
    made = Report(about, entry.actor, action.kind, state, action.note, entry.at if about < entry.at else None)
    return replace(
        checkpoint,
        last_report=max(about, checkpoint.last_report or about),
        reports=(*checkpoint.reports, made)[-REPORTS_KEPT:],
        queue=checkpoint.queue if action.queue is None else action.queue,
        queue_at=checkpoint.queue_at if action.queue is None else entry.at,
    )


def sweep(checkpoint: Checkpoint, _action: CheckpointSweep, entry: Entry) -> Checkpoint:
    if checkpoint.status != "sweeping":
        raise DoesNotApply(
            "{name} is {status}; a sweep is confirmed while it is {wanted}.",
            name=checkpoint.name,
            status=message("checkpoint.status", checkpoint.status),
            wanted=message("checkpoint.status", "sweeping"),
        )
    return replace(checkpoint, status="cleared", status_at=entry.at, swept=Ack(entry.actor, entry.at))


def staff(checkpoint: Checkpoint, action: CheckpointStaff, _entry: Entry) -> Checkpoint:
    return replace(checkpoint, staff=action.staff)


# -- what must be looked at beside the checkpoint ---------------------------------------------------------------------


def check_status(day: Day, action: CheckpointSetStatus) -> Sequence[Action]:
    checkpoint = day.need(Checkpoint, action.subject)
    area = day.documents.get(Stage, checkpoint.counts_area or "")
    full = area is not None and crowd(day, area).level == "red"
    return (replace(action, full=action.status == "admission_stopped" and full),)


def check_count(day: Day, action: CheckpointCount) -> Sequence[Action]:
    if not action.inward and not action.outward:
        raise Refused("Nothing was counted.")
    level, since, beyond = _after(day, day.need(Checkpoint, action.subject), action.inward, action.outward)
    return (replace(action, level=level, level_since=since, beyond=max(0, min(action.inward, beyond))),)


def check_correct(day: Day, action: CheckpointCorrect) -> Sequence[Action]:
    checkpoint = day.need(Checkpoint, action.subject)
    if action.count_in is None and action.count_out is None:
        raise Refused("A correction says count_in, count_out or both.")
    inward = 0 if action.count_in is None else action.count_in - checkpoint.count_in
    outward = 0 if action.count_out is None else action.count_out - checkpoint.count_out
    level, since, _beyond = _after(day, checkpoint, inward, outward)
    return (replace(action, level=level, level_since=since),)


def _after(day: Day, checkpoint: Checkpoint, inward: int, outward: int) -> tuple[CapacityLevel, Time | None, int]:
    """The alarm of the checkpoint's area after so many more, since when, and how many are then above the approved number."""
    area = day.documents.get(Stage, checkpoint.counts_area or "")
    if area is None:
        return "normal", None, 0
    before = crowd(day, area)
    inside = before.inside + inward - outward
    level = level_of(before.level, inside, area.capacity)
    since = before.since if level == before.level else day.now.astimezone(day.zone)
    return level, since if level != "normal" else None, max(0, inside - (area.capacity or inside))


RULES: dict[type[Action], Rule] = {
    CheckpointSetStatus: Rule(status, check_status),
    CheckpointReopen: Rule(reopen),
    CheckpointCount: Rule(count, check_count),
    CheckpointCorrect: Rule(correct, check_correct),
    CheckpointReport: Rule(report),
    CheckpointSweep: Rule(sweep),
    CheckpointStaff: Rule(staff),
}
