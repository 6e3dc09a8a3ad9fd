"""What is wrong at the checkpoints and in the crowds, which incidents are grave or wait, which shows are stopped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from store.alerts.base import Alert, Answerable, Severity, answerable, of_conflicts
from store.checkpoints import needs
from store.crowd import Crowd, crowds
from store.day import Day
from store.incidents import GRAVE, is_active, next_in_chain, numbered
from store.labels import message
from store.models import Checkpoint, Incident, Stage
from store.stops import ACK_WITHIN_S, blocked_exits, late_acks, pending
from store.words import Message, pick


def of_security(day: Day) -> Iterator[Alert]:
    """The alerts of stops, crowds, checkpoints and incidents."""
    for stage in day.stages():
        yield from _of_stop(day, stage)
    for each in crowds(day):
        yield from _of_crowd(day, each)
    for checkpoint in day.checkpoints:
        yield from _of_checkpoint(day, checkpoint)
    for incident in day.incidents:
        yield from _of_incident(day, incident)


def _of_stop(day: Day, stage: Stage) -> Iterator[Alert]:
    stop = stage.stop
    if stop is None or not pending(stop):
        return
    who = answerable(day, stage.contact or stage.stage_manager, stage.unit)
    name, words = day.name(stage), message("stop.state", stop.state)
    if stop.state == "requested":
        values = {"stage": name, "state": words, "who": stop.requested_by, "reason": stop.reason}
        text = Message("{stage}: {state} by {who} {reason}", values)
        yield Alert("stop_requested", stage.id, "danger", stop.requested_at, text, who)
    else:
        since = (stop.evacuated_at if stop.state == "evacuating" else stop.authorised_at) or stop.requested_at
        yield Alert("stop", stage.id, "danger", since, Message("{stage}: {state}", {"stage": name, "state": words}), who)
    if late := late_acks(stop, day.now):
        since = (stop.authorised_at or stop.requested_at) + timedelta(seconds=ACK_WITHIN_S)
        missing = [message("stop.ack", each) for each in late]
        text = Message("{stage}: not acknowledged: {missing}", {"stage": name, "missing": missing})
        yield Alert("stop_ack_missing", stage.id, "danger", since, text, who)
    if stop.state == "evacuating":
        exits = [each.name for each in blocked_exits(stage)]
        text = Message("{stage}: not all clear: {exits}", {"stage": name, "exits": exits})
        yield Alert("exit_not_clear", stage.id, "warning", stop.evacuated_at or day.now, text, who)


def _of_crowd(day: Day, crowd: Crowd) -> Iterator[Alert]:
    stage = crowd.stage
    gate = crowd.gates[0]
    who = answerable(day, gate.contact, gate.unit)
    if crowd.level != "normal" and crowd.approved:
        values = {
            "stage": day.name(stage),
            "inside": crowd.inside,
            "approved": crowd.approved,
            "percent": 100 * crowd.inside // crowd.approved,
            "level": message("capacity.level", crowd.level),
        }
        words = Message("{stage}: {inside} of {approved} inside, {percent} %: {level}", values)
        grave: Severity = "danger" if crowd.level == "red" else "warning"
        yield Alert(f"capacity_{crowd.level}", stage.id, grave, crowd.since or day.now, words, who)
    if crowd.anomalous:
        values = {"stage": day.name(stage), "out": crowd.count_out, "inward": crowd.count_in}
        words = Message("{stage}: counting anomaly, {out} out and {inward} in", values)
        yield Alert("count_anomaly", stage.id, "warning", crowd.counted_at or day.now, words, who)


def called(checkpoint: Checkpoint) -> str:
    """What a checkpoint is called in a line: its call sign and its name."""
    return " ".join(part for part in (checkpoint.call_sign, pick(checkpoint.name, checkpoint.name_en)) if part)


def _of_checkpoint(day: Day, checkpoint: Checkpoint) -> Iterator[Alert]:
    who = answerable(day, checkpoint.contact, checkpoint.unit)
    for need in needs(checkpoint, day.now):
        words = Message("{name}: {what}", {"name": called(checkpoint), "what": need.words})
        yield Alert(need.kind, checkpoint.id, "danger" if need.grave else "warning", need.since, words, who)
    yield from of_conflicts(checkpoint, called(checkpoint), day, who)


def _of_incident(day: Day, incident: Incident) -> Iterator[Alert]:
    who = responsible(day, incident)
    if is_active(incident) and (incident.severity <= GRAVE or incident.state == "reported"):
        values = {
            "number": numbered(day, incident),
            "severity": message("incident.severity", str(incident.severity)),
            "summary": incident.summary,
            "place": incident.place,
            "state": message("incident.state", incident.state),
        }
        grave = incident.severity <= GRAVE
        words = Message("Incident {number} {severity}: {summary} {place} · {state}", values)
        kind = "incident_grave" if grave else "incident_waiting"
        since = incident.reported_at or day.now
        yield Alert(kind, incident.id, "danger" if grave else "warning", since, words, who)
    yield from of_conflicts(incident, incident.summary, day, who)


def responsible(day: Day, incident: Incident) -> Answerable:
    """Who answers for an incident: who was put on it last, else the next in its chain."""
    person = incident.assigned[-1] if incident.assigned else next_in_chain(day, incident)
    unit = day.unit(person)
    if unit is not None:
        return Answerable(unit.leader, unit.name, unit.contact)
    return Answerable(person, "", day.phone(person.rpartition(" ")[2], ""))
