"""The terminal that the end-to-end tests look through."""

from __future__ import annotations

import signal
import sys

import pytest

from tests.harness.keys import sent
from tests.harness.terminal import NeverShown, Terminal

# Raw mode, as a full-screen program has it: say each chunk that comes in, end at "q".
ECHO = """
import os, sys, termios, tty
tty.setraw(0, termios.TCSANOW)
print("ready", end="\\r\\n", flush=True)
while (data := os.read(0, 1024)) != b"q":
    print(ascii(data), end="\\r\\n", flush=True)
"""


def python(text: str, size: tuple[int, int] = (60, 12)) -> Terminal:
    return Terminal([sys.executable, "-c", text], size)


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("x", b"x"),
        ("节", "节".encode()),
        ("enter", b"\r"),
        ("escape", b"\x1b"),
        ("shift+tab", b"\x1b[Z"),
        ("f2", b"\x1bOQ"),
        ("f12", b"\x1b[24~"),
        ("up", b"\x1b[A"),
        ("ctrl+up", b"\x1b[1;5A"),
        ("pageup", b"\x1b[5~"),
        ("shift+delete", b"\x1b[3;2~"),
        ("ctrl+s", b"\x13"),
        ("alt+x", b"\x1bx"),
        ("+", b"+"),
    ],
)
def test_keys_are_sent_as_terminals_do(key: str, data: bytes) -> None:
    assert sent(key) == data


@pytest.mark.parametrize("key", ["page", "hyper+x", "ctrl+节", "F2", "ctrl+"])
def test_unknown_keys_are_refused(key: str) -> None:
    with pytest.raises(ValueError, match=key.replace("+", r"\+")):
        sent(key)


def test_keys_reach_the_program_and_its_answer_the_screen() -> None:
    with python(ECHO) as terminal:
        terminal.until("ready")
        terminal.press("f2", "ctrl+s")
        assert r"b'\x1bOQ\x13'" in terminal.until(r"\x13")
        terminal.paste("a\nb")
        terminal.until(r"b'\x1b[200~a\nb\x1b[201~'")
        terminal.type("q")
        assert terminal.wait() == 0


def test_a_long_text_is_taken_whole() -> None:
    count = "import sys, tty; tty.setraw(0); print('ready', flush=True); print(len(sys.stdin.read(20000)))"
    with python(count) as terminal:
        terminal.until("ready")
        terminal.type("x" * 20_000)
        terminal.until("20000")


def test_the_program_sees_the_size_and_is_told_of_another() -> None:
    tell = (
        "import os, signal; say = lambda *_: print(tuple(os.get_terminal_size()), flush=True)\n"
        "signal.signal(signal.SIGWINCH, say); say(); signal.pause()"
    )
    with python(tell, (100, 30)) as terminal:
        terminal.until("(100, 30)")
        terminal.resize(80, 24)
        terminal.until("(80, 24)")
        assert terminal.size == (80, 24)


def test_wide_characters_take_two_columns_and_colours_are_told() -> None:
    with python(r"print('\x1b[1;38;2;255;0;16;44m廉韵\x1b[0;9ms', flush=True)") as terminal:
        terminal.until("廉韵s")
        wide, behind, *_, struck = terminal.cells[0][:5]
        assert (wide.text, wide.fg, wide.bold, behind.text) == ("廉", "#ff0010", True, "")
        assert wide.bg.startswith("#")
        assert (struck.text, struck.strike, struck.fg) == ("s", True, "")


@pytest.mark.parametrize(
    "sequence",
    [r"\x1b[?2026$p", r"\x1b[>1u", r"\x1b[<u", r"\x1b[?u", r"\x1b[>4;1m", r"\x1bP+q544e\x1b\\", r"\x1b_Gi=1\x1b\\"],
)
def test_what_the_screen_does_not_know_leaves_no_trace_even_in_halves(sequence: str) -> None:
    halves = (
        f"import sys\ntext = 'a{sequence}b'\n"
        "for each in text + ' end': sys.stdout.write(each); sys.stdout.flush()"
    )  # fmt: skip
    with python(halves) as terminal:
        assert terminal.until("end").startswith("ab end")


def test_what_never_comes_is_said_with_the_screen() -> None:
    with python("print('here', flush=True); input()") as terminal:
        terminal.until("here")
        with pytest.raises(NeverShown, match=r"not within 0.05 s.*there.*\nhere"):
            terminal.until("there", timeout=0.05)
        terminal.press("enter")


def test_a_program_that_ends_early_is_noticed_at_once() -> None:
    with python("print('bye')") as terminal, pytest.raises(NeverShown, match=r"has ended.*\nbye"):
        terminal.until("hello")


def test_a_predicate_may_be_awaited_and_bytes_are_counted() -> None:
    with python("print('x' * 50, flush=True); input()") as terminal:
        terminal.until(lambda screen: screen.count("x") == 50)
        assert terminal.bytes_read == 52
        assert terminal.watch(0.01) == 0
        terminal.press("enter")


def test_the_exit_status_is_told() -> None:
    with python("raise SystemExit(3)") as terminal:
        assert terminal.wait() == 3
    with Terminal(["no-such-program-here"]) as terminal:
        terminal.until("no-such-program-here: No such file")
        assert terminal.wait() == 127


def test_a_program_that_does_not_listen_is_ended_all_the_same() -> None:
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); signal.pause()"
    terminal = python(deaf)
    terminal.until("deaf")
    terminal.close(patience=0.05)
    assert terminal.wait() == -signal.SIGKILL
    terminal.close()
