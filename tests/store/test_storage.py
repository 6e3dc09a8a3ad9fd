"""The storage: what was committed is there after any kind of end, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from tinydb import TinyDB

from store import disk
from store.errors import Damaged, FolderError, InUse, NotRecorded
from store.log import LOG
from store.snapshot import FILE
from store.storage import DurableStorage

ONE = {"items": {"A": {"title": "正气颂"}}}
TWO = {"items": {"A": {"title": "清风颂"}, "B": {"title": "光明颂"}}, "stages": {"S": {"name": "台"}}}
GONE: dict[str, dict[str, Any]] = {"items": {"A": None}}


def with_two(folder: Path) -> DurableStorage:
    storage = DurableStorage(folder, station="a7f3")
    storage.commit(ONE)
    storage.commit(TWO)
    return storage


def test_a_new_folder_is_made_with_all_above_it(tmp_path: Path) -> None:
    storage = DurableStorage(tmp_path / "a" / "b")
    assert (storage.tables, storage.seq, len(storage.station)) == ({}, 0, 4)
    storage.close()


@pytest.mark.parametrize("end", ["close", "release"])
def test_what_was_committed_is_there_again(tmp_path: Path, end: str) -> None:
    storage = with_two(tmp_path)
    storage.commit(GONE)
    getattr(storage, end)()
    again = DurableStorage(tmp_path)
    assert again.tables == {"items": {"B": {"title": "光明颂"}}, "stages": {"S": {"name": "台"}}}
    assert (again.seq, again.station) == (3, "a7f3")
    again.close()


def test_one_commit_is_one_line_and_touches_nothing_else(tmp_path: Path) -> None:
    storage = with_two(tmp_path)
    before = (tmp_path / FILE).read_bytes()
    storage.commit(GONE)
    assert (tmp_path / LOG).read_bytes().count(b"\n") == 3
    assert (tmp_path / FILE).read_bytes() == before
    storage.release()


def test_a_commit_is_on_the_disk_when_it_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    storage = with_two(tmp_path)
    write, sync = disk.write, disk.sync
    monkeypatch.setattr(disk, "write", lambda *given: (write(*given), done.append("write")))
    monkeypatch.setattr(disk, "sync", lambda *given: (sync(*given), done.append("sync")))
    storage.commit(GONE)
    assert done == ["write", "sync"]
    storage.release()


def test_a_new_log_is_found_again_after_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there: list[set[str]] = []
    sync_folder = disk.sync_folder
    monkeypatch.setattr(
        disk, "sync_folder", lambda folder: (sync_folder(folder), there.append({each.name for each in folder.iterdir()}))
    )
    DurableStorage(tmp_path).release()
    assert {FILE, LOG} <= there[-1]


def test_a_checkpoint_folds_the_log_into_the_file(tmp_path: Path) -> None:
    storage = with_two(tmp_path)
    storage.checkpoint()
    assert (tmp_path / LOG).read_bytes() == b""
    storage.commit(GONE)
    storage.release()
    again = DurableStorage(tmp_path)
    assert (again.tables["items"], again.seq) == ({"B": {"title": "光明颂"}}, 3)
    again.close()


def test_a_crash_between_the_new_file_and_the_new_log_repeats_nothing(tmp_path: Path) -> None:
    storage = with_two(tmp_path)
    log = (tmp_path / LOG).read_bytes()
    storage.checkpoint()
    storage.release()
    (tmp_path / LOG).write_bytes(log)
    again = DurableStorage(tmp_path)
    assert (again.tables, again.seq) == (TWO, 2)
    again.commit(GONE)
    again.release()
    assert DurableStorage(tmp_path, read_only=True).tables["items"] == {"B": {"title": "光明颂"}}


def test_after_a_clean_close_anyone_can_open_it(tmp_path: Path) -> None:
    with_two(tmp_path).close()
    with TinyDB(tmp_path / FILE, encoding="utf-8") as db:
        assert db.table("items").get(doc_id="A") == {"title": "清风颂"}  # type: ignore[call-overload]  # typed as int
    DurableStorage(tmp_path).close()  # and looking at it has harmed nothing


def test_closing_what_has_not_changed_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_two(tmp_path).close()
    storage = DurableStorage(tmp_path)
    monkeypatch.setattr(disk, "replace_file", lambda *_: pytest.fail("written"))
    storage.close()
    storage.close()  # twice does no harm


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    storage = with_two(tmp_path)
    with pytest.raises(InUse, match=r"is being written by another lianyun\. Close that one, or look on with --follow\.$"):
        DurableStorage(tmp_path)
    storage.close()
    DurableStorage(tmp_path).close()


def test_a_folder_that_is_closed_in_another_thread_is_let_go_of(tmp_path: Path) -> None:
    storage = with_two(tmp_path)
    closing = Thread(target=storage.close)
    closing.start()
    closing.join()
    DurableStorage(tmp_path).close()


def test_what_cannot_be_opened_is_let_go_of(tmp_path: Path) -> None:
    with_two(tmp_path).close()
    good = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(good[:-1])
    with pytest.raises(Damaged):
        DurableStorage(tmp_path)
    (tmp_path / FILE).write_bytes(good)
    DurableStorage(tmp_path).close()


def test_a_log_without_its_file_is_not_taken_for_a_new_festival(tmp_path: Path) -> None:
    with_two(tmp_path).release()
    (tmp_path / FILE).unlink()
    with pytest.raises(FolderError, match=r"has a log but no festival\.json\. Run “lianyun repair”\.$"):
        DurableStorage(tmp_path)


def test_where_there_is_no_folder_to_read_or_none_can_be_made(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"^There is no festival in "):
        DurableStorage(tmp_path, read_only=True)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FolderError, match=r"cannot be written: "):
        DurableStorage(tmp_path / "file" / "folder")


@pytest.mark.parametrize("name", [FILE, LOG])
def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    with_two(tmp_path).release()
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    for read_only in (True, False):
        with pytest.raises(FolderError, match=r"cannot be opened: .*\.$"):
            DurableStorage(tmp_path, read_only=read_only)


def test_reading_locks_and_writes_nothing(tmp_path: Path) -> None:
    with_two(tmp_path).release()
    (tmp_path / "festival.lock").unlink(missing_ok=True)
    reader = DurableStorage(tmp_path, read_only=True)
    assert reader.tables == TWO
    with pytest.raises(NotRecorded, match=r"^This festival is open for reading only\.$"):
        reader.commit(ONE)
    reader.close()
    assert sorted(each.name for each in tmp_path.iterdir() if each.name != "home") == [FILE, LOG]


def test_tinydbs_side_hands_out_copies_and_writes_what_differs(tmp_path: Path) -> None:
    storage = with_two(tmp_path)
    tables = storage.read()
    tables["items"]["A"]["title"] = "changed"
    assert storage.tables == TWO
    del tables["items"]["B"]
    storage.write(tables)
    assert storage.tables["items"] == {"A": {"title": "changed"}}
    length = (tmp_path / LOG).stat().st_size
    storage.write(storage.read())  # nothing differs, nothing is written
    assert (tmp_path / LOG).stat().st_size == length
    storage.close()
