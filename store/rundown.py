"""One performance as it stands at a moment: its items, their times, what is on and what is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Literal

from store.models import Cue, Item, Performance, Span
from store.timing import Forecast, Slot, forecast, held_seconds, planned, playing_order, running_order

PerformanceState = Literal["planned", "running", "held", "done"]


class Rundown:
    """A performance, its items in running order, and what follows from them at `now`.

    `halts` are the times at which its stage was held or stopped. Everything is worked out when it is first asked for.
    """

    def __init__(self, performance: Performance, items: Sequence[Item], now: datetime, halts: Sequence[Span] = ()) -> None:
        self.performance = performance
        self.items = running_order(items)
        self.now = now
        self.halts = halts

    @cached_property
    def forecast(self) -> Forecast:
        """The times as they are and will be."""
        return forecast(self.performance, self.items, self.now, self.halts)

    @cached_property
    def planned(self) -> Forecast:
        """The times as they were printed."""
        return planned(self.performance, self.items)

    @cached_property
    def on(self) -> list[Item]:
        """The items that are on, the latest last: one at most, unless two stations that were cut off each started one."""
        return [item for item in playing_order(self.items) if item.state in ("running", "held")]

    @property
    def current(self) -> Item | None:
        """The item that is on: running or held."""
        return self.on[-1] if self.on else None

    @cached_property
    def coming(self) -> list[Item]:
        """The items still to come, in the order in which they will play. After the last there is none."""
        return [item for item in playing_order(self.items) if item.state == "planned"]

    @property
    def next(self) -> Item | None:
        """The item that GO starts."""
        return self.coming[0] if self.coming else None

    @cached_property
    def last(self) -> Item | None:
        """The item that ended last, or None."""
        done = [item for item in playing_order(self.items) if item.state == "done"]
        return done[-1] if done else None

    @property
    def accepted(self) -> frozenset[str]:
        """What has been knowingly passed over in this show already, so that it is not asked twice."""
        return frozenset(code for item in self.items for code in item.accepted)

    @property
    def halted(self) -> bool:
        """Whether the stage is held or stopped now."""
        return any(span.until is None for span in self.halts)

    @cached_property
    def state(self) -> PerformanceState:
        """Where the show stands, as it follows from its items."""
        if self.current is not None:
            return "held" if self.current.state == "held" or self.halted else "running"
        if self.last is None:
            return "planned"
        return "running" if self.coming else "done"

    @property
    def planned_end(self) -> datetime:
        """When the plan says that the show ends: its own end where it has one, else the end of its printed items."""
        return self.performance.end or self.planned.end

    @property
    def over_under_s(self) -> int:
        """The forecast end against the planned end, in seconds; positive is over."""
        return seconds(self.planned_end, self.forecast.end)

    @property
    def late_s(self) -> int:
        """The forecast end against that of the printed items, in seconds: how late the show runs, whatever slack it has."""
        return seconds(self.planned.end, self.forecast.end) if self.planned.slots else self.over_under_s

    @property
    def hard_out_s(self) -> int | None:
        """For a live show, the forecast end against the hard out, in seconds; positive breaks it. Else None."""
        out = self.performance.off_air
        return seconds(out, self.forecast.end) if out is not None and self.performance.broadcast == "live" else None

    def slot(self, item: Item) -> Slot | None:
        """When the item starts and ends, None where it is skipped."""
        return self.forecast.slots.get(item.id)

    def printed(self, item: Item) -> Slot | None:
        """When the programme says that it starts and ends, None where it was inserted on the day."""
        return self.planned.slots.get(item.id)

    def deviation_s(self, item: Item) -> int | None:
        """How late the item starts against the programme, None where it is skipped or not in it."""
        slot, printed = self.slot(item), self.printed(item)
        return seconds(printed.start, slot.start) if slot and printed else None

    def elapsed_s(self, item: Item) -> int:
        """How long a running item has played, without the time held."""
        if item.started_at is None:
            return 0
        return seconds(item.started_at, item.ended_at or self.now) - held_seconds(
            item, self.halts, item.ended_at or self.now
        )

    def remaining_s(self, item: Item) -> int:
        """How much of its duration a running item has left; negative past it."""
        return item.duration_s + item.adjust_s - self.elapsed_s(item)

    def due(self, cue: Cue) -> datetime | None:
        """When a cue of this show is due: its anchor's time as forecast, and its offset; None where its item is skipped."""
        anchor = cue.anchor
        if anchor.ref == "clock":
            moment = anchor.at
        elif anchor.ref == "on_air":
            moment = self.performance.on_air or self.performance.start
        else:
            slot = self.forecast.slots.get(anchor.item or "")
            moment = None if slot is None else slot.start if anchor.ref == "item_start" else slot.end
        return moment + timedelta(seconds=anchor.offset_s) if moment else None

    @property
    def changeover_left_s(self) -> int | None:
        """While the stage is reset between two items, how long that still takes; negative past it. Else None."""
        if self.state != "running" or self.current is not None or self.last is None or self.last.ended_at is None:
            return None
        return self.last.changeover_s - seconds(self.last.ended_at, self.now)


def seconds(since: datetime, until: datetime) -> int:
    """The whole seconds from one moment to another."""
    return round((until - since).total_seconds())
