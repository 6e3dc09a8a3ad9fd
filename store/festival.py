"""A festival's folder, open: the one place where something is done to the festival.

with Festival.open(folder) as festival:
    festival.do(ItemStart(subject="P3-02"), Who("步稳台", "stage"))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

import msgspec

from store.actions import Action, EntryUndo, fields_of, name_of, table_of
from store.clock import Clock, WallClock
from store.database import FestivalDB
from store.day import Day
from store.documents import Documents
from store.entry import Entry, digest
from store.errors import DoesNotApply, Refused
from store.fold import UNDO, fold, step, with_conflict
from store.journal import Journal
from store.log import Changes
from store.models import TABLES, Document
from store.roles import must_be_allowed
from store.rules import RULES
from store.text import clean, clean_all
from store.who import Who

Key = tuple[str, str]


class Changed(NamedTuple):
    """What has just been recorded: the entries, and the documents that they changed, as (table, id)."""

    entries: tuple[Entry, ...]
    documents: frozenset[Key]


class Festival:
    """The open folder: its documents, its entries, and the way to change them.

    `clock` tells the festival's time, `zone` is its time zone. `station` names the station of a new folder. With
    `follow` the folder is only read, and `refresh` takes over what another program writes to it. Raises InUse, Damaged
    or FolderError.
    """

    def __init__(self, folder: Path, clock: Clock, *, station: str | None = None, follow: bool = False) -> None:
        self.folder = folder
        self.clock = clock
        self.db = FestivalDB(folder, read_only=follow, station=station)
        self._storage = self.db.storage
        self._listeners: list[Callable[[Changed], None]] = []
        try:
            self._read()
        except BaseException:
            self._storage.release()
            raise

    @classmethod
    def open(cls, folder: Path, clock: Clock | None = None, *, station: str | None = None, follow: bool = False) -> Self:
        """Open the folder, making it where there is none; by the wall clock where none is given."""
        return cls(folder, clock or WallClock(), station=station, follow=follow)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Fold the log into the file and let go of the folder."""
        self._storage.close()

    def _read(self) -> None:
        self.documents = Documents(self._storage.tables)
        self.zone = self.documents.zone()
        self.journal = Journal(self._storage.tables.setdefault("entries", {}), self._storage.station)

    @property
    def station(self) -> str:
        """The id of the station that this folder belongs to."""
        return self._storage.station

    @property
    def read_only(self) -> bool:
        """Whether the folder is only followed."""
        return self._storage.read_only

    @property
    def torn(self) -> Path | None:
        """Where the torn end of the log was set aside when the folder was opened; None where there was none."""
        return self._storage.torn

    def day(self, now: datetime | None = None) -> Day:
        """The day as it stands at `now`, or at this moment."""
        return Day(self.documents, _whole_second(now or self.clock.now()))

    def subscribe(self, listener: Callable[[Changed], None]) -> None:
        """Have `listener` told of every change, after it is on the disk."""
        self._listeners.append(listener)

    # -- the one way in ------------------------------------------------------------------------------------------------

    def do(self, action: Action, who: Who) -> Changed:
        """Record an action, with all that must happen at the same stroke.

        Raises Refused, or NeedsConsent, where it may not be done now or by this role, and NotRecorded where the disk
        refuses; in either case nothing has changed.
        """
        now = self.clock.now()
        if isinstance(action, EntryUndo):
            return self._record(self._taking_back(action, who), who, now)
        must_be_allowed(who.role, name_of(action), fields_of(action))
        rule = RULES[type(action)]
        return self._record((action,) if rule.check is None else rule.check(self.day(now), action), who, now)

    def do_all(self, actions: Sequence[Action], who: Who) -> Changed:
        """Record several actions at one stroke, all or none; each is checked against its own document alone."""
        for action in actions:
            must_be_allowed(who.role, name_of(action), fields_of(action))
        return self._record(actions, who, self.clock.now())

    def undo(self, who: Who) -> Changed:
        """Take back this station's last stroke that still stands; raises Refused where there is none."""
        last = self.journal.last_of(self.station)
        if last is None:
            raise Refused("There is nothing to take back.")
        return self.do(EntryUndo(subject=last.id), who)

    def absorb(self, entries: Iterable[Entry]) -> Changed:
        """Take in entries that were recorded elsewhere, in whatever order; those that are here already change nothing.

        The documents come out the same on every station that has the same entries. Raises Refused where one does not
        follow the one before it in its station's chain, and NotRecorded as `do` does; then none is taken in.
        """
        unknown = {entry.id: entry for entry in entries if self.journal.get(entry.id) is None}
        fresh = sorted(unknown.values(), key=lambda entry: entry.stamp)
        if broken := self.journal.broken_by(fresh):
            raise Refused("Record {entry} does not follow the one before it, and is not taken in.", entry=broken)
        return self._commit(fresh, [digest(entry) for entry in fresh], self._folded_in(fresh, strict=False))

    # -- from actions to entries ---------------------------------------------------------------------------------------

    def _taking_back(self, action: EntryUndo, who: Who) -> list[Action]:
        """Undoing one entry undoes all that was done at the same stroke, the last first; it needs the right to all of it."""
        entry = self.journal.get(action.subject)
        if entry is None:
            raise Refused("There is no record {id}.", id=action.subject)
        if not self.journal.stands(entry):
            raise Refused("That has been taken back already.")
        batch = self.journal.batch(entry)
        for each in batch:
            self._must_be_allowed(each, who)
        return [EntryUndo(subject=each.id) for each in reversed(batch)]

    def _must_be_allowed(self, entry: Entry, who: Who) -> None:
        """Raise Refused where `who` may not do, and so not take back, what an entry did; an undo did what it took back."""
        undone: Entry | None = entry
        while undone is not None and undone.action == UNDO:
            undone = self.journal.get(undone.subject)
        if undone is not None:
            must_be_allowed(who.role, undone.action, undone.fields)

    def _record(self, actions: Sequence[Action], who: Who, now: datetime) -> Changed:
        at = _whole_second(now).astimezone(self.zone)
        number, previous = self.journal.head(self.station)
        batch = f"{self.station}-{number + 1}"
        entries: list[Entry] = []
        hashes: list[str] = []
        for action in actions:
            number += 1
            entry = Entry(
                id=f"{self.station}-{number}",
                stamp=self.journal.stamper.stamp(now),
                at=at,
                station=self.station,
                actor=clean(who.name),
                role=who.role,
                action=name_of(action),
                subject=clean(action.subject),
                changes=self._changes(action),
                fields=clean_all(fields_of(action)),
                batch=batch,
                prev=previous,
            )
            previous = digest(entry)
            entries.append(entry)
            hashes.append(previous)
        return self._commit(entries, hashes, self._folded_in(entries, strict=True))

    def _changes(self, action: Action) -> str:
        if isinstance(action, EntryUndo) and (entry := self.journal.get(action.subject)):
            return entry.changes
        return f"{table_of(action)}/{clean(action.subject)}"

    # -- from entries to documents -------------------------------------------------------------------------------------

    def _folded_in(self, entries: Sequence[Entry], *, strict: bool) -> dict[Key, Document | None]:
        """The documents that `entries`, in the order of their stamps, change: as they will be.

        Entries that come in their turn cost one step each. Where one is late, or an undo, its document is folded anew.
        With `strict`, what makes no sense is refused; without, it becomes a conflict.
        """
        after: dict[Key, Document | None] = {}
        for changes, group in _by_document(entries).items():
            key = group[0].document
            if key[0] not in TABLES:
                continue  # of a later version of the program: it is kept, and folded when that version reads it
            if self.journal.is_late(changes, group[0].stamp) or any(entry.action == UNDO for entry in group):
                after[key] = self._folded_anew(changes, group, strict)
            else:
                after[key] = _stepped(self.documents.read(*key), group, strict)
        return after

    def _folded_anew(self, changes: str, group: list[Entry], strict: bool) -> Document | None:
        standing = self.journal.of(changes)
        document, senseless = fold([*standing, *group])
        if strict and senseless > fold(standing)[1]:
            raise Refused("What was done since builds on it; take that back first.")
        return document

    def _commit(self, entries: Sequence[Entry], hashes: Sequence[str], after: dict[Key, Document | None]) -> Changed:
        """Write entries and documents as one transaction, then let everyone know."""
        records: dict[str, Any] = {entry.id: msgspec.to_builtins(entry) for entry in entries}
        changes: Changes = {"entries": records}
        for (table, subject), document in after.items():
            changes.setdefault(table, {})[subject] = None if document is None else msgspec.to_builtins(document)
        if records:
            self._storage.commit(changes)
        for raw, hashed in zip(records.values(), hashes, strict=True):
            self.journal.add(raw, hashed)
        for (table, subject), document in after.items():
            self.documents.changed(table, subject, document)
        if "festival" in changes:
            self.zone = self.documents.zone()
        changed = Changed(tuple(entries), frozenset(after))
        for listener in self._listeners:
            listener(changed)
        return changed

    # -- following -----------------------------------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Take over what another program has written since; returns whether anything was. For a festival that follows."""
        if not self._storage.refresh():
            return False
        self._read()
        return True


def _stepped(document: Document | None, group: Iterable[Entry], strict: bool) -> Document | None:
    for entry in group:
        try:
            document = step(document, entry)
        except DoesNotApply as refusal:
            if strict:
                raise
            document = with_conflict(document, entry, refusal)
    return document


def _by_document(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.changes, []).append(entry)
    return groups


def _whole_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
