"""A program as its user meets it: run in a real pseudo-terminal, its keys pressed, its screen read.

    with Terminal(["lianyun", "demo"], size=(120, 40)) as terminal:
        terminal.until("总览")
        terminal.press("f3")
        assert "节目单" in terminal.text()

Nothing here waits for a fixed time: `until` reads what the program writes until the screen shows what is awaited. For
POSIX systems only.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import pyte

from tests.harness.keys import sent

_COLOURS = {
    "black": "#1a1a1a",
    "red": "#cc3333",
    "green": "#33a853",
    "brown": "#c9a227",
    "blue": "#4a7dd6",
    "magenta": "#b05fc0",
    "cyan": "#3aa6a6",
    "white": "#d0d0d0",
    "brightblack": "#777777",
    "brightred": "#ff6666",
    "brightgreen": "#66dd88",
    "brightbrown": "#ffdd55",
    "brightblue": "#77a7ff",
    "brightmagenta": "#dd88ee",
    "bfightmagenta": "#dd88ee",  # as pyte spells it for backgrounds
    "brightcyan": "#66dddd",
    "brightwhite": "#ffffff",
}

# What pyte would print as text, or trip over: private modes other than set and reset, the queries and settings of newer
# terminals (kitty keyboard, mode reports), and the strings DCS, SOS, PM and APC.
_UNKNOWN = re.compile(
    rb"\x1b\[(?:[<=>][0-9;:]*[ -/]*[@-~]|\?[0-9;]*(?:[ -/]+[@-~]|[@-gi-km-~])|[0-9;]*\$[@-~])|\x1b[PX^_][^\x1b]*\x1b\\"
)
# A sequence whose end has not been read yet.
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[PX^_][^\x1b]*\x1b?|)\Z")


@dataclass(frozen=True)
class Cell:
    """One column of one line. The colours are `#rrggbb`, empty for the terminal's own; the column behind a wide
    character has an empty text. There is no dim: Textual sends dim text in a colour blended with its background."""

    text: str
    fg: str
    bg: str
    bold: bool
    italic: bool
    underline: bool
    strike: bool
    reverse: bool


class NeverShown(AssertionError):
    """What was awaited did not come; the message has the last screen."""


class Terminal:
    """A program in a pseudo-terminal of `size` (columns, lines), as a process group of its own.

    `env` is set on top of the environment of the tests. `bytes_read` counts what the program has written so far, and
    `written` is all of it.
    """

    def __init__(
        self, command: Sequence[str], size: tuple[int, int] = (80, 24), env: Mapping[str, str] | None = None
    ) -> None:
        environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONUTF8": "1", **(env or {})}
        self.bytes_read = 0
        self.written = bytearray()
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._unfinished = b""
        self._open = True
        self._status: int | None = None
        self.pid, self._fd = _spawn(list(command), size, environ)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def press(self, *keys: str) -> None:
        """Press keys by Textual's names for them (`f2`, `ctrl+s`, `shift+tab`, `pageup`, `x`); ValueError for others.

        A terminal cannot tell `escape` and a key right behind it from `alt` and that key: await what escape does first.
        """
        self._write(b"".join(sent(key) for key in keys))

    def type(self, text: str) -> None:
        """Type a text, or commit it from an input method, in one go."""
        self._write(text.encode())

    def paste(self, text: str) -> None:
        """Paste a text, bracketed as terminals do."""
        self._write(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def resize(self, columns: int, lines: int) -> None:
        """Give the window another size; the program is told by the system."""
        self._screen.resize(lines, columns)
        _set_size(self._fd, (columns, lines))

    def until(self, awaited: str | Callable[[str], bool], timeout: float = 20.0) -> str:
        """Read the program's output until the screen has a text, or until its text fulfils a predicate.

        Returns the screen's text. Raises NeverShown after `timeout` seconds, or at once where the program ends without it.
        """
        shows = awaited if callable(awaited) else lambda screen: awaited in screen
        deadline = time.monotonic() + timeout
        while not shows(screen := self.text()):
            left = deadline - time.monotonic()
            if left <= 0 or not self._read(left):
                why = f"not within {timeout:g} s" if self._open else "and the program has ended"
                raise NeverShown(f"never shown, {why}: {awaited!r}\n{screen}")
        return screen

    def watch(self, seconds: float) -> int:
        """Read the program's output for so long, as someone who only looks on; return how many bytes came."""
        before, deadline = self.bytes_read, time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0 and self._read(left):
            pass
        return self.bytes_read - before

    def wait(self, timeout: float = 20.0) -> int:
        """Read on until the program ends; return its status, negative for a signal. Raises NeverShown where it does not."""
        if not self._ended(timeout):
            raise NeverShown(f"not ended within {timeout:g} s\n{self.text()}")
        assert self._status is not None
        return self._status

    def text(self) -> str:
        """The screen as text, its lines without the blanks at their ends."""
        size, buffer = self.size, self._screen.buffer
        return "\n".join("".join(buffer[y][x].data for x in range(size[0])).rstrip() for y in range(size[1]))

    @property
    def cells(self) -> list[list[Cell]]:
        """The screen as lines of cells, one a column."""
        columns, lines = self.size
        return [[_cell(self._screen.buffer[y][x]) for x in range(columns)] for y in range(lines)]

    @property
    def size(self) -> tuple[int, int]:
        """How many columns and lines the window has."""
        return self._screen.columns, self._screen.lines

    def close(self, patience: float = 2.0) -> None:
        """End the program: by ctrl+q, where that does not help in `patience` seconds by SIGTERM, and at last by SIGKILL."""
        if self._fd < 0:
            return
        if not self._ended(0):
            self.press("ctrl+q")
            for number in (signal.SIGTERM, signal.SIGKILL):
                if self._ended(patience):
                    break
                os.killpg(self.pid, number)
        self.wait()
        os.close(self._fd)
        self._fd = -1

    def _ended(self, timeout: float) -> bool:
        """Whether the program ends within `timeout` seconds; its output is read meanwhile, or it might wait for that."""
        deadline = time.monotonic() + timeout
        while self._status is None:
            left = deadline - time.monotonic()
            if self._open and left > 0:
                self._read(left)
            pid, status = os.waitpid(self.pid, 0 if not self._open else os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
                while self._read(0):  # what it wrote last
                    pass
            elif left <= 0:
                return False
        return True

    def _read(self, timeout: float) -> bool:
        """Feed what the program writes next to the screen; False where nothing came in `timeout` seconds or it has ended."""
        if not self._open or not select.select([self._fd], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:  # Linux says EIO where the program has closed its side, others give no bytes
            data = b""
        self._open = bool(data)
        self.bytes_read += len(data)
        self.written += data
        data = self._unfinished + data
        end = found.start() if self._open and (found := _UNFINISHED.search(data)) else len(data)
        self._unfinished = data[end:]
        self._stream.feed(_UNKNOWN.sub(b"", data[:end]))
        return self._open

    def _write(self, data: bytes) -> None:
        """Send keys; what the program writes meanwhile is read, so that neither waits for the other for ever."""
        while data and self._open:
            readable, writable, _ = select.select([self._fd], [self._fd], [])
            if writable:
                data = data[os.write(self._fd, data[:256]) :]
            elif readable:
                self._read(0)


def _spawn(command: list[str], size: tuple[int, int], environ: dict[str, str]) -> tuple[int, int]:
    """Start the command behind a new pseudo-terminal; return its process id and our end of the terminal."""
    with warnings.catch_warnings():
        # Newer Pythons warn where a process with threads forks; the child here does nothing but become another program.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid, fd = pty.fork()
    if pid == 0:
        try:
            _set_size(0, size)
            os.execvpe(command[0], command, environ)
        except OSError as error:
            os.write(2, f"{command[0]}: {error.strerror}\n".encode())
        finally:
            os._exit(127)
    return pid, fd


def _set_size(fd: int, size: tuple[int, int]) -> None:
    columns, lines = size
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


def _cell(char: Any) -> Cell:
    fg, bg = _colour(char.fg), _colour(char.bg)
    return Cell(char.data, fg, bg, char.bold, char.italics, char.underscore, char.strikethrough, char.reverse)


def _colour(name: str) -> str:
    return "" if name == "default" else _COLOURS.get(name) or f"#{name}"
