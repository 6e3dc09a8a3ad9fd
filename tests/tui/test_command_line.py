"""The command line as a whole: languages, exit statuses, and what goes wrong."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.errors import NotRecorded
from tests.harness.command import PROGRAM, Command, environment, program
from tests.harness.sources import ROOT
from tui.cli import main
from tui.commands.parser import VERSION

posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes and devices")


def test_the_version_is_that_of_the_project(lianyun: Command) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
    for arguments in (("--version",), ("status", "--version")):
        assert lianyun.done(*arguments).out == f"lianyun {VERSION}\n"


@pytest.mark.parametrize("command", ["demo", "import", "template", "do", "undo", "status", "log", "verify", "repair"])
def test_every_command_has_help_in_both_languages(lianyun: Command, command: str) -> None:
    english, chinese = (lianyun.done(command, "--lang", lang, "--help").out for lang in ("en", "zh"))
    assert english.startswith(f"usage: lianyun {command}")
    assert chinese.startswith(f"用法：lianyun {command}")
    assert "显示帮助并退出" in chinese
    assert "--data" in chinese


def test_the_commands_are_listed(lianyun: Command) -> None:
    out = lianyun.done("--help").out
    for command in ("demo", "import", "template", "do", "undo", "status", "log", "verify", "repair"):
        assert f"\n    {command} " in out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["fly"], "invalid choice: 'fly'"),
        (["--fly"], "unrecognized arguments: --fly"),
        (["status", "extra"], "unrecognized arguments: extra"),
        (["--data", ""], "a folder's name is missing"),
        (["--lang", "xx", "status"], "invalid choice: 'xx'"),
        (["status", "--at"], "expected one argument"),
        (["import"], "the following arguments are required: FILE"),
        (["fly\x1b[2J"], "invalid choice"),
        (["status", "\x1b[2J\u202e"], "unrecognized arguments: [2J"),
    ],
)
def test_wrong_usage_is_2(lianyun: Command, arguments: list[str], complaint: str) -> None:
    answer = lianyun(*arguments)
    assert (answer.status, answer.out) == (2, "")
    assert complaint in answer.err
    assert answer.err.replace("\n", "").isprintable()


def test_wrong_usage_in_chinese(lianyun: Command) -> None:
    assert "错误：参数 命令：无效的选择 'fly'" in lianyun("--lang", "zh", "fly").err
    assert "缺少参数：文件" in lianyun("import", "--lang=zh").err


@pytest.mark.parametrize(("locale", "words"), [("zh_CN.UTF-8", "没有文化节"), ("de_DE.UTF-8", "There is no festival")])
def test_the_language_is_that_of_the_locale(
    lianyun: Command, monkeypatch: pytest.MonkeyPatch, locale: str, words: str
) -> None:
    monkeypatch.setenv("LANG", locale)
    assert words in lianyun("status").err


@pytest.mark.parametrize("place", ["before", "after"])
def test_options_that_hold_everywhere_stand_before_or_after(small: Command, place: str) -> None:
    options = ["--data", str(small.folder), "--lang", "zh"]
    assert main([*options, "verify"] if place == "before" else ["verify", *options]) == 0


# -- what goes wrong --------------------------------------------------------------------------------------------------


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Make the next look at the log fail."""

    def fail(fault: BaseException) -> None:
        def raising(_options: object) -> int:
            raise fault

        monkeypatch.setattr("tui.commands.look.run_log", raising)

    return fail


def test_what_nobody_foresaw_is_one_line_and_a_file(
    small: Command, failing: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    failing(ZeroDivisionError("\x1b[31m名"))
    answer = small("log")
    (file,) = tmp_path.glob("lianyun-crash-*.txt")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == (
        "Something unforeseen happened (ZeroDivisionError). What was recorded is safe: start again. "
        f"The details are in {file}.\n"
    )
    assert "Traceback" in file.read_text(encoding="utf-8")


def test_what_nobody_foresaw_where_nothing_can_be_written(
    small: Command, failing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    failing(ZeroDivisionError())
    answer = small("log")
    assert (answer.status, len(answer.err.splitlines())) == (1, 1)


@pytest.mark.parametrize(
    ("fault", "status", "line"),
    [
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 141, ""),
        (PermissionError(13, "Permission denied", "/x\x1b[1m"), 1, "The system says: Permission denied: /x[1m.\n"),
        (NotRecorded("The disk is full."), 1, "The disk is full.\n"),
    ],
)
def test_what_is_foreseen(small: Command, failing: Any, fault: BaseException, status: int, line: str) -> None:
    failing(fault)
    answer = small("log")
    assert (answer.status, answer.out, answer.err) == (status, "", line)


def test_a_log_that_cannot_be_folded_is_said_and_is_no_failure(small: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.disk.replace_file", full)
    answer = small("do", "item.start", "A")
    assert (answer.status, answer.out) == (0, "started 1 “开场”\n")
    assert "Nothing is lost" in answer.err
    monkeypatch.undo()
    assert small("do", "item.finish", "A").status == 0


# -- as a program of its own ------------------------------------------------------------------------------------------


def test_a_program_prints_utf8_whatever_the_locale(small: Command) -> None:
    done = program(
        "--data",
        str(small.folder),
        "do",
        "item.start",
        "A",
        "--lang",
        "zh",
        environ={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )
    assert (done.returncode, done.stdout.decode(), done.stderr) == (
        0,
        "已开始 1《开场》\n".replace("\n", "\r\n" if sys.platform == "win32" else "\n"),
        b"",
    )


def test_a_program_takes_names_in_any_encoding(small: Command) -> None:
    done = program(
        "--data",
        str(small.folder),
        "do",
        "item.call",
        "A",
        "state=called",
        "--as",
        "步稳台",
        "--json",
        environ={"LC_ALL": "C"},
    )
    assert done.returncode == 0
    assert "步稳台" in done.stdout.decode()


def test_a_program_without_a_terminal_opens_no_dashboard(small: Command) -> None:
    for arguments in ((), ("demo",)):
        done = program("--data", str(small.folder), *arguments)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, b"", 1)


@posix
def test_nobody_reads_the_answer(small: Command) -> None:
    with subprocess.Popen(
        [*PROGRAM, "--data", str(small.folder), "log"], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_the_answer_cannot_be_written(small: Command) -> None:
    with Path("/dev/full").open("wb") as full:
        done = program("--data", str(small.folder), "log", stdout=full)
    assert (done.returncode, done.stderr) == (1, b"The system says: No space left on device.\n")


@posix
def test_streams_that_are_closed(small: Command) -> None:
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        line = f'exec "$@" {closed}'
        done = subprocess.run(
            ["sh", "-c", line, "sh", *PROGRAM, "--data", str(small.folder), "log"],
            env=environment(),
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("arguments", [("--version",), ("do", "item.start", "A"), ("status",)])
def test_what_needs_no_screen_loads_none(small: Command, arguments: tuple[str, ...]) -> None:
    script = (
        "import sys; from tui.cli import main; status = main(sys.argv[1:]);"
        "print(status, 'textual' in sys.modules, 'openpyxl' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "--data", str(small.folder), *arguments],
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1] == b"0 False False"
