"""Cues: standing by, firing, skipping and changing them; and what happens to the broadcast itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import asdict, replace

from store.actions import (
    Action,
    BroadcastFault,
    BroadcastLead,
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
)
from store.cues import sheet
from store.errors import DoesNotApply, NeedsConsent, Refused
from store.labels import message
from store.models import Anchor, Cue, Fault, Note, Outcome, Performance, Signal, Trigger
from store.rules.base import Rule
from store.stops import lasts
from store.triggers import is_address, mask_url, must_not_tell, read_trigger, written
from store.words import Message

if TYPE_CHECKING:
    from store.day import Day
    from store.entry import Entry

HALTED = "halted"
_ANCHOR = ("ref", "item", "at", "offset_s")
_TRIGGER = ("trigger", "headers", "body")
_EMPTIED: dict[str, Any] = {"number": 0, "to": (), "critical": False, "needs_ack": False, "ref": "on_air", "offset_s": 0}
_AFRESH: dict[str, Any] = {
    "acked_by": "", "fired_at": None, "fired_by": "", "fired_by_entry": "", "outcome": None, "accepted": (),
    "skip_reason": "",
}  # fmt: skip


def _must_be(cue: Cue, *states: str) -> None:
    if cue.state not in states:
        raise DoesNotApply(
            "Cue {number} {call} is {state}; it would have to be {wanted}.",
            number=cue.number,
            call=cue.text,
            state=message("cue.state", cue.state),
            wanted=[message("cue.state", state) for state in states],
        )


# -- what happens to a cue --------------------------------------------------------------------------------------------


def standby(cue: Cue, _action: CueStandby, _entry: Entry) -> Cue:
    _must_be(cue, "pending")
    return replace(cue, state="standby")


def ack(cue: Cue, action: CueAck, entry: Entry) -> Cue:
    _must_be(cue, "pending", "standby")  # one that stands by on its own is pending in the record
    return replace(cue, state="acked", acked_by=action.by or entry.actor)


def go(cue: Cue, action: CueGo, entry: Entry) -> Cue:
    _must_be(cue, "pending", "standby", "acked", "failed")
    return replace(
        cue,
        state="fired",
        fired_at=entry.at,
        fired_by=entry.actor,
        fired_by_entry=entry.id,
        outcome=None,
        accepted=action.accepted,
    )


def result(cue: Cue, action: CueResult, entry: Entry) -> Cue:
    if cue.fired_by_entry != action.go:
        return cue  # that GO has been taken back, or another one has come since
    outcome = Outcome(ok=action.ok, at=entry.at, status=action.status, latency_ms=action.latency_ms, error=action.error)
    return replace(cue, outcome=outcome, state="fired" if action.ok else "failed")


def skip(cue: Cue, action: CueSkip, _entry: Entry) -> Cue:
    _must_be(cue, "pending", "standby", "acked", "failed")
    return replace(cue, state="skipped", skip_reason=action.reason)


def reset(cue: Cue, _action: CueReset, _entry: Entry) -> Cue:
    _must_be(cue, "standby", "acked", "fired", "failed", "skipped")
    return replace(cue, state="pending", **_AFRESH)


def note(cue: Cue, action: CueNote, entry: Entry) -> Cue:
    return replace(cue, notes=(*cue.notes, Note(action.text, entry.actor, entry.at)))


def move(cue: Cue, action: CueMove, _entry: Entry) -> Cue:
    if action.order is None:
        raise DoesNotApply("The record does not say where to.")
    return replace(cue, order=action.order)


def insert(cue: Cue | None, action: CueInsert, _entry: Entry) -> Cue:
    if cue is not None:
        raise DoesNotApply("There is a cue {id} already: {call}.", id=cue.id, call=cue.text)
    fields = {name: value for name, value in asdict(action).items() if name not in ("subject", *_ANCHOR, *_TRIGGER)}
    return Cue(
        **{**fields, "id": action.subject, "number": action.number or 0},
        anchor=_anchor(action.ref, action.item, action.at, action.offset_s),
        trigger=read_trigger(action.trigger, action.headers, action.body),
    )


def edit(cue: Cue, action: CueEdit, _entry: Entry) -> Cue:
    given = {name: value for name, value in asdict(action).items() if value is not msgspec.UNSET and name != "subject"}
    given = {name: _EMPTIED.get(name) if value is None else value for name, value in given.items()}
    changes = {name: value for name, value in given.items() if name not in (*_ANCHOR, *_TRIGGER)}
    if any(name in given for name in _ANCHOR):
        stands = asdict(cue.anchor) | {name: given[name] for name in _ANCHOR if name in given}
        changes["anchor"] = _anchor(stands["ref"], stands["item"] or "", stands["at"], stands["offset_s"])
    if any(name in given for name in _TRIGGER):
        before = dict(zip(_TRIGGER, written(cue.trigger), strict=True))
        after = before | {name: given[name] for name in _TRIGGER if name in given}
        changes["trigger"] = read_trigger(after["trigger"], after["headers"], after["body"])
    return replace(cue, **changes)


def _anchor(ref: Any, item: str, at: Any, offset_s: int) -> Anchor:
    if ref in ("item_start", "item_end"):
        if not item:
            raise DoesNotApply("A cue that hangs on an item has to say on which.")
        return Anchor(ref, item=item, offset_s=offset_s)
    if ref == "clock" and at is None:
        raise DoesNotApply("A cue that hangs on the clock has to say the time.")
    return Anchor(ref, at=at if ref == "clock" else None, offset_s=offset_s)


# -- what must be looked at beside the cue ----------------------------------------------------------------------------


def check_go(day: Day, action: CueGo) -> Sequence[Action]:
    cue = day.need(Cue, action.subject)
    _must_be(cue, "pending", "standby", "acked", "failed")
    following = sheet(day, cue.performance).next
    if action.seen is not None and action.seen != (following.cue.id if following else ""):
        raise Refused(
            "The cues have moved on: {what} is next now. Look again, then press GO.",
            what=_named(following.cue) if following else Message("nothing"),
        )
    stage = day.stage_of(day.need(Performance, cue.performance))
    if stage is not None and lasts(stage.stop):
        raise Refused("{stage} is stopped: its cues are held until command resumes the show.", stage=day.name(stage))
    if stage is not None and stage.status in ("held", "stopped"):
        if HALTED not in action.confirm:
            raise NeedsConsent(
                HALTED, "{stage} is {status}.", stage=day.name(stage), status=message("stage.status", stage.status)
            )
        return (replace(action, accepted=(HALTED,)),)
    return (action,)


def _named(cue: Cue) -> Message:
    return Message("cue {number} {text}", {"number": cue.number, "text": cue.text})


def check_move(day: Day, action: CueMove) -> Sequence[Action]:
    """Give all cues of that moment their place anew, those whose place changes alone."""
    cue = day.need(Cue, action.subject)
    rows = sheet(day, cue.performance).rows
    moment = next(row.due for row in rows if row.cue.id == cue.id)
    tied = [row.cue for row in rows if row.due == moment and row.cue.id != cue.id]
    names = [each.id for each in tied]
    if action.after and action.after not in names:
        raise Refused("Only cues that are due at the same moment can change places; edit the cue to move it in time.")
    tied.insert(names.index(action.after) + 1 if action.after else 0, cue)
    moves: list[Action] = [replace(action, order=float(1 + tied.index(cue)))]
    for place, each in enumerate(tied, 1):
        if each.id != cue.id and each.order != place:
            moves.append(CueMove(subject=each.id, after=tied[place - 2].id if place > 1 else "", order=float(place)))
    return moves


def check_insert(day: Day, action: CueInsert) -> Sequence[Action]:
    day.need(Performance, action.performance)
    cues = day.documents.of(Cue, action.performance)
    number = action.number or max((cue.number for cue in cues), default=0) + 1
    return (replace(action, number=number, item=_item(day, action.performance, action.item)),)


def check_edit(day: Day, action: CueEdit) -> Sequence[Action]:
    cue = day.need(Cue, action.subject)
    if isinstance(action.item, str):
        return (replace(action, item=_item(day, cue.performance, action.item)),)
    return (action,)


def _item(day: Day, performance: str, wanted: str) -> str:
    """The id of the item that someone named by its id or its number; raises Refused where the show has none."""
    if not wanted:
        return ""
    found = next((item for item in day.items(performance) if wanted in (item.id, str(item.number))), None)
    if found is None:
        raise Refused("There is no item {id} in this running order.", id=wanted)
    return found.id


# -- what happens to the broadcast ------------------------------------------------------------------------------------


def fault(show: Performance, action: BroadcastFault, entry: Entry) -> Performance:
    if any(each.kind == action.kind and each.until is None for each in show.faults):
        raise DoesNotApply("{kind} is recorded already, and not over yet.", kind=message("broadcast.fault", action.kind))
    since = action.since or entry.at
    if since > entry.at:
        raise DoesNotApply("An incident cannot be recorded before it happens.")
    return replace(show, faults=(*show.faults, Fault(action.kind, since, None, entry.actor, action.note)))


def restore(show: Performance, action: BroadcastRestore, entry: Entry) -> Performance:
    ended = [each for each in show.faults if each.until is None and action.kind in (None, each.kind)]
    if not ended:
        raise DoesNotApply("There is no broadcast incident that could be over.")
    until = action.until or entry.at
    if until > entry.at or any(until < each.since for each in ended):
        raise DoesNotApply("An incident ends after it began, and not in the future.")
    return replace(show, faults=tuple(replace(each, until=until) if each in ended else each for each in show.faults))


def lead(show: Performance, action: BroadcastLead, _entry: Entry) -> Performance:
    return replace(show, standby_lead_s=action.lead_s)


def stream(show: Performance, action: BroadcastStream, _entry: Entry) -> Performance:
    if action.url and not is_address(action.url):
        raise DoesNotApply("{found} is no web address; accepted: http://HOST:PORT/PATH", found=mask_url(action.url))
    must_not_tell(Trigger("GET", action.url))
    return replace(show, stream=action.url, signal=None)


def signal(show: Performance, action: BroadcastSignal, entry: Entry) -> Performance:
    return replace(show, signal=Signal(action.state, action.since, action.reason, entry.station))


RULES: dict[type[Action], Rule] = {
    CueStandby: Rule(standby),
    CueAck: Rule(ack),
    CueGo: Rule(go, check_go),
    CueResult: Rule(result),
    CueSkip: Rule(skip),
    CueReset: Rule(reset),
    CueNote: Rule(note),
    CueMove: Rule(move, check_move),
    CueInsert: Rule(insert, check_insert, creates=True),
    CueEdit: Rule(edit, check_edit),
    BroadcastFault: Rule(fault),
    BroadcastRestore: Rule(restore),
    BroadcastLead: Rule(lead),
    BroadcastStream: Rule(stream),
    BroadcastSignal: Rule(signal),
}
