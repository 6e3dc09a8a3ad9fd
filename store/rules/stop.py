"""Stopping the show on a stage. A request stops nothing; an authorised stop holds the stage until it is resumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from store.actions import Action
from store.actions.stop import StopAck, StopAuthorise, StopClear, StopEvacuate, StopRequest, StopResume
from store.errors import DoesNotApply
from store.labels import message
from store.models import Ack, Span, Stage, StageStatus, Stop, StopState
from store.rules.base import Rule
from store.rules.stage import HALTED
from store.stops import blocked_exits, exits_of, missing_acks

if TYPE_CHECKING:
    from store.entry import Entry


def _stop_in(stage: Stage, *states: StopState) -> Stop:
    """The stage's stop, which must be in one of these states."""
    if stage.stop is None or stage.stop.state not in states:
        raise DoesNotApply(
            "{stage}: {state}; it would have to be {wanted}.",
            stage=stage.name,
            state=message("stop.state", stage.stop.state if stage.stop else "normal"),
            wanted=[message("stop.state", each) for each in states],
        )
    return stage.stop


def request(stage: Stage, action: StopRequest, entry: Entry) -> Stage:
    if stage.stop is not None and stage.stop.state in ("requested", "authorised", "evacuating"):
        raise DoesNotApply("{stage}: {state} already.", stage=stage.name, state=message("stop.state", stage.stop.state))
    return replace(stage, stop=Stop("requested", entry.at, entry.actor, action.reason))


def authorise(stage: Stage, _action: StopAuthorise, entry: Entry) -> Stage:
    asked = _stop_in(stage, "requested")
    stop = replace(asked, state="authorised", authorised_at=entry.at, authorised_by=entry.actor, before=stage.status)
    halts = stage.halts if stage.status in HALTED else (*stage.halts, Span(entry.at))
    return replace(stage, stop=stop, status="stopped", halts=halts)


def ack(stage: Stage, action: StopAck, entry: Entry) -> Stage:
    stop = _stop_in(stage, "authorised", "evacuating")
    if action.by in stop.acks:
        raise DoesNotApply("{ack}: that has been acknowledged already.", ack=message("stop.ack", action.by))
    return replace(stage, stop=replace(stop, acks={**stop.acks, action.by: Ack(entry.actor, entry.at)}))


def resume(stage: Stage, _action: StopResume, entry: Entry) -> Stage:
    stop = _stop_in(stage, "requested", "authorised")
    if stop.state == "requested":
        return replace(stage, stop=replace(stop, state="declined", ended_at=entry.at, ended_by=entry.actor))
    if missing := missing_acks(stop):
        raise DoesNotApply(
            "{stage} cannot resume; not acknowledged: {missing}.",
            stage=stage.name,
            missing=[message("stop.ack", each) for each in missing],
        )
    halts = stage.halts
    status = cast("StageStatus", stop.before or "ready")
    if status not in HALTED:
        halts = tuple(span if span.until else Span(span.since, entry.at) for span in halts)
    ended = replace(stop, state="resumed", ended_at=entry.at, ended_by=entry.actor)
    return replace(stage, stop=ended, status=status, halts=halts)


def evacuate(stage: Stage, _action: StopEvacuate, entry: Entry) -> Stage:
    stop = _stop_in(stage, "authorised")
    return replace(stage, stop=replace(stop, state="evacuating", evacuated_at=entry.at))


def clear(stage: Stage, action: StopClear, entry: Entry) -> Stage:
    stop = _stop_in(stage, "evacuating")
    exit_ = next((each for each in exits_of(stage) if action.exit in (each.id, each.name)), None)
    if exit_ is None:
        raise DoesNotApply(
            "{stage} has no exit {exit}; there are {exits}.",
            stage=stage.name,
            exit=action.exit,
            exits=[each.id for each in exits_of(stage)],
        )
    if exit_.id in stop.exits:
        raise DoesNotApply("{exit} has reported all clear already.", exit=exit_.name)
    told = replace(stage, stop=replace(stop, exits={**stop.exits, exit_.id: Ack(entry.actor, entry.at)}))
    if any(blocked_exits(told)) or told.stop is None:
        return told
    return replace(told, stop=replace(told.stop, state="clear", ended_at=entry.at, ended_by=entry.actor))


RULES: dict[type[Action], Rule] = {
    StopRequest: Rule(request),
    StopAuthorise: Rule(authorise),
    StopAck: Rule(ack),
    StopResume: Rule(resume),
    StopEvacuate: Rule(evacuate),
    StopClear: Rule(clear),
}
