"""`repair` opens what can be opened of a damaged folder, keeps the damaged files, and says what it could not keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.actions import ItemSkip, ItemStart
from store.errors import Damaged, FolderError, InUse
from store.festival import Festival
from store.log import LOG
from store.repair import Repair, repair
from store.snapshot import FILE
from store.verify import verify
from tests.store.festivals import MANAGER, do, opened, plain, states
from tests.store.test_verify import rewrite


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder after a crash: the plan and the start of A in the file, the start of B (two entries) in the log."""
    festival = opened(tmp_path / "f")
    do(festival, ItemStart(subject="A"), "10:00")
    festival.close()
    festival = Festival.open(festival.folder, festival.clock)
    do(festival, ItemStart(subject="B"), "10:30")
    do(festival, ItemSkip(subject="D"), "10:31")
    festival.db.storage.release()
    return festival.folder


def damage(path: Path, what: bytes, by: bytes) -> None:
    data = path.read_bytes()
    assert data.count(what) >= 1, f"{what!r} is not in {path.name}"
    path.write_bytes(data.replace(what, by))


def opens(folder: Path) -> Festival:
    """The folder, which opens, verifies and can be written again."""
    assert verify(folder).faults == ()
    with Festival.open(folder) as festival:
        festival.do_all([ItemSkip(subject="E")], MANAGER)
    assert verify(folder).faults == ()
    return Festival.open(folder, follow=True)


def said(done: Repair) -> list[str]:
    return [str(each) for each in done.lost]


def test_a_whole_folder_is_left_as_it_is(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert repair(folder) == Repair(None, 12, ())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_changed_document_is_folded_anew_from_its_entries(folder: Path) -> None:
    before = Festival.open(folder, follow=True)
    damage(folder / FILE, b'"state":"running"', b'"state":"held   "')
    with pytest.raises(Damaged):
        Festival.open(folder)
    done = repair(folder)
    assert (done.entries, said(done)) == (12, ["Nothing proves record a7f3-12: look at it"])
    assert plain(Festival.open(folder, follow=True)) == plain(before)
    assert states(opens(folder)) == "A:d B:r C:p D:s E:s"


def test_a_document_that_does_not_follow_from_its_entries_is_folded_anew(folder: Path) -> None:
    (folder / LOG).write_bytes(b"")
    rewrite(folder, lambda tables: tables["items"]["C"].update(state="done"))
    assert verify(folder).faults
    repair(folder)
    assert states(opens(folder)) == "A:r B:p C:p D:p E:s"


def test_an_entry_that_has_changed_is_left_out_and_named(folder: Path) -> None:
    damage(folder / FILE, b'"title":"Act B"', b'"title":"Akt B"')
    done = repair(folder)
    assert done.entries == 11
    assert said(done) == [
        "Record a7f3-5 is not what was recorded, and is left out",
        "Nothing proves record a7f3-12: look at it",
    ]
    assert states(opens(folder)) == "A:d C:p D:s E:s"


def test_a_line_of_the_file_that_cannot_be_read(folder: Path) -> None:
    damage(folder / FILE, b'"a7f3-5":{', b'"a7f3-5":[')
    done = repair(folder)
    line = 1 + (folder / FILE).read_bytes().split(b"\n").index(b'"entries":{') + 5
    assert said(done)[0] == f"festival.json, line {line}: cannot be read"
    assert "Record a7f3-5 is lost" in said(done)
    assert "Nothing proves record a7f3-4: look at it" in said(done)  # the one that would prove it is lost
    assert done.entries == 11
    opens(folder)


def test_a_line_of_the_log_that_cannot_be_read(folder: Path) -> None:
    damage(folder / LOG, b'"subject":"B"', b'"subject":"C"')
    done = repair(folder)
    assert said(done)[:3] == [
        "festival.wal, line 1: cannot be read",
        "Nothing proves record a7f3-9: look at it",
        "Record a7f3-10 is lost",
    ]
    assert states(opens(folder)) == "A:r B:p C:p D:s E:s"


@pytest.mark.parametrize("name", [FILE, LOG])
def test_a_file_that_is_gone(folder: Path, name: str) -> None:
    (folder / name).unlink()
    if name == LOG:
        assert repair(folder) == Repair(None, 9, ())  # nothing tells that there was more
        return
    done = repair(folder)
    assert done.entries == 3
    assert said(done)[:2] == ["Record a7f3-1 is lost", "Record a7f3-2 is lost"]
    assert verify(folder).faults == ()


@pytest.mark.parametrize("changed", [(4,), (4, 5), (4, 5, 6), (3, 5, 7), (1, 2, 3, 4, 5, 6, 7, 8)])
def test_any_number_of_changed_entries_is_survived_and_none_of_them_is_kept(folder: Path, changed: tuple[int, ...]) -> None:
    def change(tables: dict[str, dict[str, dict[str, str]]]) -> None:
        for number in changed:
            tables["entries"][f"a7f3-{number}"]["actor"] = "someone else"

    rewrite(folder, change)
    done = repair(folder)
    kept = plain(Festival.open(folder, follow=True))["entries"]
    unproved = [text for text in said(done) if text.startswith("Nothing proves")]
    assert [
        each for each in kept if kept[each]["actor"] == "someone else" and not any(each in text for text in unproved)
    ] == []
    assert done.entries == len(kept)
    assert verify(folder).faults == ()


def test_what_was_damaged_is_kept_aside(folder: Path) -> None:
    damage(folder / FILE, b"Act B", b"Akt B")
    damaged = {name: (folder / name).read_bytes() for name in (FILE, LOG)}
    done = repair(folder)
    assert done.aside == folder / "damaged-1"
    assert {path.name: path.read_bytes() for path in done.aside.iterdir()} == damaged
    damage(folder / FILE, b"Act C", b"Akt C")
    assert repair(folder).aside == folder / "damaged-2"


def test_the_folder_goes_on_under_a_new_name(folder: Path) -> None:
    damage(folder / FILE, b"Act B", b"Akt B")
    repair(folder)
    with opens(folder) as festival:
        assert festival.station != "a7f3"
        assert festival.journal.head(festival.station).number == 1


def test_a_torn_end_needs_no_repair(folder: Path) -> None:
    (folder / LOG).write_bytes((folder / LOG).read_bytes()[:-1])
    assert repair(folder) == Repair(None, 11, ())


def test_nothing_to_repair_and_someone_at_it(tmp_path: Path, festival: Festival) -> None:
    with pytest.raises(FolderError, match=r"^There is no festival in "):
        repair(tmp_path / "none")
    with pytest.raises(InUse):
        repair(festival.folder)


@pytest.mark.parametrize("garbage", [b"", b"\x00" * 500, b"{}", b'"entries":{\n' * 9, b"\xff\xfe"])
def test_garbage_is_survived(folder: Path, garbage: bytes) -> None:
    (folder / FILE).write_bytes(garbage)
    assert repair(folder).entries == 3
    assert verify(folder).faults == ()
