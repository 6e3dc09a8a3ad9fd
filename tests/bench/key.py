"""From a key press to the changed row on the terminal: the running order of the demo, in the middle of a show."""

from __future__ import annotations

import random
import re
import time
from collections import defaultdict
from typing import NamedTuple

from tests.bench.measure import Bench, Row, milliseconds
from tests.bench.screen import Watched, lianyun, temporary

QUIET_S = 0.03
PAUSES_S = (0.02, 0.15)  # people press between the ticks of the clock, and upon them


class Press(NamedTuple):
    """A key, the item whose row it changes, by its number, and the text that the row has then."""

    key: str
    item: int
    text: str


# At 17:40 item 5 of the show runs, a minute longer than planned already, and the cursor is on item 6.
ROUND = (Press("c", 6, "called"), Press("c", 6, "planned"), Press("+", 5, " 9:00 "), Press("-", 5, " 8:00 "))


def measure(bench: Bench) -> list[Row]:
    """Press the keys of the round over and over."""
    pauses = random.Random(20050701)
    seconds: dict[str, list[float]] = defaultdict(list)
    with Watched(lianyun("demo", "--at", "17:40", "--lang", "en"), temporary(bench.folder / "key")) as terminal:
        terminal.until("pages")
        terminal.press("f3")
        terminal.until("Fcst/act.")
        terminal.watch(1.0)
        places = _places(terminal.text())
        for nth in range(bench.times(100, 10)):
            for press in ROUND:
                terminal.watch(pauses.uniform(*PAUSES_S))
                taken = _press(terminal, press, places[press.item])
                if nth:  # the first round warms up
                    seconds[press.key].append(taken)
    every = [each for key in seconds.values() for each in key]
    figures = {f"the key {key}": milliseconds(found) for key, found in seconds.items()}
    together = milliseconds(every)
    what = "a key press to the changed row, 99th percentile, 120×40"
    return [Row(what, together.p99, together.unit, 50, {"all presses": together, **figures})]


def _places(text: str) -> dict[int, int]:
    """On which line of the screen the row of each item is, by the item's number."""
    rows = [(re.match(r" \S +(\d+)  \S", line), place) for place, line in enumerate(text.splitlines())]
    return {int(found[1]): place for found, place in rows if found}


def _press(terminal: Watched, press: Press, place: int) -> float:
    """The seconds from the press to the text in the row."""
    terminal.text()  # what has come so far is no answer
    begun = time.perf_counter()
    terminal.press(press.key)
    return terminal.shown(lambda text: press.text in text.splitlines()[place], QUIET_S) - begun
