"""Entries: the record of what was done. They are immutable, never deleted, and each names the one before it by its hash."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Any

import msgspec

from store.models import Time

FIRST = ""  # what a station's first entry carries in place of a hash


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One recorded action.

    `id` is `station-n`, with `n` counting the station's entries from 1; `stamp` sorts (store.stamp); `at` is the moment on
    the festival's clock. `changes` names the one document that the entry changes, as `table/id`: for an undo this is the
    document of the entry that it takes back, which `subject` names. Entries of one `batch` were done at one stroke and
    are taken back together. `prev` is the hash of the station's entry before.
    """

    id: Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Za-z]+-[1-9][0-9]*\Z")]
    stamp: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{13}\.[0-9]{4}\.[0-9A-Za-z]+\Z")]
    at: Time
    station: str
    actor: str = ""
    role: str = ""
    action: str
    subject: str
    changes: str
    fields: dict[str, Any] = {}
    batch: str
    prev: str = FIRST

    @property
    def number(self) -> int:
        """Its place in the chain of its station, from 1."""
        return int(self.id.rpartition("-")[2])

    @property
    def document(self) -> tuple[str, str]:
        """The table and the id of the document that it changes."""
        table, _, subject = self.changes.partition("/")
        return table, subject


_encode = msgspec.json.Encoder().encode


def digest(entry: Entry | dict[str, Any]) -> str:
    """The hash of an entry, or of its plain data as the store keeps it: SHA-256 over its compact JSON, in hexadecimal."""
    return sha256(_encode(entry)).hexdigest()
