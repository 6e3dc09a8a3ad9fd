"""The whole day, as the overview shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from store.airtime import airtime
from store.cues import sheet
from store.day import Day
from store.formats import clock_time, deviation, duration, span, titled
from store.labels import label
from store.models import Cue, Item, Stage
from store.rundown import Rundown, seconds
from store.timing import urgency
from store.words import pick, tr
from widgets.line import Part
from widgets.rows import Cell, Column, Row
from widgets.signs import ON_AIR, STAGE_SIGNS, URGENCY_SIGNS, item_sign
from widgets.timeline import Bar, Chart, Lane

LONGEST_OVERRUN = timedelta(hours=6)  # a chart of the day stays one, when the day is long past
NEAR_S, COUNTED_S = 60, 600
ARRIVALS = 4  # the last to come


def columns() -> tuple[Column, ...]:
    """The columns of the stages; where the screen is narrow the word of the status folds away, its sign stays."""
    return (
        Column("sign", "", 1),
        Column("stage", tr("Stage"), 14, share=1),
        Column("status", tr("State"), 10, fold=2),
        Column("now", tr("On now"), 14, share=3),
        Column("left", tr("Left"), 7, "right"),
        Column("next", tr("Next"), 14, share=3),
        Column("at", tr("At"), 5, "right"),
        Column("late", tr("Deviation"), 11, "right", fold=1),
    )


def rows(day: Day) -> list[Row]:
    """A row for each stage: what is on, how long it still runs, what is next and when."""
    return [_row(day, stage) for stage in day.stages()]


def _row(day: Day, stage: Stage) -> Row:
    status, show = day.stage_status(stage), day.on_stage(stage.id)
    sign = STAGE_SIGNS[status]
    now, left, next_, at = _doing(day, show) if show else (Cell("—", "dim"), Cell(""), Cell("—", "dim"), Cell(""))
    late = show.late_s if show and show.state != "done" else 0
    cells = {
        "sign": Cell(sign.mark, sign.tone),
        "stage": Cell(day.name(stage), "strong"),
        "status": Cell(label("stage.status", status), sign.tone),
        "now": now,
        "left": left,
        "next": next_,
        "at": at,
        "late": Cell(deviation(late) if show and show.state != "planned" else "", "warning" if late > 0 else "dim"),
    }
    return Row(stage.id, cells)


def _doing(day: Day, show: Rundown) -> tuple[Cell, Cell, Cell, Cell]:
    if show.state == "done":
        ended = tr(
            "{show} ended {time}", show=day.short_name(show.performance), time=clock_time(show.forecast.end, day.zone)
        )
        return Cell(ended, "dim"), Cell(""), Cell("—", "dim"), Cell("")
    following = show.next
    slot = show.slot(following) if following else None
    next_ = _named(following) if following else Cell(tr("nothing after it"), "dim")
    at = Cell(clock_time(slot.start, day.zone) if slot else "", "plain")
    if show.current is not None:
        left = show.remaining_s(show.current)
        sign = item_sign(show.current.state, "") if show.state == "held" else URGENCY_SIGNS[urgency(left)]
        return _named(show.current), Cell(duration(left), sign.tone), next_, at
    if (left_s := show.changeover_left_s) is not None:
        return Cell(tr("changeover"), "standing_by"), Cell(duration(left_s), "danger" if left_s < 0 else "plain"), next_, at
    until = seconds(day.now, show.performance.start)
    coming = tr(
        "{show} starts {time}", show=day.short_name(show.performance), time=clock_time(show.performance.start, day.zone)
    )
    return (
        Cell(coming, "plain"),
        Cell(duration(until) if until < 3600 else "", "danger" if until < 0 else "plain"),
        next_,
        at,
    )


def _named(item: Item) -> Cell:
    sign = item_sign(item.state, item.call)
    return Cell(f"{sign.mark} {item.number} {titled(item.title)}", sign.tone)


def chart(day: Day, *, compact: bool) -> Chart:
    """Every stage's day: what was planned over what has been and will be; in one lane for both where it must be compact."""
    shows = [day.rundown(performance.id) for performance in day.performances()]
    starts = [
        min(show.performance.start, *(slot.start for slot in show.forecast.slots.values()), show.performance.start)
        for show in shows
    ]
    ends = [max(show.planned_end, show.forecast.end) for show in shows]
    start = min(starts, default=day.now).astimezone(day.zone).replace(minute=0, second=0)
    latest = max((show.planned_end for show in shows), default=start) + LONGEST_OVERRUN
    end = min(max([*ends, start + timedelta(hours=1)]), latest) + timedelta(minutes=20)
    lanes = tuple(lane for stage in day.stages() for lane in _lanes(day, stage, compact))
    return Chart(lanes, start, end, day.now, day.zone)


def _lanes(day: Day, stage: Stage, compact: bool) -> Iterator[Lane]:
    shows = [day.rundown(performance.id) for performance in day.performances_on(stage.id)]
    planned = tuple(Bar(show.performance.start, show.planned_end, "▁", "dim") for show in shows)
    actual = tuple(bar for show in shows for bar in _bars(show))
    if compact:
        yield Lane(day.name(stage), planned + actual)
    else:
        yield Lane("", planned)
        yield Lane(day.name(stage), actual)


def _bars(show: Rundown) -> Iterator[Bar]:
    slots = list(show.forecast.slots.values())
    if not slots:
        return
    start, end = slots[0].start, show.forecast.end
    if show.state == "done":
        yield Bar(start, end, "▓", "done")
    elif show.state == "planned":
        yield Bar(start, end, "░", "plain")
    else:
        yield Bar(start, end, "░", "plain")
        yield Bar(start, show.now, "█", "running" if show.state == "running" else "held")


def summary(day: Day) -> tuple[tuple[Part, ...], ...]:
    """The day in two lines beside the clock: where it stands, and what comes next."""
    shows = [day.rundown(performance.id) for performance in day.performances()]
    on = [show for show in shows if show.state in ("running", "held")]
    done = sum(show.state == "done" for show in shows)
    coming = [show for show in shows if show.state == "planned"]
    theme = day.festival.theme if day.festival else ""
    counts = tr("{on} on now · {done} ended · {coming} to come", on=len(on), done=done, coming=len(coming))
    lines: list[tuple[Part, ...]] = [((theme, "dim"),), ((counts, "plain"),)]
    if coming:
        first = coming[0]
        left = seconds(day.now, first.performance.start)
        values = {"show": day.short_name(first.performance), "time": clock_time(first.performance.start, day.zone)}
        lines.append(((tr("next show: {show} at {time}", **values), "plain"), (f"  {_until(left)}", "dim")))
    return tuple(lines)


def _until(left: int) -> str:
    return tr("in {time}", time=span(left)) if left >= 0 else tr("{time} ago", time=span(left))


def cue_columns() -> tuple[Column, ...]:
    """The columns of the next cues."""
    return (
        Column("left", "", 6, "right"),
        Column("number", "", 3, "right"),
        Column("text", "", 12, share=2),
        Column("to", "", 6, share=1, fold=1),
    )


def cues(day: Day, most: int) -> list[Row]:
    """The next cues of the shows that are broadcast, and when; then how many are past their moment.

    The seconds to a cue are counted down once it is near; until then its time is enough.
    """
    waiting = []
    for performance in day.performances():
        if performance.broadcast != "none" and day.rundown(performance.id).state != "done":
            rows_ = sheet(day, performance.id).waiting
            waiting += [(row.due, row.cue.number, row.cue) for row in rows_ if row.due is not None]
    coming = sorted((each for each in waiting if each[0] >= day.now), key=lambda each: each[:2])
    rows = [_cue(day, cue, seconds(day.now, moment), clock_time(moment, day.zone)) for moment, _, cue in coming[:most]]
    if late := len(waiting) - len(coming):
        rows.append(
            Row(
                "late",
                {"number": Cell("!", "warning"), "text": Cell(tr("{count} past their moment", count=late), "warning")},
            )
        )
    return rows or [Row("none", {"text": Cell(tr("no cues to come"), "dim")})]


def on_air(day: Day) -> tuple[Part, ...]:
    """What is on the air, since when, and how its stream is; else what goes on the air next."""
    found = [
        (each, air)
        for each in day.performances()
        if (air := airtime(sheet(day, each.id))) is not None and air.state != "off"
    ]
    if not found:
        return ()
    show, air = next((each for each in found if each[1].state == "on"), found[0])
    name = day.short_name(show)
    if air.state == "before":
        return ((tr("   ○ {show} on the air at {time}", show=name, time=clock_time(air.since, day.zone)), "dim"),)
    fault = next((each for each in show.faults if each.until is None), None)
    if fault is not None:
        return ((f"   ‼ {name} {label('broadcast.fault', fault.kind)}", "danger"),)
    parts = [
        (f"   {ON_AIR.mark} ", ON_AIR.tone),
        (tr("on the air since {time}", time=clock_time(air.since, day.zone)), "strong"),
        (f" {name}", "plain"),
    ]
    if show.stream and show.signal is not None and show.signal.state in ("stalled", "lost"):
        parts.append((f"  ‼ {label('broadcast.signal', show.signal.state)}", "danger"))
    return tuple(parts)


def _cue(day: Day, cue: Cue, left: int, at: str) -> Row:
    tone = "strong" if left <= NEAR_S else "plain"
    cells = {
        "left": Cell(duration(left) if left <= COUNTED_S else at, tone),
        "number": Cell(str(cue.number), tone),
        "text": Cell(pick(cue.text, cue.text_en), tone),
        "to": Cell(" ".join(cue.to), "dim"),
    }
    return Row(cue.id, cells)


def checked_in(day: Day) -> list[tuple[Part, ...]]:
    """How many of the officials have come."""
    counts = day.documents.roster.total
    if not counts.expected:
        return [((tr("no roster"), "dim"),)]
    per_cent = round(100 * counts.covered / counts.expected)
    first = ((f"{counts.present}/{counts.expected}", "strong"), (f"  {per_cent} %", "plain"))
    values = {"absent": counts.absent, "leave": counts.leave, "substitutes": counts.substitutes}
    lines: list[tuple[Part, ...]] = [
        first,
        ((tr("absent {absent} · leave {leave} · substitutes {substitutes}", **values), "dim"),),
    ]
    for official in day.documents.roster.last_arrivals(ARRIVALS):
        time = clock_time(official.arrived_at, day.zone)
        lines.append(((f"✓ {time} ", "dim"), (f"{official.name} ", "plain"), (official.unit, "dim")))
    return lines
