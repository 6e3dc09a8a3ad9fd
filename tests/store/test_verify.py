"""`verify` proves what the folder holds, and notices what does not follow from its entries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from store import snapshot
from store.actions import ItemStart
from store.errors import FolderError
from store.festival import Festival
from store.log import LOG
from store.snapshot import FILE, Snapshot
from store.verify import Verdict, verify
from tests.store.festivals import MANAGER, do, opened, plain


def faults(folder: Path) -> list[str]:
    return [str(fault) for fault in verify(folder).faults]


def rewrite(folder: Path, change: Any) -> None:
    """Change the tables of a folder behind the store's back, with a checksum that is right all the same."""
    seq, station, tables = snapshot.from_file((folder / FILE).read_bytes())
    change(tables)
    (folder / FILE).write_bytes(snapshot.to_file(Snapshot(seq, station, tables)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed festival in which A has been started."""
    with opened(tmp_path / "f") as festival:
        do(festival, ItemStart(subject="A"))
    return festival.folder


def test_a_whole_folder(folder: Path) -> None:
    assert verify(folder) == Verdict(entries=9, stations=1, documents=8, faults=())


def test_a_folder_that_is_being_written(festival: Festival) -> None:
    before = plain(festival)
    assert verify(festival.folder) == Verdict(entries=8, stations=1, documents=8, faults=())
    do(festival, ItemStart(subject="A"))
    festival.undo(MANAGER)
    assert verify(festival.folder) == Verdict(entries=10, stations=1, documents=8, faults=())
    assert plain(festival)["items"] == before["items"]


def test_a_torn_end_was_never_acknowledged_and_is_no_fault(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"))
    log = festival.folder / LOG
    log.write_bytes(log.read_bytes()[:-3])
    assert verify(festival.folder) == Verdict(entries=8, stations=1, documents=8, faults=())


def test_nothing_is_written(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    verify(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("there", [True, False])
def test_where_there_is_no_festival(tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "f").mkdir()
    with pytest.raises(FolderError, match=r"^There is no festival in "):
        verify(tmp_path / "f")


def test_a_document_that_does_not_follow_from_its_entries(folder: Path) -> None:
    rewrite(folder, lambda tables: tables["items"]["A"].update(state="done"))
    assert faults(folder) == ["items/A is not what its records make of it"]


def test_a_document_that_is_missing(folder: Path) -> None:
    rewrite(folder, lambda tables: tables["items"].pop("B"))
    assert faults(folder) == ["items/B is not what its records make of it"]


def test_a_document_without_entries(folder: Path) -> None:
    rewrite(folder, lambda tables: tables["items"].update(Z=tables["items"]["B"] | {"id": "Z"}))
    assert faults(folder) == ["items/Z has no records"]


def test_an_entry_that_is_not_what_was_recorded(folder: Path) -> None:
    rewrite(folder, lambda tables: tables["entries"]["a7f3-4"].update(actor="x"))
    assert faults(folder) == ["Entry a7f3-5 does not follow the one before it. Run “lianyun repair”."]


def test_an_entry_that_is_missing(folder: Path) -> None:
    rewrite(folder, lambda tables: tables["entries"].pop("a7f3-4"))
    assert faults(folder) == ["Entries before a7f3-5 are missing. Run “lianyun repair”."]


def test_every_fault_is_listed(folder: Path) -> None:
    def change(tables: dict[str, Any]) -> None:
        tables["items"]["A"]["state"] = tables["items"]["B"]["state"] = "done"

    rewrite(folder, change)
    assert len(faults(folder)) == 2
    assert all(isinstance(each, dict) for each in msgspec.to_builtins(verify(folder).faults))
