"""The stages: what keeps one from being ready is named, and every word is signed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.actions import ItemCall, ItemFinish, ItemStart, StageDepartment
from store.clock import FixedClock
from store.festival import Festival
from store.models import DEPARTMENTS
from store.who import Who
from tests.store.festivals import MANAGER, do, plain, put
from tests.tui.dashboard import Desk, dashboard
from widgets.rows import Rows
from widgets.stagecard import StageCard

Sample = Callable[..., Festival]


def card(desk: Desk, stage: str) -> str:
    """What the card of a stage says."""
    region = next(each for each in desk.app.screen.query(StageCard) if each.stage == stage).region
    return "\n".join(desk.text.splitlines()[region.y : region.bottom])


async def test_a_card_for_each_stage_names_what_keeps_it_from_being_ready(sample: Sample) -> None:
    async with dashboard(sample(), page="stages", size=(160, 50)) as desk:
        assert "! not ready: video fault" in desk.text
        assert "✓ every department has signed" in desk.text
        assert "LED 屏左侧两块黑屏" in desk.text
        assert "播天下" in desk.text
        assert "17:35" in desk.text


async def test_the_whole_stage_is_signed_off_by_keys(both: Festival) -> None:
    async with dashboard(both, page="stages") as desk:
        assert "no department has signed" in card(desk, "S1")
        for _ in DEPARTMENTS:
            await desk.press("space", "down")
        assert {each.state for each in desk.stage("S1").departments.values()} == {"ready"}
        assert "✓ every department has signed" in card(desk, "S1")
        assert desk.stage("S2").departments == {}


async def test_a_sign_off_is_taken_back(both: Festival) -> None:
    async with dashboard(both, page="stages") as desk:
        await desk.press("space", "u")
        assert desk.stage("S1").departments == {}
        assert "taken back: Main stage: lighting ready" in desk.status


async def test_leaving_the_question_what_is_wrong_changes_nothing(both: Festival) -> None:
    async with dashboard(both, page="stages") as desk:
        before = plain(both)
        await desk.press("f", "x", "escape")
        assert (desk.dialog, plain(both)) == ("", before)


async def test_the_cursor_goes_from_card_to_card(both: Festival) -> None:
    async with dashboard(both, page="stages") as desk:
        await desk.press("right", "down", "space", "left", "space")
        assert list(desk.stage("S2").departments) == ["sound"]
        assert list(desk.stage("S1").departments) == ["lighting"]


async def test_ready_is_asked_about_where_it_is_not_so(both: Festival) -> None:
    do(both, StageDepartment(subject="S1", department="video", state="fault", note="黑屏"))
    async with dashboard(both, page="stages") as desk:
        await desk.press("s")
        await desk.type("ready")
        await desk.press("enter")
        assert desk.dialog == "ConsentDialog"
        assert "video fault" in desk.text
        await desk.press("n")
        assert desk.stage("S1").status == "dark"
        await desk.press("s")
        await desk.type("ready")
        await desk.press("enter", "y")
        assert desk.stage("S1").status == "ready"


async def test_a_status_that_it_has_already_is_refused_in_the_status_line(both: Festival) -> None:
    async with dashboard(both, page="stages") as desk:
        await desk.press("s")
        await desk.type("dark")
        await desk.press("enter")
        assert "‼ The stage is dark already." in desk.status


async def test_a_stopped_stage_colours_the_top_line_and_says_so(both: Festival) -> None:
    async with dashboard(both, page="stages", who=Who("廉守正", "command")) as desk:  # it is command that stops a stage
        await desk.press("s")
        await desk.type("stopped")
        await desk.press("enter")
        assert "STOPPED" in desk.text.splitlines()[0]
        assert desk.app.screen.query_one("#top").has_class("-stopped")


async def test_the_changeover_counts_down(both: Festival) -> None:
    assert isinstance(both.clock, FixedClock)
    both.do_all([put("items", "X", changeover_s=120)], MANAGER)
    do(both, ItemStart(subject="X"), "10:00")
    do(both, ItemFinish(subject="X"), "10:30")
    async with dashboard(both, page="stages") as desk:
        assert "changeover 2:00" in desk.text
        await desk.tick(150)
        assert "changeover −0:30" in desk.text


async def test_the_acts_that_were_called_stand_on_the_card(both: Festival) -> None:
    do(both, ItemCall(subject="A", state="standing_by"))
    do(both, ItemCall(subject="B", state="called"))
    async with dashboard(both, page="stages") as desk:
        assert "◑ 1 “Act A”  standing by" in card(desk, "S1")
        assert "◔ 2 “Act B”  called" in card(desk, "S1")
        assert "no act has been called" in card(desk, "S2")


async def test_every_stage_is_reached_in_a_small_window(sample: Sample) -> None:
    async with dashboard(sample(), page="stages", size=(80, 24)) as desk:
        for name in ("Central Square", "Cultural Centre", "Chengxi"):
            assert name in desk.text
            await desk.press("right")


@pytest.mark.parametrize("count", [1, 12])
async def test_stages_that_a_plan_brings_later_have_their_cards(both: Festival, count: int) -> None:
    async with dashboard(both, page="stages") as desk:
        both.do_all([put("stages", f"T{n}", name=f"台{n}") for n in range(count)], MANAGER)
        await desk.settle()
        assert len(desk.app.screen.query(StageCard)) == 2 + count
        assert isinstance(desk.app.focused, Rows)
        assert "no department has signed" in card(desk, "S1")
        assert "09:59:00" in desk.text
        await desk.press("space")
        assert list(desk.stage("S1").departments) == ["lighting"]
