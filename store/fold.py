"""Folding: a document is what its subject's entries, in the order of their stamps, make of it.

Folding is total. An entry that makes no sense any more, such as the second of two starts from two stations that were cut
off from each other, changes nothing but the document's `conflicts`, where it stands with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from store.actions import EntryUndo, action_of, name_of, table_of
from store.entry import Entry
from store.errors import DoesNotApply
from store.models import Conflict, Document
from store.rules import RULES

UNDO = name_of(EntryUndo)


def fold(entries: Iterable[Entry]) -> tuple[Document | None, int]:
    """Fold all entries of one document, in any order and however often each is given.

    Returns the document, None where nothing is left of it, and how many entries made no sense.
    """
    ordered = sorted({entry.id: entry for entry in entries}.values(), key=lambda entry: entry.stamp)
    document: Document | None = None
    senseless = 0
    for entry in alive(ordered):
        if entry.action == UNDO:
            continue
        try:
            document = step(document, entry)
        except DoesNotApply as refusal:
            document = with_conflict(document, entry, refusal)
            senseless += 1
    return document, senseless


def with_conflict(document: Document | None, entry: Entry, refusal: DoesNotApply) -> Document | None:
    """The document with the entry among its conflicts; where nothing is left of the document, nothing."""
    if document is None:
        return None
    return replace(document, conflicts=(*document.conflicts, Conflict(entry.id, msgspec.to_builtins(refusal.message))))


def step(document: Document | None, entry: Entry) -> Document | None:
    """The document after one more entry, the latest; raises DoesNotApply where the entry makes no sense for it."""
    try:
        action = action_of(entry.action, entry.subject, entry.fields)
        rule = RULES[type(action)]
    except (KeyError, msgspec.ValidationError) as fault:
        raise DoesNotApply("The record cannot be read: {fault}.", fault=str(fault)) from fault
    if entry.changes != f"{table_of(action)}/{entry.subject}":
        raise DoesNotApply("The record is of another document: {document}.", document=entry.changes)
    if document is None and not rule.creates:
        raise DoesNotApply("There is no {subject}.", subject=entry.subject)
    return rule.apply(document, action, entry)


def alive(ordered: Sequence[Entry]) -> list[Entry]:
    """The entries that have not been taken back. An undo that has itself been taken back takes nothing back."""
    dead: set[str] = set()
    living: list[Entry] = []
    for entry in reversed(ordered):
        if entry.id in dead:
            continue
        living.append(entry)
        if entry.action == UNDO:
            dead.add(entry.subject)
    living.reverse()
    return living
