"""Stages: their status and what their departments say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.actions import Action, StageDepartment, StageSetStatus
from store.errors import DoesNotApply, NeedsConsent
from store.labels import message
from store.models import Department, Span, Stage
from store.rules.base import Rule
from store.rules.item import NOT_READY

if TYPE_CHECKING:
    from store.day import Day
    from store.entry import Entry

HALTED = ("held", "stopped")


def status(stage: Stage, action: StageSetStatus, entry: Entry) -> Stage:
    if stage.status == action.status:
        raise DoesNotApply("The stage is {status} already.", status=message("stage.status", action.status))
    if stage.stop is not None and stage.stop.state in ("authorised", "evacuating"):
        raise DoesNotApply("The show on {stage} is stopped; it goes on when command resumes it.", stage=stage.name)
    halts = stage.halts
    if action.status in HALTED and stage.status not in HALTED:
        halts = (*halts, Span(entry.at))
    elif action.status not in HALTED:
        halts = tuple(span if span.until else Span(span.since, entry.at) for span in halts)
    return replace(stage, status=action.status, halts=halts)


def department(stage: Stage, action: StageDepartment, entry: Entry) -> Stage:
    word = Department(state=action.state, by=entry.actor, at=entry.at, note=action.note)
    return replace(stage, departments={**stage.departments, action.department: word})


def check_status(day: Day, action: StageSetStatus) -> Sequence[Action]:
    stage = day.need(Stage, action.subject)
    missing = [blocker for blocker in day.blockers(stage) if blocker.code != stage.status]
    if action.status == "ready" and missing and NOT_READY not in action.confirm:
        raise NeedsConsent(
            NOT_READY, "{stage} is not ready: {what}.", stage=day.name(stage), what=[each.words for each in missing]
        )
    return (action,)


RULES: dict[type[Action], Rule] = {
    StageSetStatus: Rule(status, check_status),
    StageDepartment: Rule(department),
}
