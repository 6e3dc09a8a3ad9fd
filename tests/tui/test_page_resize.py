"""Windows of every size: nothing crashes, and what is folded away comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.clock import FixedClock
from store.festival import Festival
from tests.store.festivals import at
from tests.tui.dashboard import dashboard

Sample = Callable[..., Festival]

SIZES = [(240, 70), (160, 50), (120, 40), (100, 30), (99, 29), (80, 24), (60, 15), (40, 10), (20, 6), (5, 3), (1, 1)]


@pytest.mark.parametrize("page", ["overview", "order", "stages"])
async def test_a_window_is_made_small_and_large_again(sample: Sample, page: str) -> None:
    async with dashboard(sample(), page=page, size=SIZES[0]) as desk:
        seen = {SIZES[0]: desk.text}
        for size in (*SIZES[1:], *reversed(SIZES[:-1])):
            await desk.resize(size)
            assert len(desk.text.splitlines()) <= size[1]
            if size >= (80, 24):  # in smaller ones the list has been scrolled
                assert seen.setdefault(size, desk.text) == desk.text, size


@pytest.mark.parametrize("keys", ["question_mark", "e", "i", "p", "s", "enter", "ctrl+p"])
async def test_a_window_is_made_small_under_a_dialog(sample: Sample, keys: str) -> None:
    async with dashboard(sample(), page="order", size=SIZES[0]) as desk:
        await desk.press(keys)
        dialog = desk.dialog
        for size in ((80, 24), (20, 6), (160, 50)):
            await desk.resize(size)
        assert desk.dialog == dialog != ""
        await desk.press("escape")
        assert desk.dialog == ""


@pytest.mark.parametrize("size", [(80, 24), (20, 6)])
async def test_the_show_runs_on_in_a_small_window(sample: Sample, size: tuple[int, int]) -> None:
    async with dashboard(sample(), page="order", size=size) as desk:
        await desk.press("space", "h", "h", "plus", "f", "u")
        assert desk.item("P4-06").state == "running"
        assert "taken back" in desk.status


async def test_the_welcome_in_a_small_window(tmp_path: Path) -> None:
    with Festival.open(tmp_path / "empty", FixedClock(at("09:00"))) as festival:
        async with dashboard(festival, size=SIZES[0]) as desk:
            for size in SIZES[1:]:
                await desk.resize(size)
