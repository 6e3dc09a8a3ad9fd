"""Hybrid logical clocks: stamps that sort in the order of cause and effect.

Kulkarni et al., "Logical Physical Clocks" (2014). A stamp is the greater of the clock's milliseconds and the last stamp
seen, with a counter where they are equal, so a station's later entries always sort later, even when its clock steps back.
"""

from __future__ import annotations

from datetime import datetime

_COUNTERS = 10_000


class Stamper:
    """Gives out the stamps of one station, as text that sorts: `milliseconds.counter.station`."""

    def __init__(self, station: str) -> None:
        self._station = station
        self._last = (0, 0)

    def stamp(self, now: datetime) -> str:
        """Return a stamp later than every one given or seen so far."""
        milliseconds, (last, counter) = int(now.timestamp() * 1000), self._last
        if milliseconds > last:
            last, counter = milliseconds, 0
        elif counter + 1 < _COUNTERS:
            counter += 1
        else:
            last, counter = last + 1, 0
        self._last = (last, counter)
        return f"{last:013d}.{counter:04d}.{self._station}"

    def see(self, stamp: str) -> None:
        """Take note of a stamp, of this station or another: what is stamped from now on sorts after it."""
        milliseconds, counter, _ = stamp.split(".", 2)
        self._last = max(self._last, (int(milliseconds), int(counter)))
