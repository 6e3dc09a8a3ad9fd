"""`lianyun` and `lianyun demo`, as far as the dashboard itself, which has tests of its own."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from store.clock import SimulatedClock, WallClock
from store.festival import Festival
from store.who import Who
from tests.harness.command import Command

Opened = dict[str, Any]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A terminal, and a dashboard that is closed as soon as it is opened; holds what it was opened with."""
    found: Opened = {}

    class LianyunApp:
        return_code = 0
        failure: Exception | None = None

        def __init__(self, festival: Festival, who: Who, *, mode: str, **at_the_desk: Any) -> None:
            found.update(
                festival=festival,
                who=who,
                mode=mode,
                **at_the_desk,
                folder=festival.folder,
                about=festival.day().festival,
                clock=festival.clock,
            )
            found["now"] = festival.clock.now()

        def run(self) -> None:
            if "meanwhile" in found:
                found["meanwhile"]()

    module = ModuleType("tui.app")
    vars(module)["LianyunApp"] = LianyunApp
    monkeypatch.setitem(sys.modules, "tui.app", module)
    monkeypatch.setattr("tui.commands.common.is_terminal", lambda *_: True)
    return found


@pytest.mark.parametrize("arguments", [(), ("--follow",), ("demo",)])
def test_without_a_terminal_it_says_what_to_do(small: Command, arguments: tuple[str, ...]) -> None:
    answer = small(*arguments)
    assert (answer.status, answer.out) == (1, "")
    assert (
        answer.err
        == "The dashboard needs a terminal, and there is none here. “lianyun status” prints the day as it stands.\n"
    )


def test_it_opens_the_festival(small: Command, opened: Opened) -> None:
    small.done("--as", "步稳台", "--role", "stage")
    assert (opened["mode"], opened["who"], opened["folder"]) == ("normal", Who("步稳台", "stage"), small.folder)
    assert isinstance(opened["clock"], WallClock)
    small.done("do", "item.start", "A")  # the folder has been let go of


def test_it_opens_without_a_festival(lianyun: Command, opened: Opened) -> None:
    lianyun.done()
    assert (opened["mode"], opened["about"]) == ("normal", None)


def test_it_follows_while_another_writes(small: Command, opened: Opened) -> None:
    with Festival.open(small.folder):
        small.done("--follow")
        assert (opened["mode"], opened["festival"].read_only) == ("follow", True)
        answer = small()
        assert (answer.status, "--follow" in answer.err) == (1, True)


def test_there_must_be_something_to_follow(lianyun: Command, opened: Opened) -> None:
    assert lianyun("--follow").status == 1
    assert not opened


def test_the_demo_leaves_nothing_behind(lianyun: Command, opened: Opened) -> None:
    lianyun.done("demo", "--at", "14:45", "--speed", "10")
    assert (opened["mode"], opened["about"].id) == ("demo", "festival")
    assert isinstance(opened["clock"], SimulatedClock)
    assert opened["clock"].speed == 10
    assert opened["now"].strftime("%H:%M") == "14:45"
    assert not opened["folder"].exists()
    assert not lianyun.folder.exists()


def test_the_demo_leaves_nothing_behind_when_it_fails_either(lianyun: Command, opened: Opened) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    opened["meanwhile"] = interrupted
    assert lianyun("demo").status == 130
    assert not opened["folder"].exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_the_demo_leaves_nothing_behind_when_its_terminal_is_closed(lianyun: Command, opened: Opened) -> None:
    before = signal.getsignal(signal.SIGHUP)
    opened["meanwhile"] = lambda: signal.raise_signal(signal.SIGHUP)
    assert lianyun("demo").status == 128 + signal.SIGHUP
    assert not opened["folder"].exists()
    assert signal.getsignal(signal.SIGHUP) == before


@pytest.mark.parametrize(
    "arguments",
    [("--at", "25:00"), ("--at", "x"), ("--speed", "0"), ("--speed", "-1"), ("--speed", "nan"), ("--speed", "1e9")],
)
def test_a_demo_that_cannot_be(lianyun: Command, opened: Opened, arguments: tuple[str, str]) -> None:
    assert lianyun("demo", *arguments).status == 2
    assert not opened


def test_the_folder_is_named_by_the_option_then_the_variable_then_the_system(
    small: Command, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.cli import main

    main([])
    assert opened["folder"].name == "festival"
    assert tmp_path / "home" in opened["folder"].parents
    monkeypatch.setenv("LIANYUN_DATA", "~/day")
    main([])
    assert opened["folder"] == tmp_path / "home" / "day"
    main(["--data", str(tmp_path / "other")])
    assert opened["folder"] == tmp_path / "other"


def test_a_dashboard_that_fails_says_so_in_one_line(
    opened: Opened, lianyun: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    monkeypatch.setattr(sys.modules["tui.app"].LianyunApp, "failure", RuntimeError("it broke"))
    answer = lianyun("--data", str(tmp_path))
    assert answer.status == 1
    assert "RuntimeError" in answer.err
    assert "Traceback" not in answer.err
    assert len(answer.err.splitlines()) == 1
