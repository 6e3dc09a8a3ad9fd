"""What can be done to an item."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from store.actions.base import Action
from store.models import Call, Duration, ItemKind, Name, Seconds, Time


class ItemStart(Action, frozen=True, tag="item.start"):
    """GO: start the item and finish the one that runs.

    `seen` is the item that the operator saw running, "" for none; where it is given and is no longer so, GO is refused.
    `confirm` names what the operator has been asked and accepts: "unapproved", "not_ready".
    """

    seen: str | None = None
    confirm: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()


class ItemFinish(Action, frozen=True, tag="item.finish"):
    """End the running or held item."""


class ItemHold(Action, frozen=True, tag="item.hold"):
    """Hold the running item."""


class ItemResume(Action, frozen=True, tag="item.resume"):
    """Let the held item go on."""


class ItemAdjust(Action, frozen=True, tag="item.adjust"):
    """Give the item more seconds, or take some away where negative."""

    seconds: Seconds


class ItemSkip(Action, frozen=True, tag="item.skip"):
    """Take the item out of the running order."""

    reason: str = ""


class ItemRestore(Action, frozen=True, tag="item.restore"):
    """Bring a skipped item back."""


class ItemCall(Action, frozen=True, tag="item.call"):
    """Say how far the act has been called (催场): not called, called, standing by."""

    state: Call


class ItemMove(Action, frozen=True, tag="item.move"):
    """Put the item after another of its performance, "" for first. `order` is worked out when it is recorded."""

    after: str
    order: float | None = None


class ItemInsert(Action, frozen=True, tag="item.insert"):
    """Add an item on the day, after another of its performance, "" for first; at the end where `after` is missing."""

    performance: str
    title: Name
    duration_s: Duration
    after: str | None = None
    number: int | None = None
    order: float | None = None
    form: str = ""
    kind: ItemKind = "act"
    unit: str = ""
    contact: str = ""
    changeover_s: Duration = 0
    fixed_start: Time | None = None
    fixed_end: Time | None = None
    min_duration_s: Duration | None = None
    approved: bool = True
    performers: int | None = None
    mics: int | None = None
    props: str = ""


class ItemEdit(Action, frozen=True, tag="item.edit"):
    """Change what the running order says of the item; what is not given stays."""

    number: int | UnsetType = UNSET
    title: Name | UnsetType = UNSET
    form: str | UnsetType = UNSET
    kind: ItemKind | UnsetType = UNSET
    unit: str | UnsetType = UNSET
    contact: str | UnsetType = UNSET
    duration_s: Duration | UnsetType = UNSET
    changeover_s: Duration | UnsetType = UNSET
    fixed_start: Time | UnsetType | None = UNSET
    fixed_end: Time | UnsetType | None = UNSET
    min_duration_s: Duration | UnsetType | None = UNSET
    approved: bool | UnsetType = UNSET
    performers: int | UnsetType | None = UNSET
    mics: int | UnsetType | None = UNSET
    props: str | UnsetType = UNSET


class ItemApprove(Action, frozen=True, tag="item.approve"):
    """Record that the item has been approved (审定)."""
