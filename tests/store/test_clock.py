"""The clocks: what they tell, and that a simulated one can be run, paused and stepped."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from store.clock import FixedClock, SimulatedClock, WallClock, zone_of
from tests.store.festivals import ZONE, at


class Source:
    """A monotonic count of seconds that a test moves by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_the_wall_clock_is_aware_and_in_its_zone() -> None:
    assert WallClock().now().tzinfo is UTC
    assert WallClock(ZONE).now().tzinfo is ZONE


def test_a_fixed_clock_stands_until_it_is_stepped() -> None:
    clock = FixedClock(at("10:00"))
    assert clock.now() == clock.now() == at("10:00")
    clock.step(90)
    clock.step(-30)
    assert clock.now() == at("10:01")


def test_a_simulated_clock_runs_as_fast_as_it_is_told() -> None:
    source = Source()
    clock = SimulatedClock(at("17:40"), speed=10, source=source)
    assert (clock.now(), clock.speed) == (at("17:40"), 10)
    source.seconds += 6
    assert clock.now() == at("17:41")
    clock.run(1)
    assert clock.now() == at("17:41")  # no jump
    source.seconds += 60
    assert clock.now() == at("17:42")


def test_a_paused_clock_stands_still_and_can_be_stepped() -> None:
    source = Source()
    clock = SimulatedClock(at("17:40"), source=source)
    source.seconds += 30
    clock.pause()
    source.seconds += 1000
    assert (clock.now(), clock.speed) == (at("17:40:30"), 0)
    clock.step(-30)
    assert clock.now() == at("17:40")
    clock.run(2)
    source.seconds += 30
    assert clock.now() == at("17:41")


def test_a_step_while_it_runs_neither_stops_nor_repeats_anything() -> None:
    source = Source()
    clock = SimulatedClock(at("17:40"), source=source)
    source.seconds += 10
    clock.step(timedelta(hours=1).total_seconds())
    source.seconds += 10
    assert clock.now() == at("18:40:20")


@pytest.mark.parametrize("speed", [0, -1])
def test_time_does_not_run_backwards(speed: float) -> None:
    with pytest.raises(ValueError, match=str(speed)):
        SimulatedClock(at("10:00"), source=Source()).run(speed)


@pytest.mark.parametrize("name", ["", "No/Such", "Asia", "../etc/passwd", "a\0b", "/etc/localtime", "x" * 500])
def test_an_unknown_zone_is_that_of_gansu(name: str) -> None:
    assert zone_of(name).key == "Asia/Shanghai"


def test_a_known_zone_is_itself() -> None:
    assert zone_of("Asia/Urumqi").key == "Asia/Urumqi"
