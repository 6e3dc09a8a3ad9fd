"""What a recorded action is compared with: bare bytes on the disk, SQLite, and TinyDB as it comes."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB

from store import disk

Tables = dict[str, dict[str, dict[str, Any]]]


class Bytes:
    """A bare append of as many bytes to a file of its own, and a sync: nothing that is durable can cost less."""

    def __init__(self, folder: Path) -> None:
        self._descriptor = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def record(self, line: bytes) -> None:
        os.write(self._descriptor, line)
        disk.sync(self._descriptor)

    def close(self) -> None:
        os.close(self._descriptor)


class Sqlite:
    """SQLite in WAL mode, synchronous=FULL: one transaction inserts the entry and puts the document in its place.

    It holds the same documents as the folder, and is handed as many bytes; what it would cost to make them is not counted.
    """

    def __init__(self, folder: Path, tables: Tables) -> None:
        self._connection = sqlite3.connect(folder / "peer.sqlite", isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute("CREATE TABLE entries (id INTEGER PRIMARY KEY, body BLOB)")
        self._connection.execute("CREATE TABLE documents (id TEXT PRIMARY KEY, body BLOB)")
        rows = [(id_, msgspec.json.encode(raw)) for documents in tables.values() for id_, raw in documents.items()]
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT INTO documents VALUES (?, ?)", rows)
        self._connection.execute("COMMIT")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def record(self, number: int, entry: bytes, subject: str, document: bytes) -> None:
        self._connection.execute("BEGIN")
        self._connection.execute("INSERT INTO entries VALUES (?, ?)", (number, entry))
        self._connection.execute(
            "INSERT INTO documents VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body", (subject, document)
        )
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()


class StockTinyDB:
    """TinyDB with its own JSONStorage, which writes the whole file anew, without a sync, at each of the two changes.

    It holds the same documents as the folder, and of the entries only those that are recorded here.
    """

    def __init__(self, folder: Path, tables: Tables) -> None:
        self._db = TinyDB(folder / "tinydb.json")
        self._places: dict[str, tuple[str, int]] = {}
        for name, documents in tables.items():
            for id_, place in zip(documents, self._db.table(name).insert_multiple(documents.values()), strict=True):
                self._places[id_] = name, place

    def record(self, entry: dict[str, Any], subject: str, document: dict[str, Any]) -> None:
        table, place = self._places[subject]
        self._db.table(table).update(document, doc_ids=[place])
        self._db.table("entries").insert(entry)

    def close(self) -> None:
        self._db.close()
