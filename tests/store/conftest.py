"""An open festival for a test, closed after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import disk
from store.festival import Festival
from tests.store.festivals import opened, two_stages


@pytest.fixture(autouse=True)
def nothing_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log is as long as its lines, as on a platform that sets nothing aside; `test_reserve` has the other case."""
    monkeypatch.setattr(disk, "reserve", lambda _descriptor, _start, _length: None)


@pytest.fixture
def festival(tmp_path: Path) -> Iterator[Festival]:
    """Fixture F in a folder of its own, at 09:00."""
    with opened(tmp_path / "f") as festival:
        yield festival


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Festival]:
    """The festival of two stages and three shows in a folder of its own, at 09:00."""
    with opened(tmp_path / "both", plan=two_stages()) as festival:
        yield festival
