"""What an imported plan does to a document."""

from __future__ import annotations

from typing import Any

import msgspec

from store.actions import Action, PlanPut, PlanRemove
from store.entry import Entry
from store.errors import DoesNotApply
from store.models import TABLES, Cue, Document, Item, Performance, Printed, Trigger
from store.rules.base import Rule
from store.triggers import must_not_tell

_PRINTED = Printed.__struct_fields__


def put(document: Document | None, action: PlanPut, _entry: Entry) -> Document:
    raw: dict[str, Any] = msgspec.to_builtins(document) if document is not None else {}
    raw |= action.fields
    raw["id"] = action.subject
    if isinstance(document, Item) and document.printed is not None:
        raw["printed"] = msgspec.to_builtins(document.printed) | _said_of(action.fields)
    elif action.table == "items":
        raw["printed"] = _said_of(raw)  # new, or inserted on the day and in the plan from now on
    try:
        document = msgspec.convert(raw, TABLES[action.table])
    except (msgspec.ValidationError, KeyError) as fault:
        raise DoesNotApply("The plan's record cannot be read: {fault}.", fault=str(fault)) from fault
    if isinstance(document, Cue) and document.trigger is not None:
        must_not_tell(document.trigger)
    if isinstance(document, Performance) and document.stream:
        must_not_tell(Trigger("GET", document.stream))
    return document


def _said_of(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: fields[name] for name in _PRINTED if name in fields}


def remove(_document: Document, _action: PlanRemove, _entry: Entry) -> None:
    return None


RULES: dict[type[Action], Rule] = {
    PlanPut: Rule(put, creates=True),
    PlanRemove: Rule(remove),
}
