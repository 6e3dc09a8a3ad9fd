"""The command room at its fullest: 100 checkpoints and 500 incidents, keys on their pages, and a hand clicker's counts."""

from __future__ import annotations

import random
import time
from itertools import pairwise
from pathlib import Path

from store.actions import PlanPut
from store.actions.incident import IncidentRaise
from store.festival import Festival
from store.models import Checkpoint
from tests.bench.folders import WHO, build
from tests.bench.measure import Bench, Figure, Row, figure, milliseconds
from tests.bench.screen import Watched, lianyun

CHECKPOINTS, INCIDENTS = 100, 500
QUIET_S = 0.03
PAUSES_S = (0.02, 0.15)
CLICKS_A_SECOND = 20
WARM_UP = 4  # presses of a key that are not counted
ONE_PAINT_S = 0.02  # what comes closer together than this is one paint


def measure(bench: Bench) -> list[Row]:
    """Press keys on both pages, then click for ten minutes."""
    folder = bench.folder / "room"
    full(folder)
    with Watched([*lianyun("--data", str(folder), "--lang", "en", "--role", "command")]) as terminal:
        terminal.until("pages")
        rows = [_keys(bench, terminal), _clicks(bench, terminal)]
    with Festival.open(folder, follow=True) as festival:
        counted = festival.day().need(Checkpoint, "C-001").count_in
    pressed = bench.times(200, 20) + bench.times(600, 10) * CLICKS_A_SECOND
    lost = {"clicks": Figure(pressed, pressed, 1, "pressed"), "count": Figure(counted, counted, 1, "counted")}
    return [*rows, Row("clicks lost, at 20 a second", pressed - counted, "", 0, lost)]


def full(folder: Path) -> None:
    """A folder with so many checkpoints and incidents, closed."""
    festival = build(folder, 12)
    post = {"kind": "public_gate", "stage": "S1", "counts_area": "S1", "min_staff": 0, "lanes": 2}
    posts = [
        PlanPut(subject=f"C-{n:03d}", table="checkpoints", fields={"name": f"安检口{n}", "call_sign": f"G{n:02d}", **post})
        for n in range(1, CHECKPOINTS + 1)
    ]
    raised = [
        IncidentRaise(subject=f"I{n:03d}", summary=f"拥挤第{n}处", type="crowd", place="南门", severity=4, number=n)
        for n in range(1, INCIDENTS + 1)
    ]
    with festival:
        festival.do_all([PlanPut(subject="S1", table="stages", fields={"capacity": 90_000}), *posts, *raised], _COMMAND)


def _keys(bench: Bench, terminal: Watched) -> Row:
    """From the press to the changed figure, on the page of the checkpoints and on that of the incidents."""
    pauses = random.Random(20050701)
    counting: list[float] = []
    handling: list[float] = []
    terminal.press("f6")
    terminal.until("public search gate")
    for nth in range(1, bench.times(200, 20) + 1):
        terminal.watch(pauses.uniform(*PAUSES_S))
        taken = _press(terminal, "i", f"in {nth:,} ")
        if nth > WARM_UP:
            counting.append(taken)
    terminal.press("f7")
    terminal.until(f"{INCIDENTS} open of {INCIDENTS}")
    for nth in range(bench.times(200, 20)):
        terminal.watch(pauses.uniform(*PAUSES_S))
        taken = _press(terminal, "h", "✓ reopened" if nth % 2 else "✓ on hold")
        if nth > WARM_UP:
            handling.append(taken)
    figures = {
        "a count among 100 checkpoints": milliseconds(counting),
        "a state among 500 incidents": milliseconds(handling),
    }
    together = milliseconds([*counting, *handling])
    return Row("a key in the command room to the changed figure, 99th percentile", together.p99, "ms", 50, figures)


def _press(terminal: Watched, key: str, text: str) -> float:
    """The seconds from the press to the text."""
    terminal.text()  # what has come so far is no answer
    begun = time.perf_counter()
    terminal.press(key)
    return terminal.shown(lambda screen: text in screen, QUIET_S) - begun


def _clicks(bench: Bench, terminal: Watched) -> Row:
    """Twenty clicks a second; how often a second the screen was painted, in the slowest of the seconds."""
    terminal.press("f6")
    terminal.until("public search gate")
    terminal.text()
    begun = time.perf_counter()
    seconds = bench.times(600, 10)
    for nth in range(seconds * CLICKS_A_SECOND):
        terminal.press("space")
        terminal.watch(max(0.001, begun + (nth + 1) / CLICKS_A_SECOND - time.perf_counter()))
    moments = [moment - begun for moment, _ in terminal.pieces]
    terminal.until(f"in {bench.times(200, 20) + seconds * CLICKS_A_SECOND:,} ")
    paints = moments[:1] + [later for earlier, later in pairwise(moments) if later - earlier > ONE_PAINT_S]
    every = [float(sum(second <= moment < second + 1 for moment in paints)) for second in range(1, seconds - 1)]
    figures = {"paints": figure(every, "a second")}
    return Row("paints a second while 20 clicks a second come, the fewest", min(every), "/s", 4, figures, at_least=True)


_COMMAND = WHO._replace(role="command")
