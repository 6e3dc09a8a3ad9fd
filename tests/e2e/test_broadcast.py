"""A whole live show from the broadcast page, at speed, in a real terminal; and the command's way to fire a cue."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.harness.command import PROGRAM, Command, environment, program
from tests.harness.receiver import Receiver
from tests.harness.sources import ROOT
from tests.harness.terminal import Terminal

# 勤廉颂 from its ten seconds' call on: c7 is the GO of cue 7, g1 that of item 1, f the end of the item that runs.
SCRIPT = (
    "c7 c8 c9 g1 c10 f c11 g2 c12 c13 g3 c14 g4 c15 c16 g5 c17 g6 c18 g7 c19 f c20 g8 c21 g9 c22 f c23 c24"
)  # fmt: skip
GO_GAP_S = 1.02


def test_a_whole_live_show_at_speed() -> None:
    command = [
        *PROGRAM,
        "demo",
        "--at",
        "16:59:30",
        "--speed",
        "200",
        "--lang",
        "en",
        "--role",
        "command",  # both the items and the cues are played here
        "--as",
        "播天下",
    ]
    with Terminal(command, (120, 40), environment()) as terminal:
        terminal.until("pages")
        terminal.press("f5")
        terminal.until("cue 7")
        for step in SCRIPT.split():
            terminal.watch(GO_GAP_S)
            _take(terminal, step)
        terminal.press("f5")
        screen = terminal.until("All cues of this show have been called.")
        assert "○ off the air after" in screen
        assert len(re.findall(r"✓ +\d+ .* fired \d\d:", screen)) >= 10  # as many as there is room for
        assert not re.search(r"late \d", screen)
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


def _take(terminal: Terminal, step: str) -> None:
    number = step[1:]
    if step[0] == "c":
        terminal.press("f5")
        terminal.until(lambda screen: f"cue {number} DUE" in screen or f"cue {number} late" in screen, timeout=30)
        terminal.press("space")
        terminal.until(f"fired cue {number} ")
    else:
        terminal.press("f3")
        terminal.until("Fcst/act.")
        terminal.press("space" if step[0] == "g" else "f")
        terminal.until(f"started {number} " if step[0] == "g" else "finished ")


@pytest.fixture
def lianyun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command on a folder with the sample plan in it."""
    command = Command(tmp_path / "festival", capsys)
    command.done("import", ROOT / "assets" / "sample" / "plan.json")
    return command


def test_the_command_fires_tries_and_tells(lianyun: Command) -> None:
    with Receiver() as receiver:
        lianyun.done("do", "cue.edit", "C-P4-008", f"trigger=companion {receiver.host} 1/2/3")
        lianyun.done("do", "cue.edit", "C-P4-009", f"trigger=companion {receiver.host} 1/9/3")
        tried = lianyun.done("cues", "test", "C-P4-008").lines
        assert tried[0] == f"POST http://{receiver.host}/api/location/1/2/3/press"
        assert tried[1] == "Dry run: nothing was sent."
        assert tried[2].startswith("✓ 127.0.0.1:")
        assert receiver.requests == []
        at = ("--at", "17:00")
        lianyun.done("do", "cue.standby", "C-P4-008", *at)
        lianyun.done("do", "cue.ack", "C-P4-008", "by=放像", *at)
        lianyun.done("do", "cue.go", "C-P4-008", *at)
        failed = lianyun("do", "cue.go", "C-P4-009", *at)
        assert (failed.status, "Companion has no such button" in failed.err) == (1, True)
        assert len(receiver.requests) == 2
    found = {each["id"]: each for each in json.loads(lianyun.done("status", "--json", *at).out)["cues"]}
    assert (found["C-P4-008"]["state"], found["C-P4-008"]["outcome"]["status"]) == ("fired", 200)
    assert found["C-P4-009"]["state"] == "failed"
    lianyun.done("do", "cue.skip", "C-P4-010", "reason=撤")
    refused = lianyun("do", "cue.go", "C-P4-011", "seen=C-P4-008", *at)
    assert (refused.status, "The cues have moved on" in refused.err) == (1, True)


def test_the_dry_run_of_a_cue_without_a_trigger_is_refused(lianyun: Command) -> None:
    answer = lianyun("cues", "test", "C-P4-001")
    assert (answer.status, answer.err) == (1, "Cue 1 转播车信号联调 has no trigger.\n")


def test_a_password_is_refused_and_never_comes_back(lianyun: Command) -> None:
    refused = lianyun("do", "cue.edit", "C-P4-008", "trigger=GET http://ob:hunter2@h/")
    assert (refused.status, "hunter2" in refused.err) == (1, False)
    assert "hunter2" not in lianyun.done("log", "--json").out


def test_go_from_a_program_of_its_own(lianyun: Command) -> None:
    with Receiver() as receiver:
        lianyun.done("do", "cue.edit", "C-P4-008", f"trigger=vmix {receiver.host} Cut")
        done = program("--data", str(lianyun.folder), "--lang", "en", "do", "cue.go", "C-P4-008")
        assert (done.returncode, done.stderr) == (0, b"")
        assert [path for _, path, _ in receiver.requests] == ["/api/?Function=Cut"]
