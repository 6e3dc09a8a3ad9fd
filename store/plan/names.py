"""Finding a document by what a person calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from store.plan.faults import Text
from store.plan.values import one_of, squeezed
from store.words import Message

MOST_NAMED = 12  # names that a fault lists

_QUOTES = re.compile("[\"'“”‘’《》「」]")


class Names:
    """The documents of a table, to be found by id or by name."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._names: dict[str, set[str]] = {}

    def add(self, document: Mapping[str, Any], *names: Any) -> None:
        """Take in a document under its id and under `names`."""
        ident = str(document["id"])
        said = [name for name in names if isinstance(name, str) and name]
        self._ids[ident] = said[0] if said else ident
        for name in said:
            self._names.setdefault(comparable(name), set()).add(ident)

    def find(self, text: str) -> str | None:
        """The id of the one document that is meant, by its id, its name, or a part of its name; else None."""
        if text in self._ids:
            return text
        wanted = comparable(text)
        if named := self._names.get(wanted):
            return next(iter(named)) if len(named) == 1 else None
        alike = self._alike(wanted) if len(wanted) > 1 else set()
        return alike.pop() if len(alike) == 1 else None

    def _alike(self, wanted: str) -> set[str]:
        """The documents whose name is a part of what is wanted or has it for a part."""
        return {
            ident
            for name, ids in self._names.items()
            if len(name) > 1 and (wanted in name or name in wanted)
            for ident in ids
        }

    def sole(self) -> str | None:
        """The id of the only document; None where there are none or several."""
        return next(iter(self._ids)) if len(self._ids) == 1 else None

    def accepted(self) -> Text:
        """What is accepted where one of them is to be named."""
        return one_of(list(self._ids.values())[:MOST_NAMED]) if self._ids else Message("one that is in the plan")


def comparable(name: str) -> str:
    """A name as it is compared: without quotes and blanks, in small letters, full-width signs as half-width ones."""
    return _QUOTES.sub("", squeezed(name))


def every(documents: Iterable[Mapping[str, Any]], *fields: str) -> Names:
    """The names of documents by these fields."""
    names = Names()
    for document in documents:
        names.add(document, *(document.get(field) for field in fields))
    return names
