"""The actions: everything that someone can want to do, typed; one module a subject.

An action's name is its struct's tag, `subject.verb`; `ACTIONS` maps names to types. What an action may be done to, and
what it does, stands in `store.rules`.
"""

from __future__ import annotations

from typing import Any

import msgspec

from store.actions import checkpoint, duty, incident, stop
from store.actions.base import Action
from store.actions.cue import (
    BroadcastFault,
    BroadcastLead,
    BroadcastRestore,
    BroadcastSignal,
    BroadcastStream,
    CueAck,
    CueEdit,
    CueGo,
    CueInsert,
    CueMove,
    CueNote,
    CueReset,
    CueResult,
    CueSkip,
    CueStandby,
)
from store.actions.item import (
    ItemAdjust,
    ItemApprove,
    ItemCall,
    ItemEdit,
    ItemFinish,
    ItemHold,
    ItemInsert,
    ItemMove,
    ItemRestore,
    ItemResume,
    ItemSkip,
    ItemStart,
)
from store.actions.official import (
    FestivalTag,
    OfficialAdd,
    OfficialAdmit,
    OfficialAttend,
    OfficialDepart,
    OfficialEdit,
    OfficialIssue,
    OfficialLeave,
    OfficialNote,
    OfficialRevoke,
    OfficialSubstitute,
)
from store.actions.plan import EntryUndo, PlanPut, PlanRemove
from store.actions.stage import StageDepartment, StageSetStatus

__all__ = [
    "ACTIONS",
    "BY_ITSELF",
    "Action",
    "BroadcastFault",
    "BroadcastLead",
    "BroadcastRestore",
    "BroadcastSignal",
    "BroadcastStream",
    "CueAck",
    "CueEdit",
    "CueGo",
    "CueInsert",
    "CueMove",
    "CueNote",
    "CueReset",
    "CueResult",
    "CueSkip",
    "CueStandby",
    "EntryUndo",
    "FestivalTag",
    "ItemAdjust",
    "ItemApprove",
    "ItemCall",
    "ItemEdit",
    "ItemFinish",
    "ItemHold",
    "ItemInsert",
    "ItemMove",
    "ItemRestore",
    "ItemResume",
    "ItemSkip",
    "ItemStart",
    "OfficialAdd",
    "OfficialAdmit",
    "OfficialAttend",
    "OfficialDepart",
    "OfficialEdit",
    "OfficialIssue",
    "OfficialLeave",
    "OfficialNote",
    "OfficialRevoke",
    "OfficialSubstitute",
    "PlanPut",
    "PlanRemove",
    "StageDepartment",
    "StageSetStatus",
    "action_of",
    "checkpoint",
    "duty",
    "fields_of",
    "incident",
    "name_of",
    "stop",
    "table_of",
]

# What the program records by itself. It is no one's doing, so `undo` passes over it, and nobody can type it.
BY_ITSELF = ("cue.result", "broadcast.signal")

_TABLE_OF_SUBJECT = {
    "item": "items",
    "stage": "stages",
    "stop": "stages",
    "cue": "cues",
    "broadcast": "performances",
    "checkpoint": "checkpoints",
    "incident": "incidents",
    "duty": "duties",
    "official": "officials",
    "festival": "festival",
}

_ORDER = list(_TABLE_OF_SUBJECT)  # in which they are listed; what has no subject of its own comes last


def _place(name: str) -> int:
    subject = name.partition(".")[0]
    return _ORDER.index(subject) if subject in _ORDER else len(_ORDER)


_NAMED: dict[str, type[Action]] = {str(each.__struct_config__.tag): each for each in Action.__subclasses__()}
ACTIONS: dict[str, type[Action]] = {name: _NAMED[name] for name in sorted(_NAMED, key=_place)}


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
