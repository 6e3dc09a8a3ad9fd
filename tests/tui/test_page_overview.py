"""The overview: the day at a glance, and the way into it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.festival import Festival
from tests.tui.dashboard import dashboard

Sample = Callable[..., Festival]


async def test_it_shows_every_stage_with_what_is_on_and_what_is_next(sample: Sample) -> None:
    async with dashboard(sample(), size=(160, 50)) as desk:
        line = next(line for line in desk.text.splitlines() if "四十年的账本" in line)
        for part in ("▶", "Cultural Centre theatre", "live", "7:05", "草原清泉", "17:48", "+3:50 over"):
            assert part in line, part
        assert "Central Square" in desk.text
        assert "239/320" in desk.text
        assert "7 of 12 open" in desk.text


async def test_the_alerts_say_what_is_wrong_and_who_answers(sample: Sample) -> None:
    async with dashboard(sample(), size=(160, 50)) as desk:
        assert "‼ Central Square main stage: video fault LED 屏左侧两块黑屏 · 广场管理办公室" in desk.text
        assert "! Ode to Diligence and Integrity runs 3 min late" in desk.text


@pytest.mark.parametrize("size", [(160, 50), (80, 24)])
async def test_it_ticks(sample: Sample, size: tuple[int, int]) -> None:
    async with dashboard(sample(), size=size) as desk:
        await desk.tick()
        assert "17:40:01" in desk.text
        assert "7:04" in desk.text


async def test_each_stage_is_opened_on_its_show(sample: Sample) -> None:
    async with dashboard(sample()) as desk:
        for place, (performance, cursor) in enumerate([("P5", "P5-01"), ("P4", "P4-06"), ("P3", "P3-01")]):
            await desk.press("f2", "home", *["down"] * place, "enter")
            assert (desk.page, desk.app.performance) == ("order", performance)
            if performance != "P3":
                assert desk.cursor == cursor


async def test_a_narrow_window_folds_columns_and_keeps_every_stage(sample: Sample) -> None:
    async with dashboard(sample(), size=(80, 24)) as desk:
        for part in ("Central", "Cultural", "Chengxi", "17:40:00", "7:05", "Cues", "Check-in", "Security"):
            assert part in desk.text, part


@pytest.mark.parametrize("moment", ["06:00", "09:45", "14:45", "20:40", "23:50"])
async def test_it_holds_at_any_time_of_the_day(sample: Sample, moment: str, language: str) -> None:
    async with dashboard(sample(moment)) as desk:
        assert f"{moment}:00" in desk.text
        await desk.press("f3", "f4", "f2")
        assert desk.page == "overview"
