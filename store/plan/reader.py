"""Reading a plan: files in, documents out, or every fault at once.

    file -> sheets of rows (workbook, delimited) or lists (jsonfile)
         -> drafts, one a document to be (sheets, with header, headings, values, durations, times)
         -> which festival and day (about), which documents (identity, references)
         -> plain data in the form of the models (finish)

Every step goes on past a fault, so that the person who made the plan learns of all of them at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from store.plan.about import Fallback, Setting, about
from store.plan.delimited import read_csv
from store.plan.drafts import Draft
from store.plan.faults import Fault, Findings, Unreadable
from store.plan.finish import finish, start_of
from store.plan.grid import LARGEST_FILE, Sheet
from store.plan.identity import identify
from store.plan.jsonfile import read_json
from store.plan.names import comparable
from store.plan.references import Documents, Imported, References
from store.plan.sheets import SheetReader
from store.plan.workbook import OLE, WORKBOOK, ZIP, read_workbook
from store.text import clean
from store.words import Message

ORDER = ("festival", "units", "stages", "performances", "items", "cues", "checkpoints", "duties", "officials", "incidents")

CSV = (".csv", ".tsv", ".txt")
FILES = Message("an Excel workbook (.xlsx, .xlsm), a .csv or a .json file")


@dataclass(frozen=True)
class Plan:
    """What the files say: for each table that they have, its documents by id as plain JSON data, `id` among the fields.

    Times are ISO 8601 with their offset, lengths of time whole seconds. `notices` say what was left out, and why.
    """

    tables: dict[str, dict[str, dict[str, Any]]]
    notices: tuple[Message, ...] = ()


def nothing(_table: str) -> dict[str, dict[str, Any]]:
    """The documents of a folder in which there are none yet."""
    return {}


def never(_table: str, _ident: str) -> dict[str, Any]:
    """What was last imported for a document that never was."""
    return {}


def read(paths: Sequence[Path], *, known: Documents = nothing, imported: Imported = never, today: date) -> Plan:
    """Read a plan from one or more files.

    `known(table)` gives the raw documents that stand, by id: rows without an id are known again by them, and the plan may
    name them. `imported(table, id)` gives what the last import said of one, by which it is known again though it was edited
    since. `today` is the festival's date where nothing else says it. Raises PlanFaults with every fault of every file.
    """
    findings = Findings()
    drafts: dict[str, list[Draft]] = {table: [] for table in ORDER}
    titles: list[str] = []
    for path in paths:
        for draft in _read_file(Path(path), titles, findings):
            drafts[draft.table].append(draft)
    if not any(drafts.values()):
        _nothing_in(paths, findings)
        findings.raise_any()
    first = Path(paths[0])
    fallback = Fallback(titles[0] if titles else clean(first.stem), clean(first.name), today)
    setting = about(drafts, known("festival"), fallback, findings)
    _units_of_duties(drafts, known)
    _name_documents(drafts, known, imported, findings)
    tables = _documents(drafts, known, setting, findings)
    findings.raise_any()
    return Plan(tables, tuple(findings.notices))


def _nothing_in(paths: Sequence[Path], findings: Findings) -> None:
    """Where no file has anything of a plan and no fault says why, make that the fault, with what was left out."""
    if not findings.faults:
        found = (
            Message("nothing of a plan. {notices}", {"notices": findings.notices})
            if findings.notices
            else Message("nothing of a plan")
        )
        file = clean(", ".join(Path(path).name for path in paths))
        findings.faults.append(Fault(file, found, Message("tables with headings such as 节目名称 and 时长")))


def _read_file(path: Path, titles: list[str], findings: Findings) -> list[Draft]:
    """The drafts of a file; titles above its first table are added to `titles`."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(FILES, Message("a file of more than {limit} MB", {"limit": LARGEST_FILE >> 20}))
        data = path.read_bytes()
        if data.startswith(OLE):
            raise Unreadable(Message(WORKBOOK), Message("an old .xls workbook, or one with a password"))
        if data.startswith(ZIP):
            return _read_sheets(read_workbook(path, findings), titles, findings)
        if path.suffix.lower() == ".json":
            return read_json(clean(path.name), data, findings)
        if path.suffix.lower() in CSV:
            return _read_sheets([read_csv(path, data)], titles, findings)
        raise Unreadable(FILES, Message("another kind of file"))
    except Unreadable as unreadable:
        findings.faults.append(Fault(clean(path.name), unreadable.found or "", unreadable.accepted))
    except (OSError, ValueError) as failed:  # ValueError: a name with a NUL in it is no name of a file
        reason = getattr(failed, "strerror", None) or str(failed)
        findings.faults.append(Fault(clean(path.name), clean(reason), Message("a file that can be read")))
    return []


def _read_sheets(sheets: list[Sheet], titles: list[str], findings: Findings) -> list[Draft]:
    drafts: list[Draft] = []
    for sheet in sheets:
        reader = SheetReader(sheet, findings)
        drafts += reader.read()
        if reader.understood:
            titles += reader.titles[:1]
    return drafts


def _units_of_duties(drafts: dict[str, list[Draft]], known: Documents) -> None:
    """Units that duties name and no list has: each with the leader that a duty's row gives it, and its first duty's contact.

    Of a unit that stands already only the leader is taken: that is what the row says of the unit itself.
    """
    listed = {name for unit in drafts["units"] for name in (unit.id, comparable(unit.text("name")))}
    standing = {name for ident, unit in known("units").items() for name in (ident, comparable(str(unit.get("name", ""))))}
    made: dict[str, Draft] = {}
    for duty in drafts["duties"]:
        name = duty.text("unit")
        if not name or {name, comparable(name)} & listed:
            continue
        stands = bool({name, comparable(name)} & standing)
        if not stands or duty.leader:
            unit = made.setdefault(comparable(name), Draft("units", duty.file, duty.sheet, duty.row, {"name": name}))
            said = {"leader": duty.leader} if stands else {"leader": duty.leader, "contact": duty.text("contact")}
            unit.fields = {field: value for field, value in said.items() if value} | unit.fields
    drafts["units"] += made.values()


def _name_documents(drafts: dict[str, list[Draft]], known: Documents, imported: Imported, findings: Findings) -> None:
    """Give every draft its id, and turn the names that drafts use into ids; each step needs those before it."""
    references = References(drafts, known, findings)

    def identified(table: str) -> list[Draft]:
        identify(table, drafts[table], known(table), lambda ident: imported(table, ident), findings)
        return drafts[table]

    identified("stages")
    references.stages_of(identified("performances"))
    for table in ("items", "cues"):
        references.performances_of(drafts[table])
        _count(drafts[table])
        identified(table)
    references.items_of(drafts["items"])
    references.items_of(drafts["cues"])
    for table in ("units", "checkpoints", "duties", "officials", "incidents"):
        identified(table)
    references.others()


def _count(drafts: list[Draft]) -> None:
    """Items and cues without a number are numbered by their place in the performance, and items ordered by it."""
    place: Counter[str] = Counter()
    for draft in drafts:
        performance = draft.text("performance")
        place[performance] += 1
        draft.fields.setdefault("number", place[performance] if draft.number is None else draft.number)
        if draft.table == "items":
            draft.fields.setdefault("order", place[performance])


def _documents(
    drafts: dict[str, list[Draft]], known: Documents, setting: Setting, findings: Findings
) -> dict[str, dict[str, dict[str, Any]]]:
    """The finished documents of every table that the files have."""
    starts = {ident: start_of(raw) for ident, raw in known("performances").items()}
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    for table in ORDER:
        for draft in drafts[table]:
            raw = finish(draft, starts.get(draft.text("performance")), setting.day, setting.zone, findings)
            if table == "performances":
                starts[draft.id] = start_of(raw)
            tables.setdefault(table, {})[draft.id] = raw
    return tables
