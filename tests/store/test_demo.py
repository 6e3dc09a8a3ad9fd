"""The demo: the sample festival, lived up to a moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from store.actions import ItemStart
from store.alerts import alerts
from store.clock import SimulatedClock
from store.day import Day
from store.demo import CREWS, moment, prepare
from store.festival import Festival
from store.fields import NotUnderstood
from store.models import Duty, Item, Stage
from store.verify import verify
from store.who import Who


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Festival]:
    with prepare(tmp_path / "demo") as festival:
        yield festival


def day(festival: Festival, at: str = "17:40") -> Day:
    return festival.day(moment(at))


def test_it_begins_at_1740_on_a_running_clock(demo: Festival) -> None:
    assert isinstance(demo.clock, SimulatedClock)
    assert timedelta() <= demo.clock.now() - moment("17:40") < timedelta(minutes=1)
    assert demo.clock.speed == 1


def test_the_live_show_is_on_in_the_middle_of_an_item_and_some_four_minutes_late(demo: Festival) -> None:
    show = day(demo).rundown("P4")
    assert show.state == "running"
    assert show.current is not None
    assert show.current.id == "P4-05"
    assert 30 <= show.elapsed_s(show.current) <= show.current.duration_s / 2
    assert 200 <= show.late_s <= 260
    assert [item.call for item in show.coming[:3]] == ["standing_by", "called", "not_called"]


def test_go_can_be_pressed(demo: Festival) -> None:
    changed = demo.do(ItemStart(subject="P4-06", seen="P4-05"), Who("序如流", "stage"))
    assert [entry.action for entry in changed.entries] == ["item.finish", "item.start"]


def test_the_stages_stand_as_the_day_has_left_them(demo: Festival) -> None:
    now = day(demo)
    assert {stage.id: now.stage_status(stage) for stage in now.stages()} == {"S1": "setup", "S2": "live", "S3": "closed"}
    square = now.need(Stage, "S1")
    assert {name: word.state for name, word in square.departments.items()} == {
        "lighting": "ready", "sound": "ready", "video": "fault", "set": "ready", "power": "ready", "comms": "ready",
    }  # fmt: skip
    assert square.departments["video"].at == moment("17:35")


def test_the_day_had_a_hold_a_minute_more_a_skip_and_an_approval_withdrawn(demo: Festival) -> None:
    now = day(demo)
    assert len(now.need(Item, "P2-06").holds) == 1
    assert now.need(Item, "P4-05").adjust_s == 60
    assert now.need(Item, "P2-08").state == "skipped"
    assert not now.need(Item, "P5-06").approved
    assert [now.rundown(show).state for show in ("P0", "P1", "P2", "P3", "P5")] == ["done"] * 4 + ["planned"]


def test_what_is_wrong_is_what_was_meant_to_be(demo: Festival) -> None:
    assert [(alert.kind, alert.subject) for alert in alerts(day(demo))] == [
        ("department_fault", "S1"),
        ("report_overdue", "CP-07"),
        ("late", "P4"),
        ("duty_problem", "D-23"),
        ("capacity_yellow", "S2"),
    ]


def test_it_is_done_by_the_people_of_the_sample(demo: Festival) -> None:
    now = day(demo)
    managers = {show.id: show.stage_manager for show in now.performances()}
    for entry in demo.journal.all():
        if entry.action.startswith("item.") and entry.action not in ("item.edit", "item.approve"):
            assert entry.actor == managers[now.need(Item, entry.subject).performance]
    people = {duty.person for duty in demo.documents.all(Duty)} | {
        person for stage in now.stages() for person in (stage.contact,)
    }
    assert {person for crew in CREWS.values() for person in crew} <= people


def test_it_is_the_same_each_time(tmp_path: Path, demo: Festival) -> None:
    with prepare(tmp_path / "again") as again:
        assert [entry.fields for entry in again.journal.all()] == [entry.fields for entry in demo.journal.all()]
        assert [entry.at for entry in again.journal.all()] == [entry.at for entry in demo.journal.all()]


@pytest.mark.parametrize("at", ["00:00", "09:29", "10:00", "12:00", "14:45", "17:00", "18:30", "20:15", "23:59"])
def test_it_can_begin_at_any_time_of_the_day(tmp_path: Path, at: str) -> None:
    with prepare(tmp_path / "demo", at, 10) as festival:
        now = day(festival, at)
        assert not [entry for entry in festival.journal.all() if entry.at > moment(at)]
        assert not [alert for alert in alerts(now) if alert.kind in ("conflict", "overtime", "hard_out", "not_ready")]
        assert not any(item.accepted for item in festival.documents.all(Item))  # nothing had to be confirmed


def test_at_the_end_all_is_over(tmp_path: Path) -> None:
    with prepare(tmp_path / "demo", "23:00") as festival:
        now = day(festival, "23:00")
        assert {now.stage_status(stage) for stage in now.stages()} == {"closed"}
        assert {now.rundown(show.id).state for show in now.performances()} == {"done"}


def test_a_time_that_cannot_be_read_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood):
        prepare(tmp_path / "demo", "25:00")
    assert not (tmp_path / "demo").exists()


def test_its_folder_can_be_proved(tmp_path: Path) -> None:
    prepare(tmp_path / "demo").close()
    assert verify(tmp_path / "demo").faults == ()
