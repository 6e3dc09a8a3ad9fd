"""A whole show by keys, in a real terminal."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.entry import Entry
from store.festival import Festival
from store.models import DEPARTMENTS
from tests.harness.command import PROGRAM, Command, environment, program
from tests.harness.sources import ROOT
from tests.harness.terminal import Terminal
from tests.store.festivals import MANAGER

SHOW = "P4"
TITLES = (
    "勤廉礼赞", "黑河谣", "下乡路上", "勤政谱", "四十年的账本", "草原清泉", "拒贿", "勤廉人物颁奖", "勤廉之歌",
)  # fmt: skip


@pytest.fixture
def lianyun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command on a folder with the sample plan in it: the stage is ready, the last but one item not approved."""
    command = Command(tmp_path / "festival", capsys)
    command.done("import", ROOT / "assets" / "sample" / "plan.json")
    command.done("do", "item.edit", f"{SHOW}-08", "approved=no")
    for department in DEPARTMENTS:
        command.done("do", "stage.department", "S2", f"department={department}", "state=ready")
    return command


def dashboard(folder: Path, *arguments: str, size: tuple[int, int] = (120, 40)) -> Terminal:
    """The dashboard on a folder, in a terminal of its own."""
    command = [*PROGRAM, "--data", str(folder), "--as", MANAGER.name, "--role", MANAGER.role, *arguments]
    return Terminal(command, size, environment())


@pytest.fixture
def open_terminal(lianyun: Command) -> Iterator[Terminal]:
    """The dashboard on the sample plan, open on the running order of the show."""
    with dashboard(lianyun.folder) as terminal:
        terminal.until("Overview")
        choose(terminal)
        yield terminal


def choose(terminal: Terminal) -> None:
    """Open the running order of the show by its name."""
    terminal.press("f3")
    terminal.until("Running order")
    terminal.press("p")
    terminal.until("Which show?")
    terminal.type("Diligence")
    terminal.until(lambda screen: "Flourishing Age" not in screen.partition("Which show?")[2].partition("Enter")[0])
    terminal.press("enter")
    terminal.until(TITLES[0])


def go(terminal: Terminal, title: str) -> None:
    """Press GO until the title has started, or it is asked whether it may."""
    number = TITLES.index(title) + 1
    if number > 1:
        terminal.watch(1.05)  # a second press within a second is none
    terminal.press("space")
    terminal.until(lambda screen: f"started {number} “{title}”" in screen or "Go on all the same?" in screen)


def test_a_show_from_its_first_call_to_its_last_finish(lianyun: Command, open_terminal: Terminal) -> None:
    terminal = open_terminal
    terminal.press("c")
    terminal.until(f"called 1 “{TITLES[0]}”")
    terminal.press("b")
    terminal.until(f"1 “{TITLES[0]}” is standing by")

    go(terminal, TITLES[0])
    terminal.press("h")
    terminal.until(f"held 1 “{TITLES[0]}”")
    terminal.press("h")
    terminal.until(f"resumed 1 “{TITLES[0]}”")
    go(terminal, TITLES[1])
    terminal.press("f")
    terminal.until(f"finished 2 “{TITLES[1]}”")
    terminal.press("u")
    terminal.until(f"taken back: finished 2 “{TITLES[1]}”")
    terminal.press("+")
    terminal.until(f"gave 2 “{TITLES[1]}” 1:00 more")
    terminal.press("s")  # the cursor is on the next item
    terminal.until(f"Skip 3 {TITLES[2]}?")
    terminal.type("演员嗓子不适")
    terminal.press("enter")
    terminal.until(f"skipped 3 “{TITLES[2]}”: 演员嗓子不适")
    for title in TITLES[3:7]:
        go(terminal, title)
    go(terminal, TITLES[7])
    terminal.until("has not been approved")
    terminal.press("y")
    terminal.until(f"started 8 “{TITLES[7]}”")
    go(terminal, TITLES[8])
    terminal.press("f")
    terminal.until("The show ended at")
    terminal.press("ctrl+q")
    assert terminal.wait() == 0

    with Festival.open(lianyun.folder, follow=True) as festival:
        items = festival.day().rundown(SHOW).items
        assert [item.state for item in items] == ["done", "done", "skipped", *["done"] * 6]
        assert items[2].skip_reason == "演员嗓子不适"
        assert items[7].accepted == ("unapproved",)
        assert len(items[0].holds) == 1
        assert items[1].adjust_s == 60
        assert {entry.actor for entry in on_the_day(festival)} == {MANAGER.name}
        assert [entry.action for entry in on_the_day(festival)].count("item.start") == 8
        assert [entry.action for entry in on_the_day(festival)].count("entry.undo") == 1
    assert lianyun("verify").status == 0


def on_the_day(festival: Festival) -> list[Entry]:
    """What was done at the dashboard: all but the import, and what was edited before."""
    before = ("plan.put", "item.edit", "stage.department")
    return [entry for entry in festival.journal.all() if entry.action not in before]


def test_the_terminal_is_left_as_it_was_found(lianyun: Command, tmp_path: Path) -> None:
    line = " ".join([*PROGRAM, "--data", str(lianyun.folder)])
    with Terminal(["sh", "-c", f"echo before; {line}; echo after $?; read x"], (80, 24), environment()) as terminal:
        terminal.until("Overview")
        terminal.press("ctrl+q")
        terminal.until("after 0")
        assert_left_as_found(terminal)
        terminal.press("enter")
        assert terminal.wait() == 0


def assert_left_as_found(terminal: Terminal) -> None:
    """The other screen, the hidden cursor and the mouse have all been given back."""
    for taken, given_back in ((b"1049h", b"1049l"), (b"25l", b"25h"), (b"1000h", b"1000l")):
        assert terminal.written.rindex(b"\x1b[?" + given_back) > terminal.written.rindex(b"\x1b[?" + taken)


def test_a_dashboard_that_is_told_to_end_loses_nothing(lianyun: Command, open_terminal: Terminal) -> None:
    terminal = open_terminal
    go(terminal, TITLES[0])
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.wait() == 128 + signal.SIGTERM
    assert "Traceback" not in terminal.text()
    assert_left_as_found(terminal)
    assert lianyun.done("verify")
    shows = lianyun.done("status", "--json").json["performances"]
    assert next(show["current"] for show in shows if show["id"] == SHOW) == f"{SHOW}-01"


def test_who_follows_sees_what_is_done(lianyun: Command, open_terminal: Terminal) -> None:
    with dashboard(lianyun.folder, "--follow", size=(100, 30)) as watcher:
        watcher.until("READ ONLY")
        go(open_terminal, TITLES[0])
        watcher.until(f"▶ 1 “{TITLES[0][:2]}")
        watcher.press("f3")
        watcher.until("Running order")
        watcher.press("space")
        watcher.until("‼")


def test_a_second_dashboard_is_told_who_has_the_folder(lianyun: Command, open_terminal: Terminal) -> None:
    with dashboard(lianyun.folder) as second:
        assert second.wait() == 1
        assert "--follow" in second.text()
        assert "Traceback" not in second.text()


def test_the_demo_runs_at_its_speed_and_leaves_nothing(tmp_path: Path) -> None:
    environ = {**environment(), "TMPDIR": str(tmp_path)}
    with Terminal([*PROGRAM, "demo", "--at", "17:40", "--speed", "60", "--lang", "zh"], (120, 40), environ) as terminal:
        terminal.until("演示 ×60")
        terminal.until(lambda screen: "17:41:" in screen or "17:42:" in screen)
        terminal.press("z")
        terminal.until("演示 已暂停")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    assert list(tmp_path.glob("lianyun-demo-*")) == []


@pytest.mark.parametrize("arguments", [(), ("demo",)])
def test_without_a_terminal_it_says_so_in_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    answer = program("--data", str(tmp_path / "f"), *arguments)
    assert answer.returncode == 1
    assert answer.stdout == b""
    assert answer.stderr.decode().count("\n") == 1
    assert "terminal" in answer.stderr.decode()


def test_the_first_start_takes_the_sample(tmp_path: Path) -> None:
    with dashboard(tmp_path / "new", size=(80, 24)) as terminal:
        terminal.until("There is no festival in this folder yet")
        terminal.press("s")
        terminal.until("Import this?")
        terminal.press("y")
        terminal.until("Rhyme of Integrity")
        terminal.resize(160, 50)
        terminal.until(lambda screen: "Cultural Centre theatre" in screen)
