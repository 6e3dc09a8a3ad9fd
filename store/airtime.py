"""The time on the air: how long, how long still, and what can still be made. Pure; kept nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from store.cues import CueSheet
from store.models import Item
from store.rundown import Rundown, seconds
from store.timing import forecast, playing_order

HAND_BACK = "handover"
AirState = Literal["before", "on", "off"]


class AirTime(NamedTuple):
    """A show on the air: since when or from when on, until when, `elapsed_s` on the air, `to_out_s` to the hard out.

    `over_s` is the forecast end of the show against the hard out, positive where it breaks it.
    """

    state: AirState
    since: datetime
    until: datetime | None
    elapsed_s: int
    to_out_s: int | None
    over_s: int | None


class BackTime(NamedTuple):
    """The latest start of an item that still makes the hard out, and whether it can still be made."""

    item: Item
    latest: datetime
    starts: datetime
    made: bool


class Cut(NamedTuple):
    """An item that could be cut: the seconds that this saves, and how the show then ends against the hard out."""

    item: Item
    saves_s: int
    over_s: int


def airtime(sheet: CueSheet) -> AirTime | None:
    """The air time of a live show, None of another.

    It is on the air from `on_air` on. It has left once the cue that hands back has been fired; without such a cue, once the
    show is over.
    """
    show = sheet.show
    about, now = show.performance, show.now
    if about.broadcast != "live":
        return None
    since = about.on_air or about.start
    hand_backs = [row.cue for row in sheet.rows if row.cue.type == HAND_BACK and row.cue.state != "skipped"]
    left = [cue.fired_at for cue in hand_backs if cue.fired_at is not None]
    until = max(left) if hand_backs and len(left) == len(hand_backs) else None
    if not hand_backs and show.state == "done":
        until = show.forecast.end
    state: AirState = "before" if now < since else "off" if until is not None else "on"
    elapsed = 0 if state == "before" else seconds(since, until or now)
    to_out = seconds(now, about.off_air) if about.off_air is not None and state != "off" else None
    return AirTime(state, since, until, elapsed, to_out, show.hard_out_s)


def back_times(show: Rundown) -> list[BackTime]:
    """The back-time of every item still to come, counted back from the hard out; none for a show without one.

    A break that shrinks is counted with its shortest length. An item that may not start before its fixed start cannot be
    made where that is later than its back-time.
    """
    out = show.performance.off_air
    if out is None:
        return []
    found: list[BackTime] = []
    played = playing_order(show.items)
    for place in range(len(played) - 1, -1, -1):
        item, slot = played[place], show.slot(played[place])
        if item.state != "planned" or slot is None:
            break
        latest = out - timedelta(seconds=_least_s(item))
        found.append(BackTime(item, latest, slot.start, slot.start <= latest))
        out = latest - timedelta(seconds=played[place - 1].changeover_s if place else 0)
    return found[::-1]


def _least_s(item: Item) -> int:
    if item.kind == "break" and item.fixed_end is not None:
        return item.min_duration_s or 0
    return max(0, item.duration_s + item.adjust_s)


def cuts(show: Rundown) -> list[Cut]:
    """What could be cut to make the hard out: the items not yet played, by how much each saves, the most first.

    What a cut saves is forecast with the item left out: where a later item has a fixed start it may be less than its length.
    """
    out = show.performance.off_air
    if out is None:
        return []
    found = []
    for item in show.coming:
        rest = [each for each in show.items if each.id != item.id]
        end = forecast(show.performance, rest, show.now, show.halts).end
        found.append(Cut(item, seconds(end, show.forecast.end), seconds(out, end)))
    return sorted(found, key=lambda cut: (-cut.saves_s, cut.item.order))
