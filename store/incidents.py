"""What follows from an incident: what may be done next, what it hangs together with, who is in its chain."""

from __future__ import annotations

from collections.abc import Sequence

from store.actions import Action
from store.actions.incident import IncidentAccept, IncidentArrive, IncidentClose, IncidentControl, IncidentDispatch
from store.day import Day
from store.models import Checkpoint, Incident, IncidentState

CHAIN: tuple[IncidentState, ...] = ("reported", "accepted", "dispatched", "on_scene", "controlled")
ASIDE: tuple[IncidentState, ...] = ("closed", "duplicate", "false_alarm")
GRAVE = 2  # of this severity and graver, it is an alert on every page

_STEPS: dict[str, type[Action]] = {
    "reported": IncidentAccept,
    "accepted": IncidentDispatch,
    "dispatched": IncidentArrive,
    "on_scene": IncidentControl,
    "controlled": IncidentClose,
}


def is_active(incident: Incident) -> bool:
    """Whether it still wants someone; one that is on hold does."""
    return incident.state not in ASIDE


def next_step(incident: Incident) -> Action | None:
    """What takes it one state further; None where it is at the end, or on hold."""
    step = _STEPS.get(incident.state)
    return step(subject=incident.id) if step else None


def listed(incidents: Sequence[Incident]) -> list[Incident]:
    """Incidents as a list shows them: those that want someone first, the gravest first, then the newest."""
    return sorted(incidents, key=lambda each: (not is_active(each), each.severity if is_active(each) else 0, -each.number))


def numbered(day: Day, incident: Incident) -> str:
    """Its number; with its station's name where two stations that were cut off gave the same one."""
    return (
        f"#{incident.number}"
        if day.incident_numbers[incident.number] < 2
        else f"#{incident.number} {incident.id.rpartition('-')[2]}"
    )


def original_of(day: Day, incident: Incident) -> Incident | None:
    """The incident that this is a duplicate of, at the end of the chain; None where it is none or the chain is a circle."""
    seen = {incident.id}
    current = incident
    while current.duplicate_of is not None:
        found = day.documents.get(Incident, current.duplicate_of)
        if found is None or found.id in seen:
            return None
        seen.add(found.id)
        current = found
    return current if current is not incident else None


def duplicates_of(day: Day, incident: Incident) -> list[Incident]:
    """Those that point to it as their original."""
    return [each for each in day.incidents if each.duplicate_of == incident.id]


def linked_to(day: Day, incident: Incident) -> list[Incident]:
    """Those that have to do with it, whichever of the two says so."""
    return [
        each for each in day.incidents if each.id != incident.id and (each.id in incident.links or incident.id in each.links)
    ]


def checkpoint_at(day: Day, place: str) -> Checkpoint | None:
    """The checkpoint that a place names: by its id, its call sign, or a name that has the place in it or is in it."""
    if place not in day.places:
        day.places[place] = _checkpoint_at(day, place.strip().casefold())
    return day.places[place]


def _checkpoint_at(day: Day, wanted: str) -> Checkpoint | None:
    if not wanted:
        return None
    for each in day.checkpoints:
        if wanted in {each.id.casefold(), each.call_sign.casefold()}:
            return each
    for each in day.checkpoints:
        for name in (each.name.casefold(), each.name_en.casefold()):
            if name and (wanted in name or name in wanted):
                return each
    return None


def chain_of(day: Day, incident: Incident) -> tuple[str, ...]:
    """To whom it goes up, one after the other: the chain of the checkpoint where it is, else the first there is."""
    here = checkpoint_at(day, incident.place)
    if here is not None and here.escalate_to:
        return here.escalate_to
    return next((each.escalate_to for each in day.checkpoints if each.escalate_to), ())


def next_in_chain(day: Day, incident: Incident) -> str:
    """To whom it goes next; "" where the chain has no one left."""
    return next((each for each in chain_of(day, incident) if each not in incident.escalated), "")


def new_id(day: Day, station: str) -> str:
    """An id for an incident that this station raises: two stations that are cut off from each other never give the same."""
    taken = {each.id for each in day.incidents}
    number = len(taken) + 1
    while f"I{number:03d}-{station}" in taken:
        number += 1
    return f"I{number:03d}-{station}"
