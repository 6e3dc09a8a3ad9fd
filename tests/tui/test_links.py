"""What a station records of the streams that it, and others, watch."""

from __future__ import annotations

import pytest

from store.models import Signal
from tests.store.festivals import at
from tui.links import _is_news


def seen(state: str, station: str) -> Signal:
    return Signal(state, at("20:00"), None, station)  # type: ignore[arg-type]  # one of the states, from a table


@pytest.mark.parametrize(
    ("standing", "state", "news"),
    [
        (None, "starting", True),
        (None, "off", False),
        (None, "on_air", True),
        (seen("lost", "b2c4"), "starting", False),  # our watch has only just begun
        (seen("lost", "b2c4"), "lost", False),
        (seen("lost", "b2c4"), "on_air", True),
        (seen("on_air", "b2c4"), "off", False),  # theirs goes on
        (seen("on_air", "a7f3"), "off", True),
        (seen("off", "a7f3"), "starting", True),
    ],
)
def test_only_news_is_recorded(standing: Signal | None, state: str, news: bool) -> None:
    assert _is_news(standing, state, "a7f3") is news  # type: ignore[arg-type]  # one of the states, from a table
