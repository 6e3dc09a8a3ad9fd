"""Running-order timing: one forward pass over a performance's items. Pure and total.

The rules are those of rundown practice; `tests/store/test_timing.py` has the worked cases. A deviation is in seconds,
positive when late ("over"), negative when early ("under").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Literal, NamedTuple

import msgspec

from store.models import Item, Performance, Span

Urgency = Literal["normal", "warning", "danger", "overtime"]

WARNING_S = 60
DANGER_S = 15


class Slot(NamedTuple):
    """When an item starts and ends: as it was where that is past, else as forecast."""

    start: datetime
    end: datetime


class Forecast(NamedTuple):
    """The times of every item that is not skipped, by id, in the order in which they play, and the end of the show."""

    slots: dict[str, Slot]
    end: datetime


def running_order(items: Iterable[Item]) -> list[Item]:
    """The items as the running order lists them."""
    return sorted(items, key=lambda item: (item.order, item.number, item.id))


def playing_order(items: Iterable[Item]) -> list[Item]:
    """The items that are not skipped in the order in which they play: those that have started, by when; then the rest."""
    listed = [item for item in running_order(items) if item.state != "skipped"]
    started = [(item.started_at, item) for item in listed if item.started_at is not None]
    started.sort(key=itemgetter(0))
    return [item for _, item in started] + [item for item in listed if item.started_at is None]


def forecast(performance: Performance, items: Iterable[Item], now: datetime, halts: Sequence[Span] = ()) -> Forecast:
    """Say when each item will start and end, as things stand at `now`.

    `halts` are the times at which the stage was held or stopped: what ran then was held too. A skipped item takes no
    time. An item that is to come starts when the one before it has ended and the stage has been reset, not before now,
    nor before its own fixed start. A break with a fixed end shrinks, down to its shortest, to absorb lateness.
    """
    slots: dict[str, Slot] = {}
    free = performance.start
    for item in playing_order(items):
        if item.state == "done":
            start = item.started_at or free
            end = item.ended_at or start
        elif item.started_at is not None:
            start = item.started_at
            end = max(now, _end(item, start, held_seconds(item, halts, now)))
        else:
            start = max(now, free, item.fixed_start or free)
            end = _end(item, start, 0)
        slots[item.id] = Slot(start, end)
        free = end + timedelta(seconds=item.changeover_s)
    last = next(reversed(slots.values())).end if slots else (performance.end or performance.start)
    return Forecast(slots, last)


def _end(item: Item, start: datetime, held_s: int) -> datetime:
    if item.kind == "break" and item.fixed_end is not None:
        shortest = start + timedelta(seconds=item.min_duration_s or 0)
        return max(shortest, item.fixed_end + timedelta(seconds=item.adjust_s))
    return start + timedelta(seconds=max(0, item.duration_s + item.adjust_s) + held_s)


def planned(performance: Performance, items: Iterable[Item]) -> Forecast:
    """The same pass over the programme as it was printed, nothing started: what lateness is measured against.

    What was skipped, moved or edited on the day stands as it was printed; what was inserted on the day is not in it.
    """
    return forecast(performance, [as_printed(item) for item in items if item.printed is not None], performance.start)


def as_printed(item: Item) -> Item:
    """The item as the programme had it, before anything happened to it."""
    printed = item.printed
    if printed is None:
        return item
    return msgspec.structs.replace(
        item,
        order=printed.order,
        duration_s=printed.duration_s,
        changeover_s=printed.changeover_s,
        fixed_start=printed.fixed_start,
        fixed_end=printed.fixed_end,
        min_duration_s=printed.min_duration_s,
        state="planned",
        started_at=None,
        ended_at=None,
        adjust_s=0,
    )


def held_seconds(item: Item, halts: Sequence[Span], now: datetime) -> int:
    """How long the item has been held up to `now`, by its own holds or the stage's halts; an overlap counts once."""
    began, seconds = item.started_at, 0.0
    if began is None:
        return 0
    for span in sorted((*item.holds, *halts), key=lambda span: span.since):
        since, until = max(began, span.since), min(now, span.until or now)
        if until > since:
            seconds += (until - since).total_seconds()
            began = until
    return int(seconds)


def urgency(remaining_s: int, warning_s: int = WARNING_S, danger_s: int = DANGER_S) -> Urgency:
    """How pressing `remaining_s` seconds are. The thresholds are inclusive: at exactly `warning_s` it is a warning."""
    if remaining_s < 0:
        return "overtime"
    if remaining_s <= danger_s:
        return "danger"
    return "warning" if remaining_s <= warning_s else "normal"
