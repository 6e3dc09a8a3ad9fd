"""The table: its cursor keeps to its row, its columns fold, and only cells that changed are drawn."""

from __future__ import annotations

from typing import Any

import pytest
from textual.geometry import Region

from tests.harness.pilot import settle
from tests.widgets.stand import Stand, shown, watch
from widgets.rows import Cell, Column, Listing, Row, Rows

COLUMNS = (
    Column("no", "No.", 3, "right"),
    Column("title", "Item", 6, share=1),
    Column("unit", "Unit", 8, fold=2),
    Column("at", "At", 5, "right", fold=1),
)


def row(key: str, *, title: str = "", at: str = "10:00", lit: bool = False) -> Row:
    cells = {"no": key, "title": title or f"Song {key}", "unit": "District", "at": at}
    return Row(key, {name: Cell(text) for name, text in cells.items()}, lit)


def keys(text: str) -> list[Row]:
    return [row(key) for key in text]


async def press(pilot: Any, *names: str) -> None:
    await pilot.press(*names)
    await settle(pilot)


async def test_it_shows_a_header_and_a_row_for_each() -> None:
    rows = Rows()
    async with shown(rows) as (stand, pilot):
        rows.show(COLUMNS, keys("12"))
        await settle(pilot)
        assert stand.lines[:3] == [
            "No.  Item                Unit         At",
            "  1  Song 1              District  10:00",
            "  2  Song 2              District  10:00",
        ]


@pytest.mark.parametrize(("width", "titles"), [(40, "No. Item Unit At"), (25, "No. Item At"), (14, "No. Item")])
async def test_columns_fold_where_there_is_no_room(width: int, titles: str) -> None:
    rows = Rows()
    async with shown(rows, (width, 10)) as (stand, pilot):
        rows.show(COLUMNS, keys("12"))
        await settle(pilot)
        assert stand.lines[0].split() == titles.split()
        await pilot.resize_terminal(40, 10)
        await settle(pilot)
        assert stand.lines[0].split() == ["No.", "Item", "Unit", "At"]


async def test_long_text_is_cut_with_an_ellipsis_and_moves_no_column() -> None:
    rows = Rows()
    async with shown(rows) as (stand, pilot):
        rows.show(COLUMNS, [row("1", title="廉" * 500), row("2", title="[red]x[/]"), row("3")])
        await settle(pilot)
        assert "廉…" in stand.lines[1]
        assert "[red]x[/]" in stand.lines[2]
        assert {line[-5:] for line in stand.lines[1:4]} == {"10:00"}


async def test_the_cursor_is_moved_by_keys_and_stays_inside() -> None:
    rows = Rows()
    async with shown(rows, (40, 6)) as (_, pilot):
        rows.show(COLUMNS, keys("123456789"))
        rows.focus()
        for key, under in (("down", "2"), ("up", "1"), ("up", "1"), ("end", "9"), ("down", "9"), ("home", "1")):
            await press(pilot, key)
            assert rows.key == under, key
        await press(pilot, "pagedown")
        assert rows.key > "3"
        await press(pilot, "pageup", "pageup")
        assert rows.key == "1"


async def test_what_is_under_the_cursor_is_in_view() -> None:
    rows = Rows()
    async with shown(rows, (40, 6)) as (stand, pilot):
        rows.show(COLUMNS, keys("123456789"))
        rows.focus()
        await press(pilot, "end")
        assert any("Song 9" in line for line in stand.lines)
        rows.move_to("2")
        await settle(pilot)
        assert any("Song 2" in line for line in stand.lines)
        assert stand.lines[0].split()[0] == "No."  # the header stays


@pytest.mark.parametrize(
    ("after", "under"),
    [("abcd", "c"), ("cab", "c"), ("xxabc", "c"), ("ab", "b"), ("abd", "d"), ("c", "c"), ("", "")],
)
async def test_the_cursor_stays_on_its_row_when_rows_change(after: str, under: str) -> None:
    rows = Rows()
    async with shown(rows) as (_, pilot):
        rows.show(COLUMNS, keys("abc"))
        rows.move_to("c")
        rows.show(COLUMNS, keys(after))
        await settle(pilot)
        assert rows.key == under


async def test_it_says_when_another_row_is_under_the_cursor() -> None:
    rows = Rows()
    async with shown(rows) as (stand, pilot):
        rows.show(COLUMNS, keys("abc"))
        await settle(pilot)
        said = moved(stand)
        rows.move_to("b")
        await settle(pilot)
        assert moved(stand)[len(said) :] == ["b"]
        rows.show(COLUMNS, keys("bac"))
        await settle(pilot)
        rows.show(COLUMNS, keys("ac"))
        await settle(pilot)
        assert moved(stand)[-1] == "a"  # which is where that row was


def moved(stand: Stand) -> list[str]:
    return [message.key for message in stand.said(Rows.Moved)]


async def test_enter_and_a_click_on_the_cursor_choose() -> None:
    rows = Rows()
    async with shown(rows) as (stand, pilot):
        rows.show(COLUMNS, keys("abc"))
        rows.focus()
        await press(pilot, "down", "enter")
        await pilot.click(Rows, offset=(5, 3))  # the third row: the cursor only
        await settle(pilot)
        assert rows.key == "c"
        await pilot.click(Rows, offset=(5, 3))
        await pilot.click(Rows, offset=(5, 0))  # the header is nothing
        await pilot.click(Rows, offset=(5, 8))
        await settle(pilot)
        assert [message.key for message in stand.said(Rows.Chosen)] == ["b", "c"]
        assert rows.key == "c"


async def test_an_empty_table_says_so() -> None:
    rows = Rows(empty="Nothing here.")
    async with shown(rows) as (stand, pilot):
        rows.show(COLUMNS, [])
        rows.focus()
        await press(pilot, "down", "enter", "end", "pagedown")
        assert "Nothing here." in "\n".join(stand.lines)
        assert rows.key == ""


async def test_only_cells_that_changed_are_drawn_again() -> None:
    rows = Rows()
    async with shown(rows) as (stand, pilot):
        rows.show(COLUMNS, keys("abc"))
        await settle(pilot)
        drawn = watch(rows)
        rows.show(COLUMNS, keys("abc"))
        assert drawn == []
        rows.show(COLUMNS, [row("a"), row("b", at="10:01"), row("c")])
        assert drawn == [Region(35, 2, 5, 1)]
        await settle(pilot)
        assert stand.lines[2].endswith("10:01")
        drawn.clear()
        rows.show(COLUMNS, [row("a"), row("b", at="10:01", lit=True), row("c")])
        assert drawn == [Region(0, 2, 40, 1)]


async def test_what_is_scrolled_out_of_view_is_not_drawn() -> None:
    rows = Rows()
    async with shown(rows, (40, 6)) as (stand, pilot):
        rows.show(COLUMNS, keys("123456789"))
        rows.focus()
        await press(pilot, "end")
        drawn = watch(rows)
        rows.show(COLUMNS, [row("1", at="11:11"), *keys("2345678"), row("9", at="12:12")])
        assert [region.y for region in drawn if region] == [5]
        await settle(pilot)
        assert stand.lines[5].rstrip("▁▂▃▄▅▆▇█ ").endswith("12:12")
        await press(pilot, "home")
        assert "11:11" in stand.lines[1]


async def test_a_scrollbar_hides_nothing() -> None:
    rows = Rows()
    async with shown(rows, (40, 6)) as (stand, pilot):
        rows.show(COLUMNS, keys("12"))
        await settle(pilot)
        rows.show(COLUMNS, keys("123456789"))
        await settle(pilot)
        assert all("10:00" in line for line in stand.lines[1:])
        rows.show(COLUMNS, keys("12"))
        await settle(pilot)
        assert all(line.endswith("10:00") for line in stand.lines[1:3])


async def test_a_listing_takes_no_focus_and_has_no_header() -> None:
    listing = Listing()
    async with shown(listing) as (stand, pilot):
        listing.show(COLUMNS, keys("12"))
        await settle(pilot)
        await press(pilot, "tab")
        assert stand.focused is None
        assert "Song 1" in stand.lines[0]
