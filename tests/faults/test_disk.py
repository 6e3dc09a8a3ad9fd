"""A disk that is full or fails: refused in one line, nothing changed, the next action works once the disk does."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from store import disk
from store.actions import ItemSkip, ItemStart
from store.errors import FolderError, LianyunError, NotRecorded
from store.festival import Changed, Festival
from store.log import LOG
from store.snapshot import FILE
from store.verify import verify
from tests.store.festivals import MANAGER, do, documents, opened, plain, states

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
BROKEN = OSError(errno.EIO, os.strerror(errno.EIO))


class Fault:
    """A fault of the disk: which calls fail from now on, and with what. A write may put down a part before it fails."""

    def __init__(self, *calls: str, fault: OSError = FULL, part: int = 0) -> None:
        self.calls, self.fault, self.part = calls, fault, part

    def __repr__(self) -> str:
        name = errno.errorcode[self.fault.errno or 0]
        return f"{'+'.join(self.calls)} {name}" + (f" after {self.part} bytes" if self.part else "")


@contextmanager
def failing(fault: Fault) -> Iterator[None]:
    """While this lasts, the calls fail."""

    def refuse(*_: Any) -> None:
        raise fault.fault

    def write_a_part(descriptor: int, data: bytes) -> None:
        os.write(descriptor, data[: fault.part])
        raise fault.fault

    with pytest.MonkeyPatch.context() as patch:
        for call in fault.calls:
            if call == "replace":
                patch.setattr(disk.os, "replace", refuse)
            else:
                patch.setattr(disk, call, write_a_part if call == "write" else refuse)
        yield


COMMITS = [
    Fault("write"),
    Fault("write", fault=BROKEN),
    Fault("write", part=1),
    Fault("write", part=200),
    Fault("write", part=10**6),  # all of it, and then the fault
    Fault("sync"),
    Fault("sync", fault=BROKEN),
    Fault("write", "truncate", part=200),  # what was put down cannot even be cut off again
    Fault("sync", "truncate", fault=BROKEN),
    Fault("write", "sync", "truncate", part=10**6, fault=BROKEN),
]

DEEDS: dict[str, Callable[[Festival], Changed]] = {
    "GO": lambda festival: festival.do(ItemStart(subject="B"), MANAGER),
    "undo": lambda festival: festival.undo(MANAGER),
    "import": lambda festival: festival.do_all([ItemSkip(subject="D"), ItemSkip(subject="E")], MANAGER),
}


@pytest.fixture
def running(festival: Festival) -> Festival:
    """Fixture F with A running."""
    do(festival, ItemStart(subject="A"), "10:00")
    return festival


@pytest.fixture
def festival(tmp_path: Path) -> Iterator[Festival]:
    with opened(tmp_path / "f") as festival:
        yield festival


def reopened(festival: Festival) -> dict[str, dict[str, Any]]:
    """What the folder holds, once it has been opened again after a crash."""
    festival.db.storage.release()
    with Festival.open(festival.folder, festival.clock) as again:
        found = plain(again)
    assert verify(festival.folder).faults == ()
    return found


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("fault", COMMITS, ids=repr)
def test_what_the_disk_refuses_has_not_happened(running: Festival, fault: Fault, deed: str) -> None:
    told: list[Changed] = []
    running.subscribe(told.append)
    before, head = plain(running), running.journal.head("a7f3")
    for _try in range(3):
        with failing(fault), pytest.raises(NotRecorded) as refused:
            DEEDS[deed](running)
        assert str(refused.value) == (
            f"Not recorded, the disk says: {fault.fault.strerror}. Nothing has changed; make room, then do it again."
        )
    assert plain(running) == before
    assert running.journal.head("a7f3") == head
    assert states(running) == "A:r B:p C:p D:p E:p"
    assert told == []
    DEEDS[deed](running)  # once the disk works
    assert len(told) == 1
    assert reopened(running) == plain(running) != before


@pytest.mark.parametrize("fault", COMMITS, ids=repr)
def test_what_was_refused_is_not_there_after_closing(running: Festival, fault: Fault) -> None:
    running.db.storage.checkpoint()
    before = plain(running)
    with failing(fault), pytest.raises(NotRecorded):
        DEEDS["GO"](running)
    running.close()
    assert reopened(running) == before


# Where the whole line stands in the log and the disk then lets nothing be cut, no program can tell that it was refused.
@pytest.mark.parametrize(
    "fault", [fault for fault in COMMITS if "truncate" not in fault.calls or fault.part == 200], ids=repr
)
def test_what_was_refused_is_not_there_after_a_crash(running: Festival, fault: Fault) -> None:
    before = plain(running)
    with failing(fault), pytest.raises(NotRecorded):
        DEEDS["GO"](running)
    assert reopened(running) == before


@pytest.mark.parametrize("fault", COMMITS, ids=repr)
def test_entries_from_elsewhere_are_taken_in_later(running: Festival, fault: Fault, tmp_path: Path) -> None:
    with opened(tmp_path / "other", station="b001", plan=[]) as other:
        other.absorb(running.journal.all())
        other.do(ItemSkip(subject="C"), MANAGER)
        entries: Sequence[Any] = other.journal.all()
        before = plain(running)
        with failing(fault), pytest.raises(NotRecorded):
            running.absorb(entries)
        assert plain(running) == before
        running.absorb(entries)
        assert documents(running) == documents(other)


CHECKPOINTS = [
    Fault("write", part=100),
    Fault("write", fault=BROKEN),
    Fault("sync"),
    Fault("replace", fault=BROKEN),
    Fault("sync_folder", fault=BROKEN),
    Fault("truncate", fault=BROKEN),
]


@pytest.mark.parametrize("fault", CHECKPOINTS, ids=repr)
def test_a_checkpoint_that_fails_loses_nothing(running: Festival, fault: Fault) -> None:
    before = plain(running)
    with failing(fault), pytest.raises(NotRecorded) as refused:
        running.db.storage.checkpoint()
    assert str(refused.value) == (
        f"The log could not be folded into festival.json, the disk says: {fault.fault.strerror}. Nothing is lost."
    )
    assert not list(running.folder.glob("*.new"))  # on a full disk its room is wanted
    assert plain(running) == plain(Festival.open(running.folder, follow=True)) == before
    DEEDS["GO"](running)
    assert reopened(running) == plain(running)


def test_a_checkpoint_whose_last_sync_fails_loses_nothing(running: Festival, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log has been cut already: what is written next begins it anew, and what then fails is cut off at its place."""
    sync, calls = disk.sync, iter([None, BROKEN])

    def fail_the_second(descriptor: int) -> None:
        if fault := next(calls, None):
            raise fault
        sync(descriptor)

    monkeypatch.setattr(disk, "sync", fail_the_second)
    with pytest.raises(NotRecorded):
        running.db.storage.checkpoint()
    assert (running.folder / LOG).read_bytes() == b""
    with failing(Fault("write", part=50)), pytest.raises(NotRecorded):
        DEEDS["GO"](running)
    DEEDS["GO"](running)
    assert reopened(running) == plain(running)


@pytest.mark.parametrize("fault", CHECKPOINTS, ids=repr)
def test_closing_lets_go_of_the_folder_whatever_the_disk_says(running: Festival, fault: Fault) -> None:
    before = plain(running)
    with failing(fault), pytest.raises(NotRecorded):
        running.close()
    with Festival.open(running.folder, running.clock) as again:
        assert plain(again) == before
    assert verify(running.folder).faults == ()


@pytest.mark.parametrize("fault", [Fault("write"), Fault("sync"), Fault("replace"), Fault("sync_folder")], ids=repr)
def test_a_folder_that_cannot_be_made_leaves_nothing_in_the_way(tmp_path: Path, fault: Fault) -> None:
    with failing(fault), pytest.raises(FolderError, match=rf"cannot be opened: {fault.fault.strerror}\.$"):
        opened(tmp_path / "new", plan=[])
    opened(tmp_path / "new").close()
    assert verify(tmp_path / "new").faults == ()


@pytest.mark.parametrize("fault", [Fault("write"), Fault("sync"), Fault("replace"), Fault("truncate")], ids=repr)
def test_a_torn_end_that_cannot_be_set_aside_stays_where_it_is(running: Festival, fault: Fault) -> None:
    running.db.storage.release()
    log = running.folder / LOG
    log.write_bytes(torn := log.read_bytes()[:-5])
    with failing(fault), pytest.raises(LianyunError, match="cannot be opened"):
        Festival.open(running.folder)
    assert log.read_bytes() == torn
    with Festival.open(running.folder) as again:
        assert again.torn is not None
        assert torn.endswith(again.torn.read_bytes())
        assert states(again) == "A:p B:p C:p D:p E:p"


def test_a_write_that_takes_several_calls_is_one_write(running: Festival, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(disk.os, "write", lambda descriptor, data: write(descriptor, data[:7]))
    DEEDS["GO"](running)
    running.db.storage.checkpoint()
    monkeypatch.undo()
    assert (running.folder / FILE).stat().st_size > 7
    assert reopened(running) == plain(running)
