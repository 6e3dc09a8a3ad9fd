"""What a checkpoint needs: when it is to report, and everything about it that wants someone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from store.models import Checkpoint, Window
from store.words import Message

AT_REST = ("not_open", "stood_down", "all_clear")

Due = Literal["none", "waiting", "due", "overdue"]


class Need(NamedTuple):
    """Something about a checkpoint that wants someone: what kind, whether it is grave, since when, in words."""

    kind: str
    grave: bool
    since: datetime
    words: Message


def window_at(checkpoint: Checkpoint, now: datetime) -> Window | None:
    """The window in which it is to be open now; None outside them."""
    return next((each for each in checkpoint.open_windows if each.open <= now < each.close), None)


def next_report(checkpoint: Checkpoint, now: datetime) -> datetime | None:
    """When its next report is due: the interval after the last, or after its window opened; None outside its windows."""
    window = window_at(checkpoint, now)
    if window is None:
        return None
    return max(window.open, checkpoint.last_report or window.open) + timedelta(seconds=checkpoint.report_interval_s)


def is_overdue(checkpoint: Checkpoint, now: datetime) -> bool:
    """Whether a report is missing: due at the interval, overdue once the grace after it is past."""
    return report_due(checkpoint, now) == "overdue"


def report_due(checkpoint: Checkpoint, now: datetime) -> Due:
    """How it stands with the next report."""
    due = next_report(checkpoint, now)
    if due is None:
        return "none"
    if now > due + timedelta(seconds=checkpoint.grace_s):
        return "overdue"
    return "due" if now >= due else "waiting"


def on_duty(checkpoint: Checkpoint) -> bool:
    """Whether the post has been taken up."""
    return checkpoint.status not in AT_REST


def needs(checkpoint: Checkpoint, now: datetime) -> Iterator[Need]:
    """What it needs: a report that is missing, people, an opening that is late, or a recount."""
    due = next_report(checkpoint, now)
    if due is not None and on_duty(checkpoint) and is_overdue(checkpoint, now):
        since = due + timedelta(seconds=checkpoint.grace_s)
        yield Need("report_overdue", True, since, Message("report overdue"))
    window = window_at(checkpoint, now)
    if window is not None and checkpoint.status in ("not_open", "sweeping", "cleared"):
        late = window.open + timedelta(seconds=checkpoint.grace_s)
        if now > late and (checkpoint.status_at is not None or checkpoint.swept is not None):
            yield Need("not_open", False, window.open, Message("should be open by now"))
    if on_duty(checkpoint) and checkpoint.staff < checkpoint.min_staff:
        words = Message("{staff} of {least} on post", {"staff": checkpoint.staff, "least": checkpoint.min_staff})
        yield Need("understaffed", False, checkpoint.status_at or now, words)
    if checkpoint.counts_area is None and checkpoint.count_out > checkpoint.count_in:
        words = Message("more out than in: {out} to {inward}", {"out": checkpoint.count_out, "inward": checkpoint.count_in})
        yield Need("count_anomaly", False, checkpoint.counted_at or now, words)


def urgency(checkpoint: Checkpoint, now: datetime) -> int:
    """How much it wants someone: 0 not at all, 1 soon, 2 now."""
    found = [2 if need.grave else 1 for need in needs(checkpoint, now)]
    return max(found, default=1 if on_duty(checkpoint) and report_due(checkpoint, now) == "due" else 0)
