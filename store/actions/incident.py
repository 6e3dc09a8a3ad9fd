"""What can be done to an incident."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from store.actions.base import Action
from store.models import Gravity, IncidentType, Name, Time


class IncidentRaise(Action, frozen=True, tag="incident.raise"):
    """Report that something has happened. `number` is worked out when it is recorded."""

    summary: Name
    type: IncidentType | None = None
    place: str = ""
    severity: Gravity = 4
    happened_at: Time | None = None
    number: int | None = None


class IncidentEdit(Action, frozen=True, tag="incident.edit"):
    """Set right what, where or of which type it is; what is not given stays."""

    summary: Name | UnsetType = UNSET
    type: IncidentType | UnsetType = UNSET
    place: str | UnsetType = UNSET
    happened_at: Time | UnsetType = UNSET


class IncidentAccept(Action, frozen=True, tag="incident.accept"):
    """Someone takes it on."""


class IncidentDispatch(Action, frozen=True, tag="incident.dispatch"):
    """People have been sent."""


class IncidentArrive(Action, frozen=True, tag="incident.arrive"):
    """They are on the scene."""


class IncidentControl(Action, frozen=True, tag="incident.control"):
    """It is contained."""


class IncidentClose(Action, frozen=True, tag="incident.close"):
    """It is dealt with; its type is set here where it has none yet."""

    type: IncidentType | None = None


class IncidentHold(Action, frozen=True, tag="incident.hold"):
    """Put it on hold."""


class IncidentReopen(Action, frozen=True, tag="incident.reopen"):
    """Take it up again: one that is on hold where it was, one that is closed or set aside as accepted."""


class IncidentFalseAlarm(Action, frozen=True, tag="incident.false_alarm"):
    """It was nothing."""


class IncidentDuplicate(Action, frozen=True, tag="incident.duplicate"):
    """It is the same as another, which is the original."""

    of: Name


class IncidentLink(Action, frozen=True, tag="incident.link"):
    """It has to do with another."""

    to: Name


class IncidentUnlink(Action, frozen=True, tag="incident.unlink"):
    """It has nothing to do with that other after all."""

    to: Name


class IncidentAssign(Action, frozen=True, tag="incident.assign"):
    """Put a person or a unit on it."""

    who: Name


class IncidentUnassign(Action, frozen=True, tag="incident.unassign"):
    """Take a person or a unit off it."""

    who: Name


class IncidentSeverity(Action, frozen=True, tag="incident.severity"):
    """Say how grave it is: 1 is the gravest, 4 the least."""

    severity: Gravity


class IncidentEscalate(Action, frozen=True, tag="incident.escalate"):
    """Take it to the next in the chain; `to` is worked out when it is recorded where it is not given."""

    to: str = ""


class IncidentNote(Action, frozen=True, tag="incident.note"):
    """Write a line into its timeline; `happened_at` where that was at another time than now."""

    text: Name
    happened_at: Time | None = None


class IncidentStrike(Action, frozen=True, tag="incident.strike"):
    """Strike a note of its timeline through, by the note's id."""

    note: Name
