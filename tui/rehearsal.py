"""Rehearsal: the day as it stands, copied into a folder of its own; everything works there, and nothing leaves.

The copy lies in the festival's folder, under `rehearsals`, so that a back-up has it and the demo takes it along when it
goes. Its entries bear a station of their own: should they ever come among the day's, they cannot be taken for the day's.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from store.clock import Clock, SimulatedClock
from store.cues import sheet
from store.day import Day
from store.festival import Festival
from store.formats import clock_time
from store.words import tr

FOLDER = "rehearsals"
BEFORE_S = 60


class Start(NamedTuple):
    """A moment from which to rehearse; None for the clock as it is."""

    key: str
    words: str
    moment: datetime | None


def starts(day: Day, performance: str) -> list[Start]:
    """From when a show can be rehearsed."""
    from datetime import timedelta

    cues, show = sheet(day, performance), day.rundown(performance).performance
    found = []
    air = (show.on_air or show.start) - timedelta(seconds=BEFORE_S)
    found.append(Start("air", tr("a minute before it goes on the air, {time}", time=_time(day, air)), air))
    if cues.next is not None and cues.next.due is not None:
        first = cues.next.due - timedelta(seconds=BEFORE_S)
        found.append(Start("cue", tr("a minute before the next cue, {time}", time=_time(day, first)), first))
    return [*found, Start("now", tr("with the clock as it is"), None)]


def _time(day: Day, moment: datetime) -> str:
    return clock_time(moment, day.zone, seconds=True)


def rehearse(festival: Festival, moment: datetime | None) -> Festival:
    """Copy the festival into a folder of its own and open it, at that moment; raises LianyunError where that fails."""
    now = festival.day().now.astimezone(festival.zone)
    clock: Clock = festival.clock if moment is None else SimulatedClock(moment)
    copy = Festival.open(_folder(festival.folder, now), clock, station=f"r{festival.station}"[:16])
    try:
        copy.absorb(festival.journal.all())
    except BaseException:
        copy.close()
        raise
    return copy


def _folder(folder: Path, now: datetime) -> Path:
    """A new folder, named by the moment."""
    name = now.strftime("%Y%m%d-%H%M%S")
    found = folder / FOLDER / name
    again = 2
    while found.exists():
        found = folder / FOLDER / f"{name}-{again}"
        again += 1
    return found
