"""The whole day as one document: what `lianyun status --json` prints. The README documents it; names in it do not change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from store.alerts import Alert, alerts
from store.day import Day
from store.models import Checkpoint, Cue, Duty, Incident, Item, Official, Stage
from store.rundown import Rundown

Json = dict[str, Any]


def status(day: Day) -> Json:
    """The day at its moment, as plain data: times ISO 8601 in the festival's zone, durations whole seconds."""
    shows = [day.rundown(performance.id) for performance in day.performances()]
    found: Json = {
        "now": day.now.astimezone(day.zone),
        "festival": day.festival,
        "performances": [_performance(show) for show in shows],
        "stages": [_stage(day, stage) for stage in day.stages()],
        "cues": [_cue(cue, day.rundown(cue.performance)) for cue in day.documents.all(Cue)],
        "checkpoints": [_checkpoint(each, day.now) for each in day.documents.all(Checkpoint)],
        "incidents": day.documents.all(Incident),
        "attendance": _attendance(day.documents.all(Official)),
        "duties": [_duty(duty, day.now) for duty in day.documents.all(Duty)],
        "alerts": [_alert(alert) for alert in alerts(day)],
    }
    plain: Json = msgspec.to_builtins(found)
    return plain


def _performance(show: Rundown) -> Json:
    return {
        "id": show.performance.id,
        "name": show.performance.name,
        "name_en": show.performance.name_en,
        "stage": show.performance.stage,
        "state": show.state,
        "broadcast": show.performance.broadcast,
        "planned_start": show.performance.start,
        "planned_end": show.planned_end,
        "forecast_end": show.forecast.end,
        "over_under_s": show.over_under_s,
        "late_s": show.late_s,
        "hard_out_s": show.hard_out_s,
        "current": show.current.id if show.current else None,
        "next": show.next.id if show.next else None,
        "items": [_item(show, item) for item in show.items],
    }


def _item(show: Rundown, item: Item) -> Json:
    slot, printed = show.slot(item), show.printed(item)
    return {
        "id": item.id,
        "number": item.number,
        "title": item.title,
        "state": item.state,
        "call": item.call,
        "approved": item.approved,
        "duration_s": item.duration_s,
        "adjust_s": item.adjust_s,
        "planned_start": printed.start if printed else None,
        "planned_end": printed.end if printed else None,
        "start": slot.start if slot else None,
        "end": slot.end if slot else None,
    }


def _stage(day: Day, stage: Stage) -> Json:
    show = day.on_stage(stage.id)
    return {
        "id": stage.id,
        "name": stage.name,
        "status": day.stage_status(stage),
        "declared": stage.status,
        "performance": show.performance.id if show else None,
        "departments": stage.departments,
        "blockers": [blocker.code for blocker in day.blockers(stage)],
    }


def due(cue: Cue, show: Rundown) -> datetime | None:
    """When a cue is due: its anchor's forecast time and its offset; None where its item is skipped or there is none."""
    anchor = cue.anchor
    if anchor.ref == "clock":
        moment = anchor.at
    elif anchor.ref == "on_air":
        moment = show.performance.on_air or show.performance.start
    else:
        slot = show.forecast.slots.get(anchor.item or "")
        moment = None if slot is None else slot.start if anchor.ref == "item_start" else slot.end
    return moment + timedelta(seconds=anchor.offset_s) if moment else None


def _cue(cue: Cue, show: Rundown) -> Json:
    moment = due(cue, show)
    late = moment is not None and moment < show.now and cue.state in ("pending", "standby", "acked")
    return {
        "id": cue.id,
        "performance": cue.performance,
        "number": cue.number,
        "text": cue.text,
        "state": cue.state,
        "due": moment,
        "late": late,
        "late_s": int((show.now - moment).total_seconds()) if late and moment else 0,
    }


def _checkpoint(checkpoint: Checkpoint, now: datetime) -> Json:
    next_due = _next_report(checkpoint, now)
    return {
        "id": checkpoint.id,
        "name": checkpoint.name,
        "status": checkpoint.status,
        "count_in": checkpoint.count_in,
        "count_out": checkpoint.count_out,
        "inside": checkpoint.count_in - checkpoint.count_out,
        "overdue": next_due is not None and now > next_due + timedelta(seconds=checkpoint.grace_s),
        "next_report_due": next_due,
    }


def _next_report(checkpoint: Checkpoint, now: datetime) -> datetime | None:
    """When the next report is due: the interval after the last one, or after the window opened; None outside the windows."""
    window = next((each for each in checkpoint.open_windows if each.open <= now < each.close), None)
    if window is None:
        return None
    return max(window.open, checkpoint.last_report or window.open) + timedelta(seconds=checkpoint.report_interval_s)


def _attendance(officials: Sequence[Official]) -> Json:
    units = list(dict.fromkeys(official.unit for official in officials))
    by_unit = [{"unit": unit, **_counts([each for each in officials if each.unit == unit])} for unit in units]
    return {**_counts(officials), "by_unit": by_unit}


def _counts(officials: Sequence[Official]) -> Json:
    expected = [each for each in officials if each.substitute_of is None]
    present = sum(each.arrived_at is not None for each in officials)
    leave = sum(each.expected == "leave" and each.arrived_at is None for each in expected)
    substitutes = sum(each.substitute_of is not None and each.arrived_at is not None for each in officials)
    return {
        "expected": len(expected),
        "present": present,
        "leave": leave,
        "absent": max(0, len(expected) - leave - present),
        "substitutes": substitutes,
    }


def _duty(duty: Duty, now: datetime) -> Json:
    overdue = duty.deadline is not None and now > duty.deadline and duty.state in ("open", "reported")
    return {
        "id": duty.id,
        "unit": duty.unit,
        "task": duty.task,
        "person": duty.person,
        "contact": duty.contact,
        "deadline": duty.deadline,
        "progress_pct": duty.progress_pct,
        "state": "overdue" if overdue else duty.state,
        "problem": duty.problem,
        "inspection": duty.inspection,
    }


def _alert(alert: Alert) -> Json:
    return {
        "kind": alert.kind,
        "subject": alert.subject,
        "severity": alert.severity,
        "since": alert.since,
        "text": str(alert.words),
        "who": {"person": alert.who.person, "unit": alert.who.unit, "contact": alert.who.contact},
    }
