"""What holds for every test: its own home, a fixed language, the same examples each time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# Textual reads its settings when it is imported, so they must stand before anything imports it. The first is what the
# program itself sets; the second sees to it that no picture catches a movement half way.
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
os.environ["TEXTUAL_ANIMATIONS"] = "none"

import pytest
from hypothesis import settings
from syrupy.assertion import SnapshotAssertion

from store import words

pytest.register_assert_rewrite("tests.harness")

if sys.platform == "win32":  # there are no pseudo-terminals to drive
    collect_ignore_glob = ["e2e/*", "harness/test_terminal.py", "harness/test_picture.py"]

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True, max_examples=50, database=None)
settings.register_profile("search", deadline=None, print_blob=True, max_examples=2_000)  # --hypothesis-profile=search
settings.load_profile("ci")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, empty; nothing of the user's is read or written."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
    for name in ("APPDATA", "LOCALAPPDATA", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(folder / "data"))
    return folder


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables that steer the program, as on a machine where nobody has set any; the locale is English."""
    steering = {"COLUMNS", "LC_ALL", "LC_MESSAGES", "LINES", "NO_COLOR", "TZ"}
    for name in steering | {name for name in os.environ if name.startswith("LIANYUN_")}:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Every test begins in English, whatever the one before it spoke."""
    yield
    words.speak("en")


@pytest.fixture(params=words.LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Run the test once in each language; the value is the language that is spoken."""
    words.speak(request.param)
    return str(request.param)


@pytest.fixture
def picture_matches(snapshot: SnapshotAssertion) -> Callable[[Any], None]:
    """A function that asserts that the screen of a running app looks as in the picture kept for this test."""
    from tests.harness.snapshot import Pictures, picture

    pictures = snapshot.use_extension(Pictures)

    def matches(app: Any) -> None:
        assert picture(app) == pictures

    return matches
