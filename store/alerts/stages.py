"""What is wrong with a stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from store.alerts.base import Alert, answerable, of_conflicts, within
from store.day import Day
from store.labels import message
from store.models import Stage
from store.stops import pending
from store.words import Message

NOT_READY_BEFORE_S = 900


def of_stages(day: Day) -> Iterator[Alert]:
    """The alerts of all stages: halted, a department's fault, not ready for the show that is about to start."""
    for stage in day.stages():
        yield from _of_stage(day, stage)


def _of_stage(day: Day, stage: Stage) -> Iterator[Alert]:
    who = answerable(day, stage.contact or stage.stage_manager, stage.unit)
    name = day.name(stage)
    if stage.status in ("held", "stopped") and not pending(stage.stop):
        since = stage.halts[-1].since if stage.halts else day.now
        words = Message("{stage} is {status}", {"stage": name, "status": message("stage.status", stage.status)})
        yield Alert("halted", stage.id, "danger", since, words, who)
    for department, word in stage.departments.items():
        if word.state == "fault":
            values = {"stage": name, "department": message("stage.department", department), "note": word.note}
            words = Message("{stage}: {department} fault {note}", values)
            yield Alert("department_fault", stage.id, "danger", word.at or day.now, words, who)
    show = day.on_stage(stage.id)
    blockers = [blocker for blocker in day.blockers(stage) if blocker.code not in show.accepted] if show else []
    if show and blockers and show.state == "planned" and within(show.performance.start, day.now, NOT_READY_BEFORE_S):
        values = {"stage": name, "show": day.short_name(show.performance), "what": [blocker.words for blocker in blockers]}
        words = Message("{stage} is not ready for {show}: {what}", values)
        yield Alert(
            "not_ready", stage.id, "warning", show.performance.start - timedelta(seconds=NOT_READY_BEFORE_S), words, who
        )
    yield from of_conflicts(stage, name, day, who)
