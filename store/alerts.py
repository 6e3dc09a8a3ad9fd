"""What is wrong now, who answers for it, and since when. Derived from the day; kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from store.day import Day
from store.formats import span
from store.labels import message
from store.models import Document, Item, Stage
from store.rundown import Rundown
from store.timing import DANGER_S
from store.words import Message, tr

Severity = Literal["danger", "warning"]

# No source fixes these; they are what stage managers were seen to act upon.
LATE_S = 180
NOT_READY_BEFORE_S = 900
UNAPPROVED_BEFORE_S = 1800
UNCALLED_BEFORE_S = 180


class Answerable(NamedTuple):
    """Who answers for something: a person, their unit, and how to reach them; any of the three may be empty."""

    person: str = ""
    unit: str = ""
    contact: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.unit, self.person, self.contact) if part)


class Alert(NamedTuple):
    """Something that needs someone: what kind, about which document, how grave, since when, in words, and who answers."""

    kind: str
    subject: str
    severity: Severity
    since: datetime
    words: Message
    who: Answerable


def alerts(day: Day) -> list[Alert]:
    """All alerts of the day, the gravest first, then the oldest."""
    found: list[Alert] = []
    for stage in day.stages():
        found.extend(_of_stage(day, stage))
    for performance in day.performances():
        found.extend(_of_show(day, day.rundown(performance.id)))
    return sorted(found, key=lambda alert: (alert.severity != "danger", alert.since, alert.subject))


def _of_stage(day: Day, stage: Stage) -> Iterator[Alert]:
    who = Answerable(stage.contact or stage.stage_manager, stage.unit)
    name = day.name(stage)
    if stage.status in ("held", "stopped"):
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
    if show and blockers and show.state == "planned" and _within(show.performance.start, day.now, NOT_READY_BEFORE_S):
        values = {"stage": name, "show": day.short_name(show.performance), "what": [blocker.words for blocker in blockers]}
        words = Message("{stage} is not ready for {show}: {what}", values)
        yield Alert(
            "not_ready", stage.id, "warning", show.performance.start - timedelta(seconds=NOT_READY_BEFORE_S), words, who
        )
    yield from _of_conflicts(stage, name, day, who)


def _of_show(day: Day, show: Rundown) -> Iterator[Alert]:
    performance, now = show.performance, day.now
    unit = day.unit(performance.lead_unit)
    manager = Answerable(performance.stage_manager, performance.lead_unit, unit.contact if unit else "")
    name = day.short_name(performance)
    if show.current and show.state == "running" and (over := -show.remaining_s(show.current)) > 0:
        words = Message("{number} {title} runs over its time", {"number": show.current.number, "title": show.current.title})
        severity: Severity = "danger" if over > DANGER_S else "warning"
        yield Alert("overtime", show.current.id, severity, now - timedelta(seconds=over), words, manager)
    if show.state != "done" and show.late_s >= LATE_S:
        since = show.performance.start
        words = Message("{show} runs {time} late", {"show": name, "time": span(show.late_s)})
        yield Alert("late", performance.id, "warning", since, words, manager)
    if show.state != "done" and (show.hard_out_s or 0) > 0:
        words = Message("{show} will miss its hard out by {seconds} s", {"show": name, "seconds": show.hard_out_s})
        yield Alert(
            "hard_out", performance.id, "danger", now, words, Answerable(performance.director, performance.lead_unit)
        )
    for item in show.coming:
        yield from _of_item(show, item, manager)
    for item in show.items:
        yield from _of_conflicts(item, f"{item.number} {item.title}", day, manager)


def _of_item(show: Rundown, item: Item, manager: Answerable) -> Iterator[Alert]:
    slot = show.slot(item)
    if slot is None:
        return
    values = {"number": item.number, "title": item.title}
    if not item.approved and _within(slot.start, show.now, UNAPPROVED_BEFORE_S):
        yield Alert(
            "unapproved", item.id, "warning", slot.start, Message("{number} {title} is not approved", values), manager
        )
    calling = any(each.call != "not_called" for each in show.items)
    if calling and item is show.next and item.call == "not_called" and _within(slot.start, show.now, UNCALLED_BEFORE_S):
        who = Answerable(item.contact, item.unit)
        yield Alert(
            "uncalled",
            item.id,
            "warning",
            slot.start,
            Message("{number} {title} is next and has not been called", values),
            who,
        )


def _of_conflicts(document: Document, name: str, day: Day, who: Answerable) -> Iterator[Alert]:
    if document.conflicts:
        reason = document.conflicts[-1].reason
        yield Alert(
            "conflict",
            document.id,
            "warning",
            day.now,
            Message("{name}: records in conflict: {reason}", {"name": name, "reason": reason}),
            who,
        )


def _within(moment: datetime, now: datetime, seconds: int) -> bool:
    return moment - now <= timedelta(seconds=seconds)


def line(alert: Alert) -> str:
    """An alert as one line: what, and who answers."""
    return tr("{what} · {who}", what=alert.words, who=str(alert.who)) if str(alert.who) else str(alert.words)
