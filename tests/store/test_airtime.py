"""The time on the air, back-times, and what could be cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.actions import CueGo, ItemStart
from store.airtime import airtime, back_times, cuts
from store.festival import Festival
from tests.store.festivals import at, clock, do, item, set_clock
from tests.store.shows import cue, cues, live


@pytest.fixture
def on(tmp_path: Path) -> Festival:
    with live(tmp_path / "live", "19:58", cue("Q9", 9, "item_end", 5, item="C", type="handover")) as festival:
        yield festival


def test_before_on_and_off_the_air(on: Festival) -> None:
    air = airtime(cues(on))
    assert air is not None
    assert (air.state, air.elapsed_s, air.to_out_s, air.over_s) == ("before", 0, 1920, -360)
    do(on, ItemStart(subject="A"), "20:07")
    air = airtime(cues(on))
    assert air is not None
    assert (air.state, air.elapsed_s, air.to_out_s, air.over_s) == ("on", 420, 1380, 60)
    do(on, CueGo(subject="Q9"), "20:29:50")
    set_clock(on, "20:40")
    air = airtime(cues(on))
    assert air is not None
    assert (air.state, air.elapsed_s, air.until) == ("off", 1790, at("20:29:50"))


def times(festival: Festival) -> list[tuple[str, str, bool]]:
    return [(each.item.id, clock(each.latest), each.made) for each in back_times(cues(festival).show)]


def test_the_latest_start_of_every_item_and_a_mark_where_it_cannot_be_made(on: Festival) -> None:
    assert times(on) == [("A", "20:06", True), ("B", "20:17", True), ("C", "20:25", True)]
    do(on, ItemStart(subject="A"), "20:06")
    assert times(on) == [("B", "20:17", True), ("C", "20:25", True)]
    set_clock(on, "20:16:01")  # A runs over its time
    assert times(on) == [("B", "20:17", False), ("C", "20:25", False)]


def test_a_break_that_shrinks_counts_with_its_shortest_length(tmp_path: Path) -> None:
    rest = item("R", 4, "L", kind="break", duration_s=600, min_duration_s=120, fixed_end=at("20:25").isoformat())
    with live(tmp_path / "live", "19:58", rest) as festival:
        assert times(festival)[-1] == ("R", "20:28", True)


def test_what_could_be_cut_and_what_that_saves(on: Festival) -> None:
    do(on, ItemStart(subject="A"), "20:07")
    assert [(cut.item.id, cut.saves_s, cut.over_s) for cut in cuts(cues(on).show)] == [("B", 480, -420), ("C", 300, -240)]


def test_a_fixed_start_keeps_what_a_cut_saves(tmp_path: Path) -> None:
    fixed = item("D", 4, "L", duration_s=60, fixed_start=at("20:24").isoformat())
    with live(tmp_path / "live", "19:58", fixed) as festival:
        assert {cut.item.id: cut.saves_s for cut in cuts(cues(festival).show)}["B"] == 0
