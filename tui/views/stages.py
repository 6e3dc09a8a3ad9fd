"""A stage, as its card shows it."""

from __future__ import annotations

from store.day import Day
from store.formats import clock_time, duration, titled
from store.labels import label
from store.models import DEPARTMENTS, Department, Stage
from store.words import tr
from widgets.line import Part
from widgets.rows import Cell, Column, Row
from widgets.signs import DEPARTMENT_SIGNS, STAGE_SIGNS, Sign, item_sign

ACTS = 3


def columns() -> tuple[Column, ...]:
    """The columns of a card's departments."""
    return (
        Column("sign", "", 1),
        Column("department", tr("Department"), 8),
        Column("state", tr("State"), 9),
        Column("by", tr("By"), 6, share=1),
        Column("at", tr("At"), 5, "right"),
        Column("note", tr("Note"), 8, share=2, fold=1),
    )


def rows(day: Day, stage: Stage) -> list[Row]:
    """A row for each department: its word, who gave it, and when."""
    return [_row(day, name, stage.departments.get(name)) for name in DEPARTMENTS]


def _row(day: Day, name: str, word: Department | None) -> Row:
    state = word.state if word else "unknown"
    sign = DEPARTMENT_SIGNS[state]
    cells = {
        "sign": Cell(sign.mark, sign.tone),
        "department": Cell(label("stage.department", name)),
        "state": Cell(label("department.state", state), sign.tone),
        "by": Cell(word.by if word else "", "dim"),
        "at": Cell(clock_time(word.at, day.zone) if word and word.at else "", "dim"),
        "note": Cell(word.note if word else "", "warning" if state == "fault" else "dim"),
    }
    return Row(name, cells)


def heading(day: Day, stage: Stage) -> tuple[Part, ...]:
    """The stage's name and status."""
    status = day.stage_status(stage)
    sign: Sign = STAGE_SIGNS[status]
    return ((f"{sign.mark} {day.name(stage)}  ", "strong"), (label("stage.status", status), sign.tone))


def show_line(day: Day, stage: Stage) -> tuple[Part, ...]:
    """What is on, or what the stage waits for; between two items, the countdown of the changeover."""
    show = day.on_stage(stage.id)
    if show is None:
        return ((tr("no show on this stage"), "dim"),)
    name = day.short_name(show.performance)
    if show.current:
        return (
            (f"{name}  ", "plain"),
            (f"{show.current.number} {titled(show.current.title)}  ", "running"),
            (duration(show.remaining_s(show.current)), "plain"),
        )
    if (left := show.changeover_left_s) is not None:
        return (
            (f"{name}  ", "plain"),
            (tr("changeover {time}", time=duration(left)), "danger" if left < 0 else "standing_by"),
        )
    if show.state == "done":
        return ((tr("{show} ended {time}", show=name, time=clock_time(show.forecast.end, day.zone)), "dim"),)
    return ((tr("{show} starts {time}", show=name, time=clock_time(show.performance.start, day.zone)), "plain"),)


def blockers(day: Day, stage: Stage) -> tuple[Part, ...]:
    """What keeps the stage from being ready, by name; that it is ready where nothing does."""
    show = day.on_stage(stage.id)
    if show is not None and show.state == "done":
        return ((tr("no show to come here"), "dim"),)
    found = day.blockers(stage)
    if found:
        return ((tr("! not ready: {what}", what=[blocker.words for blocker in found]), "warning"),)
    if not stage.departments:
        return ((tr("? no department has signed"), "dim"),)
    return ((tr("✓ every department has signed"), "ready"),)


def acts(day: Day, stage: Stage) -> list[tuple[Part, ...]]:
    """The acts that have been called or stand by, in the order in which they will play."""
    show = day.on_stage(stage.id)
    called = [item for item in show.coming if item.call != "not_called"] if show else []
    lines: list[tuple[Part, ...]] = []
    for item in called[:ACTS]:
        sign = item_sign(item.state, item.call)
        lines.append(
            ((f"{sign.mark} {item.number} {titled(item.title)}  ", sign.tone), (label("item.call", item.call), "dim"))
        )
    return lines or [((tr("no act has been called"), "dim"),)]
