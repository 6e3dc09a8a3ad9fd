"""The running order of a show, as its page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta, tzinfo

from store.day import Day
from store.formats import NOTHING, clock_time, deviation, duration, titled
from store.labels import label
from store.models import Item
from store.rundown import Rundown, seconds
from store.timing import urgency
from store.words import tr
from widgets.line import Part
from widgets.nowplaying import Playing
from widgets.rows import Cell, Column, Row
from widgets.signs import ITEM_SIGNS, STAGE_SIGNS, URGENCY_SIGNS, item_sign
from widgets.timeline import Bar, Chart, Lane

LONGEST_OVERRUN = timedelta(hours=3)  # a chart of the show stays one, when the show is long past


def columns() -> tuple[Column, ...]:
    """The columns of the running order; where the screen is narrow, form, unit and the words of the approval fold away."""
    return (
        Column("sign", "", 1),
        Column("number", tr("No."), 3, "right"),
        Column("title", tr("Item"), 12, share=3),
        Column("form", tr("Form"), 10, fold=2, share=1),
        Column("unit", tr("Unit"), 12, fold=3, share=2),
        Column("planned", tr("Plan"), 5, "right"),
        Column("start", tr("Fcst/act."), 9, "right"),
        Column("deviation", tr("Deviation"), 12, "right"),
        Column("duration", tr("Length"), 7, "right"),
        Column("state", tr("State"), 11),
        Column("approved", tr("Approval"), 12, fold=4),
    )


def rows(show: Rundown, zone: tzinfo, wanted: str = "") -> list[Row]:
    """The items as rows, in running order; with `wanted`, those alone in which every word of it is found."""
    words = wanted.lower().split()
    return [_row(show, item, zone) for item in show.items if all(word in _searchable(item) for word in words)]


def _searchable(item: Item) -> str:
    return " ".join((str(item.number), item.title, item.form, item.unit, item.contact, state_words(item))).lower()


def _row(show: Rundown, item: Item, zone: tzinfo) -> Row:
    sign = item_sign(item.state, item.call)
    slot, printed = show.slot(item), show.printed(item)
    late = show.deviation_s(item)
    text = {"done": "done", "skipped": "skipped", "running": "strong", "held": "strong"}.get(item.state, "plain")
    approved = ("✓ " + tr("approved"), "dim") if item.approved else ("! " + tr("not approved"), "warning")
    cells = {
        "sign": Cell(sign.mark, sign.tone) if item.approved or item.state != "planned" else Cell("!", "warning"),
        "number": Cell(str(item.number), text),
        "title": Cell(item.title, text),
        "form": Cell(item.form, text if item.state == "skipped" else "dim"),
        "unit": Cell(item.unit, text if item.state == "skipped" else "dim"),
        "planned": Cell(clock_time(printed.start if printed else None, zone), "dim"),
        "start": Cell(clock_time(slot.start if slot else None, zone, seconds=True), text),
        "deviation": Cell(
            deviation(late), "dim" if item.state == "done" or not late else "warning" if late > 0 else "plain"
        ),
        "duration": Cell(duration(item.duration_s + item.adjust_s), "warning" if item.adjust_s else text),
        "state": Cell(state_words(item), sign.tone),
        "approved": Cell(*approved),
    }
    return Row(item.id, cells, lit=item.state in ("running", "held"))


def state_words(item: Item) -> str:
    """The state of an item in a word; while it is to come, how far it has been called."""
    if item.state == "planned" and item.call != "not_called":
        return label("item.call", item.call)
    return label("item.state", item.state)


def playing(show: Rundown, day: Day) -> Playing:
    """The head of the page: what is on and how long it still has, else what the show is waiting for."""
    if show.current is not None:
        return _current(show, show.current, day.zone)
    if (left := show.changeover_left_s) is not None:
        return _waiting(show, day, STAGE_SIGNS["changeover"].mark, tr("Changeover"), left, tr("to reset the stage"))
    if show.state == "done":
        end = clock_time(show.forecast.end, day.zone, seconds=True)
        heading = ((f"{ITEM_SIGNS['done'].mark} ", "dim"), (tr("The show ended at {time}", time=end), "strong"))
        return Playing(heading, (), "", "dim", "", 1.0, (), _end(show, day.zone), _out(show))
    left = seconds(day.now, show.performance.start)
    word = tr("The show starts at {time}", time=clock_time(show.performance.start, day.zone))
    return _waiting(
        show, day, ITEM_SIGNS["planned"].mark, word, left, tr("to the start") if left >= 0 else tr("past its start")
    )


def _current(show: Rundown, item: Item, zone: tzinfo) -> Playing:
    left = show.remaining_s(item)
    sign = URGENCY_SIGNS[urgency(left)] if item.state == "running" and not show.halted else ITEM_SIGNS["held"]
    mark = ITEM_SIGNS["running"].mark if sign == URGENCY_SIGNS["normal"] else sign.mark
    heading = ((f"{mark} {item.number} {titled(item.title)} ", sign.tone), (_about(item), "dim"))
    facts: tuple[Part, ...] = (
        (tr("from {time}", time=clock_time(item.started_at, zone, seconds=True)), "plain"),
        (tr("   played {time}", time=duration(show.elapsed_s(item))), "plain"),
        (tr("   planned {time}", time=duration(item.duration_s)), "dim"),
        (f" {'+' if item.adjust_s > 0 else '−'}{duration(abs(item.adjust_s))}" if item.adjust_s else "", "warning"),
    )
    whole = max(1, item.duration_s + item.adjust_s)
    caption = tr("held") if item.state == "held" or show.halted else tr("left") if left >= 0 else tr("over its time")
    large = duration(left) if left >= 0 else f"+{duration(-left)}"
    tone = "running" if sign == URGENCY_SIGNS["normal"] else "warning" if sign.tone in ("warning", "held") else "danger"
    return Playing(
        heading, facts, large, tone, caption, show.elapsed_s(item) / whole, _after(show, zone), _end(show, zone), _out(show)
    )


def _waiting(show: Rundown, day: Day, mark: str, word: str, left: int, caption: str) -> Playing:
    tone = "plain" if left >= 0 else "danger"
    large = duration(left) if left >= 0 else f"+{duration(-left)}"
    heading = ((f"{mark} {word}", "strong"),)
    facts = (
        ((tr("GO starts {number} {title}", number=show.next.number, title=titled(show.next.title)), "plain"),)
        if show.next
        else ()
    )
    return Playing(heading, facts, large, tone, caption, 0.0, _after(show, day.zone), _end(show, day.zone), _out(show))


def _about(item: Item) -> str:
    facts = [item.form, item.unit]
    if item.performers:
        facts.append(tr("{count} people", count=item.performers))
    if item.mics:
        facts.append(tr("{count} mics", count=item.mics))
    return " · ".join(fact for fact in facts if fact)


def _after(show: Rundown, zone: tzinfo) -> tuple[tuple[Part, ...], ...]:
    return tuple(_coming(show, item, zone) for item in show.coming[:2])


def _coming(show: Rundown, item: Item, zone: tzinfo) -> tuple[Part, ...]:
    sign = item_sign(item.state, item.call)
    slot = show.slot(item)
    warning = "" if item.approved else " ! " + tr("not approved")
    return (
        (f"{sign.mark} {item.number} {titled(item.title)} ", sign.tone),
        (state_words(item) if item.call != "not_called" else "", sign.tone),
        (f"  {clock_time(slot.start if slot else None, zone, seconds=True)}  ", "plain"),
        (item.unit, "dim"),
        (warning, "warning"),
    )


def _end(show: Rundown, zone: tzinfo) -> tuple[Part, ...]:
    """When the show will end, and how late that is."""
    late = show.late_s
    end = tr("ends {time} ", time=clock_time(show.forecast.end, zone, seconds=True))
    return ((end, "plain"), (deviation(late), "warning" if late > 0 else "plain"))


def _out(show: Rundown) -> tuple[Part, ...]:
    """How the end of a live show stands to its hard out; of another, to the end of its slot where that differs."""
    if show.hard_out_s is not None:
        return ((tr("hard out {time}", time=deviation(show.hard_out_s)), "danger" if show.hard_out_s > 0 else "dim"),)
    if show.over_under_s != show.late_s:
        return (
            (tr("planned end {time}", time=deviation(show.over_under_s)), "warning" if show.over_under_s > 0 else "dim"),
        )
    return ()


def chart(show: Rundown, day: Day) -> Chart:
    """The show as planned over the show as it is and will be."""
    plan, now = show.planned, show.forecast
    start = min([show.performance.start, *(slot.start for slot in now.slots.values())]) - timedelta(minutes=2)
    printed_end = max(show.planned_end, plan.end)
    end = min(max(printed_end, now.end), printed_end + LONGEST_OVERRUN) + timedelta(minutes=2)
    lanes = (Lane(tr("Plan"), tuple(_planned_bars(show))), Lane(tr("Actual"), tuple(_actual_bars(show))))
    return Chart(lanes, start, end, day.now, day.zone)


def _planned_bars(show: Rundown) -> Iterator[Bar]:
    numbers = {item.id: str(item.number) for item in show.items}
    for subject, slot in show.planned.slots.items():
        yield Bar(slot.start, slot.end, "─", "dim", numbers[subject])


def _actual_bars(show: Rundown) -> Iterator[Bar]:
    items = {item.id: item for item in show.items}
    for subject, slot in show.forecast.slots.items():
        item = items[subject]
        if item.state in ("running", "held"):
            yield Bar(slot.start, slot.end, "╌", item.state)
            yield Bar(slot.start, show.now, "━", item.state, str(item.number))
        elif item.state == "done":
            yield Bar(slot.start, slot.end, "━", "done", str(item.number))
        else:
            yield Bar(slot.start, slot.end, "╌", "plain", str(item.number))


def details(show: Rundown, item: Item, zone: tzinfo) -> list[tuple[str, str]]:
    """All about an item, as pairs of a name and a value, the empty ones left out."""
    slot, printed = show.slot(item), show.printed(item)
    number = str(item.number)
    pairs = [
        (tr("Item"), f"{number} {titled(item.title)}"),
        (tr("State"), state_words(item)),
        (tr("Kind"), label("item.kind", item.kind)),
        (tr("Form"), item.form),
        (tr("Unit"), item.unit),
        (tr("Contact"), item.contact),
        (tr("Approval"), tr("approved") if item.approved else "! " + tr("not approved")),
        (
            tr("Plan"),
            f"{clock_time(printed.start, zone)} – {clock_time(printed.end, zone)}" if printed else tr("inserted on the day"),
        ),
        (
            tr("Fcst/act."),
            f"{clock_time(slot.start, zone, seconds=True)} – {clock_time(slot.end, zone, seconds=True)}"
            if slot
            else NOTHING,
        ),
        (tr("Deviation"), deviation(show.deviation_s(item))),
        (tr("Length"), duration(item.duration_s)),
        (tr("Adjusted"), deviation(item.adjust_s) if item.adjust_s else ""),
        (tr("Changeover"), duration(item.changeover_s) if item.changeover_s else ""),
        (tr("Fixed start"), clock_time(item.fixed_start, zone) if item.fixed_start else ""),
        (tr("Fixed end"), clock_time(item.fixed_end, zone) if item.fixed_end else ""),
        (tr("People"), str(item.performers) if item.performers else ""),
        (tr("Microphones"), str(item.mics) if item.mics else ""),
        (tr("Props"), item.props),
        (tr("Skipped because"), item.skip_reason),
        (tr("Went on without"), ", ".join(item.accepted)),
    ]
    return [(name, value) for name, value in pairs if value]
