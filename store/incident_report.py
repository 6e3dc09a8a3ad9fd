"""An incident's reports as text: the first (初报), further ones (续报) and the final one (终报), to copy or to save."""

from __future__ import annotations

from typing import Literal

from store.day import Day
from store.formats import NOTHING, clock_time
from store.incidents import chain_of, duplicates_of, linked_to, numbered
from store.labels import label
from store.models import Incident, Remark
from store.words import mark, tr

Kind = Literal["first", "further", "final"]
TITLES: dict[str, str] = {
    "first": mark("First report of an incident"),
    "further": mark("Further report of an incident"),
    "final": mark("Final report of an incident"),
}


def kind_now(incident: Incident) -> Kind:
    """Which report its state asks for: the first while nobody has been sent, the final once it is dealt with."""
    if incident.state in ("closed", "false_alarm", "duplicate"):
        return "final"
    return "first" if incident.state in ("reported", "accepted") else "further"


def words_of(note: Remark) -> str:
    """A line of the timeline in the current language: what someone wrote, or what the program did."""
    return tr("{words}", words=note.words) if note.words is not None else note.text


def report(day: Day, incident: Incident, kind: Kind) -> str:
    """The report, ready to be sent. What was struck through is left out; the first says no more than what is known."""
    unknown = tr("not known yet")
    lines = [
        tr(TITLES[kind]) + f" {numbered(day, incident)}",
        day.name(day.festival) if day.festival else "",
        tr("Made: {time}", time=clock_time(day.now, day.zone, seconds=True)),
        "",
        tr("Severity: {severity}", severity=label("incident.severity", str(incident.severity))),
        tr("Type: {type}", type=label("incident.type", incident.type) if incident.type else unknown),
        tr("Place: {place}", place=incident.place or unknown),
        tr("Happened: {time}", time=clock_time(incident.happened_at or incident.reported_at, day.zone)),
        tr("Reported: {time} by {who}", time=clock_time(incident.reported_at, day.zone), who=incident.reported_by),
        tr("What: {summary}", summary=incident.summary),
        tr("State: {state}", state=label("incident.state", incident.state)),
        tr("On it: {who}", who=", ".join(incident.assigned) or NOTHING),
        tr("Taken to: {who}", who=", ".join(incident.escalated) or NOTHING),
    ]
    if kind == "first":
        lines.append(tr("Goes to: {chain}", chain=" → ".join(chain_of(day, incident)) or NOTHING))
        return "\n".join(lines)
    lines += ["", tr("What was done:")]
    lines += [
        f"  {clock_time(each.happened_at or each.at, day.zone)}  {words_of(each)}  {each.by}".rstrip()
        for each in incident.notes
        if each.struck_at is None
    ]
    together = [numbered(day, each) for each in (*linked_to(day, incident), *duplicates_of(day, incident))]
    if together:
        lines += ["", tr("Hangs together with: {others}", others=", ".join(together))]
    if kind == "final":
        lines += ["", tr("Dealt with: {time}", time=clock_time(incident.closed_at, day.zone))]
    return "\n".join(lines)
