"""Waiting for an app that runs under `run_test`."""

from __future__ import annotations

from typing import Any

from textual import _wait
from textual.pilot import Pilot

from tests.harness.snapshot import text

# A pilot goes on once the program has done next to nothing for so many seconds. Textual waits for 20 ms before and behind
# every key, which is most of the time that these tests would take.
_wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 0.004, 0.0004


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until all that follows is on the screen: until it stays the same while every message is handled.

    A pilot's own pause is not enough on a busy machine, where a program that gets no time looks as if it had nothing to do.
    """
    await pilot.pause()
    app, before = pilot.app, None
    while app.return_code is None and (before != (now := text(app)) or app._batch_count):  # held back while pages change
        before = now
        await pilot.pause()
