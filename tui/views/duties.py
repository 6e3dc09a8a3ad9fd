"""The duties, unit by unit, as their page shows them."""

from __future__ import annotations

from collections.abc import Iterable

from store.day import Day
from store.duties import SHOWN, counted, shown
from store.formats import NOTHING, clock_time
from store.labels import label
from store.models import Duty
from store.words import tr
from widgets.details import Pair
from widgets.line import Part
from widgets.rows import Cell, Column, Row
from widgets.signs import DUTY_SIGNS


def columns() -> tuple[Column, ...]:
    """The columns of the duties."""
    return (
        Column("sign", "", 1),
        Column("task", tr("Task"), 18, share=3),
        Column("person", tr("Person"), 8),
        Column("contact", tr("Phone"), 8, fold=1),
        Column("deadline", tr("Until"), 5, "right"),
        Column("progress", "%", 4, "right"),
        Column("bar", "", 8, fold=2),
        Column("state", tr("State"), 13),
        Column("problem", tr("Problem"), 10, share=2, fold=3),
        Column("inspection", tr("Inspection"), 8, share=1, fold=4),
    )


def wanted(day: Day, unit: str, state: str, text: str) -> list[Duty]:
    """The duties of a unit, in a state, with a text in them; "" for all."""
    words = text.casefold().split()
    found = [
        each
        for each in day.documents.all(Duty)
        if (not unit or each.unit == unit) and (not state or shown(each, day.now) == state)
    ]
    return [each for each in found if _has(each, words)] if words else found


def _has(duty: Duty, words: Iterable[str]) -> bool:
    text = " ".join((duty.unit, duty.task, duty.person, duty.problem, duty.category, *duty.co_units)).casefold()
    return all(word in text for word in words)


def rows(day: Day, duties: list[Duty]) -> list[Row]:
    """The duties, those of a unit under a row with its name, its leader and its counts."""
    found: list[Row] = []
    for name in dict.fromkeys(duty.unit for duty in duties):
        here = [duty for duty in duties if duty.unit == name]
        found.append(_unit(day, name, here))
        found += [_duty(day, duty) for duty in here]
    return found


def _unit(day: Day, name: str, duties: list[Duty]) -> Row:
    unit = day.unit(name)
    counts = counted(duties, day.now)
    said = "  ".join(f"{DUTY_SIGNS[each].mark}{counts[each]}" for each in SHOWN if counts[each])
    cells = {
        "task": Cell(f"{name}  {said}", "strong"),
        "person": Cell(unit.leader if unit else "", "strong"),
        "contact": Cell(unit.contact if unit else "", "dim"),
        "state": Cell(tr("leader"), "dim"),
    }
    return Row(f"\t{name}", cells, lit=True)


def _duty(day: Day, duty: Duty) -> Row:
    state = shown(duty, day.now)
    sign = DUTY_SIGNS[state]
    dim = state in ("verified", "done")
    filled = duty.progress_pct * 8 // 100
    cells = {
        "sign": Cell(sign.mark, sign.tone),
        "task": Cell(f"  {duty.task}", "dim" if dim else "plain"),
        "person": Cell(duty.person, "dim" if dim else "plain"),
        "contact": Cell(duty.contact, "dim"),
        "deadline": Cell(clock_time(duty.deadline, day.zone), "warning" if state == "overdue" else "dim"),
        "progress": Cell(str(duty.progress_pct), "dim" if dim else "plain"),
        "bar": Cell("█" * filled + "░" * (8 - filled), "dim"),
        "state": Cell(
            label("duty.shown", state), sign.tone if state in ("blocked", "overdue") else "dim" if dim else "plain"
        ),
        "problem": Cell(duty.problem, "danger"),
        "inspection": Cell(duty.inspection, "dim"),
    }
    return Row(duty.id, cells)


def summary(day: Day, unit: str, state: str, text: str) -> tuple[Part, ...]:
    """How many duties stand how, and which of them are shown."""
    counts = counted(day.documents.all(Duty), day.now)
    parts: list[Part] = [
        (f"{DUTY_SIGNS[each].mark} {label('duty.shown', each)} {counts[each]}   ", DUTY_SIGNS[each].tone)
        for each in SHOWN
        if counts[each]
    ]
    filters = [each for each in (unit, label("duty.shown", state) if state else "", f"“{text}”" if text else "") if each]
    if filters:
        parts.append((tr("shown: {which}", which=filters), "dim"))
    return tuple(parts)


def details(day: Day, duty: Duty) -> list[Pair]:
    """All about a duty."""
    unit = day.unit(duty.unit)
    inspected = f"{duty.inspected.by} {clock_time(duty.inspected.at, day.zone)}" if duty.inspected else ""
    return [
        (tr("Task"), duty.task),
        (tr("Unit"), duty.unit),
        (tr("Leader"), f"{unit.leader} {unit.contact}" if unit else NOTHING),
        (tr("Person"), f"{duty.person} {duty.contact}"),
        (tr("Supporting"), " ".join(duty.co_units) or NOTHING),
        (tr("From"), clock_time(duty.start_at, day.zone)),
        (tr("Until"), clock_time(duty.deadline, day.zone)),
        (tr("State"), f"{label('duty.shown', shown(duty, day.now))} {duty.progress_pct} %"),
        (tr("Last report"), f"{clock_time(duty.last_report_at, day.zone)} {duty.last_report}"),
        (tr("Problem"), f"{clock_time(duty.problem_at, day.zone)} {duty.problem}" if duty.problem else NOTHING),
        (tr("Inspection"), f"{duty.inspection} {inspected}".strip() or NOTHING),
    ]
