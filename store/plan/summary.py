"""The changes that an import makes, as lines for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Literal

import msgspec

from store.models import TABLES
from store.plan.durations import shown
from store.plan.headings import LAYOUTS
from store.words import Message, mark, pick, tr

MOST_ADDED = 10  # documents that are named one by one when they are new

_TABLES = {
    "festival": mark("festival"),
    "units": mark("units"),
    "stages": mark("stages"),
    "performances": mark("performances"),
    "items": mark("items"),
    "cues": mark("cues"),
    "checkpoints": mark("checkpoints"),
    "duties": mark("duties"),
    "officials": mark("officials"),
    "incidents": mark("incidents"),
}
_FIELDS = {"order": mark("position"), "anchor": mark("moment"), "number": mark("number")}


@dataclass(frozen=True)
class Change:
    """What an import does to one document: the fields that it puts, and the document as it stands, or will stand if new."""

    kind: Literal["added", "changed", "removed"]
    table: str
    ident: str
    fields: Mapping[str, Any]
    document: Mapping[str, Any]


def lines(changes: Iterable[Change]) -> list[str]:
    """A line for each change that can be seen; many new documents of one table share one."""
    said: list[str] = []
    for (kind, table), group in groupby(changes, key=lambda change: (change.kind, change.table)):
        each = list(group)
        if kind == "added":
            said += _added(table, each)
        elif kind == "removed":
            said += [tr("removed from {table}: {name}", table=table_name(table), name=_name(one)) for one in each]
        else:
            said += [line for one in each if (line := _changed(one))]
    return said


def called(ident: str, document: Mapping[str, Any]) -> str:
    """A document as a person knows it: its id and its name."""
    name = next((document[field] for field in ("title", "name", "task", "text", "summary") if document.get(field)), "")
    return f"{ident} {name}".strip() if name != ident else ident


def table_name(table: str) -> Message:
    """What a table holds, in a word."""
    return Message(_TABLES[table])


def _name(change: Change) -> str:
    return called(change.ident, change.document)


def _added(table: str, changes: list[Change]) -> list[str]:
    if len(changes) <= MOST_ADDED:
        return [tr("added to {table}: {name}", table=table_name(table), name=_name(one)) for one in changes]
    first, last = _name(changes[0]), _name(changes[-1])
    return [
        tr(
            "added to {table}: {count}, from {first} to {last}",
            table=table_name(table),
            count=len(changes),
            first=first,
            last=last,
        )
    ]


def _changed(change: Change) -> str:
    """The fields that come out different; "" where someone has made the same change by hand already."""
    shown_fields = [
        tr("{field}: {old} → {new}", field=_field(change.table, name), old=_value(name, old), new=_value(name, new))
        for name, new in change.fields.items()
        if (old := _standing(change, name)) != new
    ]
    if not shown_fields:
        return ""
    return tr(
        "changed in {table}: {name}: {changes}", table=table_name(change.table), name=_name(change), changes=shown_fields
    )


def _standing(change: Change, name: str) -> Any:
    """The field as it stands; documents leave out what has its default."""
    if name in change.document:
        return change.document[name]
    field = next(field for field in msgspec.structs.fields(TABLES[change.table]) if field.name == name)
    return None if field.default is msgspec.NODEFAULT else msgspec.to_builtins(field.default)


def _field(table: str, name: str) -> str:
    """What a field is called: the heading of its column, where it has one."""
    if name in _FIELDS:
        return tr(_FIELDS[name])
    column = LAYOUTS[table].column(name) if table in LAYOUTS else None
    return pick(*column.headings) if column else name


def _value(name: str, value: Any) -> str:
    match value:
        case None | "" | [] | ():
            return "–"
        case bool():
            return tr("yes") if value else tr("no")
        case int() if name.endswith("_s"):
            return shown(value)
        case float() if value.is_integer():
            return str(int(value))
        case list() | tuple() if all(isinstance(each, str) for each in value):
            return "、".join(value)
        case dict() | list() | tuple():
            return msgspec.json.encode(value).decode()
        case str() if (
            name in ("start", "end") or name.endswith(("_at", "_air", "_end", "_start", "_by")) or name == "deadline"
        ):
            return datetime.fromisoformat(value).strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00")
    return str(value)
