"""GO: safe against two presses, two people, and what nobody has agreed to."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from store import disk
from store.actions import ItemFinish, ItemHold, ItemStart, StageDepartment, StageSetStatus
from store.clock import FixedClock
from store.festival import Changed, Festival
from tests.store.festivals import MANAGER, at, plain, states
from tests.tui.dashboard import Desk, dashboard
from widgets.rows import Rows


async def test_a_second_press_within_a_second_is_ignored_and_says_so(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.press("space")
        desk.seconds.now -= 1.1  # `press` takes two
        await desk.press("space")
        assert "GO ignored: it came within a second of the last one." in desk.status
        assert states(both) == "A:r B:p C:p D:p E:p"


async def test_a_key_that_repeats_is_one_go_however_long_it_is_held(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.press("space")
        for _ in range(20):
            desk.seconds.now -= 1.97
            await desk.press("space")
        assert states(both) == "A:r B:p C:p D:p E:p"
        await desk.press("space")
        assert states(both) == "A:d B:r C:p D:p E:p"


async def test_two_people_who_press_go_are_one_go(both: Festival, tmp_path: Path) -> None:
    """Another laptop's GO comes in through the hub between what the operator saw and the press."""
    async with dashboard(both, show="P1") as desk:
        await desk.press("space")
        with _copy(both, tmp_path) as other:
            theirs = other.do(ItemStart(subject="B", seen="A"), MANAGER)
        await _behind_the_back(desk, theirs)
        await desk.press("space")
        assert "The show has moved on: 2 Act B is running now." in desk.status
        assert states(both) == "A:d B:r C:p D:p E:p"
        await desk.press("space")
        assert states(both) == "A:d B:d C:r D:p E:p"


async def test_go_is_refused_where_something_else_runs_than_was_seen(both: Festival, tmp_path: Path) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.press("space")
        with _copy(both, tmp_path) as other:
            theirs = other.do(ItemStart(subject="D", seen="A"), MANAGER)
        await _behind_the_back(desk, theirs)
        await desk.press("space")
        assert "The show has moved on: 4 Act D is running now. Look again, then press GO." in desk.status
        assert states(both) == "A:d B:p C:p D:r E:p"


async def test_go_is_refused_where_what_was_seen_running_has_ended(both: Festival, tmp_path: Path) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.press("space")
        with _copy(both, tmp_path) as other:
            theirs = other.do(ItemFinish(subject="A"), MANAGER)
        await _behind_the_back(desk, theirs)
        await desk.press("space")
        assert "The show has moved on: nothing is running now. Look again, then press GO." in desk.status


async def _behind_the_back(desk: Desk, theirs: Changed) -> None:
    """Take entries in from another station, and leave the operator with what was seen a moment before."""
    seen = desk.app.day
    desk.festival.absorb(theirs.entries)
    await desk.settle()
    desk.app.day = seen


def _copy(festival: Festival, tmp_path: Path) -> Festival:
    """The same festival on another laptop."""
    other = Festival.open(tmp_path / "other", FixedClock(at("09:59")), station="b2c4")
    other.absorb(festival.journal.all())
    return other


async def test_after_the_last_item_go_says_what_to_do(both: Festival) -> None:
    async with dashboard(both, show="P3") as desk:
        await desk.press("space", "space", "y", "space")
        assert "There is no next item. Finish the one that runs with f." in desk.status
        await desk.press("f", "space")
        assert "The show is over." in desk.status


async def test_an_item_that_is_not_approved_is_asked_about_and_the_answer_recorded(both: Festival) -> None:
    both.do(ItemStart(subject="X"), MANAGER)
    async with dashboard(both, show="P3") as desk:
        await desk.press("space")
        assert desk.dialog == "ConsentDialog"
        assert "2 Act Y has not been approved." in desk.text
        assert desk.item("Y").state == "planned"
        await desk.press("space", "enter")  # an impatient GO is no yes
        assert (desk.dialog, desk.item("Y").state) == ("ConsentDialog", "planned")
        await desk.press("y")
        assert (desk.item("Y").state, desk.item("Y").accepted) == ("running", ("unapproved",))
        assert desk.done == [("item.finish", "X"), ("item.start", "Y")]


@pytest.mark.parametrize("no", ["n", "escape"])
async def test_no_means_that_nothing_is_recorded(both: Festival, no: str) -> None:
    both.do(ItemStart(subject="X"), MANAGER)
    async with dashboard(both, show="P3") as desk:
        before = plain(both)
        await desk.press("space", no)
        assert desk.dialog == ""
        assert "Not done." in desk.status
        assert plain(both) == before


async def test_a_stage_that_is_not_ready_asks_once_for_the_show(both: Festival) -> None:
    both.do(StageDepartment(subject="S1", department="video", state="fault"), MANAGER)
    async with dashboard(both, show="P1") as desk:
        await desk.press("space")
        assert "video fault" in desk.text
        await desk.press("y")
        assert "video" in desk.item("A").accepted
        await desk.press("space")
        assert (desk.dialog, desk.item("B").state) == ("", "running")


async def test_not_approved_and_not_ready_are_asked_one_after_the_other(both: Festival) -> None:
    both.do(ItemStart(subject="X"), MANAGER)
    both.do(StageDepartment(subject="S2", department="video", state="fault"), MANAGER)
    async with dashboard(both, show="P3") as desk:
        await desk.press("space")
        assert "not been approved" in desk.text
        await desk.press("y")
        assert "Square is not ready" in desk.text
        await desk.press("y")
        assert {"unapproved", "video"} <= set(desk.item("Y").accepted)


async def test_nothing_starts_on_a_stage_that_is_stopped(both: Festival) -> None:
    both.do(StageSetStatus(subject="S1", status="stopped"), MANAGER)
    async with dashboard(both, show="P1") as desk:
        before = plain(both)
        await desk.press("space")
        assert "Main stage is stopped: nothing starts there." in desk.status
        assert plain(both) == before


async def test_nothing_starts_on_a_stage_that_another_show_holds(both: Festival) -> None:
    both.do(ItemStart(subject="A"), MANAGER)
    async with dashboard(both, show="P2") as desk:
        await desk.press("space")
        assert "Main stage is taken: 1 Act A of Show P1 is running there. Finish it first." in desk.status


async def test_go_finishes_an_item_that_is_held(both: Festival) -> None:
    both.do(ItemStart(subject="A"), MANAGER)
    both.do(ItemHold(subject="A"), MANAGER)
    async with dashboard(both, show="P1") as desk:
        await desk.press("space")
        assert states(both) == "A:d B:r C:p D:p E:p"


async def test_go_passes_over_what_is_skipped(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.cursor_on("B")
        await desk.press("s", "enter", "space", "space")
        assert states(both) == "A:d B:s C:r D:p E:p"


async def test_the_cursor_goes_on_to_the_item_to_be_called(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        assert desk.cursor == "A"
        await desk.press("space")
        assert desk.cursor == "B"


async def test_undo_takes_back_the_whole_stroke(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.press("space", "space", "u")
        assert states(both) == "A:r B:p C:p D:p E:p"
        await desk.press("U")
        assert states(both) == "A:d B:r C:p D:p E:p"
        await desk.press("U")
        assert "There is no undo to take back." in desk.status
        await desk.press("u", "u", "u")
        assert states(both) == "A:p B:p C:p D:p E:p"
        assert "import" in desk.status  # what stands before is not this key's to take back


async def test_undo_where_nothing_was_done(tmp_path: Path) -> None:
    with Festival.open(tmp_path / "empty", FixedClock(at("09:59"))) as festival:
        async with dashboard(festival) as desk:
            await desk.press("u", "U")
            assert "There is no undo to take back." in desk.status


# -- the disk ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
async def test_what_the_disk_refuses_is_said_and_changes_nothing(
    both: Festival, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.press("space")
        before, seen = plain(both), _items(desk)

        def full(_descriptor: int, _data: bytes) -> None:
            raise OSError(code, "refused")

        with monkeypatch.context() as broken:
            broken.setattr(disk, "write", full)
            for key in ("space", "h", "plus", "u", "f"):
                await desk.press(key)
                assert "‼" in desk.status, key
                assert (plain(both), _items(desk)) == (before, seen), key
        await desk.press("space")
        assert states(both) == "A:d B:r C:p D:p E:p"
        assert "started 2 “Act B”" in desk.status


def _items(desk: Desk) -> list[str]:
    """The lines of the running order."""
    region = desk.app.screen.query_one("#items", Rows).region
    return desk.text.splitlines()[region.y : region.bottom]


async def test_a_form_keeps_what_was_typed_when_the_disk_refuses(both: Festival, monkeypatch: pytest.MonkeyPatch) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.press("e", "down")
        await desk.type(" 新")

        def full(_descriptor: int, _data: bytes) -> None:
            raise OSError(errno.ENOSPC, "refused")

        with monkeypatch.context() as broken:
            broken.setattr(disk, "write", full)
            await desk.press("enter")
        assert (desk.dialog, "‼" in desk.text, desk.item("A").title) == ("FormDialog", True, "Act A")
        await desk.press("enter")
        assert (desk.dialog, desk.item("A").title) == ("", "Act A 新")


async def test_a_folder_that_is_followed_takes_no_go(both: Festival) -> None:
    with Festival.open(both.folder, FixedClock(at("09:59")), follow=True) as watched:
        async with dashboard(watched, show="P1", mode="follow") as desk:
            assert "READ ONLY" in desk.text
            both.do(ItemStart(subject="A"), MANAGER)
            await desk.press("space")
            assert "‼" in desk.status
            desk.app.tick()
            await desk.settle()
            assert "▶ 1 “Act A”" in desk.text
            both.do(ItemFinish(subject="A"), MANAGER)
            desk.app.tick()
            await desk.settle()
            assert "▶ 1 “Act A”" not in desk.text
