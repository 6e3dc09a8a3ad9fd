"""The command room's part of `status --json`: checkpoints, crowds, incidents, stops and duties."""

from __future__ import annotations

from typing import Any

from store.checkpoints import is_overdue, next_report
from store.crowd import Crowd, arrivals, clear_minutes, crowds, proposals
from store.day import Day
from store.duties import is_overdue as duty_overdue
from store.duties import shown
from store.incidents import duplicates_of, linked_to, original_of
from store.models import Checkpoint, Duty, Incident, Stage
from store.stops import blocked_exits, late_acks, missing_acks

Json = dict[str, Any]


def security(day: Day) -> Json:
    """The sections of the status that are the command room's."""
    return {
        "checkpoints": [_checkpoint(day, each) for each in day.checkpoints],
        "crowds": [_crowd(each) for each in crowds(day)],
        "proposals": [{"checkpoint": each.gate.id, "status": each.status} for each in proposals(day)],
        "incidents": [_incident(day, each) for each in day.incidents],
        "duties": [_duty(day, each) for each in day.documents.all(Duty)],
    }


def _checkpoint(day: Day, checkpoint: Checkpoint) -> Json:
    return {
        "id": checkpoint.id,
        "name": checkpoint.name,
        "kind": checkpoint.kind,
        "stage": checkpoint.stage,
        "counts_area": checkpoint.counts_area,
        "status": checkpoint.status,
        "count_in": checkpoint.count_in,
        "count_out": checkpoint.count_out,
        "inside": checkpoint.count_in - checkpoint.count_out,
        "beyond": checkpoint.beyond,
        "per_min": arrivals(checkpoint, day.now),
        "queue": checkpoint.queue,
        "clear_min": clear_minutes(checkpoint),
        "staff": checkpoint.staff,
        "min_staff": checkpoint.min_staff,
        "swept": checkpoint.swept,
        "last_report": checkpoint.last_report,
        "reports": checkpoint.reports,
        "overdue": is_overdue(checkpoint, day.now),
        "next_report_due": next_report(checkpoint, day.now),
    }


def _crowd(crowd: Crowd) -> Json:
    return {
        "stage": crowd.stage.id,
        "inside": crowd.inside,
        "count_in": crowd.count_in,
        "count_out": crowd.count_out,
        "approved": crowd.approved,
        "percent": None if crowd.percent is None else round(crowd.percent, 1),
        "level": crowd.level,
        "since": crowd.since,
        "per_min": crowd.per_min,
        "queue": crowd.queue,
        "clear_min": crowd.clear_min,
        "anomaly": crowd.anomalous,
        "beyond": crowd.beyond,
    }


def _incident(day: Day, incident: Incident) -> Json:
    original = original_of(day, incident)
    return {
        "id": incident.id,
        "number": incident.number,
        "summary": incident.summary,
        "type": incident.type,
        "severity": incident.severity,
        "place": incident.place,
        "state": incident.state,
        "assigned": incident.assigned,
        "escalated": incident.escalated,
        "duplicate_of": original.id if original else incident.duplicate_of,
        "duplicates": [each.id for each in duplicates_of(day, incident)],
        "links": [each.id for each in linked_to(day, incident)],
        "happened_at": incident.happened_at,
        "reported_at": incident.reported_at,
        "reported_by": incident.reported_by,
        "closed_at": incident.closed_at,
        "notes": incident.notes,
    }


def stop(day: Day, stage: Stage) -> Json | None:
    """How the stop of a stage stands; None where there has been none."""
    if stage.stop is None:
        return None
    return {
        "state": stage.stop.state,
        "reason": stage.stop.reason,
        "requested_at": stage.stop.requested_at,
        "requested_by": stage.stop.requested_by,
        "authorised_at": stage.stop.authorised_at,
        "authorised_by": stage.stop.authorised_by,
        "acks": stage.stop.acks,
        "missing": missing_acks(stage.stop),
        "late": late_acks(stage.stop, day.now),
        "exits": stage.stop.exits,
        "not_clear": [each.id for each in blocked_exits(stage)] if stage.stop.state == "evacuating" else [],
        "ended_at": stage.stop.ended_at,
    }


def _duty(day: Day, duty: Duty) -> Json:
    return {
        "id": duty.id,
        "unit": duty.unit,
        "task": duty.task,
        "person": duty.person,
        "contact": duty.contact,
        "deadline": duty.deadline,
        "progress_pct": duty.progress_pct,
        "state": "overdue" if duty_overdue(duty, day.now) else duty.state,
        "shown": shown(duty, day.now),
        "problem": duty.problem,
        "last_report": duty.last_report,
        "last_report_at": duty.last_report_at,
        "inspection": duty.inspection,
    }
