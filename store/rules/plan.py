"""What an imported plan does to a document."""

from __future__ import annotations

from typing import Any

import msgspec

from store.actions import Action, PlanPut, PlanRemove
from store.entry import Entry
from store.errors import DoesNotApply
from store.models import TABLES, Document, Item, Printed
from store.rules.base import Rule

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
        return msgspec.convert(raw, TABLES[action.table])
    except (msgspec.ValidationError, KeyError) as fault:
        raise DoesNotApply("The plan's record cannot be read: {fault}.", fault=str(fault)) from fault


def _said_of(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: fields[name] for name in _PRINTED if name in fields}


def remove(_document: Document, _action: PlanRemove, _entry: Entry) -> None:
    return None


RULES: dict[type[Action], Rule] = {
    PlanPut: Rule(put, creates=True),
    PlanRemove: Rule(remove),
}
