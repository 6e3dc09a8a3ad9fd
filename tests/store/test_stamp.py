"""Stamps sort in the order of cause and effect, whatever the clocks do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.stamp import Stamper
from tests.store.festivals import at

NOW = at("10:00")
steps_s = st.lists(st.integers(-86_400, 86_400), min_size=1, max_size=30)


def test_a_stamp_is_the_time_a_counter_and_the_station() -> None:
    assert Stamper("a7f3").stamp(NOW) == "1120183200000.0000.a7f3"


def test_within_a_millisecond_the_counter_counts() -> None:
    stamper = Stamper("a7f3")
    assert [stamper.stamp(NOW)[13:18] for _ in range(3)] == [".0000", ".0001", ".0002"]


@given(steps_s)
def test_a_stations_stamps_only_rise_even_when_its_clock_steps_back(steps: list[int]) -> None:
    stamper = Stamper("a7f3")
    stamps = [stamper.stamp(NOW + timedelta(seconds=step)) for step in steps]
    assert stamps == sorted(set(stamps))


@given(steps_s, steps_s)
def test_what_was_seen_sorts_before_what_comes_after_it(mine: list[int], theirs: list[int]) -> None:
    one, other = Stamper("a7f3"), Stamper("b001")
    for step, back in zip(mine, theirs, strict=False):
        seen = other.stamp(NOW + timedelta(seconds=back))
        one.see(seen)
        assert one.stamp(NOW + timedelta(seconds=step)) > seen


def test_seeing_an_old_stamp_changes_nothing() -> None:
    stamper = Stamper("a7f3")
    first = stamper.stamp(NOW)
    stamper.see("0000000000001.0000.b001")
    assert stamper.stamp(NOW) > first


@pytest.mark.parametrize("counter", [9_998, 9_999])
def test_a_counter_that_is_full_goes_on_in_the_next_millisecond(counter: int) -> None:
    stamper = Stamper("a7f3")
    seen = f"1120183200000.{counter:04}.b001"
    stamper.see(seen)
    stamps = [seen, *(stamper.stamp(NOW) for _ in range(3))]
    assert stamps == sorted(set(stamps))
    assert {len(stamp) for stamp in stamps} == {len(seen)}
