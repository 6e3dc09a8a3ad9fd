"""A pseudo-terminal that takes the time first and reads the screen afterwards, so that reading it distorts no measure."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from tests.harness.sources import ROOT
from tests.harness.terminal import NeverShown, Terminal

SIZE = (120, 40)
PATIENCE_S = 30.0


class Pieces:
    """Stands in for the parser of the terminal: keeps what came, each piece with the moment at which it came."""

    def __init__(self) -> None:
        self.kept: list[tuple[float, bytes]] = []

    def feed(self, data: bytes) -> None:
        self.kept.append((time.perf_counter(), data))


class Watched(Terminal):
    """A terminal that parses what the program writes only where the screen is asked for."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str] | None = None, size: tuple[int, int] = SIZE) -> None:
        super().__init__(command, size, {"PYTHONPATH": str(ROOT), **(env or {})})
        self._parser, self._pieces = self._stream, Pieces()
        self._stream: Any = self._pieces

    def __enter__(self) -> Self:
        return self

    @property
    def pieces(self) -> list[tuple[float, bytes]]:
        """What has come since the screen was last asked for, each piece with its moment (`time.perf_counter`)."""
        return list(self._pieces.kept)

    def text(self) -> str:
        self._parse(lambda: False)
        return super().text()

    def shown(self, awaited: Callable[[str], bool], quiet_s: float) -> float:
        """Read until the screen fulfils `awaited`; return the moment (`time.perf_counter`) at which it had come.

        The screen is looked at only where nothing more comes for `quiet_s` seconds; then what has come is gone through
        piece by piece. Raises NeverShown.
        """
        deadline = time.perf_counter() + PATIENCE_S
        while time.perf_counter() < deadline:
            if not self._read(quiet_s):
                moment = self._parse(lambda: awaited(super(Watched, self).text()))
                if moment is not None:
                    return moment
        raise NeverShown(f"never shown\n{self.text()}")

    def _parse(self, until: Callable[[], bool]) -> float | None:
        """Parse all pieces; return the moment of the first behind which `until` holds, None where none is that."""
        found: float | None = None
        kept, self._pieces.kept = self._pieces.kept, []
        for moment, data in kept:
            self._parser.feed(data)
            if found is None and until():
                found = moment
        return found


def lianyun(*arguments: str) -> list[str]:
    """The command as its user types it, where it is installed beside this Python; else the module that it runs."""
    script = Path(sys.executable).with_name("lianyun")
    return [str(script), *arguments] if script.exists() else [sys.executable, "-m", "tui.cli", *arguments]


def temporary(folder: Path) -> dict[str, str]:
    """The variables with which a program makes its throw-away folders in `folder`."""
    folder.mkdir(exist_ok=True)
    return {"TMPDIR": os.fspath(folder)}
