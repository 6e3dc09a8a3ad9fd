"""A real pseudo-terminal typed at as a scanner does: at every speed, with every suffix and prefix, and in a burst."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.actions import FestivalTag
from store.clock import WallClock
from store.codes.issuing import issue
from store.codes.key import Key
from store.festival import Festival
from store.who import Who
from tests.harness.command import program
from tests.harness.terminal import Terminal
from tests.store.festivals import put

PROGRAM = [sys.executable, "-m", "tui.cli"]
ROOT = str(Path(__file__).resolve().parents[2])
KEY = Key("2005", b"sixteen bytes ..")
WHO = Who("迎如春", "desk")
COUNT = 300
PREFIXES = ("", "]Q1", "]Q3", "\\000026", "\\000003")
ENDINGS = ("\r", "\n", "\t", "")


def with_codes(folder: Path, count: int) -> None:
    with Festival.open(folder, WallClock()) as festival:
        plan = [put("festival", "festival", name="廉韵", date="2005-07-01")]
        plan += [put("officials", f"O-{n:03d}", name=f"来宾{n:03d}", unit="区纪委") for n in range(count)]
        festival.do_all(plan, WHO)
        festival.do_all([FestivalTag(subject="festival", tag=KEY.tag), *issue(KEY, festival.documents.roster)], WHO)


def code(n: int) -> str:
    return KEY.code(f"O-{n:03d}", 1)


@contextmanager
def opened(folder: Path, size: tuple[int, int] = (100, 30)) -> Iterator[Terminal]:
    command = [*PROGRAM, "--data", str(folder), "--lang", "en", "--as", "迎如春", "--desk", "北门1号台"]
    with Terminal(command, size, {"PYTHONPATH": ROOT}) as terminal:
        terminal.until("pages")
        terminal.press("f9")
        terminal.until("Ready")
        yield terminal


def type_slowly(terminal: Terminal, text: str, each_s: float) -> None:
    """A character after another, so many seconds apart."""
    begun = time.perf_counter()
    for nth, sign in enumerate(text):
        terminal.type(sign)
        while (left := begun + (nth + 1) * each_s - time.perf_counter()) > 0:
            time.sleep(min(left, each_s))


def arrivals(folder: Path) -> list[str]:
    """Who came, in the order of the record."""
    answer = program("--data", str(folder), "log", "--json")
    return [entry["subject"] for entry in json.loads(answer.stdout) if entry["action"] == "official.admit"]


@pytest.mark.parametrize("each_s", [0.001, 0.005, 0.020])
def test_every_prefix_and_suffix_at_every_speed(tmp_path: Path, each_s: float) -> None:
    with_codes(tmp_path / "f", 20)
    with opened(tmp_path / "f") as terminal:
        n = 0
        for prefix in PREFIXES:
            for ending in ENDINGS:
                type_slowly(terminal, prefix + code(n) + ending, each_s)
                terminal.until(lambda screen, n=n: f"来宾{n:03d}" in screen and f"present {n + 1}" in screen)
                n += 1
        assert "Check-in" in terminal.text()
    assert arrivals(tmp_path / "f") == [f"O-{n:03d}" for n in range(20)]


@pytest.mark.parametrize("ending", ["\r", ""])
def test_a_burst_of_300_scans_is_300_right_answers_in_order(tmp_path: Path, ending: str) -> None:
    with_codes(tmp_path / "f", COUNT)
    with opened(tmp_path / "f") as terminal:
        for n in range(COUNT):
            type_slowly(terminal, code(n) + ending, 0.001)
            terminal.watch(0)
        terminal.until(f"present {COUNT} ", timeout=60)
    assert arrivals(tmp_path / "f") == [f"O-{n:03d}" for n in range(COUNT)]
