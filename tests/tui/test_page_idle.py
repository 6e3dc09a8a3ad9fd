"""An idle tick draws what has changed and nothing else: a dashboard over ssh must be quiet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from textual.geometry import Region
from textual.widget import Widget

from store.festival import Festival
from tests.tui.dashboard import dashboard
from widgets.alertstrip import AlertStrip
from widgets.rows import Rows
from widgets.timeline import Timeline

Sample = Callable[..., Festival]
Drawn = list[tuple[Widget, tuple[Region, ...], bool]]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """What has been asked to be drawn again: the widget, its regions, and whether the layout was to be made anew."""
    found: Drawn = []
    refresh = Widget.refresh

    def spy(self: Widget, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Widget:
        if repaint or layout or recompose:
            found.append((self, regions, layout or recompose))
        return refresh(self, *regions, repaint=repaint, layout=layout, recompose=recompose)

    monkeypatch.setattr(Widget, "refresh", spy)
    return found


@pytest.mark.parametrize("size", [(160, 50), (120, 40), (80, 24)])
async def test_a_tick_of_the_overview_draws_the_clock_and_what_counts_down(
    sample: Sample, drawn: Drawn, size: tuple[int, int]
) -> None:
    async with dashboard(sample("17:41"), size=size) as desk:
        await desk.tick()
        drawn.clear()
        await desk.tick()
        assert not [widget for widget, _, layout in drawn if layout]
        # In the security pane it says how long a report is overdue.
        assert {widget.id for widget, _, _ in drawn} <= {
            "clock",
            "stages",
            "security",
        }  # there, how long a report is overdue
        cells = [region for widget, regions, _ in drawn if isinstance(widget, Rows) for region in regions]
        assert [(cell.width, cell.height) for cell in cells] == [(7, 1)]  # the time left, of the one stage that plays


async def test_a_tick_of_the_running_order_leaves_the_items_alone(sample: Sample, drawn: Drawn) -> None:
    async with dashboard(sample("17:41"), page="order", size=(160, 50)) as desk:
        await desk.tick()
        drawn.clear()
        await desk.tick()
        assert not [widget for widget, _, layout in drawn if layout]
        assert not [widget for widget, _, _ in drawn if isinstance(widget, Rows | AlertStrip | Timeline)]


async def test_nothing_is_drawn_where_the_clock_stands(sample: Sample, drawn: Drawn) -> None:
    async with dashboard(sample()) as desk:
        for page in ("f3", "f4", "f2"):
            await desk.press(page)
            await desk.tick(0)
            drawn.clear()
            await desk.tick(0)
            assert drawn == [], page


async def test_an_action_draws_the_row_that_it_changes(sample: Sample, drawn: Drawn) -> None:
    async with dashboard(sample(), page="order", size=(160, 50)) as desk:
        await desk.cursor_on("P4-09")
        drawn.clear()
        await desk.press("c")
        regions = [region for widget, regions, _ in drawn if isinstance(widget, Rows) for region in regions]
        assert regions
        assert len({region.y for region in regions}) == 1
        assert all(regions for widget, regions, _ in drawn if isinstance(widget, Rows))


async def test_a_page_behind_another_is_not_told_of_the_time(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.screens.overview import OverviewPage

    told: list[datetime] = []
    async with dashboard(sample()) as desk:
        await desk.press("f3")
        monkeypatch.setattr(OverviewPage, "show", lambda _self, day: told.append(day.now))
        await desk.tick()
        assert told == []
        await desk.press("f2")
        assert told
