"""A plan in json: one object with a list of documents for each table, fields named as in the models."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from store.models import TABLES, Department
from store.plan.delimited import decode
from store.plan.drafts import Draft
from store.plan.faults import Fault, Findings, Unreadable, quote
from store.plan.times import moment
from store.text import clean_all
from store.words import Message

JSON = Message("a plan in json: one object with a list for each table")

# What the program itself writes into documents; a plan cannot set it.
INTERNAL = {"conflicts", "printed"}


def read_json(file: str, data: bytes, findings: Findings) -> list[Draft]:
    """The drafts of a json file; faults and notices go to the findings. Raises Unreadable where it is no json."""
    try:
        plan = clean_all(msgspec.json.decode(decode(data)))
    except (msgspec.DecodeError, RecursionError) as broken:
        raise Unreadable(JSON, quote(broken)) from broken
    if not isinstance(plan, dict):
        raise Unreadable(JSON, quote(type(plan).__name__))
    drafts: list[Draft] = []
    for table, documents in plan.items():
        if table not in TABLES:
            findings.notices.append(
                Message("{file}: {name} is no table of a plan and is left out.", {"file": file, "name": quote(table)})
            )
            continue
        if table == "festival" and isinstance(documents, dict):
            documents = [documents]
        if not isinstance(documents, list):
            findings.faults.append(Fault(file, quote(documents), Message("a list of documents"), column=table))
            continue
        for index, raw in enumerate(documents):
            if isinstance(raw, dict):
                drafts.append(_draft(file, table, index, raw, findings))
            else:
                findings.faults.append(Fault(file, quote(raw), Message("an object"), column=f"{table}[{index}]"))
    _tell_unknown(file, plan, findings)
    return drafts


def _draft(file: str, table: str, index: int, raw: dict[str, Any], findings: Findings) -> Draft:
    draft = Draft(table, file)
    draft.columns = {name: f"{table}[{index}].{name}" for name in TABLES[table].__struct_fields__}
    for field in _fields(table):
        value = raw.get(field.name)
        if value in (None, "") or field.name in INTERNAL:
            continue
        try:
            draft.fields[field.name] = value if field.name == "id" else _timed(value, field.type)
        except Unreadable as unreadable:
            draft.fields[field.name] = value
            findings.faults.append(draft.fault(field.name, unreadable.accepted, unreadable.found))
    if isinstance(number := draft.fields.get("number"), int):
        draft.number = number
    return draft


@cache
def _fields(table: str) -> tuple[inspect.Field, ...]:
    about = inspect.type_info(TABLES[table])
    assert isinstance(about, inspect.StructType)
    return about.fields


def _timed(value: Any, kind: inspect.Type) -> Any:
    """The value with each text that is to be a time as a Moment, and a department's state alone as its record.

    Whatever else is wrong with the value is found when it is converted to the model. Raises Unreadable.
    """
    match kind:
        case inspect.DateTimeType() if isinstance(value, str):
            try:
                return moment(value)
            except Unreadable as unreadable:
                raise Unreadable(unreadable.accepted, quote(value)) from unreadable
        case inspect.Metadata(type=inner):
            return _timed(value, inner)
        case inspect.UnionType(types=types):
            return _timed(value, next(each for each in types if not isinstance(each, inspect.NoneType)))
        case inspect.StructType(cls=model) if model is Department and isinstance(value, str):
            return {"state": value}
        case inspect.StructType(fields=fields) if isinstance(value, dict):
            kinds = {field.name: field.type for field in fields}
            return {
                name: _timed(each, kinds[name]) if name in kinds and each is not None else each
                for name, each in value.items()
            }
        case inspect.VarTupleType(item_type=item) if isinstance(value, list):
            return [_timed(each, item) for each in value]
        case inspect.DictType(value_type=item) if isinstance(value, dict):
            return {name: _timed(each, item) for name, each in value.items()}
    return value


def _tell_unknown(file: str, plan: dict[str, Any], findings: Findings) -> None:
    """Name, once for each table, the fields that are left out."""
    for table, documents in plan.items():
        if table in TABLES and isinstance(documents, list):
            known = set(TABLES[table].__struct_fields__) - INTERNAL
            unknown = sorted(
                {quote(name) for raw in documents if isinstance(raw, dict) for name in raw if name not in known}
            )
            if unknown:
                values = {"file": file, "table": table, "fields": unknown}
                findings.notices.append(
                    Message("{file}: fields of {table} that are not understood are left out: {fields}.", values)
                )
