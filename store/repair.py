"""`lianyun repair`: open what can be opened of a damaged folder again, and say exactly what could not be.

What is damaged is first copied aside, whole. Then every line of the file and of the log that still is what was written
is kept, the entries among them are folded anew, and the folder is written from them. Nothing is dropped in silence: each
line that had to be left out, and each gap in a station's chain, is reported.
"""

from __future__ import annotations

import re
import secrets
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from store import disk, log, snapshot
from store.entry import FIRST, Entry, digest
from store.errors import FolderError
from store.fold import fold
from store.journal import Journal
from store.lock import hold
from store.log import LOG
from store.models import TABLES
from store.snapshot import FILE, Snapshot
from store.verify import verify
from store.words import Message

Raw = dict[str, Any]

_ENTRY_LINE = re.compile(rb'^"(?P<id>[0-9a-zA-Z]+-\d+)":(?P<raw>\{.*\})[,}]*$')


class Repair(NamedTuple):
    """What a repair did: where the damaged files were copied to, how many entries are kept, and what was lost."""

    aside: Path | None
    entries: int
    lost: tuple[Message, ...]


def repair(folder: Path) -> Repair:
    """Make the folder whole again. A folder that is whole is left as it is, with `aside` None.

    Raises FolderError where there is nothing to repair, InUse where another program writes the folder.
    """
    if not (folder / FILE).exists() and not (folder / LOG).exists():
        raise FolderError("There is no festival in {folder}.", folder=str(folder))
    with hold(folder):
        whole = _whole(folder)
        if whole is not None:
            return Repair(None, whole, ())
        aside = next(path for n in range(1, 10_000) if not (path := folder / f"damaged-{n}").exists())
        aside.mkdir()
        for name in (FILE, LOG):
            if (folder / name).exists():
                shutil.copy2(folder / name, aside / name)
        lost: list[Message] = []
        kept = _unbroken(_salvaged(folder, lost), lost)
        # The old station's chain ends here: the folder goes on under a new name, and proves what is recorded from now on.
        station = secrets.token_hex(2)
        tables: dict[str, dict[str, Any]] = {"entries": kept, **_folded(kept, station)}
        disk.replace_file(folder / FILE, snapshot.to_file(Snapshot(0, station, tables)))
        disk.replace_file(folder / LOG, b"")
        return Repair(aside, len(kept), tuple(lost))


def _whole(folder: Path) -> int | None:
    """How many entries a folder has that needs no repair; None where it does."""
    if not (folder / FILE).exists():
        return None
    verdict = verify(folder)
    return None if verdict.faults else verdict.entries


def _salvaged(folder: Path, lost: list[Message]) -> dict[str, Raw]:
    """Every entry that can still be read, from the file and then from the log."""
    data = (folder / FILE).read_bytes() if (folder / FILE).exists() else b""
    entries: dict[str, Raw] = {}
    in_entries = False
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.startswith(b'"') and line.endswith(b":{"):
            in_entries = line == b'"entries":{'
        elif match := _ENTRY_LINE.match(line):
            _keep(entries, match["raw"], FILE, number, lost)
        elif in_entries and line.strip():
            lost.append(Message("{file}, line {line}: cannot be read", {"file": FILE, "line": number}))
    logged = (folder / LOG).read_bytes() if (folder / LOG).exists() else b""
    for number, line in enumerate(log.written(logged).split(b"\n"), 1):
        if not line:
            continue
        try:
            transaction = log.from_line(line)
        except (ValueError, msgspec.DecodeError):
            lost.append(Message("{file}, line {line}: cannot be read", {"file": LOG, "line": number}))
            continue
        entries.update({subject: raw for subject, raw in transaction.put.get("entries", {}).items() if raw})
    return entries


def _keep(entries: dict[str, Raw], data: bytes, file: str, line: int, lost: list[Message]) -> None:
    # The line's own braces may be followed by those that close its table and the file.
    for end in range(len(data), max(0, len(data) - 3), -1):
        try:
            raw = msgspec.json.decode(data[:end])
            msgspec.convert(raw, Entry)
        except msgspec.MsgspecError:
            continue
        entries[raw["id"]] = raw
        return
    lost.append(Message("{file}, line {line}: cannot be read", {"file": file, "line": line}))


def _unbroken(entries: dict[str, Raw], lost: list[Message]) -> dict[str, Raw]:
    """The entries without those that the next one of their station proves to have changed.

    What is missing, left out, or proved by nothing, such as the last of each station, is reported.
    """
    kept: dict[str, Raw] = {}
    chains: dict[str, dict[int, Raw]] = {}
    for each in entries.values():
        chains.setdefault(each["station"], {})[int(each["id"].rpartition("-")[2])] = each
    for station, chain in chains.items():
        for number in range(1, max(chain) + 1):
            entry, raw, following = f"{station}-{number}", chain.get(number), chain.get(number + 1)
            if raw is None:
                lost.append(Message("Record {entry} is lost", {"entry": entry}))
            elif _names(following, raw) is False and _names(chain.get(number + 2), following) is not False:
                lost.append(Message("Record {entry} is not what was recorded, and is left out", {"entry": entry}))
            elif _names(raw, kept.get(f"{station}-{number - 1}")) is False:
                lost.append(Message("Record {entry} does not follow the one before it, and is left out", {"entry": entry}))
            else:
                kept[entry] = raw
                if not _names(following, raw):
                    lost.append(Message("Nothing proves record {entry}: look at it", {"entry": entry}))
    return kept


def _names(following: Raw | None, raw: Raw | None) -> bool | None:
    """Whether an entry names the one before it by its hash; None where one of them is not there to tell."""
    return None if following is None or raw is None else following.get("prev", FIRST) == digest(raw)


def _folded(entries: dict[str, Raw], station: str) -> dict[str, dict[str, Any]]:
    journal = Journal(entries, station)
    tables: dict[str, dict[str, Any]] = {}
    for changes in journal.documents():
        table, _, subject = changes.partition("/")
        document, _senseless = fold(journal.of(changes))
        if document is not None and table in TABLES:
            tables.setdefault(table, {})[subject] = msgspec.to_builtins(document)
    return tables
