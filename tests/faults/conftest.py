"""What the tests of faults start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import disk
from store.actions import ItemCall, ItemStart
from tests.store.festivals import at, do, item, opened, put, show


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk, where a test opens a folder thousands of times and cuts no power."""
    monkeypatch.setattr(disk, "sync", lambda _descriptor: None)
    monkeypatch.setattr(disk, "sync_folder", lambda _folder: None)


@pytest.fixture(autouse=True)
def nothing_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log is as long as its lines, so that every byte of it can be tried; tests/store/test_reserve.py has the rest."""
    monkeypatch.setattr(disk, "reserve", lambda _descriptor, _start, _length: None)


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A small folder after a crash: the plan in the file, in the log a call, and a GO that finishes A and starts B."""
    plan = [
        put("festival", "festival", name="节", date=at("10:00").date().isoformat()),
        put("stages", "S1", name="台"),
        show("P1", "S1", "10:00", "13:00"),
        item("A", 1),
        item("B", 2),
    ]
    festival = opened(tmp_path / "f", plan=plan)
    do(festival, ItemStart(subject="A"), "10:00")
    festival.db.storage.checkpoint()
    do(festival, ItemCall(subject="B", state="called"), "10:20")
    do(festival, ItemStart(subject="B"), "10:30")
    festival.db.storage.release()
    return festival.folder
