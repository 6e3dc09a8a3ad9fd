"""Duties: how far they are, what is wrong with them, and what inspection says. Done and verified are two things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.actions import Action
from store.actions.duty import DutyDone, DutyProblem, DutyReject, DutyReport, DutySolve, DutyVerify
from store.errors import DoesNotApply
from store.labels import message
from store.models import Ack, Duty, DutyState
from store.rules.base import Rule

if TYPE_CHECKING:
    from store.entry import Entry


def _must_be(duty: Duty, *states: DutyState) -> None:
    if duty.state not in states:
        raise DoesNotApply(
            "“{task}” is {state}; it would have to be {wanted}.",
            task=duty.task,
            state=message("duty.state", duty.state),
            wanted=[message("duty.state", each) for each in states],
        )


def report(duty: Duty, action: DutyReport, entry: Entry) -> Duty:
    _must_be(duty, "open", "reported")
    return replace(
        duty,
        state="reported",
        progress_pct=action.progress_pct,
        last_report=action.note or duty.last_report,
        last_report_at=entry.at,
    )


def problem(duty: Duty, action: DutyProblem, entry: Entry) -> Duty:
    if duty.state == "verified":
        _must_be(duty, "open", "reported", "done")
    return replace(duty, problem=action.text, problem_at=entry.at)


def solve(duty: Duty, action: DutySolve, entry: Entry) -> Duty:
    if not duty.problem:
        raise DoesNotApply("“{task}” has no problem that stands.", task=duty.task)
    return replace(duty, problem="", problem_at=None, last_report=action.note or duty.last_report, last_report_at=entry.at)


def done(duty: Duty, action: DutyDone, entry: Entry) -> Duty:
    _must_be(duty, "open", "reported")
    if duty.problem:
        raise DoesNotApply(
            "“{task}” has a problem that stands: {problem}. Solve it first.", task=duty.task, problem=duty.problem
        )
    return replace(
        duty, state="done", progress_pct=100, last_report=action.note or duty.last_report, last_report_at=entry.at
    )


def verify(duty: Duty, action: DutyVerify, entry: Entry) -> Duty:
    _must_be(duty, "done")
    return replace(duty, state="verified", inspection=action.note, inspected=Ack(entry.actor, entry.at))


def reject(duty: Duty, action: DutyReject, entry: Entry) -> Duty:
    _must_be(duty, "done", "verified")
    return replace(duty, state="reported", inspection=action.note, inspected=Ack(entry.actor, entry.at))


RULES: dict[type[Action], Rule] = {
    DutyReport: Rule(report),
    DutyProblem: Rule(problem),
    DutySolve: Rule(solve),
    DutyDone: Rule(done),
    DutyVerify: Rule(verify),
    DutyReject: Rule(reject),
}
