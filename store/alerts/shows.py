"""What is wrong with a show: late, over its time, about to miss its hard out; an item not approved, or not called."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from store.alerts.base import Alert, Answerable, Severity, answerable, of_conflicts, within
from store.day import Day
from store.formats import duration, span
from store.models import Item
from store.rundown import Rundown
from store.timing import DANGER_S
from store.words import Message

# No source fixes these; they are what stage managers were seen to act upon.
LATE_S = 180
UNAPPROVED_BEFORE_S = 1800
UNCALLED_BEFORE_S = 180


def of_shows(day: Day) -> Iterator[Alert]:
    """The alerts of all shows."""
    for performance in day.performances():
        yield from _of_show(day, day.rundown(performance.id))


def _of_show(day: Day, show: Rundown) -> Iterator[Alert]:
    performance, now = show.performance, day.now
    manager = answerable(day, performance.stage_manager, performance.lead_unit)
    name = day.short_name(performance)
    if show.current and show.state == "running" and (over := -show.remaining_s(show.current)) > 0:
        words = Message("{number} {title} runs over its time", {"number": show.current.number, "title": show.current.title})
        severity: Severity = "danger" if over > DANGER_S else "warning"
        yield Alert("overtime", show.current.id, severity, now - timedelta(seconds=over), words, manager)
    if len(show.on) > 1:
        what = [f"{item.number} {item.title}" for item in show.on]
        words = Message("{show}: more than one item is running: {what}", {"show": name, "what": what})
        yield Alert("several_on", performance.id, "danger", now, words, manager)
    if show.state != "done" and show.late_s >= LATE_S:
        since = show.performance.start
        words = Message("{show} runs {time} late", {"show": name, "time": span(show.late_s)})
        yield Alert("late", performance.id, "warning", since, words, manager)
    if show.state != "done" and (show.hard_out_s or 0) > 0:
        words = Message("{show} will miss its hard out by {time}", {"show": name, "time": duration(show.hard_out_s)})
        yield Alert(
            "hard_out", performance.id, "danger", now, words, answerable(day, performance.director, performance.lead_unit)
        )
    for item in show.coming:
        yield from _of_item(day, show, item, manager)
    for item in show.items:
        yield from of_conflicts(item, f"{item.number} {item.title}", day, manager)


def _of_item(day: Day, show: Rundown, item: Item, manager: Answerable) -> Iterator[Alert]:
    slot = show.slot(item)
    if slot is None:
        return
    values = {"number": item.number, "title": item.title}
    if not item.approved and within(slot.start, show.now, UNAPPROVED_BEFORE_S):
        yield Alert(
            "unapproved", item.id, "warning", slot.start, Message("{number} {title} is not approved", values), manager
        )
    calling = any(each.call != "not_called" for each in show.items)
    if calling and item is show.next and item.call == "not_called" and within(slot.start, show.now, UNCALLED_BEFORE_S):
        who = answerable(day, item.contact, item.unit)
        yield Alert(
            "uncalled",
            item.id,
            "warning",
            slot.start,
            Message("{number} {title} is next and has not been called", values),
            who,
        )
