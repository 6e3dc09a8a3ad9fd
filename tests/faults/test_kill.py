"""Killed with SIGKILL while recording, 200 times on one folder: no acknowledged entry is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import TextIO

import pytest

from store.actions import ItemStart
from store.festival import Festival
from store.storage import DurableStorage
from store.verify import verify
from tests.store.festivals import do, opened

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks the children that it kills")

KILLS = 200
ROOT = Path(__file__).resolve().parents[2]


class Recorder:
    """The program that is killed, and what it has said."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._in: TextIO = process.stdin  # type: ignore[assignment]
        self._out: TextIO = process.stdout  # type: ignore[assignment]

    def kill_one(self, random: Random) -> list[str]:
        """Let a child record, kill it at some moment, and return the entries that it acknowledged."""
        wanted, late_s = random.randrange(12), random.uniform(0, 0.002)
        print(flush=True, file=self._in)
        pid = int(self._said().removeprefix("pid "))
        acknowledged: list[str] = []
        while len(acknowledged) < wanted:
            acknowledged.append(self._acknowledged(self._said()))
        until = time.perf_counter() + late_s
        while time.perf_counter() < until:
            pass  # some moment between two acknowledgements
        os.kill(pid, signal.SIGKILL)
        while (words := self._said()) != "dead":
            acknowledged.append(self._acknowledged(words))
        return acknowledged

    def _said(self) -> str:
        return self._out.readline().rstrip("\n")

    @staticmethod
    def _acknowledged(words: str) -> str:
        assert words.startswith("ack "), words
        return words.removeprefix("ack ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with opened(tmp_path / "f") as festival:
        do(festival, ItemStart(subject="A"))
    return festival.folder


@pytest.fixture
def recorder(folder: Path) -> Iterator[Recorder]:
    command = [sys.executable, "-m", "tests.faults.recorder", str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        yield Recorder(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 0


def test_no_acknowledged_entry_is_lost(folder: Path, recorder: Recorder) -> None:
    random = Random(20050701)
    acknowledged: set[str] = set()
    for kill in range(1, KILLS + 1):
        acknowledged.update(recorder.kill_one(random))
        there = DurableStorage(folder, read_only=True).tables["entries"].keys()
        assert acknowledged <= there, f"lost in kill {kill}: {sorted(acknowledged - there)}"
        if kill % 20 == 0:
            assert verify(folder).faults == ()
    assert len(acknowledged) > KILLS  # it did record
    with Festival.open(folder) as festival:
        assert acknowledged <= {entry.id for entry in festival.journal.all()}
    assert verify(folder).faults == ()
