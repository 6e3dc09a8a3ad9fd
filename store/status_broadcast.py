"""The cues and the broadcast in the day as one document."""

from __future__ import annotations

from typing import Any

import msgspec

from store.airtime import airtime, back_times
from store.cues import CueRow, sheet
from store.day import Day
from store.models import Cue, Performance
from store.rundown import Rundown
from store.triggers import mask_url
from store.words import Message

Json = dict[str, Any]


def cues_of(day: Day) -> list[Json]:
    """Every cue, show by show in the order in which they came: `state` as it shows, `declared` as it is recorded."""
    found: dict[str, CueRow] = {}
    for show in day.documents.all(Performance):
        found |= {row.cue.id: row for row in sheet(day, show.id).rows}
    return [_cue(found.get(cue.id) or CueRow(cue, None, cue.state, None)) for cue in day.documents.all(Cue)]


def _cue(row: CueRow) -> Json:
    cue, outcome = row.cue, row.cue.outcome
    return {
        "id": cue.id,
        "performance": cue.performance,
        "number": cue.number,
        "type": cue.type,
        "text": cue.text,
        "to": cue.to,
        "critical": cue.critical,
        "needs_ack": cue.needs_ack,
        "state": row.state,
        "declared": cue.state,
        "due": row.due,
        "left_s": row.left_s,
        "late": row.late_s > 0,
        "late_s": row.late_s,
        "acked_by": cue.acked_by,
        "fired_at": cue.fired_at,
        "trigger": {"kind": cue.trigger.kind, "method": cue.trigger.method, "url": mask_url(cue.trigger.url)}
        if cue.trigger
        else None,
        "outcome": outcome,
    }


def broadcast_of(day: Day, show: Rundown) -> Json:
    """A live show on the air: its air time, the next cue, the stream, the incidents, and the back-time of every item."""
    cues = sheet(day, show.performance.id)
    air = airtime(cues)
    about = show.performance
    return {
        "performance": about.id,
        "state": air.state if air else None,
        "since": air.since if air else None,
        "until": air.until if air else None,
        "elapsed_s": air.elapsed_s if air else 0,
        "hard_out": about.off_air,
        "to_out_s": air.to_out_s if air else None,
        "over_s": air.over_s if air else None,
        "next_cue": cues.next.cue.id if cues.next else None,
        "standby_lead_s": about.standby_lead_s,
        "stream": {"url": mask_url(about.stream), **_signal(about)} if about.stream else None,
        "faults": about.faults,
        "back_times": [{"item": each.item.id, "latest": each.latest, "made": each.made} for each in back_times(show)],
    }


def _signal(show: Performance) -> Json:
    signal = show.signal
    return {
        "state": signal.state if signal else "off",
        "since": signal.since if signal else None,
        "reason": str(msgspec.convert(signal.reason, Message)) if signal and signal.reason else "",
    }
