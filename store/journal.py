"""The entries of a folder: their chains, their stamps, and which belong to which document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from store.actions import BY_ITSELF
from store.entry import FIRST, Entry, digest
from store.errors import Damaged
from store.fold import UNDO, alive
from store.stamp import Stamper

Raw = dict[str, Any]


class Head(NamedTuple):
    """The end of a station's chain: the number and the hash of its last entry."""

    number: int
    hash: str


_EMPTY = Head(0, FIRST)


class Journal:
    """What the folder's entries say about themselves. `entries` is the store's own table, by id; it is not copied.

    Opening verifies each station's chain and raises Damaged where an entry is not the one that the next names.
    """

    def __init__(self, entries: Mapping[str, Raw], station: str) -> None:
        self._entries = entries
        self._heads: dict[str, Head] = {}
        self._waiting: dict[str, dict[int, tuple[Raw, str]]] = {}
        self._of: dict[str, list[str]] = {}
        self._newest: dict[str, str] = {}
        self._unsorted: set[str] = set()
        self.stamper = Stamper(station)
        for raw in entries.values():
            self._chain(raw, digest(raw))
            self._index(raw)
        if self._newest:
            self.stamper.see(max(self._newest.values()))
        if missing := self._waiting.get(station):
            raise Damaged("Entries before {entry} are missing. Run “lianyun repair”.", entry=f"{station}-{min(missing)}")

    def add(self, raw: Raw, hashed: str) -> None:
        """Take note of an entry that has been written, with its hash; raises Damaged where it breaks its chain."""
        self._chain(raw, hashed)
        self._index(raw)
        self.stamper.see(raw["stamp"])

    def broken_by(self, entries: Iterable[Entry]) -> str | None:
        """The id of the first among new entries that would break its station's chain; None where all fit."""
        new = {entry.id: entry for entry in entries}
        for entry in new.values():
            place, station = entry.number, entry.station
            before, after = f"{station}-{place - 1}", f"{station}-{place + 1}"
            previous = new.get(before) or self.get(before)
            following = new.get(after) or self.get(after)
            if entry.id != f"{station}-{place}" or place < 1 or (place == 1 and entry.prev != FIRST):
                return entry.id
            if previous and entry.prev != digest(previous):
                return entry.id
            if following and following.prev != digest(entry):
                return entry.id
        return None

    def head(self, station: str) -> Head:
        """The end of a station's chain, as far as it is here without a gap."""
        return self._heads.get(station, _EMPTY)

    def get(self, entry: str) -> Entry | None:
        """The entry of that id, or None."""
        raw = self._entries.get(entry)
        return None if raw is None else msgspec.convert(raw, Entry)

    def all(self) -> list[Entry]:
        """Every entry, in the order of the stamps."""
        return sorted((msgspec.convert(raw, Entry) for raw in self._entries.values()), key=lambda entry: entry.stamp)

    def of(self, document: str) -> list[Entry]:
        """All entries that change `document` (`table/id`), in the order of their stamps."""
        ids = self._of.get(document, [])
        if document in self._unsorted:
            ids.sort(key=lambda each: str(self._entries[each]["stamp"]))
            self._unsorted.discard(document)
        return [msgspec.convert(self._entries[each], Entry) for each in ids]

    def documents(self) -> list[str]:
        """Every document (`table/id`) that an entry changes."""
        return list(self._of)

    def is_late(self, document: str, stamp: str) -> bool:
        """Whether an entry of that stamp comes before one that has been folded into the document already."""
        return stamp < self._newest.get(document, "")

    def batch(self, entry: Entry) -> list[Entry]:
        """The entries done at one stroke with `entry`, itself among them, in the order in which they were done."""
        together: list[Entry] = []
        each: Entry | None = self.get(entry.batch) or entry  # the first may not have come from its station yet
        while each is not None and each.batch == entry.batch:
            together.append(each)
            each = self.get(f"{entry.station}-{each.number + 1}")
        return together

    def last_of(self, station: str) -> Entry | None:
        """The station's last entry that someone made, that stands and is not itself an undo; None where there is none."""
        for number in range(self.head(station).number, 0, -1):
            entry = self.get(f"{station}-{number}")
            if entry is not None and entry.action not in (UNDO, *BY_ITSELF) and self.stands(entry):
                return entry
        return None

    def last_undo(self, station: str) -> Entry | None:
        """The undo with which the station last took something back, where nothing has been done since; else None."""
        for number in range(self.head(station).number, 0, -1):
            entry = self.get(f"{station}-{number}")
            if entry is not None and entry.action in BY_ITSELF:
                continue
            if entry is None or entry.action != UNDO:
                return None
            if self.stands(entry) and (undone := self.get(entry.subject)) is not None and undone.action != UNDO:
                return entry
        return None

    def stands(self, entry: Entry) -> bool:
        """Whether the entry has not been taken back."""
        return any(each.id == entry.id for each in alive(self.of(entry.changes)))

    def _chain(self, raw: Raw, hashed: str) -> None:
        """Put the entry at the end of its station's chain, or aside until those before it have come."""
        station: str = raw["station"]
        head = self._heads.get(station, _EMPTY)
        if raw["id"] != f"{station}-{head.number + 1}":
            self._waiting.setdefault(station, {})[int(raw["id"].rpartition("-")[2])] = (raw, hashed)
            return
        waiting = self._waiting.get(station, {})
        following: tuple[Raw, str] | None = (raw, hashed)
        while following is not None:
            raw, hashed = following
            if raw.get("prev", FIRST) != head.hash:
                raise Damaged("Entry {entry} does not follow the one before it. Run “lianyun repair”.", entry=raw["id"])
            head = self._heads[station] = Head(head.number + 1, hashed)
            following = waiting.pop(head.number + 1, None) if waiting else None
        if not waiting:
            self._waiting.pop(station, None)

    def _index(self, raw: Raw) -> None:
        document, stamp = raw["changes"], raw["stamp"]
        self._of.setdefault(document, []).append(raw["id"])
        if stamp < self._newest.get(document, ""):
            self._unsorted.add(document)
        else:
            self._newest[document] = stamp
