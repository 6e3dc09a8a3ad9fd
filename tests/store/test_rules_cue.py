"""What can be done to a cue, and to the broadcast."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from store.actions import (
    BroadcastFault,
    BroadcastRestore,
    BroadcastSignal,
    BroadcastStream,
    CueAck,
    CueEdit,
    CueGo,
    CueInsert,
    CueMove,
    CueNote,
    CueReset,
    CueResult,
    CueSkip,
    CueStandby,
    StageSetStatus,
)
from store.actions.stop import StopAuthorise, StopRequest
from store.alerts import alerts
from store.clock import FixedClock
from store.errors import NeedsConsent, Refused
from store.festival import Festival
from store.models import Anchor, Fault, Performance, Trigger
from store.status import status
from tests.store.festivals import MANAGER, at, do, plain, put, refusal, set_clock
from tests.store.shows import cue, cues, live, the_cue


@pytest.fixture
def on(tmp_path: Path) -> Festival:
    with live(tmp_path / "live") as festival:
        yield festival


def about(festival: Festival) -> Performance:
    return festival.day().need(Performance, "L")


def test_a_cue_is_stood_by_answered_and_fired(on: Festival) -> None:
    do(on, CueStandby(subject="Q1"))
    assert the_cue(on, "Q1").state == "standby"
    do(on, CueAck(subject="Q1", by="摄像一"))
    assert (the_cue(on, "Q1").state, the_cue(on, "Q1").acked_by) == ("acked", "摄像一")
    do(on, CueGo(subject="Q1", seen="Q1"), "19:59")
    fired = the_cue(on, "Q1")
    assert (fired.state, fired.fired_at, fired.fired_by) == ("fired", at("19:59"), "步稳台")
    assert refusal(on, CueGo(subject="Q1")) == (
        "Cue 1 Call Q1 is fired; it would have to be pending, standby, acknowledged, failed."
    )
    do(on, CueReset(subject="Q1"))
    assert (the_cue(on, "Q1").state, the_cue(on, "Q1").fired_at, the_cue(on, "Q1").acked_by) == ("pending", None, "")


def test_undo_takes_back_each_step(on: Festival) -> None:
    before = plain(on)["cues"]
    do(on, CueStandby(subject="Q1"))
    do(on, CueGo(subject="Q1"))
    on.undo(MANAGER)
    assert the_cue(on, "Q1").state == "standby"
    on.undo(MANAGER)
    assert plain(on)["cues"] == before


def test_go_says_what_it_saw_and_is_refused_when_that_has_changed(on: Festival) -> None:
    do(on, CueGo(subject="Q1", seen="Q1"))
    assert refusal(on, CueGo(subject="Q2", seen="Q1")) == (
        "The cues have moved on: cue 2 Call Q2 is next now. Look again, then press GO."
    )
    do(on, CueGo(subject="Q4", seen="Q2"))  # out of turn, by someone who sees what is next
    assert the_cue(on, "Q4").state == "fired"


def test_two_stations_fire_one_cue_from_the_same_state_and_one_is_refused(on: Festival, tmp_path: Path) -> None:
    with Festival.open(tmp_path / "other", FixedClock(at("19:58")), station="b2c4") as other:
        other.absorb(on.journal.all())
        on.absorb(other.do(CueGo(subject="Q1", seen="Q1"), MANAGER).entries)
        assert "The cues have moved on" in refusal(on, CueGo(subject="Q2", seen="Q1"))
        assert "is fired" in refusal(on, CueGo(subject="Q1", seen="Q1"))
        assert [entry.action for entry in on.journal.all()].count("cue.go") == 1


def test_two_stations_that_were_cut_off_both_fired_and_everyone_sees_it(on: Festival, tmp_path: Path) -> None:
    with Festival.open(tmp_path / "other", FixedClock(at("19:58:01")), station="b2c4") as other:
        other.absorb(on.journal.all())
        mine, theirs = do(on, CueGo(subject="Q1", seen="Q1")), other.do(CueGo(subject="Q1", seen="Q1"), MANAGER)
        on.absorb(theirs.entries)
        other.absorb(mine.entries)
        assert plain(on)["cues"] == plain(other)["cues"]
        assert [conflict.entry for conflict in the_cue(on, "Q1").conflicts] == [theirs.entries[0].id]
        assert "conflict" in [alert.kind for alert in alerts(on.day())]


def test_a_halted_stage_holds_its_cues_unless_someone_means_it(on: Festival) -> None:
    do(on, StageSetStatus(subject="S1", status="stopped"))
    with pytest.raises(NeedsConsent, match="Main stage is stopped"):
        do(on, CueGo(subject="Q1"))
    do(on, CueGo(subject="Q1", confirm=("halted",)))
    assert (the_cue(on, "Q1").state, the_cue(on, "Q1").accepted) == ("fired", ("halted",))


def test_an_authorised_stop_holds_the_cues_of_its_stage(on: Festival) -> None:
    do(on, StopRequest(subject="S1", reason="疏散"))
    do(on, CueStandby(subject="Q1"))
    do(on, StopAuthorise(subject="S1"))
    for confirm in ((), ("halted",)):
        with pytest.raises(Refused, match="Main stage is stopped: its cues are held"):
            do(on, CueGo(subject="Q1", confirm=confirm))
    assert the_cue(on, "Q1").state == "standby"


def test_what_became_of_a_trigger_stands_with_the_cue_and_is_no_ones_doing(on: Festival) -> None:
    go = do(on, CueGo(subject="Q1")).entries[0]
    error: dict[str, Any] = {"text": "the receiver answered {status}", "values": {"status": 500}}
    do(on, CueResult(subject="Q1", go=go.id, ok=False, status=500, latency_ms=12, error=error))
    assert the_cue(on, "Q1").state == "failed"
    alert = next(alert for alert in alerts(on.day()) if alert.kind == "cue_failed")
    assert (str(alert.words), alert.severity) == ("cue 1 Call Q1 FAILED: the receiver answered 500", "danger")
    again = do(on, CueGo(subject="Q1", seen="Q2")).entries[0]  # firing again is the operator's choice
    do(on, CueResult(subject="Q1", go=go.id, ok=False))  # of the first one, late: nothing
    assert (the_cue(on, "Q1").state, the_cue(on, "Q1").outcome) == ("fired", None)
    do(on, CueResult(subject="Q1", go=again.id, ok=True, status=200, latency_ms=3))
    on.undo(MANAGER)
    assert the_cue(on, "Q1").state == "failed"  # the second GO was taken back, not its result
    assert the_cue(on, "Q1").conflicts == ()


def test_skipping_notes_and_order(on: Festival) -> None:
    do(on, CueSkip(subject="Q2", reason="换景提前"))
    assert (the_cue(on, "Q2").state, the_cue(on, "Q2").skip_reason) == ("skipped", "换景提前")
    do(on, CueNote(subject="Q3", text="慢切"))
    assert [(note.text, note.by) for note in the_cue(on, "Q3").notes] == [("慢切", "步稳台")]
    assert [row.cue.id for row in cues(on).rows][-2:] == ["Q5", "Q6"]
    do(on, CueMove(subject="Q6", after=""))
    assert [row.cue.id for row in cues(on).rows][-2:] == ["Q6", "Q5"]
    do(on, CueMove(subject="Q6", after="Q5"))
    assert [row.cue.id for row in cues(on).rows][-2:] == ["Q5", "Q6"]
    assert "Only cues that are due at the same moment" in refusal(on, CueMove(subject="Q6", after="Q1"))


def test_cues_are_inserted_and_edited_on_the_day(on: Festival) -> None:
    do(
        on,
        CueInsert(
            subject="X1", performance="L", text="补一条", ref="item_start", item="2", offset_s=-5, trigger="vmix h Cut"
        ),
    )
    added = the_cue(on, "X1")
    assert (added.number, added.anchor) == (7, Anchor("item_start", item="B", offset_s=-5))
    assert added.trigger == Trigger("GET", "http://h:8088/api/?Function=Cut", kind="vmix")
    do(on, CueEdit(subject="X1", offset_s=20, text="改", trigger=""))
    assert (the_cue(on, "X1").anchor.offset_s, the_cue(on, "X1").text, the_cue(on, "X1").trigger) == (20, "改", None)
    assert refusal(on, CueEdit(subject="X1", item="9")) == "There is no item 9 in this running order."
    assert "has to say the time" in refusal(on, CueEdit(subject="X1", ref="clock"))
    assert "There is a cue X1 already" in refusal(on, CueInsert(subject="X1", performance="L", text="x"))


def test_incidents_begin_and_end(on: Festival) -> None:
    do(on, BroadcastFault(subject="L", kind="off_air", note="卫星"), "20:05")
    assert about(on).faults == (Fault("off_air", at("20:05"), None, "步稳台", "卫星"),)
    assert "recorded already" in refusal(on, BroadcastFault(subject="L", kind="off_air"))
    assert [alert.kind for alert in alerts(on.day()) if alert.kind.startswith("broadcast")] == ["broadcast_off_air"]
    assert "before it happens" in refusal(on, BroadcastFault(subject="L", kind="degraded", since=at("20:06")))
    assert "not in the future" in refusal(on, BroadcastRestore(subject="L", until=at("20:04")))
    do(on, BroadcastRestore(subject="L"), "20:05:40")
    assert about(on).faults[0].until == at("20:05:40")
    assert "no broadcast incident" in refusal(on, BroadcastRestore(subject="L"))


def test_a_stream_and_what_became_of_it(on: Festival) -> None:
    do(on, BroadcastStream(subject="L", url="http://cdn.example/live.m3u8"))
    assert "no web address" in refusal(on, BroadcastStream(subject="L", url="file:///etc/passwd"))
    assert "stand open" in refusal(on, BroadcastStream(subject="L", url="http://cdn.example/a?token=abc"))
    do(on, BroadcastStream(subject="L", url="http://cdn.example/a?token={secret:cdn}"))
    reason = {"text": "the server answers {status}", "values": {"status": 404}}
    do(on, BroadcastSignal(subject="L", state="lost", since=at("20:05"), reason=reason), "20:05")
    alert = next(alert for alert in alerts(on.day()) if alert.kind == "stream")
    assert str(alert.words) == "Show L: signal lost: the server answers 404"
    assert status(on.day())["broadcast"][0]["stream"]["reason"] == "the server answers 404"
    set_clock(on, "19:00")
    assert "stream" not in [alert.kind for alert in alerts(on.day())]  # before it is on the air nobody minds


def test_the_day_as_one_document_has_the_cues_and_the_broadcast(on: Festival) -> None:
    set_clock(on, "19:58:45")
    found = status(on.day())
    first = found["cues"][0]
    assert (first["id"], first["state"], first["declared"], first["left_s"]) == ("Q1", "standby", "pending", 15)
    assert found["broadcast"][0]["next_cue"] == "Q1"
    assert found["broadcast"][0]["state"] == "before"


def test_a_plan_with_an_open_password_is_not_taken_in(on: Festival) -> None:
    trigger = {"method": "GET", "url": "http://ob:hunter2@h/"}
    with pytest.raises(Refused, match="stand open") as refusal:
        on.do_all([cue("P1", 20, "on_air", trigger=trigger)], MANAGER)
    assert "hunter2" not in str(refusal.value)
    with pytest.raises(Refused, match="stand open"):
        on.do_all([put("performances", "L", stream="http://h/a.m3u8?token=hunter2")], MANAGER)
