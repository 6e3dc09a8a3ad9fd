"""The actions: everything that someone can want to do, typed.

An action's name is its struct's tag, `subject.verb`; `ACTIONS` maps names to types. What an action may be done to, and
what it does, stands in `store.rules`.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from store.models import Call, DepartmentName, DepartmentState, Duration, ItemKind, Name, Seconds, StageStatus, Time


class Action(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="action"):
    """What every action has: the id of its subject."""

    subject: Name


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


class StageSetStatus(Action, frozen=True, tag="stage.status"):
    """Declare the status of a stage. `confirm` as for GO: "not_ready" to declare it ready all the same."""

    status: StageStatus
    confirm: tuple[str, ...] = ()


class StageDepartment(Action, frozen=True, tag="stage.department"):
    """Sign a department of a stage off, or say what is wrong with it."""

    department: DepartmentName
    state: DepartmentState
    note: str = ""


class EntryUndo(Action, frozen=True, tag="entry.undo"):
    """Take back the entry that is the subject, and all that was done at the same stroke."""


class PlanPut(Action, frozen=True, tag="plan.put"):
    """What an imported plan says of one document: its table, and the fields that are new or have changed."""

    table: str
    fields: dict[str, Any]


class PlanRemove(Action, frozen=True, tag="plan.remove"):
    """An imported plan no longer has the document."""

    table: str


ACTIONS: dict[str, type[Action]] = {str(each.__struct_config__.tag): each for each in Action.__subclasses__()}

_TABLE_OF_SUBJECT = {"item": "items", "stage": "stages"}


def name_of(action: Action | type[Action]) -> str:
    """The name of an action or of its type, such as `item.start`."""
    return str(action.__struct_config__.tag)


def table_of(action: Action) -> str:
    """The table of the document that an action changes; an undo has none of its own."""
    if isinstance(action, (PlanPut, PlanRemove)):
        return action.table
    return _TABLE_OF_SUBJECT[name_of(action).partition(".")[0]]


def fields_of(action: Action) -> dict[str, Any]:
    """An action's own fields as plain data, as an entry keeps them."""
    fields: dict[str, Any] = msgspec.to_builtins(action)
    del fields["action"], fields["subject"]
    return fields


def action_of(name: str, subject: str, fields: dict[str, Any]) -> Action:
    """The typed action of an entry; raises KeyError for an unknown name, msgspec.ValidationError for wrong fields."""
    return msgspec.convert({**fields, "action": name, "subject": subject}, ACTIONS[name])
