"""The zeros that the disk sets aside behind the log: they are no part of it, wherever a program stops or looks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store import disk
from store.actions import ItemCall, ItemStart
from store.errors import Damaged
from store.festival import Festival
from store.log import LOG, written
from store.storage import RESERVE
from store.verify import verify
from tests.store.festivals import MANAGER, REAL_RESERVE, do, fixture_f, opened, states

pytestmark = pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="this platform sets nothing aside")


@pytest.fixture(autouse=True)
def set_aside(nothing_set_aside: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here it is: the other tests do without."""
    monkeypatch.setattr(disk, "reserve", REAL_RESERVE)


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A folder that was left as by a crash, after one action."""
    festival = opened(tmp_path / "f", plan=fixture_f())
    festival.db.storage.checkpoint()
    do(festival, ItemStart(subject="A"), "10:05")
    festival.db.storage.release()
    return festival.folder


def test_there_are_zeros_behind_the_log(crashed: Path) -> None:
    data = (crashed / LOG).read_bytes()
    assert len(data) >= RESERVE
    assert written(data).endswith(b"\n")
    assert set(data[len(written(data)) :]) == {0}


def test_they_are_no_torn_end(crashed: Path) -> None:
    with Festival.open(crashed) as festival:
        assert festival.torn is None
        assert states(festival)[:3] == "A:r"
        festival.do(ItemStart(subject="B"), MANAGER)
    assert verify(crashed).faults == ()
    assert (crashed / LOG).read_bytes() == b""


def test_a_torn_line_before_them_is_set_aside_without_them(crashed: Path) -> None:
    data = (crashed / LOG).read_bytes()
    whole = len(written(data))
    (crashed / LOG).write_bytes(data[: whole - 9] + bytes(len(data) - whole + 9))
    with Festival.open(crashed) as festival:
        assert festival.torn is not None
        assert festival.torn.read_bytes() == written(data)[:-9]
        assert states(festival)[:3] == "A:p"


def test_a_line_with_a_hole_was_never_acknowledged(crashed: Path) -> None:
    data = bytearray((crashed / LOG).read_bytes())
    data[10:30] = bytes(20)
    (crashed / LOG).write_bytes(data)
    with Festival.open(crashed) as festival:
        assert festival.torn is not None
        assert states(festival)[:3] == "A:p"


@pytest.mark.parametrize("bit", range(8))
@pytest.mark.parametrize("place", [0, 1, 500, RESERVE // 2])
def test_a_bit_that_flips_among_them_is_noticed(crashed: Path, place: int, bit: int) -> None:
    data = bytearray((crashed / LOG).read_bytes())
    data[len(written(bytes(data))) + place] ^= 1 << bit
    (crashed / LOG).write_bytes(data)
    try:
        festival = Festival.open(crashed)
    except Damaged:
        return
    assert festival.torn is not None
    assert states(festival)[:3] == "A:r"
    festival.db.storage.release()


def test_someone_who_follows_sees_what_is_written_into_them(crashed: Path) -> None:
    with Festival.open(crashed) as festival:
        looking_on = Festival.open(crashed, follow=True)
        assert not looking_on.refresh()
        festival.do(ItemCall(subject="B", state="called"), MANAGER)
        assert looking_on.refresh()
        assert not looking_on.refresh()
        assert looking_on.journal.all()[-1].action == "item.call"


def test_more_is_set_aside_when_they_are_used_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.storage.RESERVE", 300)
    with opened(tmp_path / "f", plan=fixture_f()) as festival:
        for _ in range(10):
            do(festival, ItemCall(subject="B", state="called"))
    assert verify(tmp_path / "f").faults == ()
