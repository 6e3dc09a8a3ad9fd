"""What is wrong with the broadcast: a trigger that failed, a critical cue that is late, an incident, a stream gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from store.airtime import airtime
from store.alerts.base import Alert, Answerable, of_conflicts
from store.cues import CueSheet, sheet
from store.day import Day
from store.labels import message
from store.models import Performance
from store.words import Message

LATE_S = 5  # a call may take a breath


def of_broadcast(day: Day) -> Iterator[Alert]:
    """The alerts of all shows that have cues or are on the air."""
    for performance in day.performances():
        cues = sheet(day, performance.id)
        unit = day.unit(performance.lead_unit)
        who = Answerable(performance.director, performance.lead_unit, unit.contact if unit else "")
        yield from _of_cues(day, cues, who)
        yield from _of_air(day, cues, performance, who)


def _of_cues(day: Day, cues: CueSheet, who: Answerable) -> Iterator[Alert]:
    called = any(row.cue.state not in ("pending", "skipped") for row in cues.rows)  # else nobody runs cues in this show
    for row in cues.rows:
        cue = row.cue
        values = {"number": cue.number, "text": cue.text}
        if cue.state == "failed" and cue.outcome is not None:
            words = Message("cue {number} {text} FAILED: {error}", {**values, "error": cue.outcome.error or ""})
            yield Alert("cue_failed", cue.id, "danger", cue.outcome.at, words, who)
        if cue.critical and called and row.late_s >= LATE_S and not cues.show.halted and cues.show.state != "done":
            since = day.now - timedelta(seconds=row.late_s)
            words = Message("cue {number} {text} is due and has not been fired", values)
            yield Alert("cue_late", cue.id, "warning", since, words, who)
        yield from of_conflicts(cue, f"{cue.number} {cue.text}", day, who)


def _of_air(day: Day, cues: CueSheet, show: Performance, who: Answerable) -> Iterator[Alert]:
    name = day.short_name(show)
    for fault in show.faults:
        if fault.until is None:
            words = Message("{show}: {kind}", {"show": name, "kind": message("broadcast.fault", fault.kind)})
            yield Alert(f"broadcast_{fault.kind}", show.id, "danger", fault.since, words, who)
    air, signal = airtime(cues), show.signal
    if air is not None and air.state == "on" and show.stream and signal and signal.state in ("stalled", "lost"):
        values = {"show": name, "state": message("broadcast.signal", signal.state), "reason": signal.reason}
        words = Message("{show}: {state}: {reason}" if signal.reason else "{show}: {state}", values)
        yield Alert("stream", show.id, "danger", max(signal.since, air.since), words, who)
