"""From the shell to the first full paint, against the smallest Textual app, in turns."""

from __future__ import annotations

import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from store.festival import Festival
from tests.bench import hello
from tests.bench.folders import sample
from tests.bench.measure import Bench, Row, compared, milliseconds
from tests.bench.screen import Watched, lianyun

QUIET_S = 0.25
CLOCK = re.compile(r"\d\d:\d\d:\d\d$")
NAME = 4  # so much of a stage's name is seen, however narrow its column


class Start(NamedTuple):
    """A program to start, and what its screen shows once it is painted."""

    command: list[str]
    painted: Callable[[str], bool]


def measure(bench: Bench) -> list[Row]:
    """Start the dashboard on the sample plan in both languages, and the app that it is compared with."""
    folder = bench.folder / "start"
    sample(folder)
    with Festival.open(folder) as festival:
        stages = festival.day().stages()
    names = {"en": [stage.name_en for stage in stages], "zh": [stage.name for stage in stages]}
    starts = {"hello": Start([sys.executable, str(Path(hello.__file__))], lambda text: hello.TEXT in text)}
    for language in names:
        command = lianyun("--data", str(folder), "--lang", language)
        starts[language] = Start(command, partial(_painted, names[language]))
    seconds: dict[str, list[float]] = defaultdict(list)
    for nth in range(bench.times(15, 4) + 1):
        for name, start in starts.items():
            taken = _start(start)
            if nth:  # the first fills the caches of the disk and of Python
                seconds[name].append(taken)
    return [_row(language, seconds[language], seconds["hello"]) for language in names]


def _painted(stages: list[str], text: str) -> bool:
    """Whether all of the overview is there: the clock, every stage in the timeline and in the table, the key line."""
    top, *_, keys = text.splitlines()
    return bool(CLOCK.search(top)) and all(text.count(name[:NAME]) >= 2 for name in stages) and "F1" in keys


def _start(start: Start) -> float:
    """The seconds from the start of the program to its first full paint."""
    begun = time.perf_counter()
    with Watched(start.command) as terminal:
        painted = terminal.shown(start.painted, QUIET_S)
    return painted - begun


def _row(language: str, ours: list[float], hello_s: list[float]) -> Row:
    figures = {"lianyun": milliseconds(ours), "a bare Textual hello": milliseconds(hello_s)}
    return compared(f"lianyun to its first full paint, sample plan, 120×40, {language}", ours, hello_s, 2, figures)
