"""Incidents: raising, handling, assigning, noting, and setting them aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import asdict, replace

from store.actions import Action
from store.actions.incident import (
    IncidentAccept,
    IncidentArrive,
    IncidentAssign,
    IncidentClose,
    IncidentControl,
    IncidentDispatch,
    IncidentDuplicate,
    IncidentEdit,
    IncidentEscalate,
    IncidentFalseAlarm,
    IncidentHold,
    IncidentLink,
    IncidentNote,
    IncidentRaise,
    IncidentReopen,
    IncidentSeverity,
    IncidentStrike,
    IncidentUnassign,
    IncidentUnlink,
)
from store.errors import DoesNotApply, Refused
from store.incidents import next_in_chain, original_of
from store.labels import message
from store.models import Incident, IncidentState, Remark
from store.rules.base import Rule
from store.words import Message

if TYPE_CHECKING:
    from store.day import Day
    from store.entry import Entry

# From which states each may be entered.
FROM: dict[IncidentState, tuple[IncidentState, ...]] = {
    "accepted": ("reported",),
    "dispatched": ("accepted",),
    "on_scene": ("dispatched",),
    "controlled": ("on_scene",),
    "closed": ("accepted", "dispatched", "on_scene", "controlled"),
    "on_hold": ("reported", "accepted", "dispatched", "on_scene", "controlled"),
    "duplicate": ("reported", "accepted", "dispatched", "on_scene", "controlled", "on_hold"),
    "false_alarm": ("reported", "accepted", "dispatched", "on_scene", "controlled", "on_hold"),
}


def _written(incident: Incident, entry: Entry, words: Message) -> tuple[Remark, ...]:
    """Its timeline, with a line of the program's own."""
    return (*incident.notes, Remark(entry.id, entry.at, entry.actor, words=msgspec.to_builtins(words)))


def _entered(incident: Incident, state: IncidentState, entry: Entry, **changes: Any) -> Incident:
    """The incident in another state; refused by name where the way there is not open."""
    if incident.state not in FROM[state]:
        raise DoesNotApply(
            "Incident {number} is {state}; it would have to be {wanted}.",
            number=incident.number,
            state=message("incident.state", incident.state),
            wanted=[message("incident.state", each) for each in FROM[state]],
        )
    notes = _written(incident, entry, Message("{state}", {"state": message("incident.state", state)}))
    return replace(incident, state=state, notes=notes, **changes)


# -- what happens to an incident --------------------------------------------------------------------------------------


def raise_(incident: Incident | None, action: IncidentRaise, entry: Entry) -> Incident:
    if incident is not None:
        raise DoesNotApply("There is an incident {id} already: {summary}.", id=incident.id, summary=incident.summary)
    made = Incident(
        id=action.subject,
        number=action.number or 0,
        summary=action.summary,
        type=action.type or "",
        severity=action.severity,
        place=action.place,
        happened_at=action.happened_at,
        reported_at=entry.at,
        reported_by=entry.actor,
    )
    said = Message("{state}", {"state": message("incident.state", "reported")})
    return replace(made, notes=_written(made, entry, said))


def edit(incident: Incident, action: IncidentEdit, entry: Entry) -> Incident:
    changes = {name: value for name, value in asdict(action).items() if value is not msgspec.UNSET and name != "subject"}
    if not changes:
        raise DoesNotApply("Nothing was changed.")
    notes = _written(incident, entry, Message("set right: {summary}", {"summary": changes.get("summary", incident.summary)}))
    return replace(incident, notes=notes, **changes)


def _to(state: IncidentState) -> Callable[[Incident, Action, Entry], Incident]:
    return lambda incident, _action, entry: _entered(incident, state, entry)


def close(incident: Incident, action: IncidentClose, entry: Entry) -> Incident:
    kind = action.type or incident.type
    if not kind:
        raise DoesNotApply("Incident {number} has no type yet; it cannot be closed without one.", number=incident.number)
    return _entered(incident, "closed", entry, type=kind, closed_at=entry.at)


def hold(incident: Incident, _action: IncidentHold, entry: Entry) -> Incident:
    return _entered(incident, "on_hold", entry, before=incident.state)


def reopen(incident: Incident, _action: IncidentReopen, entry: Entry) -> Incident:
    if incident.state not in ("on_hold", "closed", "duplicate", "false_alarm"):
        raise DoesNotApply(
            "Incident {number} is {state}; there is nothing to reopen.",
            number=incident.number,
            state=message("incident.state", incident.state),
        )
    state: IncidentState = (incident.before or "accepted") if incident.state == "on_hold" else "accepted"
    notes = _written(incident, entry, Message("reopened: {state}", {"state": message("incident.state", state)}))
    return replace(incident, state=state, before=None, closed_at=None, duplicate_of=None, notes=notes)


def duplicate(incident: Incident, action: IncidentDuplicate, entry: Entry) -> Incident:
    if action.of == incident.id:
        raise DoesNotApply("An incident cannot be a duplicate of itself.")
    return _entered(incident, "duplicate", entry, duplicate_of=action.of)


def link(incident: Incident, action: IncidentLink, entry: Entry) -> Incident:
    if action.to == incident.id or action.to in incident.links:
        raise DoesNotApply("Incident {number} is linked to {other} already.", number=incident.number, other=action.to)
    notes = _written(incident, entry, Message("linked to {other}", {"other": action.to}))
    return replace(incident, links=(*incident.links, action.to), notes=notes)


def unlink(incident: Incident, action: IncidentUnlink, entry: Entry) -> Incident:
    if action.to not in incident.links:
        raise DoesNotApply("Incident {number} is not linked to {other}.", number=incident.number, other=action.to)
    notes = _written(incident, entry, Message("no longer linked to {other}", {"other": action.to}))
    return replace(incident, links=tuple(each for each in incident.links if each != action.to), notes=notes)


def assign(incident: Incident, action: IncidentAssign, entry: Entry) -> Incident:
    if action.who in incident.assigned:
        raise DoesNotApply("{who} is on incident {number} already.", who=action.who, number=incident.number)
    notes = _written(incident, entry, Message("assigned: {who}", {"who": action.who}))
    return replace(incident, assigned=(*incident.assigned, action.who), notes=notes)


def unassign(incident: Incident, action: IncidentUnassign, entry: Entry) -> Incident:
    if action.who not in incident.assigned:
        raise DoesNotApply("{who} is not on incident {number}.", who=action.who, number=incident.number)
    notes = _written(incident, entry, Message("taken off: {who}", {"who": action.who}))
    return replace(incident, assigned=tuple(each for each in incident.assigned if each != action.who), notes=notes)


def severity(incident: Incident, action: IncidentSeverity, entry: Entry) -> Incident:
    if action.severity == incident.severity:
        raise DoesNotApply("Incident {number} is of that severity already.", number=incident.number)
    said = Message("severity: {severity}", {"severity": message("incident.severity", str(action.severity))})
    notes = _written(incident, entry, said)
    return replace(incident, severity=action.severity, notes=notes)


def escalate(incident: Incident, action: IncidentEscalate, entry: Entry) -> Incident:
    if not action.to or action.to in incident.escalated:
        raise DoesNotApply("Incident {number} has been taken there already.", number=incident.number)
    notes = _written(incident, entry, Message("taken to {who}", {"who": action.to}))
    return replace(incident, escalated=(*incident.escalated, action.to), notes=notes)


def note(incident: Incident, action: IncidentNote, entry: Entry) -> Incident:
    written = Remark(entry.id, entry.at, entry.actor, text=action.text, happened_at=action.happened_at)
    return replace(incident, notes=(*incident.notes, written))


def strike(incident: Incident, action: IncidentStrike, entry: Entry) -> Incident:
    struck = next((each for each in incident.notes if each.id == action.note), None)
    if struck is None:
        raise DoesNotApply("Incident {number} has no note {note}.", number=incident.number, note=action.note)
    if struck.words is not None:
        raise DoesNotApply("What the program wrote cannot be struck.")
    if struck.struck_at is not None:
        raise DoesNotApply("That note has been struck already.")
    done = replace(struck, struck_at=entry.at, struck_by=entry.actor)
    return replace(incident, notes=tuple(done if each is struck else each for each in incident.notes))


# -- what must be looked at beside the incident -----------------------------------------------------------------------


def check_raise(day: Day, action: IncidentRaise) -> Sequence[Action]:
    number = max((each.number for each in day.incidents), default=0) + 1
    return (replace(action, number=number),)


def check_duplicate(day: Day, action: IncidentDuplicate) -> Sequence[Action]:
    incident, other = day.need(Incident, action.subject), day.need(Incident, action.of)
    original = original_of(day, other)
    if original is not None and original.id == incident.id:
        raise Refused(
            "Incident {other} is a duplicate of {number} itself; that would go round in a circle.",
            other=other.number,
            number=incident.number,
        )
    return (action,)


def check_link(day: Day, action: IncidentLink) -> Sequence[Action]:
    day.need(Incident, action.to)
    return (action,)


def check_escalate(day: Day, action: IncidentEscalate) -> Sequence[Action]:
    incident = day.need(Incident, action.subject)
    to = action.to or next_in_chain(day, incident)
    if not to:
        raise Refused("Incident {number} is at the end of its chain.", number=incident.number)
    return (replace(action, to=to),)


RULES: dict[type[Action], Rule] = {
    IncidentRaise: Rule(raise_, check_raise, creates=True),
    IncidentEdit: Rule(edit),
    IncidentAccept: Rule(_to("accepted")),
    IncidentDispatch: Rule(_to("dispatched")),
    IncidentArrive: Rule(_to("on_scene")),
    IncidentControl: Rule(_to("controlled")),
    IncidentClose: Rule(close),
    IncidentHold: Rule(hold),
    IncidentReopen: Rule(reopen),
    IncidentFalseAlarm: Rule(_to("false_alarm")),
    IncidentDuplicate: Rule(duplicate, check_duplicate),
    IncidentLink: Rule(link, check_link),
    IncidentUnlink: Rule(unlink),
    IncidentAssign: Rule(assign),
    IncidentUnassign: Rule(unassign),
    IncidentSeverity: Rule(severity),
    IncidentEscalate: Rule(escalate, check_escalate),
    IncidentNote: Rule(note),
    IncidentStrike: Rule(strike),
}
