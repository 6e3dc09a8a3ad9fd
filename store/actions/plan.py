"""What an imported plan does, and what takes a record back."""

from __future__ import annotations

from typing import Any

from store.actions.base import Action


class EntryUndo(Action, frozen=True, tag="entry.undo"):
    """Take back the entry that is the subject, and all that was done at the same stroke."""


class PlanPut(Action, frozen=True, tag="plan.put"):
    """What an imported plan says of one document: its table, and the fields that are new or have changed."""

    table: str
    fields: dict[str, Any]


class PlanRemove(Action, frozen=True, tag="plan.remove"):
    """An imported plan no longer has the document."""

    table: str
