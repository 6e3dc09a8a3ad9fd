"""What can be done to an official: the roster, their code, and their coming and going."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from store.actions.base import Action
from store.models import AdmittedHow, Name, Time

Expected = Literal["yes", "leave"]
Digest = Annotated[str, msgspec.Meta(pattern=r"^(?:[0-9a-f]{64})?\Z")]


class FestivalTag(Action, frozen=True, tag="festival.tag"):
    """Give the festival the tag that its check-in codes begin with: four digits. It never changes after that."""

    tag: Annotated[str, msgspec.Meta(pattern=r"^[1-9][0-9]{3}\Z")]


class OfficialAdd(Action, frozen=True, tag="official.add"):
    """Add someone on the spot: a walk-in, or a substitute for the official `substitute_of`."""

    name: Name
    unit: str = ""
    title: str = ""
    rank: str = ""
    seat: str = ""
    phone: str = ""
    expected: Expected = "yes"
    substitute_of: str | None = None
    performance: str | None = None
    attention: str = ""
    note: str = ""


class OfficialEdit(Action, frozen=True, tag="official.edit"):
    """Correct what the roster says of someone; what is not given stays."""

    name: Name | UnsetType = UNSET
    unit: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    rank: str | UnsetType = UNSET
    seat: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    substitute_of: str | UnsetType | None = UNSET
    performance: str | UnsetType | None = UNSET
    attention: str | UnsetType = UNSET


class OfficialLeave(Action, frozen=True, tag="official.leave"):
    """They are on leave (请假)."""


class OfficialAttend(Action, frozen=True, tag="official.attend"):
    """They are expected after all."""


class OfficialSubstitute(Action, frozen=True, tag="official.substitute"):
    """Someone comes in their place (代会): `by` is that person's id, or the name of someone who is not in the roster.

    What is recorded is that the other one comes for them: `official.edit`, or `official.add` with a new id.
    """

    by: Name


class OfficialAdmit(Action, frozen=True, tag="official.admit"):
    """Admit them at the desk `gate`: by their code, without it, or signed in late (补签到) for the moment `came_at`.

    `admission` names this act of admitting: the same one sent twice is one. `confirm` as elsewhere: "leave" for someone
    who is on leave, "substitute" for someone whose substitute has come.
    """

    gate: str = ""
    how: AdmittedHow = "name"
    came_at: Time | None = None
    admission: str = ""
    confirm: tuple[str, ...] = ()


class OfficialDepart(Action, frozen=True, tag="official.depart"):
    """They have left early."""


class OfficialIssue(Action, frozen=True, tag="official.issue"):
    """Give them their code number `issue`, of which only the digest is recorded; the code before it is revoked."""

    issue: Annotated[int, msgspec.Meta(ge=0, le=999_999)] = 0
    digest: Digest = ""


class OfficialRevoke(Action, frozen=True, tag="official.revoke"):
    """Their code is no longer good."""


class OfficialNote(Action, frozen=True, tag="official.note"):
    """Write their note anew."""

    text: str
