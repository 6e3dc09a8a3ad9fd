"""The command on a folder of the test's own, empty or with a small plan in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harness.command import Command


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
