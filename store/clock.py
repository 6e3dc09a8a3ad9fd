"""The clocks. `WallClock` is the one place in the program that asks the system for the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

GANSU = "Asia/Shanghai"


class Clock(Protocol):
    """Anything that tells the time: `now()` is aware, with fractions of a second."""

    def now(self) -> datetime: ...


def zone_of(name: str) -> ZoneInfo:
    """The time zone of that name; that of Gansu where this machine knows none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(GANSU)


class WallClock:
    """The system's clock, read in `zone`."""

    def __init__(self, zone: tzinfo = UTC) -> None:
        self._zone = zone

    def now(self) -> datetime:
        return datetime.now(self._zone)


class FixedClock:
    """A clock that stands at one moment: for `--at`, and for tests."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def step(self, seconds: float) -> None:
        """Move the clock by `seconds`, backwards where negative."""
        self.at += timedelta(seconds=seconds)


class SimulatedClock:
    """A clock that starts at `start` and runs `speed` times as fast as `source`, a monotonic count of seconds."""

    def __init__(self, start: datetime, speed: float = 1.0, source: Callable[[], float] = time.monotonic) -> None:
        self._source = source
        self._at = start
        self._since = source()
        self._speed = speed
        self._paused = False

    def now(self) -> datetime:
        if self._paused:
            return self._at
        return self._at + timedelta(seconds=(self._source() - self._since) * self._speed)

    @property
    def speed(self) -> float:
        """How many seconds of the festival pass in one second; 0 while paused."""
        return 0.0 if self._paused else self._speed

    def run(self, speed: float) -> None:
        """Go on from the present moment at `speed`; raises ValueError where it is not positive."""
        if speed <= 0:
            raise ValueError(speed)
        self._settle()
        self._speed, self._paused = speed, False

    def pause(self) -> None:
        """Stand still at the present moment until `run` or `step`."""
        self._settle()
        self._paused = True

    def step(self, seconds: float) -> None:
        """Jump by `seconds`, backwards where negative."""
        self._settle()
        self._at += timedelta(seconds=seconds)

    def _settle(self) -> None:
        self._at, self._since = self.now(), self._source()
