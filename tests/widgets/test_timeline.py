"""The timeline: bars where their times are, a line at now, and only lines that changed drawn again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.harness.pilot import settle
from tests.store.festivals import ZONE, at
from tests.widgets.stand import shown, watch
from widgets.timeline import Bar, Chart, Lane, Timeline


def chart(now: str = "10:30", *, bars: tuple[Bar, ...] = (), label: str = "Square", end: datetime | None = None) -> Chart:
    bars = bars or (Bar(at("10:00"), at("11:00"), "█", "running", "1"), Bar(at("11:00"), at("11:30"), "░", "plain"))
    return Chart((Lane(label, bars), Lane("", ())), at("09:00"), end or at("13:00"), at(now), ZONE)


async def test_bars_stand_under_their_hours() -> None:
    timeline = Timeline()
    async with shown(timeline, (100, 6)) as (stand, pilot):
        timeline.show(chart())
        await settle(pilot)
        axis, lane, *_ = stand.lines
        assert lane.startswith("Square ")
        assert lane.index("1") == axis.index("10:00")
        assert lane.index("░") == axis.index("11:00")
        assert axis.index("10:00") < lane.index("┊") < axis.index("11:00")
        assert "09:00" in axis


@pytest.mark.parametrize("now", ["08:00", "13:30"])
async def test_now_outside_the_chart_is_not_drawn(now: str) -> None:
    timeline = Timeline()
    async with shown(timeline, (100, 6)) as (stand, pilot):
        timeline.show(chart(now))
        await settle(pilot)
        assert "┊" not in "".join(stand.lines)


async def test_it_is_as_high_as_its_lanes() -> None:
    timeline = Timeline()
    async with shown(timeline, (100, 12)) as (_, pilot):
        timeline.show(chart())
        await settle(pilot)
        assert timeline.size.height == 3
        timeline.show(chart()._replace(lanes=chart().lanes * 3))
        await settle(pilot)
        assert timeline.size.height == 7


async def test_only_lines_that_changed_are_drawn_again() -> None:
    timeline = Timeline()
    async with shown(timeline, (100, 6)) as (_, pilot):
        timeline.show(chart())
        await settle(pilot)
        drawn = watch(timeline)
        timeline.show(chart("10:30:01"))
        assert drawn == []
        longer = Bar(at("10:00"), at("12:00"), "█", "running", "1")
        timeline.show(chart(bars=(longer,)))
        assert [region.y for region in drawn if region] == [1]
        assert len(drawn) == 1


async def test_an_hour_later_it_has_another_line_at_now() -> None:
    timeline = Timeline()
    async with shown(timeline, (100, 6)) as (stand, pilot):
        timeline.show(chart())
        await settle(pilot)
        before = stand.lines[1].index("┊")
        timeline.show(chart("11:30"))
        await settle(pilot)
        assert stand.lines[1].index("┊") > before


@pytest.mark.parametrize("label", ["", "廉" * 500, "[/]", "x" * 500])
@pytest.mark.parametrize("width", [1, 5, 17, 30, 80, 240])
async def test_any_label_in_any_width(label: str, width: int) -> None:
    timeline = Timeline()
    async with shown(timeline, (width, 6)) as (stand, pilot):
        timeline.show(chart(label=label))
        await settle(pilot)
        assert all(line.isprintable() for line in stand.lines)


@pytest.mark.parametrize("days", [0, 1, 30, 4000])
async def test_any_length_of_the_day(days: int) -> None:
    timeline = Timeline()
    async with shown(timeline, (100, 6)) as (stand, pilot):
        timeline.show(chart(end=at("09:00") + timedelta(days=days)))
        await settle(pilot)
        assert stand.lines[0].strip() or days == 0


async def test_a_chart_without_lanes_is_an_axis() -> None:
    timeline = Timeline()
    async with shown(timeline, (100, 6)) as (_, pilot):
        timeline.show(chart()._replace(lanes=()))
        await settle(pilot)
        assert timeline.size.height == 1
