"""TinyDB on the durable storage: tables that log what changes, document by document."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from store.log import Changes
from store.storage import DurableStorage

Raw = dict[str, Any]


class OwnDocument(Document):
    """A document as TinyDB hands it out: a copy through and through, so that changing it changes nothing in the store."""

    def __init__(self, value: Raw, doc_id: str) -> None:
        super().__init__(copy.deepcopy(dict(value)), doc_id)  # type: ignore[arg-type]  # TinyDB types ids as int, and lets a subclass choose


def _own(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """TinyDB takes an id from documents of the table's own class alone; here any `Document` may bring one."""
    return OwnDocument(dict(document), str(document.doc_id)) if isinstance(document, Document) else document


class Edit(MutableMapping[str, Raw]):
    """A table while an update runs over it: whatever is touched is a copy, and `changes` tells what has become of it.

    TinyDB's updates change documents in place. Comparing each that was touched with the one that stands misses none.
    """

    def __init__(self, standing: dict[str, Raw]) -> None:
        self._standing = standing
        self._touched: dict[str, Raw | None] = {}

    def __getitem__(self, subject: str) -> Raw:
        if subject not in self._touched:
            self._touched[subject] = copy.deepcopy(self._standing[subject])
        if (raw := self._touched[subject]) is None:
            raise KeyError(subject)
        return raw

    def __setitem__(self, subject: str, raw: Raw) -> None:
        self._touched[subject] = copy.deepcopy(dict(raw))

    def __delitem__(self, subject: str) -> None:
        if subject not in self:
            raise KeyError(subject)
        self._touched[subject] = None

    def __contains__(self, subject: object) -> bool:
        if subject in self._touched:
            return self._touched[subject] is not None
        return subject in self._standing

    def __iter__(self) -> Iterator[str]:
        yield from (subject for subject in self._standing if subject in self)
        yield from (subject for subject, raw in self._touched.items() if raw is not None and subject not in self._standing)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changes(self) -> dict[str, Raw | None]:
        """What the update has changed: each document's new state, None where it was deleted."""
        return {subject: raw for subject, raw in self._touched.items() if raw != self._standing.get(subject)}


class DurableTable(Table):
    """A table whose every update is one transaction of the log."""

    document_class = OwnDocument  # type: ignore[assignment]  # TinyDB declares the class, not its kind
    document_id_class = str  # type: ignore[assignment]  # TinyDB's own way to choose another kind of id

    _storage: DurableStorage

    def insert(self, document: Mapping[str, Any]) -> int:
        return super().insert(_own(document))

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        return super().insert_multiple(_own(document) for document in documents)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        return super().upsert(_own(document), cond)

    def _read_table(self) -> dict[str, Any]:
        return self._storage.tables.get(self.name, {})

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        edit = Edit(self._read_table())
        updater(edit)
        changes: Changes = {self.name: edit.changes()}
        if changes[self.name]:
            self._storage.commit(changes)

    def _get_next_id(self) -> str:
        raise ValueError(f"a document of {self.name!r} carries its own id: insert a Document(value, doc_id=...)")


class FestivalDB(TinyDB):
    """The database of one folder: `FestivalDB(folder)`, with the arguments of `DurableStorage`."""

    table_class = DurableTable
    default_storage_class = DurableStorage  # type: ignore[assignment]  # TinyDB declares its own, not their base

    _storage: DurableStorage

    @property
    def storage(self) -> DurableStorage:
        return self._storage

    def table(self, name: str, **kwargs: Any) -> Table:
        """A table of that name. It keeps no cache of queries: documents change under it."""
        return super().table(name, **{"cache_size": 0, **kwargs})
