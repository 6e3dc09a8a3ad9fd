"""The check-in desk, as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from rich.cells import cell_len

from store.attendance import Attendance
from store.checkin.answer import Answer, Kind
from store.day import Day
from store.formats import clock_time
from store.lateness import is_late, late, starts
from store.models import Official
from store.roster import Roster
from store.words import mark, tr
from widgets.answerpanel import Said
from widgets.line import Part
from widgets.rows import Cell, Column, Row
from widgets.signs import Sign

BARS = " ▁▂▃▄▅▆▇█"
CURVE_MIN = 60
MISSING = 400

_SIGNS: dict[str, Sign] = {
    "here": Sign("✓", "ready"),
    "left": Sign("←", "dim"),
    "leave": Sign("·", "dim"),
    "absent": Sign("○", "planned"),
    "stood_in": Sign("⇄", "dim"),
    "conflict": Sign("!", "warning"),
}


# -- the answer --------------------------------------------------------------------------------------------------------


def ready(desk: str) -> Said:
    """Nothing has been scanned yet."""
    return Said("idle", tr("Ready"), "", (tr("Scan a code, or type a name, pinyin, a unit or a seat."), desk), "")


def said(answer: Answer, day: Day) -> Said:
    """An answer, as the panel says it."""
    official = answer.official
    advice = str(answer.advice) if answer.advice else ""
    if official is None:
        return Said(answer.colour, str(answer.title), "", (advice,), "")
    if answer.admits and official.arrived_at is None:
        return Said("idle", tr("Taken back"), official.name, (tr("They have not come."),), official.seat)
    lines = [" ".join(part for part in (official.unit, official.title) if part)]
    lines.append(_came(official, day) if answer.kind in ("here", "back") else _for(official, day))
    lines.append(advice or _attention(official, answer.kind))
    if advice and answer.kind not in ("here",) and official.attention:
        lines[2] = f"{advice}  {_attention(official, answer.kind)}"
    shown = [line for line in lines if line]
    return Said(answer.colour, str(answer.title), official.name, tuple(shown), official.seat)


def _attention(official: Official, kind: Kind) -> str:
    if official.attention:
        return tr("! Attention: {text}", text=official.attention)
    return official.note if kind in ("welcome", "back") else ""


def _came(official: Official, day: Day) -> str:
    values = {"time": clock_time(official.arrived_at, day.zone, seconds=True), "desk": official.gate}
    return tr("since {time}, at {desk}", **values) if official.gate else tr("since {time}", time=values["time"])


def _for(official: Official, day: Day) -> str:
    parts = []
    if official.substitute_of and (other := day.documents.roster.get(official.substitute_of)):
        parts.append(tr("comes for {name} {title}", name=other.name, title=other.title))
    if official.arrived_at and is_late(day, official):
        parts.append(tr("late"))
    if official.walk_in:
        parts.append(tr("walk-in"))
    return " · ".join(parts)


# -- the lists ---------------------------------------------------------------------------------------------------------


def arrival_columns() -> tuple[Column, ...]:
    """The columns of the last arrivals, and of those whom a search has found."""
    return (
        Column("sign", "", 1),
        Column("time", tr("Came"), 5),
        Column("name", tr("Name"), 8, share=1),
        Column("unit", tr("Unit"), 10, share=2),
        Column("title", tr("Title"), 8, share=1, fold=2),
        Column("seat", tr("Seat"), 10, share=1, fold=1),
        Column("how", "", 6, fold=3),
    )


def person_rows(day: Day, officials: Iterable[Official], chosen: str = "") -> list[Row]:
    """A row for each official; the one that Enter admits is lit."""
    officials, zone = list(officials), day.zone
    begins = {performance: starts(day, performance) for performance in {each.performance for each in officials}}
    roster = day.documents.roster
    return [_person(official, roster, begins[official.performance], zone, official.id == chosen) for official in officials]


def _person(official: Official, roster: Roster, begins: datetime | None, zone: tzinfo, lit: bool) -> Row:
    sign = _SIGNS[state(official, roster)]
    late_now = official.arrived_at is not None and begins is not None and official.arrived_at > begins
    how = _how(official)
    cells = {
        "sign": Cell("▸" if lit else sign.mark, "strong" if lit else sign.tone),
        "time": Cell(clock_time(official.arrived_at, zone) if official.arrived_at else "", "warning" if late_now else "dim"),
        "name": Cell(official.name, "strong"),
        "unit": Cell(official.unit, "plain"),
        "title": Cell(official.title, "dim"),
        "seat": Cell(official.seat, "plain"),
        "how": Cell(tr("late") if late_now and not how else how, "dim"),
    }
    return Row(official.id, cells, lit)


def _how(official: Official) -> str:
    if official.left_at is not None:
        return tr("left early")
    if official.substitute_of:
        return tr("substitute")
    if official.arrived_at is None:
        return tr("leave") if official.expected == "leave" else ""
    return {"name": tr("no code"), "late": tr("made up")}.get(official.how or "", "")


def state(official: Official, roster: Roster) -> str:
    """How it stands with an official: here, left, on leave, stood in for, absent; or in conflict."""
    if official.conflicts:
        return "conflict"
    if official.left_at is not None:
        return "left"
    if official.arrived_at is not None:
        return "here"
    if roster.come_for(official.id) is not None:
        return "stood_in"
    return "leave" if official.expected == "leave" else "absent"


def unit_columns() -> tuple[Column, ...]:
    """The columns of the units."""
    return (
        Column("unit", tr("Unit"), 10, share=1),
        Column("bar", "", 8, fold=1),
        Column("numbers", tr("Present"), 7, "right"),
        Column("rest", tr("Absent"), 6, "right"),
        Column("leave", tr("Leave"), 5, "right", fold=2),
    )


def unit_rows(roster: Roster) -> list[Row]:
    """A row for each unit, those with the most absent first."""
    units = sorted(roster.units.items(), key=lambda each: (-each[1].absent, each[0]))
    return [
        Row(
            f"unit-{unit}",
            {
                "unit": Cell(unit or tr("no unit")),
                "bar": Cell(bar(numbers, 8), "dim"),
                "numbers": Cell(f"{numbers.present}/{numbers.expected}"),
                "rest": Cell(str(numbers.absent) if numbers.absent else "", "warning"),
                "leave": Cell(str(numbers.leave) if numbers.leave else "", "dim"),
            },
        )
        for unit, numbers in units
    ]


def missing_columns() -> tuple[Column, ...]:
    """The columns of those who are missing."""
    return (
        Column("title", tr("Title"), 8, share=1),
        Column("name", tr("Missing"), 8, share=1),
        Column("unit", tr("Unit"), 8, share=2),
        Column("phone", tr("Phone"), 11, fold=1),
    )


def missing_rows(roster: Roster, *, by_rank: bool) -> list[Row]:
    """Who is expected and has not come, by unit, or by rank in the order in which the roster has the ranks."""
    absent = roster.absent()
    if by_rank:
        ranks = {rank: place for place, rank in reversed(list(enumerate(each.rank or each.title for each in roster)))}
        absent.sort(key=lambda each: (ranks[each.rank or each.title], each.unit, each.id))
    else:
        absent.sort(key=lambda each: (each.unit, each.id))
    rows = [
        Row(
            f"missing-{each.id}",
            {
                "title": Cell(each.rank or each.title, "dim"),
                "name": Cell(each.name, "plain"),
                "unit": Cell(each.unit, "dim"),
                "phone": Cell(each.phone, "dim"),
            },
        )
        for each in absent[:MISSING]
    ]
    if len(absent) > MISSING:
        rows.append(Row("more", {"name": Cell(tr("and {count} more", count=len(absent) - MISSING), "dim")}))
    return rows


# -- the numbers -------------------------------------------------------------------------------------------------------


def numbers(day: Day, width: int) -> tuple[Part, ...]:
    """Expected, present, absent and the rest in one line, with a bar where there is room."""
    total = day.documents.roster.total
    rate = f"{100 * total.covered / total.expected:.0f} %" if total.expected else "—"
    parts: list[Part] = [
        (tr("expected {count}", count=total.expected), "plain"),
        (tr("   present {count}", count=total.present), "strong"),
        (f" {rate}", "plain"),
        (tr("   absent {count}", count=total.absent), "warning" if total.absent else "dim"),
        (tr("   leave {count}", count=total.leave), "dim"),
        (tr("   substitutes {count}", count=total.substitutes), "dim"),
    ]
    more = (
        (mark("   late {count}"), late(day)),
        (mark("   walk-ins {count}"), total.walk_ins),
        (mark("   left early {count}"), total.left),
    )
    for text, count in more:
        part = (tr(text, count=count), "dim")
        if count and sum(cell_len(each) for each, _ in parts) + cell_len(part[0]) <= width:
            parts.append(part)
    room = width - sum(cell_len(text) for text, _ in parts) - 3
    if room >= 10:
        parts.insert(3, ("  " + bar(total, min(24, room)), "running"))
    return tuple(parts)


def bar(numbers: Attendance, width: int) -> str:
    """How many of those expected have come, as a bar."""
    full = round(width * numbers.covered / numbers.expected) if numbers.expected else 0
    return "█" * full + "░" * (width - full)


def curve(day: Day, width: int) -> tuple[Part, ...]:
    """The arrivals a minute as a curve: of the last hour, or of the hour to the last arrival where that is longer ago."""
    roster = day.documents.roster
    last = roster.last_arrivals(1)
    if not last or last[0].arrived_at is None:
        return ((tr("nobody has come yet"), "dim"),)
    until: datetime = day.now
    if (day.now - last[0].arrived_at).total_seconds() > CURVE_MIN * 60:
        until = last[0].arrived_at
    minutes = min(CURVE_MIN, max(10, width - 44))
    counts = roster.arrivals_a_minute(until, minutes)
    most = max(counts) or 1
    drawn = "".join(BARS[-(-count * (len(BARS) - 1) // most)] for count in counts)
    words = tr("arrivals a minute to {time}, at most {most}", time=clock_time(until, day.zone), most=max(counts))
    return (("▕" + drawn + "▏", "running"), (f" {words}", "dim"))


def details(day: Day, official: Official) -> Sequence[tuple[str, str]]:
    """All about an official."""
    other = day.documents.roster.get(official.substitute_of) if official.substitute_of else None
    show = official.performance
    pairs = [
        (tr("name"), official.name),
        (tr("unit"), official.unit),
        (tr("title"), official.title),
        (tr("rank"), official.rank),
        (tr("seat"), official.seat),
        (tr("phone"), official.phone),
        (tr("comes for"), other.name if other else ""),
        (tr("comes to"), show or ""),
        (tr("attention"), official.attention),
        (tr("note"), official.note),
        (tr("came"), clock_time(official.arrived_at, day.zone, seconds=True) if official.arrived_at else ""),
        (tr("desk"), official.gate),
        (tr("left early"), clock_time(official.left_at, day.zone, seconds=True) if official.left_at else ""),
        (tr("code"), tr("number {number}", number=official.code_issue) if official.code_digest else tr("none")),
    ]
    return [(name, value) for name, value in pairs if value]
