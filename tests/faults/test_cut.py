"""The log cut at every byte of its last transaction: it opens, the rest is there, and the torn end lies aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.actions import ItemStart
from store.festival import Festival
from store.log import LOG
from store.snapshot import FILE
from store.verify import verify
from tests.store.festivals import MANAGER, plain, states

pytestmark = pytest.mark.usefixtures("quick")


def last_line(log: bytes) -> int:
    """Where the last line of a log begins."""
    return log.rindex(b"\n", 0, -1) + 1


def folder_with(base: Path, name: str, file: bytes, log: bytes) -> Path:
    folder = base / name
    folder.mkdir()
    (folder / FILE).write_bytes(file)
    (folder / LOG).write_bytes(log)
    return folder


def test_cut_at_every_byte(crashed: Path, tmp_path: Path) -> None:
    file, log = (crashed / FILE).read_bytes(), (crashed / LOG).read_bytes()
    begins = last_line(log)
    (crashed / LOG).write_bytes(log[:begins])
    before = plain(Festival.open(crashed, follow=True))
    for cut in range(begins, len(log)):
        folder = folder_with(tmp_path, f"cut-{cut}", file, log[:cut])
        with Festival.open(folder) as festival:
            assert plain(festival) == before, cut
            assert (festival.torn.read_bytes() if festival.torn else b"") == log[begins:cut], cut
            assert (festival.folder / LOG).read_bytes() == log[:begins]
            festival.do(ItemStart(subject="B"), MANAGER)
        assert verify(folder).faults == (), cut


def test_a_whole_log_has_no_torn_end(crashed: Path) -> None:
    with Festival.open(crashed) as festival:
        assert festival.torn is None
        assert states(festival) == "A:d B:r"


def test_each_torn_end_has_a_file_of_its_own(crashed: Path) -> None:
    log = (crashed / LOG).read_bytes()
    for number in (1, 2, 3):
        (crashed / LOG).write_bytes(log[:-number])
        festival = Festival.open(crashed)
        assert festival.torn == crashed / f"festival.wal.torn-{number}"
        assert festival.torn.read_bytes() == log[last_line(log) : -number]
        festival.db.storage.release()


def test_a_log_of_one_line_that_is_torn(crashed: Path) -> None:
    log = (crashed / LOG).read_bytes()
    (crashed / LOG).write_bytes(log[:5])
    with Festival.open(crashed) as festival:
        assert states(festival) == "A:r B:p"
        assert festival.torn is not None
        assert festival.torn.read_bytes() == log[:5]


def test_an_empty_log_and_none(crashed: Path) -> None:
    (crashed / LOG).write_bytes(b"")
    with Festival.open(crashed) as festival:
        assert (festival.torn, states(festival)) == (None, "A:r B:p")
    (crashed / LOG).unlink()
    with Festival.open(crashed) as festival:
        assert (festival.torn, states(festival)) == (None, "A:r B:p")
