"""The day as it stands: names, shows by stage, and what a stage is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.actions import ItemFinish, ItemSkip, ItemStart
from store.errors import Refused
from store.festival import Festival
from store.models import Item, Performance, Unit
from store.words import speak
from tests.store.festivals import MANAGER, at, do, opened, put, set_clock, the_stage


def on_stage(festival: Festival, stage: str = "S1") -> str | None:
    show = festival.day().on_stage(stage)
    return show.performance.id if show else None


def test_its_moment_is_a_whole_second(festival: Festival) -> None:
    festival.clock.step(0.75)  # type: ignore[attr-defined]  # it is a FixedClock
    assert festival.day().now == at("09:00")
    assert festival.day(at("10:00")).now == at("10:00")


def test_what_is_needed_and_not_there_is_refused(festival: Festival) -> None:
    assert festival.day().need(Item, "A").title == "Act A"
    with pytest.raises(Refused, match=r"^There is no Z\.$"):
        festival.day().need(Item, "Z")
    with pytest.raises(Refused, match=r"^There is no P9\.$"):
        festival.day().rundown("P9")


def test_before_a_plan_there_is_no_festival(tmp_path: Path) -> None:
    with opened(tmp_path / "empty", plan=[]) as festival:
        day = festival.day()
        assert (day.festival, day.stages(), day.performances(), day.zone.key) == (None, [], [], "Asia/Shanghai")


def test_a_zone_that_nobody_knows_locks_nobody_out(festival: Festival) -> None:
    festival.do_all([put("festival", "festival", timezone="Mars/Olympus")], MANAGER)
    assert festival.zone.key == festival.day().zone.key == "Asia/Shanghai"
    festival.undo(MANAGER)


def test_entries_are_in_the_festivals_zone(festival: Festival) -> None:
    festival.do_all([put("festival", "festival", timezone="Asia/Urumqi")], MANAGER)
    changed = do(festival, ItemStart(subject="A"))
    assert changed.entries[0].at == at("09:00")
    assert changed.entries[0].at.isoformat() == "2005-07-01T07:00:00+06:00"


def test_shows_by_their_start(both: Festival) -> None:
    day = both.day()
    assert [show.id for show in day.performances()] == ["P1", "P3", "P2"]
    assert [show.id for show in day.performances_on("S1")] == ["P1", "P2"]
    assert {item.id for item in day.items("P2")} == {"M", "N"}


def test_a_stage_is_about_the_show_that_is_on_else_the_next_else_the_last(both: Festival) -> None:
    assert on_stage(both) == "P1"
    do(both, ItemStart(subject="M"))  # the later show is brought forward
    assert on_stage(both) == "P2"
    do(both, ItemStart(subject="N"))
    do(both, ItemFinish(subject="N"))
    assert on_stage(both) == "P1"
    for subject in "ABCDE":
        do(both, ItemStart(subject=subject))
    do(both, ItemFinish(subject="E"))
    assert on_stage(both) == "P2"
    both.do_all([put("stages", "S9", name="n")], MANAGER)
    assert on_stage(both, "S9") is None
    assert both.day().stage_status(the_stage(both, "S9")) == "dark"


def test_names_are_in_the_readers_language(festival: Festival, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.words.load", lambda _locale: {})
    show = festival.day().need(Performance, "P1")
    assert festival.day().name(show) == "Show P1"
    speak("zh")
    assert festival.day().name(show) == "颂P1"


def test_a_unit_by_its_name(festival: Festival) -> None:
    festival.do_all([put("units", "U1", name="文化馆", leader="王馆长")], MANAGER)
    assert festival.day().unit("文化馆") == Unit(id="U1", name="文化馆", leader="王馆长")
    assert festival.day().unit("") is None


def test_each_moment_has_its_own_rundowns(festival: Festival) -> None:
    day = set_clock(festival, "10:00")
    assert day.rundown("P1") is day.rundown("P1")
    do(festival, ItemSkip(subject="A"))
    assert festival.day().rundown("P1") is not day.rundown("P1")
