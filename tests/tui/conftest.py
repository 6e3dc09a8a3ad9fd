"""The command on a folder of the test's own, empty or with a small plan in it; festivals to open the dashboard on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from store.clock import FixedClock
from store.festival import Festival
from tests.harness.command import Command
from tests.store.festivals import opened, two_stages
from tests.tui.dashboard import copied


@pytest.fixture
def lianyun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command on an empty folder."""
    return Command(tmp_path / "festival", capsys)


@pytest.fixture
def small(lianyun: Command) -> Command:
    """The command on a festival of one stage with one show of three items, and a second stage with another."""
    lianyun.plan(
        stages=[{"id": "S1", "name": "广场", "name_en": "Square"}, {"id": "S2", "name": "剧场", "name_en": "Theatre"}],
        performances=[
            {"id": "P1", "name": "清风颂", "name_en": "Breeze", "stage": "S1", "start": "2005-07-01T10:00:00+08:00"},
            {"id": "P2", "name": "正气颂", "name_en": "Upright", "stage": "S2", "start": "2005-07-01T15:00:00+08:00"},
        ],
        items=[
            {"id": "A", "performance": "P1", "title": "开场", "duration_s": 600},
            {"id": "B", "performance": "P1", "title": "合唱", "duration_s": 300},
            {"id": "C", "performance": "P1", "title": "小品", "duration_s": 300, "approved": False},
            {"id": "D", "performance": "P2", "title": "独唱", "duration_s": 300},
        ],
    )
    return lianyun


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of the sample festival as it was lived up to a moment of its day; each is made once and only copied."""

    @cache
    def folder(at: str) -> Path:
        from store.demo import prepare

        made = tmp_path_factory.mktemp("lived") / "festival"
        prepare(made, at).close()
        return made

    return folder


@pytest.fixture
def sample(lived: Callable[[str], Path], tmp_path: Path) -> Iterator[Callable[..., Festival]]:
    """A function that opens a copy of the sample festival at a moment of its day; its clock stands still there."""
    with ExitStack() as opened:

        def at(moment: str = "17:40") -> Festival:
            from store.demo import moment as moment_of

            return opened.enter_context(copied(lived(moment), tmp_path / "sample", FixedClock(moment_of(moment))))

        yield at


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Festival]:
    """A small festival of two stages and three shows, at 09:59: A to E, M and N, X and Y, the last not approved."""
    with opened(tmp_path / "both", "09:59", plan=two_stages()) as festival:
        yield festival
