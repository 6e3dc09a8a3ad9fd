"""The day as lines of text: a row for each stage, then what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from rich.cells import cell_len

from store.alerts import alerts, line
from store.day import Day
from store.labels import label
from store.models import Item, Stage
from store.plan.durations import shown
from store.rundown import Rundown
from store.words import mark, tr
from widgets.cells import fit

NOTHING = "–"
GAP = "  "


class Column(NamedTuple):
    """A column of the table: its heading, how its cells are aligned, and how wide it may grow."""

    heading: str
    align: Literal["left", "right"] = "left"
    widest: int = 26


COLUMNS = (
    Column(mark("stage")),
    Column(mark("status"), widest=12),
    Column(mark("on now")),
    Column(mark("left"), "right", 8),
    Column(mark("next")),
    Column(mark("starts"), "right", 8),
    Column(mark("over/under"), "right", 14),
)


def overview(day: Day) -> list[str]:
    """The lines of the day at its moment, in the current language."""
    if day.festival is None:
        return [tr("There is no plan yet. Import one: lianyun import FILE")]
    lines = [tr("{festival} · {now}", festival=day.name(day.festival), now=_clock(day, day.now, "%Y-%m-%d %H:%M:%S")), ""]
    lines += table([_stage(day, stage) for stage in day.stages()])
    found = alerts(day)
    if found:
        lines.append("")
    return lines + [f"{'‼' if alert.severity == 'danger' else '!'} {line(alert)}" for alert in found]


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows under the headings of `COLUMNS`, each column as wide, in terminal cells, as what is in it."""
    headed = [[tr(column.heading) for column in COLUMNS], *rows]
    widths = [min(column.widest, max(cell_len(row[at]) for row in headed)) for at, column in enumerate(COLUMNS)]
    return [
        GAP.join(fit(cell, width, column.align) for cell, width, column in zip(row, widths, COLUMNS, strict=True)).rstrip()
        for row in headed
    ]


def _stage(day: Day, stage: Stage) -> list[str]:
    show = day.on_stage(stage.id)
    row = [f"{stage.id} {day.name(stage)}", label("stage.status", day.stage_status(stage))]
    if show is None:
        return [*row, *[NOTHING] * (len(COLUMNS) - len(row))]
    current, following = show.current, show.next
    slot = show.slot(following) if following else None
    return [
        *row,
        _item(current),
        shown(show.remaining_s(current)) if current else NOTHING,
        _item(following),
        _clock(day, slot.start, "%H:%M:%S") if slot else NOTHING,
        NOTHING if show.state == "planned" and not show.late_s else deviation(show),
    ]


def deviation(show: Rundown) -> str:
    """How late a show runs against its programme, with its sign and in a word."""
    late = show.late_s
    if not late:
        return "±0"
    return tr("+{length} over", length=shown(late)) if late > 0 else tr("−{length} under", length=shown(-late))


def _item(item: Item | None) -> str:
    return f"{item.id} {item.title}" if item else NOTHING


def _clock(day: Day, moment: datetime, form: str) -> str:
    return moment.astimezone(day.zone).strftime(form)
