"""The forms to insert and to edit an item: what is wrong is said, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Input, Static

from store.festival import Festival
from tests.store.festivals import at, plain, states
from tests.tui.dashboard import Desk, dashboard


async def fill(desk: Desk, **values: str) -> None:
    """Type into the lines of the form that is open, in place of what stands there."""
    for key, value in values.items():
        line = desk.app.screen.query_one(f"#{key}", Input)
        line.focus()
        line.value = ""
        line.insert_text_at_cursor(value)
        await desk.settle()


def typed(desk: Desk, key: str) -> str:
    return desk.app.screen.query_one(f"#{key}", Input).value


def fault(desk: Desk) -> str:
    return str(desk.app.screen.query_one("#fault", Static).content)


GOOD: list[tuple[dict[str, str], dict[str, Any]]] = [
    ({"title": "秦腔《赤桑镇》"}, {"title": "秦腔《赤桑镇》"}),
    ({"duration_s": "4:30"}, {"duration_s": 270}),
    ({"duration_s": "4分30秒"}, {"duration_s": 270}),
    ({"duration_s": "1:02:03"}, {"duration_s": 3723}),
    ({"fixed_start": "20:00"}, {"fixed_start": at("20:00")}),
    ({"kind": "speech"}, {"kind": "speech"}),
    ({"approved": "no"}, {"approved": False}),
    ({"number": "12", "mics": "4", "performers": "30"}, {"number": 12, "mics": 4, "performers": 30}),
    ({"form": "  合唱 ", "unit": "区法院", "props": "桌子"}, {"form": "合唱", "unit": "区法院", "props": "桌子"}),
    ({"title": "\u202eevil\x1b[31m"}, {"title": "evil[31m"}),
]


@pytest.mark.parametrize(("values", "fields"), GOOD)
async def test_an_item_is_edited(both: Festival, values: dict[str, str], fields: dict[str, Any]) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.cursor_on("B")
        await desk.press("e")
        await fill(desk, **values)
        await desk.press("enter")
        assert desk.dialog == "", fault(desk)
        assert desk.done == [("item.edit", "B")]
        assert {key: getattr(desk.item("B"), key) for key in fields} == fields
        assert "u undo" in desk.status


BAD = [
    ("title", ""),
    ("duration_s", "soon"),
    ("duration_s", ""),
    ("duration_s", "-5"),
    ("fixed_start", "25:99"),
    ("kind", "opera"),
    ("number", "one"),
    ("mics", "-1"),
    ("approved", "perhaps"),
]


@pytest.mark.parametrize(("key", "value"), BAD)
async def test_what_cannot_be_is_said_and_stays_to_be_mended(both: Festival, key: str, value: str) -> None:
    async with dashboard(both, show="P1") as desk:
        before = plain(both)
        await desk.press("e")
        await fill(desk, unit="区法院", **{key: value})
        await desk.press("enter")
        assert desk.dialog == "FormDialog"
        assert fault(desk).startswith("‼ ")
        assert (typed(desk, key), typed(desk, "unit")) == (value, "区法院")
        assert plain(both) == before


async def test_what_was_wrong_is_mended_and_handed_in_with_the_rest(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.press("e")
        await fill(desk, unit="区法院", duration_s="x")
        await desk.press("ctrl+s")
        assert desk.dialog == "FormDialog"
        await fill(desk, duration_s="5:00")
        await desk.press("ctrl+s")
        assert desk.dialog == ""
        assert (desk.item("A").unit, desk.item("A").duration_s) == ("区法院", 300)


async def test_leaving_a_form_changes_nothing(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        before = plain(both)
        await desk.press("e")
        await fill(desk, title="x")
        await desk.press("escape")
        assert (desk.dialog, plain(both)) == ("", before)


async def test_a_form_that_nothing_was_changed_in_records_nothing(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        before = plain(both)
        await desk.press("e", "enter")
        assert (desk.dialog, plain(both)) == ("", before)


async def test_a_form_is_typed_into_as_soon_as_it_is_open(both: Festival) -> None:
    """Also what are keys of the page behind it."""
    async with dashboard(both, show="P1") as desk:
        await desk.press("i", "7", "down", *"fhu sc2?")
        assert (typed(desk, "number"), typed(desk, "title")) == ("7", "fhu sc2?")
        assert (desk.page, desk.dialog, states(both)) == ("order", "FormDialog", "A:p B:p C:p D:p E:p")


async def test_an_item_is_inserted_behind_the_cursor(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.cursor_on("B")
        await desk.press("i")
        await fill(desk, title="加演", duration_s="3:00")
        await desk.press("enter")
        assert states(both) == "A:p B:p P1-06-a7f3:p C:p D:p E:p"
        added = desk.item("P1-06-a7f3")
        assert (added.title, added.number, added.duration_s, added.approved) == ("加演", 6, 180, True)
        assert "inserted 6 “加演”" in desk.status
        await desk.press("u")
        assert states(both) == "A:p B:p C:p D:p E:p"


@pytest.mark.parametrize("values", [{}, {"title": "加演"}, {"duration_s": "3:00"}, {"title": "加演", "duration_s": "x"}])
async def test_an_insertion_needs_a_title_and_a_duration(both: Festival, values: dict[str, str]) -> None:
    async with dashboard(both, show="P1") as desk:
        before = plain(both)
        await desk.press("i")
        await fill(desk, unit="区法院", **values)
        await desk.press("enter")
        assert (desk.dialog, fault(desk)[:1], plain(both)) == ("FormDialog", "‼", before)
        assert typed(desk, "unit") == "区法院"


async def test_two_insertions_one_after_the_other_are_two_items(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        for title in ("一", "二"):
            await desk.press("i")
            await fill(desk, title=title, duration_s="3:00")
            await desk.press("enter")
        assert {"一", "二"} <= {item.title for item in desk.day.items("P1")}


async def test_an_insertion_after_one_was_taken_back_is_recorded(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        for _ in range(2):
            await desk.press("i")
            await fill(desk, title="加演", duration_s="3:00")
            await desk.press("enter")
            assert desk.dialog == ""
            await desk.press("u")
        assert states(both) == "A:p B:p C:p D:p E:p"


async def test_every_line_is_reached_and_seen_in_a_small_window(both: Festival) -> None:
    async with dashboard(both, show="P1", size=(80, 24)) as desk:
        await desk.press("e")
        for _ in range(20):
            focused = desk.app.focused
            assert isinstance(focused, Input)
            region, window = focused.region, desk.app.screen.query_one("VerticalScroll").region
            assert window.contains_region(region), focused.id
            await desk.press("down")


async def test_a_form_in_chinese_takes_what_it_shows(both: Festival, language: str) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.press("e")
        lines = {line.id: line.value for line in desk.app.screen.query(Input)}
        await fill(desk, **{str(key): value for key, value in lines.items() if value}, unit="x")
        await desk.press("enter")
        assert desk.dialog == "", fault(desk)
