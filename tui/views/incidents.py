"""The incidents, as their page shows them: the list, and one of them with its timeline."""

from __future__ import annotations

from collections.abc import Sequence

from store.alerts.security import responsible
from store.day import Day
from store.formats import NOTHING, clock_time, span
from store.incident_report import words_of
from store.incidents import GRAVE, duplicates_of, is_active, linked_to, listed, next_in_chain, numbered, original_of
from store.labels import label
from store.models import Incident
from store.rundown import seconds
from store.words import mark, tr
from widgets.details import Pair
from widgets.rows import Cell, Column, Row
from widgets.signs import INCIDENT_SIGNS, SEVERITY_TONES

ROMAN = {1: "Ⅰ", 2: "Ⅱ", 3: "Ⅲ", 4: "Ⅳ"}
WHICH = {"open": mark("open ones"), "grave": mark("Ⅰ and Ⅱ"), "all": mark("all")}


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("sign", "", 1),
        Column("number", "#", 4, "right"),
        Column("severity", "", 2),
        Column("type", tr("Type"), 8, fold=1),
        Column("summary", tr("What"), 16, share=3),
        Column("place", tr("Place"), 10, share=1, fold=2),
        Column("state", tr("State"), 8),
        Column("since", tr("At"), 5, "right"),
        Column("who", tr("On it"), 8, share=1, fold=3),
    )


class Memory:
    """The rows that were made: an incident that has not changed keeps its row, however many there are."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Incident, str, Row]] = {}

    def row(self, day: Day, incident: Incident) -> Row:
        """The row of an incident."""
        name = numbered(day, incident)
        made = self._made.get(incident.id)
        if made is not None and made[0] is incident and made[1] == name:
            return made[2]
        row = _row(day, incident, name)
        self._made[incident.id] = (incident, name, row)
        return row


def shown(day: Day, which: str, wanted: str) -> list[Incident]:
    """The incidents that a list shows: of the kind `which`, and with a text in them."""
    words = wanted.casefold().split()
    found = listed(day.incidents)
    if which != "all":
        found = [each for each in found if is_active(each) and (which == "open" or each.severity <= GRAVE)]
    return [each for each in found if _has(each, words)] if words else found


def _has(incident: Incident, words: Sequence[str]) -> bool:
    kind = label("incident.type", incident.type) if incident.type else ""
    state = label("incident.state", incident.state)
    text = " ".join((f"#{incident.number}", incident.summary, incident.place, kind, state, *incident.assigned)).casefold()
    return all(word in text for word in words)


def _row(day: Day, incident: Incident, name: str) -> Row:
    sign = INCIDENT_SIGNS[incident.state]
    active = is_active(incident)
    tone = SEVERITY_TONES[incident.severity] if active else "dim"
    cells = {
        "sign": Cell(sign.mark, sign.tone),
        "number": Cell(name.lstrip("#"), "plain" if active else "dim"),
        "severity": Cell(ROMAN[incident.severity], tone),
        "type": Cell(label("incident.type", incident.type) if incident.type else "?", "plain" if active else "dim"),
        "summary": Cell(incident.summary, "strong" if active else "dim"),
        "place": Cell(incident.place, "plain" if active else "dim"),
        "state": Cell(label("incident.state", incident.state), sign.tone),
        "since": Cell(clock_time(incident.reported_at, day.zone), "dim"),
        "who": Cell(" ".join(incident.assigned), "plain" if active else "dim"),
    }
    return Row(incident.id, cells)


def details(day: Day, incident: Incident) -> list[Pair]:
    """All about an incident, but its timeline."""
    original = original_of(day, incident)
    lasted = span(seconds(incident.reported_at, incident.closed_at or day.now)) if incident.reported_at else NOTHING
    happened = clock_time(incident.happened_at or incident.reported_at, day.zone)
    pairs = [
        (tr("Incident"), f"{numbered(day, incident)} {incident.summary}"),
        (tr("Severity"), label("incident.severity", str(incident.severity))),
        (tr("Type"), label("incident.type", incident.type) if incident.type else tr("no type yet")),
        (tr("Place"), incident.place or NOTHING),
        (tr("State"), f"{label('incident.state', incident.state)} · {lasted}"),
        (
            tr("Happened"),
            tr("{time}, recorded {recorded}", time=happened, recorded=clock_time(incident.reported_at, day.zone)),
        ),
        (tr("Reported by"), incident.reported_by),
        (tr("On it"), ", ".join(incident.assigned) or NOTHING),
        (tr("Answers"), str(responsible(day, incident)) or NOTHING),
        (tr("Taken to"), " → ".join(incident.escalated) or NOTHING),
        (tr("Next in chain"), next_in_chain(day, incident) or NOTHING),
    ]
    if original is not None:
        pairs.append((tr("Duplicate of"), f"{numbered(day, original)} {original.summary}"))
    pairs += [(tr("Its duplicate"), f"{numbered(day, each)} {each.summary}") for each in duplicates_of(day, incident)]
    pairs += [(tr("Linked"), f"{numbered(day, each)} {each.summary}") for each in linked_to(day, incident)]
    return pairs


def line_columns() -> tuple[Column, ...]:
    """The columns of a timeline."""
    return (Column("at", "", 5), Column("words", "", 16, share=3), Column("by", "", 6, share=1))


def timeline(day: Day, incident: Incident) -> list[Row]:
    """The timeline, the newest line first: what was written and what the program did; the struck struck through."""
    rows = []
    for note in reversed(incident.notes):
        tone = "skipped" if note.struck_at else "dim" if note.words is not None else "plain"
        words = words_of(note)
        if note.happened_at is not None:
            words += tr(" (recorded {time})", time=clock_time(note.at, day.zone))
        if note.struck_at is not None:
            words += tr(" (struck {time} {who})", time=clock_time(note.struck_at, day.zone), who=note.struck_by)
        at = clock_time(note.happened_at or note.at, day.zone)
        rows.append(Row(note.id, {"at": Cell(at, "dim"), "words": Cell(words, tone), "by": Cell(note.by, "dim")}))
    return rows


def summary(day: Day, which: str, wanted: str) -> tuple[tuple[str, str], ...]:
    """How many there are, and which of them are shown."""
    active = [each for each in day.incidents if is_active(each)]
    grave = sum(each.severity <= GRAVE for each in active)
    counts = tr("{open} open of {count}", open=len(active), count=len(day.incidents))
    filtered = f" · “{wanted}”" if wanted else ""
    return (
        (f"{counts}  ", "strong"),
        (tr("Ⅰ and Ⅱ: {count}", count=grave), "danger" if grave else "dim"),
        (tr("   shown: {which}", which=tr(WHICH[which])) + filtered, "dim"),
    )
