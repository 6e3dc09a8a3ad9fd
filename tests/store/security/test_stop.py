"""A show stop: requested, authorised, acknowledged, resumed or evacuated; what it holds, and who may do which."""

from __future__ import annotations

import pytest

from store.actions import EntryUndo, ItemStart, StageSetStatus
from store.actions.stop import StopAck, StopAuthorise, StopClear, StopEvacuate, StopRequest, StopResume
from store.alerts import alerts, line
from store.crowd import proposals
from store.errors import Refused
from store.festival import Festival
from store.models import ACKS
from store.status import status
from store.who import ROLES, Who
from tests.store.festivals import at, do, refusal, set_clock, the_stage
from tests.store.security.guarded import turned


def stop_alerts(festival: Festival) -> list[str]:
    return [alert.kind for alert in alerts(festival.day()) if alert.subject == "S1" and "stop" in alert.kind]


@pytest.fixture
def stopped(room: Festival) -> Festival:
    """A item runs, then the show is stopped at 10:05."""
    do(room, ItemStart(subject="A"), "10:00")
    do(room, StopRequest(subject="S1", reason="拥挤"), "10:04")
    do(room, StopAuthorise(subject="S1"), "10:05")
    return room


def test_a_request_stops_nothing(room: Festival) -> None:
    do(room, ItemStart(subject="A"), "10:00")
    do(room, StopRequest(subject="S1", reason="拥挤"), "10:04")
    assert the_stage(room).status == "dark"
    assert room.day().rundown("P1").state == "running"
    do(room, ItemStart(subject="B"), "10:06")
    assert stop_alerts(room) == ["stop_requested"]
    assert refusal(room, StopRequest(subject="S1")) == "主舞台: stop requested already."


def test_an_authorised_stop_holds_the_stage(stopped: Festival) -> None:
    assert the_stage(stopped).status == "stopped"
    assert stopped.day().rundown("P1").state == "held"
    assert "nothing starts there" in refusal(stopped, ItemStart(subject="B"), "10:06")
    assert refusal(stopped, StageSetStatus(subject="S1", status="ready")) == (
        "The show on 主舞台 is stopped; it goes on when command resumes it."
    )
    assert stopped.day().rundown("P1").elapsed_s(stopped.day().items("P1")[0]) == 300  # the clock of the item stands


@pytest.mark.parametrize(("clock", "late"), [("10:05:29", 0), ("10:05:30", 0), ("10:05:31", 5)])
def test_half_a_minute_to_acknowledge(stopped: Festival, clock: str, late: int) -> None:
    set_clock(stopped, clock)
    assert ("stop_ack_missing" in stop_alerts(stopped)) == bool(late)
    assert len(status(stopped.day())["stages"][0]["stop"]["late"]) == late


def test_a_whole_stop_with_a_missing_acknowledgement(stopped: Festival) -> None:
    for name in ACKS[:-1]:
        do(stopped, StopAck(subject="S1", by=name), "10:05:20")
    assert refusal(stopped, StopAck(subject="S1", by="act")) == (
        "stage manager: the act has stopped: that has been acknowledged already."
    )
    assert refusal(stopped, StopResume(subject="S1"), "10:06") == ("主舞台 cannot resume; not acknowledged: medics: ready.")
    missing = next(each for each in alerts(stopped.day()) if each.kind == "stop_ack_missing")
    assert (missing.since, line(missing)) == (at("10:05:30"), "Main stage: not acknowledged: medics: ready")
    do(stopped, StopAck(subject="S1", by="medics"), "10:07")
    assert stop_alerts(stopped) == ["stop"]
    do(stopped, StopResume(subject="S1"), "10:15")
    stage = the_stage(stopped)
    assert (stage.status, stage.halts[-1].until, stop_alerts(stopped)) == ("dark", at("10:15"), [])
    do(stopped, ItemStart(subject="B"), "10:40")


def test_an_evacuation_ends_when_every_exit_is_clear(stopped: Festival) -> None:
    do(stopped, StopEvacuate(subject="S1"))
    assert refusal(stopped, StopClear(subject="S1", exit="E9")) == "主舞台 has no exit E9; there are E1, E2."
    do(stopped, StopClear(subject="S1", exit="E1"))
    assert the_stage(stopped).stop is not None
    assert the_stage(stopped).stop.state == "evacuating"  # type: ignore[union-attr]
    do(stopped, StopClear(subject="S1", exit="北门"))  # by its name, too
    assert the_stage(stopped).stop.state == "clear"  # type: ignore[union-attr]
    assert the_stage(stopped).status == "stopped"
    do(stopped, StageSetStatus(subject="S1", status="closed"))


def test_a_request_can_be_declined(room: Festival) -> None:
    do(room, StopRequest(subject="S1"))
    do(room, StopResume(subject="S1"))
    assert the_stage(room).stop.state == "declined"  # type: ignore[union-attr]
    assert refusal(room, StopAuthorise(subject="S1")) == "主舞台: stop declined; it would have to be stop requested."


def test_while_stopped_the_gates_are_to_let_out_only(stopped: Festival) -> None:
    do(stopped, turned("open"))
    assert [(each.gate.id, each.status) for each in proposals(stopped.day())] == [("G1", "egress_only")]


@pytest.mark.parametrize("role", ROLES)
def test_everyone_may_ask_and_only_command_authorises(room: Festival, role: str) -> None:
    room.do(StopRequest(subject="S1"), Who("甲", role))
    if role == "command":
        room.do(StopAuthorise(subject="S1"), Who("甲", role))
        return
    with pytest.raises(Refused, match="command may"):
        room.do(StopAuthorise(subject="S1"), Who("甲", role))


@pytest.mark.parametrize("action", [StopResume(subject="S1"), StopEvacuate(subject="S1")])
def test_only_command_resumes_and_evacuates(stopped: Festival, action: StopResume) -> None:
    for role in ROLES[1:]:
        with pytest.raises(Refused, match="may not do this"):
            stopped.do(action, Who("甲", role))


def test_undo_is_no_way_round_it(stopped: Festival) -> None:
    authorised = stopped.journal.all()[-1]
    for role in ROLES[1:]:
        with pytest.raises(Refused, match="may not do this"):
            stopped.do(EntryUndo(subject=authorised.id), Who("甲", role))
    with pytest.raises(Refused, match="may not do this"):
        stopped.do(StageSetStatus(subject="S1", status="stopped"), Who("甲", "stage"))


@pytest.mark.parametrize(
    ("by", "role"),
    [("act", "stage"), ("announcement", "stage"), ("filler", "broadcast"), ("gates", "security"), ("medics", "security")],
)
def test_each_acknowledges_for_their_own(stopped: Festival, by: str, role: str) -> None:
    action = StopAck(subject="S1", by=by)  # type: ignore[arg-type]  # the names of the table above
    for other in set(ROLES) - {role, "command"}:
        with pytest.raises(Refused, match="may not do this"):
            stopped.do(action, Who("甲", other))
    stopped.do(action, Who("甲", role))
