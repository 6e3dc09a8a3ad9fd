"""Reading along while another program writes: nothing is locked, nothing half written is shown."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from store.actions import ItemCall, ItemSkip, ItemStart
from store.errors import FolderError, NotRecorded
from store.festival import Festival
from store.log import LOG
from tests.store.festivals import do, documents, opened, plain, states


def follower(festival: Festival) -> Festival:
    return Festival.open(festival.folder, festival.clock, follow=True)


def checkpoint(festival: Festival) -> None:
    festival.db.storage.checkpoint()


def test_what_is_written_is_seen(festival: Festival) -> None:
    looking = follower(festival)
    assert looking.read_only
    assert plain(looking) == plain(festival)
    assert not looking.refresh()
    do(festival, ItemStart(subject="A"))
    assert looking.refresh()
    assert states(looking) == "A:r B:p C:p D:p E:p"
    assert plain(looking) == plain(festival)
    assert not looking.refresh()


@pytest.mark.parametrize("before", [0, 1, 3])
@pytest.mark.parametrize("after", [0, 1, 20])
def test_a_checkpoint_in_between_is_followed(festival: Festival, before: int, after: int) -> None:
    looking = follower(festival)
    for turn in range(before):
        do(festival, ItemCall(subject="A", state=("called", "standing_by")[turn % 2]))
    checkpoint(festival)
    for turn in range(after):
        do(festival, ItemCall(subject="B", state=("called", "standing_by")[turn % 2]))
    assert looking.refresh() is bool(before + after)
    assert plain(looking) == plain(festival)
    do(festival, ItemSkip(subject="C"))
    assert looking.refresh()
    assert plain(looking) == plain(festival)


def test_a_new_log_just_as_long_as_the_old_one_is_not_taken_for_it(festival: Festival) -> None:
    for subject in "CDE":
        do(festival, ItemCall(subject=subject, state="called"))
    checkpoint(festival)
    do(festival, ItemCall(subject="A", state="called"))
    looking = follower(festival)
    length = (festival.folder / LOG).stat().st_size
    checkpoint(festival)
    do(festival, ItemCall(subject="B", state="called"))
    assert (festival.folder / LOG).stat().st_size == length
    assert looking.refresh()
    assert plain(looking) == plain(festival)


def test_a_half_written_line_waits_until_it_is_whole(festival: Festival) -> None:
    looking = follower(festival)
    before = documents(looking)
    log = festival.folder / LOG
    length = log.stat().st_size
    do(festival, ItemStart(subject="A"))
    whole = log.read_bytes()
    for cut in range(length, len(whole)):
        log.write_bytes(whole[:cut])
        assert not looking.refresh(), cut
        assert documents(looking) == before
    log.write_bytes(whole)
    assert looking.refresh()
    assert states(looking) == "A:r B:p C:p D:p E:p"


def test_opening_on_a_half_written_line(festival: Festival) -> None:
    do(festival, ItemStart(subject="A"))
    log = festival.folder / LOG
    whole = log.read_bytes()
    log.write_bytes(whole[:-20])
    looking = follower(festival)
    assert states(looking) == "A:p B:p C:p D:p E:p"
    log.write_bytes(whole)
    assert looking.refresh()
    assert states(looking) == "A:r B:p C:p D:p E:p"


def test_looking_on_changes_nothing_and_nothing_can_be_done(festival: Festival) -> None:
    looking = follower(festival)
    with pytest.raises(NotRecorded, match=r"^This festival is open for reading only\.$"):
        do(looking, ItemStart(subject="A"))
    looking.close()
    do(festival, ItemStart(subject="A"))  # the writer still holds its folder


def test_there_must_be_something_to_follow(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"^There is no festival in "):
        Festival.open(tmp_path / "none", follow=True)
    assert not (tmp_path / "none").exists()


WRITER = """
import sys
from pathlib import Path
from store.actions import ItemCall
from tests.store.festivals import do, opened
with opened(Path(sys.argv[1])) as festival:
    for turn in range(30):
        do(festival, ItemCall(subject="A", state=("called", "standing_by")[turn % 2]))
        if turn % 7 == 3:
            festival.db.storage.checkpoint()
        print(turn, flush=True)
        sys.stdin.readline()
"""


def test_another_process_is_followed_through_its_checkpoints_and_its_end(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        assert writer.stdout.readline() == "0\n"
        looking = Festival.open(folder, follow=True)
        for turn in range(1, 30):
            print(flush=True, file=writer.stdin)
            assert writer.stdout.readline() == f"{turn}\n"
            assert looking.refresh()
            assert len(looking.journal.all()) == 8 + turn + 1
        print(flush=True, file=writer.stdin)
        assert writer.wait(30) == 0
    assert not looking.refresh()  # it was only folded into the file
    with Festival.open(folder) as mine:
        do(mine, ItemSkip(subject="B"))
    assert looking.refresh()
    assert states(looking) == "A:p B:s C:p D:p E:p"


def test_a_station_opens_while_one_looks_on(tmp_path: Path) -> None:
    with opened(tmp_path / "f") as festival:
        looking = follower(festival)
    with Festival.open(tmp_path / "f") as again:
        do(again, ItemSkip(subject="B"))
        assert looking.refresh()
