"""`lianyun verify`: prove that a folder holds what was recorded."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from store.errors import LianyunError
from store.fold import fold
from store.journal import Journal
from store.models import TABLES
from store.storage import DurableStorage
from store.words import Message

_encode = msgspec.json.Encoder().encode


class Verdict(NamedTuple):
    """What was looked at, and what is wrong with it; nothing is where `faults` is empty."""

    entries: int
    stations: int
    documents: int
    faults: tuple[Message, ...]


def verify(folder: Path) -> Verdict:
    """Check every checksum, the chain of each station's entries, and that folding them all gives the documents that stand.

    Nothing is locked or written. Raises FolderError where there is no festival.
    """
    try:
        storage = DurableStorage(folder, read_only=True)
        entries = storage.tables.get("entries", {})
        journal = Journal(entries, storage.station)
    except LianyunError as fault:
        if not folder.joinpath("festival.json").exists():
            raise
        return Verdict(0, 0, 0, (fault.message,))
    faults: list[Message] = []
    folded: set[tuple[str, str]] = set()
    for changes in journal.documents():
        table, _, subject = changes.partition("/")
        document, _senseless = fold(journal.of(changes))
        standing = storage.tables.get(table, {}).get(subject)
        if _encode(document) != _encode(standing):  # byte for byte: a tuple and a list of the same are the same there
            faults.append(Message("{document} is not what its records make of it", {"document": changes}))
        folded.add((table, subject))
    standing_documents = [(table, subject) for table in TABLES for subject in storage.tables.get(table, {})]
    for table, subject in standing_documents:
        if (table, subject) not in folded:
            faults.append(Message("{document} has no records", {"document": f"{table}/{subject}"}))
    stations = len({raw["station"] for raw in entries.values()})
    return Verdict(len(entries), stations, len(standing_documents), tuple(faults))
