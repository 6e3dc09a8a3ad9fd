"""The command as a script meets it: called in this process, or as a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.harness.sources import ROOT
from tui.cli import main

PROGRAM = [sys.executable, "-m", "tui.cli"]


class Answer(NamedTuple):
    """What a command answered: its exit status, and what it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


class Command:
    """`lianyun` on one folder: `lianyun("do", "item.start", "A")`."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Answer:
        """Run the command in this process."""
        self._capsys.readouterr()
        status = main(["--data", str(self.folder), *map(str, arguments)])
        captured = self._capsys.readouterr()
        return Answer(status, captured.out, captured.err)

    def done(self, *arguments: object) -> Answer:
        """Run a command that succeeds and complains of nothing."""
        answer = self(*arguments)
        assert (answer.status, answer.err) == (0, ""), answer
        return answer

    def plan(self, **tables: list[dict[str, Any]]) -> None:
        """Import a plan of those tables; the festival is added where there is none."""
        file = self.folder.parent / "plan.json"
        festival = [{"id": "F", "name": "廉韵", "name_en": "Rhyme", "date": "2005-07-01", "timezone": "Asia/Shanghai"}]
        file.write_text(json.dumps({"festival": festival, **tables}), encoding="utf-8")
        self.done("import", file)


def program(*arguments: str, environ: Mapping[str, str] | None = None, **kwargs: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a program of its own, without a terminal."""
    streams: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | kwargs
    return subprocess.run(
        [*PROGRAM, *arguments], env=environment() | dict(environ or {}), check=False, timeout=60, **streams
    )


def environment() -> dict[str, str]:
    """The variables with which a program of its own finds the sources."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}
