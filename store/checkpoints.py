"""When a checkpoint is to report."""

from __future__ import annotations

from datetime import datetime, timedelta

from store.models import Checkpoint


def next_report(checkpoint: Checkpoint, now: datetime) -> datetime | None:
    """When its next report is due: the interval after the last, or after its window opened; None outside its windows."""
    window = next((each for each in checkpoint.open_windows if each.open <= now < each.close), None)
    if window is None:
        return None
    return max(window.open, checkpoint.last_report or window.open) + timedelta(seconds=checkpoint.report_interval_s)


def is_overdue(checkpoint: Checkpoint, now: datetime) -> bool:
    """Whether a report is missing: due at the interval, overdue once the grace after it is past."""
    due = next_report(checkpoint, now)
    return due is not None and now > due + timedelta(seconds=checkpoint.grace_s)
