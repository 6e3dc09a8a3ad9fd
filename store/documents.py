"""The documents as they stand, typed, read from the tables of the store.

TinyDB's tables hold plain data; here each document is converted to its model once, when it is first asked for, and the
items and cues of a performance are found without a look at all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from store.clock import GANSU, zone_of
from store.models import TABLES, Document, Festival, Official
from store.roster import Roster

D = TypeVar("D", bound=Document)

Raw = dict[str, Any]
Tables = Mapping[str, Mapping[str, Raw]]

_TABLE_OF = {model: table for table, model in TABLES.items()}
_OF_A_PERFORMANCE = ("items", "cues")


class Documents:
    """A typed view of the store's tables. `changed` must be told of every document that is written."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._typed: dict[str, dict[str, Document]] = {table: {} for table in TABLES}
        self._of: dict[tuple[str, str], dict[str, None]] = {}
        self._place: dict[tuple[str, str], str] = {}
        self._roster: Roster | None = None
        for table in _OF_A_PERFORMANCE:
            for subject, raw in tables.get(table, {}).items():
                self._file(table, subject, raw)

    def get(self, model: type[D], subject: str) -> D | None:
        """The document of that model and id, or None."""
        return self.read(_TABLE_OF[model], subject)  # type: ignore[return-value]  # the table decides the model

    def read(self, table: str, subject: str) -> Document | None:
        """The document of that table and id, or None."""
        typed = self._typed[table]
        if (document := typed.get(subject)) is None:
            raw = self._tables.get(table, {}).get(subject)
            if raw is None:
                return None
            document = typed[subject] = msgspec.convert(raw, TABLES[table])
        return document

    def all(self, model: type[D]) -> list[D]:
        """Every document of a model, in the order in which they came into the store."""
        return self._each(model, self._tables.get(_TABLE_OF[model], {}))

    def of(self, model: type[D], performance: str) -> list[D]:
        """The items, or the cues, of a performance."""
        return self._each(model, self._of.get((_TABLE_OF[model], performance), {}))

    def _each(self, model: type[D], subjects: Iterable[str]) -> list[D]:
        return [document for subject in subjects if (document := self.get(model, subject)) is not None]

    @property
    def roster(self) -> Roster:
        """The officials, counted and found by their codes. It is made when it is first asked for, and kept up to date."""
        if self._roster is None:
            self._roster = Roster(self.all(Official))
        return self._roster

    def zone(self) -> ZoneInfo:
        """The festival's time zone; that of Gansu while there is no festival."""
        about = next(iter(self.all(Festival)), None)
        return zone_of(about.timezone if about else GANSU)

    def changed(self, table: str, subject: str, document: Document | None) -> None:
        """Take note that a document has been written, or deleted where it is None."""
        if document is None:
            self._typed[table].pop(subject, None)
        else:
            self._typed[table][subject] = document
        if table == _TABLE_OF[Official] and self._roster is not None:
            self._roster.changed(subject, document)  # type: ignore[arg-type]  # the table decides the model
        if table in _OF_A_PERFORMANCE:
            self._file(table, subject, None if document is None else {"performance": document.performance})  # type: ignore[attr-defined]  # items and cues have one

    def _file(self, table: str, subject: str, raw: Raw | None) -> None:
        performance = raw["performance"] if raw is not None else None
        before = self._place.get((table, subject))
        if before == performance:
            return
        if before is not None:
            del self._of[table, before][subject]
            del self._place[table, subject]
        if performance is not None:
            self._of.setdefault((table, performance), {})[subject] = None
            self._place[table, subject] = performance
