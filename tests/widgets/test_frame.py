"""The frame of a page, and what is on: the alerts, the top line, single lines, the panel of the item that plays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.widgets import Digits

from store.text import clean
from tests.harness.pilot import settle
from tests.widgets.stand import shown, watch
from widgets.alertstrip import AlertStrip
from widgets.details import Details
from widgets.line import Line, content
from widgets.nowplaying import NowPlaying, Playing
from widgets.topline import TopLine

# -- alerts --------------------------------------------------------------------------------------------------------------


def alerts(count: int) -> list[tuple[str, str, str]]:
    return [("danger" if n == 1 else "warning", f"trouble {n}", f"who {n}") for n in range(1, count + 1)]


@pytest.mark.parametrize(("count", "height"), [(0, 0), (1, 1), (3, 3), (12, 3)])
async def test_the_alerts_take_as_many_lines_as_there_are_up_to_three(count: int, height: int) -> None:
    strip = AlertStrip()
    async with shown(strip, (60, 8)) as (stand, pilot):
        strip.show(alerts(count))
        await settle(pilot)
        assert strip.size.height == height
        if count:
            assert stand.lines[0].strip() == "‼ trouble 1 · who 1"
        if count == 12:
            assert stand.lines[2].endswith("+9 more")
        strip.show([])
        await settle(pilot)
        assert strip.size.height == 0


async def test_the_same_alerts_are_not_drawn_again() -> None:
    strip = AlertStrip()
    async with shown(strip, (60, 8)) as (_, pilot):
        strip.show(alerts(2))
        await settle(pilot)
        drawn = watch(strip)
        strip.show(alerts(2))
        assert drawn == []


@pytest.mark.parametrize("text", ["[/]", "[red]x[/]", "廉" * 500])
async def test_an_alert_is_text_and_is_cut_at_the_edge(text: str) -> None:
    strip = AlertStrip()
    async with shown(strip, (60, 8)) as (stand, pilot):
        strip.show([("danger", text, text)] * 5)
        await settle(pilot)
        assert text[:9] in stand.lines[0]
        assert stand.lines[2].endswith("+2 more")
        assert all(cell_len(line) <= 60 for line in stand.lines)


# -- the top line --------------------------------------------------------------------------------------------------------

LEFT = [(" Festival", "strong"), (" › Page", "strong")]
MIDDLE = [("● ", "on_air"), ("Show", "strong")]
RIGHT = [("operator ", "plain")]


async def test_the_top_line_has_three_groups() -> None:
    top = TopLine()
    async with shown(top, (80, 3)) as (stand, pilot):
        top.show(LEFT, MIDDLE, RIGHT)
        await settle(pilot)
        line = stand.lines[0]
        assert line.startswith(" Festival › Page")
        assert line.endswith("operator")
        assert 20 < line.index("● Show") < 60


async def test_where_there_is_no_room_the_operator_and_the_page_stay() -> None:
    top = TopLine()
    async with shown(top, (30, 3)) as (stand, pilot):
        top.show([(" Festival of the District", "strong"), LEFT[1]], MIDDLE, RIGHT)
        await settle(pilot)
        assert "…" in stand.lines[0]
        assert " › Page" in stand.lines[0]
        assert stand.lines[0].endswith(" operator")


@pytest.mark.parametrize("width", [1, 8, 20, 40, 80])
async def test_names_of_any_length_leave_the_operator_readable(width: int) -> None:
    top = TopLine()
    async with shown(top, (width, 3)) as (stand, pilot):
        long = "廉" * 500
        top.show([(long, "strong"), (f" › {long}", "strong")], [(long, "strong")], RIGHT)
        await settle(pilot)
        if width >= 20:
            assert stand.lines[0].endswith("operator")


async def test_the_same_top_line_is_not_drawn_again() -> None:
    top = TopLine()
    async with shown(top, (80, 3)) as (_, pilot):
        top.show(LEFT, MIDDLE, RIGHT)
        await settle(pilot)
        drawn = watch(top)
        top.show(list(LEFT), list(MIDDLE), list(RIGHT))
        assert drawn == []


# -- lines and pairs -----------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.text().map(clean), st.sampled_from(["plain", "danger", "dim"]))))
def test_parts_are_text_whatever_stands_in_them(parts: list[tuple[str, str]]) -> None:
    assert content(parts).plain == "".join(text for text, _ in parts)


async def test_a_line_is_drawn_only_where_it_changes_and_never_moves_what_is_around_it() -> None:
    line = Line()
    async with shown(line, (20, 3)) as (stand, pilot):
        line.show(("[red]x[/]", "plain"))
        await settle(pilot)
        assert stand.lines[0] == "[red]x[/]"
        drawn = watch(line)
        line.show(("[red]x[/]", "plain"))
        assert drawn == []
        line.show(("廉" * 50, "danger"))
        await settle(pilot)
        assert line.size.height == 1
        assert stand.lines[0].endswith("…")


async def test_details_align_their_values_by_cells() -> None:
    async with shown(Details([("节目", "勤廉颂"), ("Unit", "[/]"), ("x", "廉" * 30)]), (40, 8)) as (stand, _):
        assert [cell_len(line[: line.index(mark)]) for line, mark in zip(stand.lines, "勤[", strict=False)] == [6, 6]
        assert "".join(stand.lines).count("廉") == 31


# -- what is on ----------------------------------------------------------------------------------------------------------


def playing(**fields: object) -> Playing:
    usual = Playing(
        heading=(("▶ 5 “Song”", "running"),),
        facts=(("from 17:39:05", "plain"),),
        large="7:05",
        large_tone="running",
        caption="left",
        part=0.5,
        after=((("○ 6 “Next”", "plain"),), (("○ 7 “Then”", "plain"),)),
        end=(("ends 18:23", "plain"),),
        out=(("hard out", "danger"),),
    )
    return usual._replace(**fields)


async def test_the_panel_says_what_is_on_and_what_comes() -> None:
    panel = NowPlaying()
    async with shown(panel, (80, 8)) as (stand, pilot):
        panel.show(playing())
        await settle(pilot)
        whole = "\n".join(stand.lines)
        for part in ("▶ 5 “Song”", "from 17:39:05", "left", "○ 6 “Next”", "○ 7 “Then”", "ends 18:23", "hard out"):
            assert part in whole, part
        assert panel.query_one(Digits).value == "7:05"
        filled, rest = stand.lines[2].count("━"), stand.lines[2].count("─")
        assert abs(filled - rest) <= 4


@pytest.mark.parametrize("part", [-1.0, 0.0, 1.0, 25.0])
async def test_the_bar_never_leaves_its_line(part: float) -> None:
    panel = NowPlaying()
    async with shown(panel, (80, 8)) as (stand, pilot):
        panel.show(playing(part=part))
        await settle(pilot)
        assert ("━" in stand.lines[2][:20], "─" in stand.lines[2][:20]) == (part > 0, part <= 0)


async def test_its_urgency_is_a_class_of_the_figure() -> None:
    panel = NowPlaying()
    async with shown(panel, (80, 8)) as (_, pilot):
        for tone in ("running", "warning", "danger", "dim", "plain"):
            panel.show(playing(large_tone=tone, large="+0:05"))
            await settle(pilot)
            assert panel.query_one(Digits).has_class(f"-{tone}")
            assert len(panel.query_one(Digits).classes) == 1


async def test_a_second_later_only_the_figure_is_drawn_again() -> None:
    panel = NowPlaying()
    async with shown(panel, (80, 8)) as (_, pilot):
        panel.show(playing())
        await settle(pilot)
        drawn = {widget: watch(widget) for widget in panel.query("*")}
        panel.show(playing())
        assert not any(drawn.values())
        panel.show(playing(large="7:04"))
        assert {type(widget) for widget, regions in drawn.items() if regions} == {Digits}
