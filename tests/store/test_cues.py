"""When a cue is due, which is next, and when it stands by: all of it rides on the show."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.actions import BroadcastLead, CueAck, CueGo, CueSkip, ItemFinish, ItemSkip, ItemStart, StageSetStatus
from store.festival import Festival
from tests.store.festivals import at, clock, do, item, opened, put, set_clock, show
from tests.store.shows import cue, cues, live, said


@pytest.fixture
def on(tmp_path: Path) -> Festival:
    with live(tmp_path / "live") as festival:
        yield festival


def due(festival: Festival) -> dict[str, str]:
    return {row.cue.id: clock(row.due) if row.due else "" for row in cues(festival).rows}


def test_every_anchor_as_planned(on: Festival) -> None:
    assert due(on) == {
        "Q1": "19:59", "Q2": "20:00:10", "Q3": "20:09:30", "Q4": "20:15", "Q5": "20:19", "Q6": "20:19",
    }  # fmt: skip


def test_a_show_seven_minutes_late_takes_its_cues_along(on: Festival) -> None:
    do(on, ItemStart(subject="A"), "20:07")
    assert due(on) == {
        "Q1": "19:59", "Q2": "20:07:10", "Q4": "20:15", "Q3": "20:16:30", "Q5": "20:26", "Q6": "20:26",
    }  # fmt: skip


def test_a_show_four_minutes_early_takes_its_cues_along(on: Festival) -> None:
    do(on, ItemStart(subject="A"), "20:00")
    do(on, ItemFinish(subject="A"), "20:06")
    do(on, ItemStart(subject="B"), "20:07")
    assert due(on)["Q5"] == "20:15"
    assert due(on)["Q3"] == "20:05:30"  # its anchor has been


def test_across_midnight(tmp_path: Path) -> None:
    plan = [
        put("festival", "festival", name="廉政之韵", date="2005-07-01", timezone="Asia/Shanghai"),
        put("stages", "S1", name="主舞台"),
        show("L", "S1", "23:30", "23:59", broadcast="live", on_air=at("23:30").isoformat()),
        item("A", 1, "L"),
        item("B", 2, "L"),
        cue("Q1", 1, "item_end", 20, item="A"),
        cue("Q2", 2, "clock", at=at("00:05", day=2).isoformat()),
        cue("Q3", 3, "item_end", -30, item="B"),
    ]
    with opened(tmp_path / "night", "23:40", plan=plan) as festival:
        do(festival, ItemStart(subject="A"))
        assert [(row.cue.id, row.due, row.left_s) for row in cues(festival).rows] == [
            ("Q2", at("00:05", day=2), 1500),
            ("Q1", at("00:10:20", day=2), 1820),
            ("Q3", at("00:39:30", day=2), 3570),
        ]


def test_a_cue_of_a_skipped_item_has_no_moment_and_is_never_next(on: Festival) -> None:
    do(on, ItemSkip(subject="C"))
    assert [row.cue.id for row in cues(on).rows][-2:] == ["Q5", "Q6"]
    assert due(on)["Q5"] == ""
    assert [row.cue.id for row in cues(on).waiting] == ["Q1", "Q2", "Q3", "Q4"]


@pytest.mark.parametrize(
    ("now", "state", "left", "late"),
    [
        ("19:58:29", "pending", 31, 0),
        ("19:58:30", "standby", 30, 0),
        ("19:59:00", "standby", 0, 0),
        ("19:59:12", "standby", -12, 12),
    ],
)
def test_the_next_cue_stands_by_on_its_own_and_is_late_by_so_much(
    on: Festival, now: str, state: str, left: int, late: int
) -> None:
    set_clock(on, now)
    row = cues(on).next
    assert row is not None
    assert (row.cue.id, row.state, row.left_s, row.late_s, row.is_due) == ("Q1", state, left, late, left <= 0)
    assert len(on.journal.all()) == 12  # nothing was recorded for it


def test_only_the_next_cue_stands_by_on_its_own(on: Festival) -> None:
    do(on, ItemStart(subject="A"), "20:00")
    assert said(on) == "Q1:s Q2:p Q3:p Q4:p Q5:p Q6:p"
    do(on, CueSkip(subject="Q1"))
    assert said(on) == "Q1:s Q2:s Q3:p Q4:p Q5:p Q6:p"


def test_the_lead_can_be_set_and_a_moved_show_takes_the_standby_back(on: Festival) -> None:
    do(on, BroadcastLead(subject="L", lead_s=90), "19:57:30")
    assert said(on).startswith("Q1:s Q2:p")
    do(on, BroadcastLead(subject="L", lead_s=0), "19:58:59")
    assert said(on).startswith("Q1:p")
    do(on, BroadcastLead(subject="L", lead_s=30))
    do(on, CueGo(subject="Q1"))
    do(on, ItemStart(subject="A"), "20:00")
    do(on, CueGo(subject="Q2"), "20:00:10")
    set_clock(on, "20:09:05")
    assert "Q3:s" in said(on)
    do(on, StageSetStatus(subject="S1", status="held"))
    assert "Q3:p" in said(on)  # while the stage is halted nothing stands by on its own


def test_an_answer_stays_when_the_show_moves(on: Festival) -> None:
    do(on, CueAck(subject="Q1", by="摄像一"), "19:58:40")
    assert said(on).startswith("Q1:a")


def test_five_hundred_cues_and_sixty_items_are_quickly_worked_out(tmp_path: Path) -> None:
    more = [item(f"I{n}", 10 + n, "L", duration_s=60) for n in range(57)]
    more += [cue(f"R{n}", 10 + n, "item_start", n % 50, item=f"I{n % 57}") for n in range(494)]
    with live(tmp_path / "large", "19:58", *more) as festival:
        rows = cues(festival).rows
        assert len(rows) == 500
        moments = [row.due for row in rows if row.due]
        assert moments == sorted(moments)
