"""The storage: TinyDB's tables in memory, a log of what changes, and a file into which the log is folded.

A transaction is one line of the log, on the disk before `commit` returns. A checkpoint writes the file anew and then
starts a new log; a crash between the two leaves a log that repeats what the file has, which opening skips by number.
"""

from __future__ import annotations

import copy
import os
import secrets
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from store import disk, log, snapshot
from store.errors import FolderError, NotRecorded
from store.lock import hold
from store.log import LOG, Changes, Transaction
from store.snapshot import FILE, Snapshot

RESERVE = 1 << 20  # a megabyte is some two thousand actions

Tables = dict[str, dict[str, Any]]


class DurableStorage(Storage):
    """The tables of one festival's folder.

    With `read_only` nothing is locked or written, and `refresh` follows what another program writes. `station` names the
    station of a folder that is new; one is made up where it is missing. Raises InUse, Damaged or FolderError.
    """

    def __init__(self, folder: Path, *, read_only: bool = False, station: str | None = None) -> None:
        self.folder = folder
        self.read_only = read_only
        self.tables: Tables = {}
        self.torn: Path | None = None
        self._log = -1
        self._length = self._reserved = 0
        self._clean = True
        if read_only:
            if not (folder / FILE).exists():
                raise FolderError("There is no festival in {folder}.", folder=str(folder))
            try:
                self._load()
            except OSError as fault:
                raise _cannot_open(folder, fault) from fault
            return
        self._lock = hold(folder)
        try:
            self._open(station)
        except OSError as fault:
            self.release()
            raise _cannot_open(folder, fault) from fault
        except BaseException:
            self.release()
            raise

    def _open(self, station: str | None) -> None:
        if not (self.folder / FILE).exists():
            if (self.folder / LOG).exists() and (self.folder / LOG).stat().st_size:
                raise FolderError(
                    "{folder} has a log but no {file}. Run “lianyun repair”.", folder=str(self.folder), file=FILE
                )
            disk.replace_file(self.folder / FILE, snapshot.to_file(Snapshot(0, station or secrets.token_hex(2), {})))
        self._load()
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._log = os.open(self.folder / LOG, flags, 0o644)
        disk.sync_folder(self.folder)  # a log that is new must be found again too
        self._reserved = os.fstat(self._log).st_size
        if self._torn_end:
            self._set_torn_end_aside()

    def _load(self) -> None:
        # The log before the file: a checkpoint in between then shows as a log that repeats what the file has.
        path = self.folder / LOG
        logged = path.read_bytes() if path.exists() else b""
        self._file = self._identity()
        self.seq, self.station, self.tables = snapshot.from_file((self.folder / FILE).read_bytes())
        self._base = self.seq
        found = log.scan(logged, self.seq)
        for transaction in found.transactions:
            self._apply(transaction)
        self._length, self._torn_end = found.whole, found.torn

    def _identity(self) -> tuple[int, int]:
        """What tells the file from the one that a checkpoint puts in its place."""
        about = (self.folder / FILE).stat()
        return about.st_ino, about.st_mtime_ns

    def _set_torn_end_aside(self) -> None:
        aside = next(path for n in range(1, 10_000) if not (path := self.folder / f"{LOG}.torn-{n}").exists())
        disk.replace_file(aside, self._torn_end)
        self._cut_back()
        self.torn = aside

    def _apply(self, transaction: Transaction) -> None:
        self.seq = transaction.seq
        for table, documents in transaction.put.items():
            held = self.tables.setdefault(table, {})
            for subject, raw in documents.items():
                if raw is None:
                    held.pop(subject, None)
                else:
                    held[subject] = raw

    # -- what changes --------------------------------------------------------------------------------------------------

    def commit(self, changes: Changes) -> None:
        """Record the changes as one transaction: on the disk when this returns.

        Raises NotRecorded where the disk refuses; then nothing has changed, and a later commit may succeed.
        """
        if self._log < 0:
            raise NotRecorded("This festival is open for reading only.")
        transaction = Transaction(self.seq + 1, changes)
        line = log.to_line(transaction)
        try:
            if not self._clean:
                self._cut_back()
            self._clean = False
            self._write(line)
        except OSError as fault:
            self._try_to_cut_back()
            raise NotRecorded(
                "Not recorded, the disk says: {fault}. Nothing has changed; make room, then do it again.",
                fault=fault.strerror or str(fault),
            ) from fault
        self._clean = True
        self._length += len(line)
        self._apply(transaction)

    def _write(self, line: bytes) -> None:
        end = self._length + len(line)
        if end > self._reserved:
            disk.reserve(self._log, self._length, len(line) + RESERVE)
            self._reserved = end + RESERVE
        os.lseek(self._log, self._length, os.SEEK_SET)
        disk.write(self._log, line)
        disk.sync(self._log)

    def _cut_back(self) -> None:
        """Cut off what a failed commit may have left behind the last whole line."""
        disk.truncate(self._log, self._length)
        self._reserved = self._length
        disk.sync(self._log)
        self._clean = True

    def _try_to_cut_back(self) -> None:
        try:
            self._cut_back()
        except OSError:
            self._clean = False  # the next commit tries again before it writes

    def checkpoint(self) -> None:
        """Fold the log into the file. Raises NotRecorded where the disk refuses; file and log then stand as before."""
        try:
            disk.replace_file(self.folder / FILE, snapshot.to_file(Snapshot(self.seq, self.station, self.tables)))
            self._base = self.seq
            disk.truncate(self._log, 0)
            self._length = self._reserved = 0
            disk.sync(self._log)
        except OSError as fault:
            raise NotRecorded(
                "The log could not be folded into {file}, the disk says: {fault}. Nothing is lost.",
                file=FILE,
                fault=fault.strerror or str(fault),
            ) from fault

    # -- following another program's writing ---------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Take over what has been written since; returns whether anything has. For a storage that is `read_only`.

        An end that is not yet whole is still being written and waits. Raises Damaged as opening does.
        """
        path = self.folder / LOG
        same_file = self._identity() == self._file
        before = self.seq
        if same_file and path.exists():
            with path.open("rb") as file:
                file.seek(self._length)
                if file.read(1) in (b"", b"\0"):
                    return False
                file.seek(self._length)
                data = file.read()
            try:
                found = log.scan(data, None)
            except FolderError:
                found = None
            if found and (not found.transactions or found.transactions[0].seq == self.seq + 1):
                for transaction in found.transactions:
                    self._apply(transaction)
                self._length += found.whole
                return self.seq != before
        self._load()  # the log was folded into the file and begun anew
        return self.seq != before

    # -- TinyDB's side -------------------------------------------------------------------------------------------------

    def read(self) -> Tables:
        """All tables, as a copy: what is done to it counts only when it is written back."""
        return {table: copy.deepcopy(documents) for table, documents in self.tables.items() if documents}

    def write(self, data: Tables) -> None:
        """Make the tables what `data` says, as one transaction."""
        changes: Changes = {}
        for table in {**self.tables, **data}:
            old, new = self.tables.get(table, {}), data.get(table, {})
            changed = {subject: new.get(subject) for subject in {**old, **new} if old.get(subject) != new.get(subject)}
            if changed:
                changes[table] = changed
        if changes:
            self.commit(changes)

    def close(self) -> None:
        """Fold the log into the file and let go of the folder; the folder is let go of whatever the disk says."""
        try:
            if self._log >= 0 and (self.seq != self._base or not self._clean):
                self.checkpoint()
        finally:
            self.release()

    def release(self) -> None:
        """Let go of the folder and leave the log as it is, as a crash would."""
        if self._log >= 0:
            os.close(self._log)
            self._log = -1
        if not self.read_only:
            self._lock.release()


def _cannot_open(folder: Path, fault: OSError) -> FolderError:
    return FolderError("{folder} cannot be opened: {fault}.", folder=str(folder), fault=fault.strerror or str(fault))
