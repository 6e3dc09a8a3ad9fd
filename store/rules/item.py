"""Items: starting, finishing, holding, timing and changing what plays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import asdict, replace

from store.actions import (
    Action,
    ItemAdjust,
    ItemApprove,
    ItemCall,
    ItemEdit,
    ItemFinish,
    ItemHold,
    ItemInsert,
    ItemMove,
    ItemRestore,
    ItemResume,
    ItemSkip,
    ItemStart,
)
from store.errors import DoesNotApply, NeedsConsent, Refused
from store.labels import message
from store.models import WEEK_S, Item, Performance, Span, Stage
from store.rules.base import Rule
from store.timing import running_order
from store.words import Message

if TYPE_CHECKING:
    from store.day import Day
    from store.entry import Entry

UNAPPROVED = "unapproved"
NOT_READY = "not_ready"


def _must_be(item: Item, *states: str) -> None:
    if item.state not in states:
        raise DoesNotApply(
            "{number} {title} is {state}; it would have to be {wanted}.",
            number=item.number,
            title=item.title,
            state=message("item.state", item.state),
            wanted=[message("item.state", state) for state in states],
        )


# -- what happens to an item ------------------------------------------------------------------------------------------


def start(item: Item, action: ItemStart, entry: Entry) -> Item:
    _must_be(item, "planned")
    return replace(item, state="running", started_at=entry.at, accepted=action.accepted)


def finish(item: Item, _action: ItemFinish, entry: Entry) -> Item:
    _must_be(item, "running", "held")
    return replace(item, state="done", ended_at=entry.at, holds=_ended(item.holds, entry))


def hold(item: Item, _action: ItemHold, entry: Entry) -> Item:
    _must_be(item, "running")
    return replace(item, state="held", holds=(*item.holds, Span(entry.at)))


def resume(item: Item, _action: ItemResume, entry: Entry) -> Item:
    _must_be(item, "held")
    return replace(item, state="running", holds=_ended(item.holds, entry))


def _ended(holds: tuple[Span, ...], entry: Entry) -> tuple[Span, ...]:
    return tuple(span if span.until else Span(span.since, entry.at) for span in holds)


def adjust(item: Item, action: ItemAdjust, _entry: Entry) -> Item:
    _must_be(item, "planned", "running", "held")
    adjusted = item.adjust_s + action.seconds
    if not 0 <= item.duration_s + adjusted <= WEEK_S:
        raise DoesNotApply("{number} {title} cannot last that long or that short.", number=item.number, title=item.title)
    return replace(item, adjust_s=adjusted)


def skip(item: Item, action: ItemSkip, _entry: Entry) -> Item:
    _must_be(item, "planned")
    return replace(item, state="skipped", skip_reason=action.reason)


def restore(item: Item, _action: ItemRestore, _entry: Entry) -> Item:
    _must_be(item, "skipped")
    return replace(item, state="planned", skip_reason="")


def call(item: Item, action: ItemCall, _entry: Entry) -> Item:
    _must_be(item, "planned")
    return replace(item, call=action.state)


def move(item: Item, action: ItemMove, _entry: Entry) -> Item:
    if action.order is None:
        raise DoesNotApply("The record does not say where to.")
    return replace(item, order=action.order)


def insert(item: Item | None, action: ItemInsert, _entry: Entry) -> Item:
    if item is not None:
        raise DoesNotApply("There is an item {id} already: {title}.", id=item.id, title=item.title)
    fields = asdict(action)
    del fields["subject"], fields["after"]
    return Item(**{**fields, "id": action.subject, "number": action.number or 0, "order": action.order or 0.0})


def edit(item: Item, action: ItemEdit, _entry: Entry) -> Item:
    changes = {name: value for name, value in asdict(action).items() if value is not msgspec.UNSET and name != "subject"}
    return replace(item, **changes)


def approve(item: Item, _action: ItemApprove, _entry: Entry) -> Item:
    if item.approved:
        raise DoesNotApply("{number} {title} has been approved already.", number=item.number, title=item.title)
    return replace(item, approved=True)


# -- what must be looked at beside the item ---------------------------------------------------------------------------


def check_start(day: Day, action: ItemStart) -> Sequence[Action]:
    item = day.need(Item, action.subject)
    show = day.rundown(item.performance)
    running = show.current
    if action.seen is not None and action.seen != (running.id if running else ""):
        raise Refused(
            "The show has moved on: {what} now. Look again, then press GO.",
            what=_now_running(running),
        )
    _must_be(item, "planned")
    stage = day.need(Stage, show.performance.stage)
    _must_be_free(day, stage, show.performance)
    if not item.approved and UNAPPROVED not in action.confirm:
        raise NeedsConsent(UNAPPROVED, "{number} {title} has not been approved.", number=item.number, title=item.title)
    missing = [blocker for blocker in day.blockers(stage) if blocker.code not in show.accepted]
    if missing and NOT_READY not in action.confirm:
        raise NeedsConsent(
            NOT_READY, "{stage} is not ready: {what}.", stage=day.name(stage), what=[each.words for each in missing]
        )
    accepted = tuple(blocker.code for blocker in missing)
    if not item.approved:
        accepted = (UNAPPROVED, *accepted)
    go = replace(action, accepted=accepted)
    return [*(ItemFinish(subject=each.id) for each in show.on), go]


def _now_running(running: Item | None) -> object:
    if running is None:
        return Message("nothing is running")
    return Message("{number} {title} is running", {"number": running.number, "title": running.title})


def _must_be_free(day: Day, stage: Stage, performance: Performance) -> None:
    if stage.status in ("held", "stopped"):
        raise Refused(
            "{stage} is {status}: nothing starts there.", stage=day.name(stage), status=message("stage.status", stage.status)
        )
    for other in day.performances_on(stage.id):
        running = day.rundown(other.id).current
        if other.id != performance.id and running is not None:
            raise Refused(
                "{stage} is taken: {number} {title} of {performance} is running there. Finish it first.",
                stage=day.name(stage),
                number=running.number,
                title=running.title,
                performance=day.name(other),
            )


def check_move(day: Day, action: ItemMove) -> Sequence[Action]:
    item = day.need(Item, action.subject)
    _must_be(item, "planned", "skipped")
    others = [each for each in running_order(day.items(item.performance)) if each.id != item.id]
    order, making_room = _place_after(others, action.after, item.id)
    return (replace(action, order=order), *making_room)


def check_insert(day: Day, action: ItemInsert) -> Sequence[Action]:
    day.need(Performance, action.performance)
    items = running_order(day.items(action.performance))
    after = action.after if action.after is not None else (items[-1].id if items else "")
    order, making_room = _place_after(items, after, action.subject)
    number = action.number or max((item.number for item in items), default=0) + 1
    return (replace(action, after=after, order=order, number=number), *making_room)


def _place_after(items: list[Item], after: str, subject: str) -> tuple[float, list[ItemMove]]:
    """The order that sorts `subject` right behind the item `after`, before all where that is "".

    Where no number is left between the two, the items behind are moved on to make room, at the same stroke.
    """
    if not after:
        return (items[0].order - 1 if items else 1.0), []
    place = next((at for at, item in enumerate(items) if item.id == after), None)
    if place is None:
        raise Refused("There is no item {id} in this running order.", id=after)
    low, behind = items[place].order, items[place + 1 :]
    if not behind:
        return low + 1, []
    middle = (low + behind[0].order) / 2
    if low < middle < behind[0].order:
        return middle, []
    ahead = [subject, *(item.id for item in behind)]
    moves = [ItemMove(subject=item.id, after=ahead[at], order=low + 2 + at) for at, item in enumerate(behind)]
    return low + 1, moves


RULES: dict[type[Action], Rule] = {
    ItemStart: Rule(start, check_start),
    ItemFinish: Rule(finish),
    ItemHold: Rule(hold),
    ItemResume: Rule(resume),
    ItemAdjust: Rule(adjust),
    ItemSkip: Rule(skip),
    ItemRestore: Rule(restore),
    ItemCall: Rule(call),
    ItemMove: Rule(move, check_move),
    ItemInsert: Rule(insert, check_insert, creates=True),
    ItemEdit: Rule(edit),
    ItemApprove: Rule(approve),
}
