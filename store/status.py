"""The whole day as one document: what `lianyun status --json` prints. The README documents it; names in it do not change."""

from __future__ import annotations

from typing import Any

import msgspec

from store.alerts import Alert, alerts
from store.checkin.report import attendance
from store.day import Day
from store.models import Item, Stage
from store.rundown import Rundown
from store.status_broadcast import broadcast_of, cues_of
from store.status_security import security, stop

Json = dict[str, Any]


def status(day: Day) -> Json:
    """The day at its moment, as plain data: times ISO 8601 in the festival's zone, durations whole seconds."""
    shows = [day.rundown(performance.id) for performance in day.performances()]
    found: Json = {
        "now": day.now.astimezone(day.zone),
        "festival": day.festival,
        "performances": [_performance(show) for show in shows],
        "stages": [_stage(day, stage) for stage in day.stages()],
        "cues": cues_of(day),
        "broadcast": [broadcast_of(day, show) for show in shows if show.performance.broadcast == "live"],
        **security(day),
        "attendance": attendance(day),
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
        "stop": stop(day, stage),
        "blockers": [blocker.code for blocker in day.blockers(stage)],
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
