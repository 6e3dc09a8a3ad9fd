"""The running order: what is found in it, and what is seen of an item in a narrow window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Digits, Input

from store.actions import ItemSkip, ItemStart
from store.clock import FixedClock
from store.festival import Festival
from tests.store.festivals import MANAGER, at, fixture_f, item, opened, put, show, states
from tests.tui.dashboard import Desk, dashboard
from widgets.rows import Rows

Sample = Callable[..., Festival]


def listed(desk: Desk) -> list[str]:
    """The keys of the items that are shown."""
    return [row.key for row in desk.app.screen.query_one("#items", Rows)._rows]


# -- which show ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "performance"),
    [("08:00", "P0"), ("09:45", "P0"), ("12:30", "P2"), ("14:45", "P2"), ("17:40", "P4"), ("23:50", "P5")],
)
async def test_it_opens_on_the_show_that_is_on_else_the_next(sample: Sample, moment: str, performance: str) -> None:
    async with dashboard(sample(moment), page="order") as desk:
        assert desk.app.performance == performance


async def test_the_cursor_is_on_what_go_would_start(sample: Sample) -> None:
    async with dashboard(sample(), page="order") as desk:
        assert desk.cursor == "P4-06"


async def test_another_show_is_chosen_by_its_stage_too(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.press("p")
        await desk.type("square")
        await desk.press("enter")
        assert (desk.app.performance, desk.cursor) == ("P3", "X")


async def test_leaving_the_choice_changes_nothing(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.press("p", "down", "escape")
        assert (desk.dialog, desk.app.performance) == ("", "P1")


# -- the filter ----------------------------------------------------------------------------------------------------------


async def test_the_filter_shows_what_has_the_text_in_it(sample: Sample) -> None:
    async with dashboard(sample(), page="order") as desk:
        await desk.press("slash")
        await desk.type("秦剧团")
        assert listed(desk) == ["P4-07"]
        await desk.press("enter")  # kept, and the keys are the page's again
        assert (listed(desk), desk.cursor) == (["P4-07"], "P4-07")
        await desk.press("h")
        assert desk.item("P4-05").state == "held"
        await desk.press("escape")
        assert len(listed(desk)) == 9
        assert isinstance(desk.app.focused, Rows)


async def test_every_word_must_be_found(sample: Sample) -> None:
    async with dashboard(sample(), page="order") as desk:
        await desk.press("slash")
        await desk.type("文化馆 独唱")
        assert listed(desk) == ["P4-02"]


async def test_a_filter_is_typed_without_a_key_of_the_page_being_pressed(both: Festival) -> None:
    both.do(ItemStart(subject="A"), MANAGER)
    async with dashboard(both, show="P1") as desk:
        await desk.press("slash", *"fhucs 234?[")
        await desk.press("minus", "plus", "ctrl+up")
        assert desk.app.screen.query_one("#filter", Input).value == "fhucs 234?[-+"
        assert (desk.page, desk.dialog, states(both)) == ("order", "", "A:r B:p C:p D:p E:p")
        assert "Nothing here." in desk.text
        await desk.press("f2")  # but the function keys are the page's
        assert desk.page == "overview"


async def test_the_keys_of_the_show_work_while_nothing_is_found(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.press("slash", "x", "y", "z", "enter")
        assert listed(desk) == []
        await desk.press("e", "a", "c", "b", "s", "ctrl+up", "enter")  # there is nothing under the cursor
        assert desk.dialog == ""
        await desk.press("space")
        assert states(both) == "A:r B:p C:p D:p E:p"


async def test_moving_goes_by_the_running_order_and_not_by_what_is_found(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.press("slash", *"Act", "enter")
        await desk.cursor_on("D")
        await desk.press("ctrl+up")
        assert states(both) == "A:p B:p D:p C:p E:p"


# -- what is seen --------------------------------------------------------------------------------------------------------


async def test_the_wide_page_has_the_details_beside_the_items(sample: Sample) -> None:
    async with dashboard(sample(), page="order", size=(160, 50)) as desk:
        await desk.cursor_on("P4-07")
        assert "1:00" in desk.text
        assert "Changeover" in desk.text


async def test_what_folds_away_in_a_narrow_window_is_in_the_details(sample: Sample) -> None:
    """At 80×24 the form, the unit and the approval have no column; enter shows all there is."""
    festival = sample()
    async with dashboard(festival, page="order", size=(80, 24)) as desk:
        assert "区民族文艺队" not in "\n".join(desk.text.splitlines()[7:20])
        await desk.press("enter")
        unit = festival.day().rundown("P4").items[5]
        for value in (unit.title, unit.form, unit.unit, unit.contact, "approved", "standing by", "+3:50 over"):
            assert value in desk.text, value
        await desk.press("escape")
        assert desk.dialog == ""


async def test_the_remaining_time_counts_down_and_changes_its_words(both: Festival) -> None:
    both.do(ItemStart(subject="A"), MANAGER)
    async with dashboard(both, show="P1") as desk:

        def large() -> str:
            return desk.app.screen.query_one(Digits).value

        assert (large(), "left" in desk.text) == ("30:00", True)
        await desk.tick(29 * 60 + 1)
        assert large() == "0:59"
        assert "! 1 “Act A”" in desk.text
        await desk.tick(59)
        await desk.tick(5)
        assert (large(), "over its time" in desk.text) == ("+0:05", True)
        assert "‼ 1 “Act A”" in desk.text
        await desk.press("h")
        await desk.tick(60)
        assert (large(), "held" in desk.text, "⏸ 1 “Act A”" in desk.text) == ("+0:05", True, True)


async def test_a_show_that_is_twenty_five_minutes_late(both: Festival) -> None:
    assert isinstance(both.clock, FixedClock)
    both.clock.at = at("15:25")
    async with dashboard(both, show="P2") as desk:
        assert "past its start" in desk.text
        await desk.press("space")
        assert "ends 16:25:00 +25:00 over" in desk.text
        await desk.press("f2")
        assert "+25:00 over" in desk.text


async def test_sixty_items_are_all_to_be_reached(tmp_path: Path) -> None:
    plan = [*fixture_f()[:3], *(item(f"I{n:02}", n, duration_s=120, title=f"Song {n:02}") for n in range(1, 61))]
    with opened(tmp_path / "long", "10:00", plan=plan) as festival:
        async with dashboard(festival, page="order", size=(80, 24)) as desk:
            await desk.press("end")
            assert (desk.cursor, "Song 60" in desk.text) == ("I60", True)
            await desk.press("home")
            assert (desk.cursor, "Song 01" in desk.text) == ("I01", True)
            await desk.press("pagedown")
            assert "Song 60" not in desk.text
            seen = desk.cursor
            await desk.press("pageup")
            assert (desk.cursor, seen) == ("I01", seen)
            for _ in range(30):
                await desk.press("space")
            assert desk.cursor == "I31"
            assert "Song 31" in desk.text  # what is next is in view, far down as it is


async def test_a_show_that_is_far_on_opens_at_what_is_next(tmp_path: Path) -> None:
    songs = [item(f"I{n:02}", n, "P2", duration_s=120, title=f"Song {n:02}") for n in range(1, 61)]
    plan = [*fixture_f()[:4], show("P2", "S1", "15:00", "18:00"), *songs]
    with opened(tmp_path / "long", "15:00", plan=plan) as festival:
        for n in range(1, 50):
            festival.do(ItemSkip(subject=f"I{n:02}"), MANAGER)
        async with dashboard(festival, show="P1", size=(80, 24)) as desk:
            await desk.press("right_square_bracket")
            assert (desk.cursor, "Song 50" in "\n".join(desk.text.splitlines()[8:])) == ("I50", True)


@pytest.mark.parametrize("length", [40, 500])
async def test_long_titles_are_cut_on_the_page_and_whole_in_the_details(tmp_path: Path, length: int) -> None:
    title = ("廉" * length)[: length - 2] + "终场"
    plan = [*fixture_f()[:3], item("A", 1, title=title), item("B", 2)]
    with opened(tmp_path / "long", "10:00", plan=plan) as festival:
        for size in ((80, 24), (160, 50)):
            async with dashboard(festival, page="order", size=size) as desk:
                assert "…" in desk.text
                assert "Plan" in desk.text
                await desk.cursor_on("A")
                await desk.press("enter", "end")
                assert "终场" in desk.text


async def test_a_show_without_items_waits_for_the_first(tmp_path: Path) -> None:
    with opened(tmp_path / "bare", "09:00", plan=fixture_f()[:3]) as festival:
        async with dashboard(festival, page="order") as desk:
            assert "Nothing here. Esc shows all, i inserts an item." in desk.text
            await desk.press("space", "f", "h", "plus", "c", "s", "e", "a", "enter", "ctrl+down")
            assert desk.dialog == ""
            await desk.press("i")
            await desk.press("down", *"Song")
            await desk.press(*["down"] * 5, *"3:00", "enter")
            assert (desk.dialog, listed(desk)) == ("", ["P1-01-a7f3"])
            await desk.press("space")
            assert states(festival) == "P1-01-a7f3:r"


@pytest.mark.parametrize("count", [1, 2])
async def test_a_festival_without_shows_or_stages(tmp_path: Path, count: int) -> None:
    with opened(tmp_path / "bare", "09:00", plan=fixture_f()[:count]) as festival:
        async with dashboard(festival) as desk:
            for page in ("f3", "f4", "f2", "f3"):
                await desk.press(page)
                for key in ("space", "f", "h", "c", "s", "i", "e", "a", "p", "u"):
                    await desk.press(key)
                    if desk.dialog:
                        await desk.press("escape")
            assert desk.page == "order"


async def test_a_show_across_midnight(tmp_path: Path) -> None:
    night = {"start": at("23:30").isoformat(), "end": at("00:30", 2).isoformat()}
    plan = [
        *fixture_f()[:2],
        put("performances", "P1", **{"name": "守夜", "name_en": "Vigil", "stage": "S1", **night}),
        item("A", 1),
        item("B", 2),
    ]
    with opened(tmp_path / "night", "23:30", plan=plan) as festival:
        async with dashboard(festival, page="order") as desk:
            await desk.press("space")
            await desk.tick(31 * 60)
            await desk.press("space")
            assert "00:01:00" in desk.text
            assert "ends 00:31:00 +1:00 over" in desk.text
            await desk.press("f2")
            assert "+1:00 over" in desk.text


@pytest.mark.parametrize("days", [-400, -1, 1, 400])
async def test_a_festival_of_another_date(tmp_path: Path, days: int) -> None:
    with opened(tmp_path / "f", "09:00") as festival:
        assert isinstance(festival.clock, FixedClock)
        festival.clock.step(days * 86400)
        async with dashboard(festival) as desk:
            for page in ("order", "stages", "overview"):
                await desk.open(page=page)
            assert "廉政之韵" in desk.text


async def test_two_shows_at_once_are_counted_in_the_top_line(both: Festival) -> None:
    both.do(ItemStart(subject="A"), MANAGER)
    both.do(ItemStart(subject="X"), MANAGER)
    async with dashboard(both) as desk:
        top = desk.text.splitlines()[0]
        assert "● Show P3" in top  # the one on the air goes first
        assert "+1" in top
