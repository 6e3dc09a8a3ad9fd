"""Drafts as documents: their times on their days, every field of the model's type and possible."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta, tzinfo
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect
from msgspec.structs import FieldInfo

from store.models import TABLES
from store.plan.drafts import Draft
from store.plan.durations import LONGEST
from store.plan.faults import Findings, Text, quote
from store.plan.times import DAY, TIME, YEARS, Moment, settled
from store.plan.values import LARGEST, NUMBER, TEXT, WHOLE, one_of
from store.words import Message, mark

SECONDS = mark("a whole number of seconds, at most a week, such as 270")

SIGNED = {"offset_s", "adjust_s", "order"}

# A time without a date that lies before the start by more than this is after the midnight that follows.
_AFTER_MIDNIGHT = timedelta(hours=12)
_END_AFTER_MIDNIGHT = timedelta(hours=8)

# What ends, after what begins.
ENDS = {
    "performances": (("start", "end"), ("start", "slot_end"), ("start", "off_air"), ("on_air", "off_air")),
    "items": (("fixed_start", "fixed_end"),),
    "duties": (("start_at", "deadline"),),
}

_EXAMPLES = {
    "departments": '{"lighting": "ready"}',
    "anchor": '{"ref": "item_start", "item": "P3-02", "offset_s": -20}',
    "trigger": '{"method": "POST", "url": "http://…"}',
    "open_windows": '[{"open": "2005-07-01T08:50:00+08:00", "close": "2005-07-01T10:45:00+08:00"}]',
    "exits": '[{"id": "S1-E1", "name": "南门", "width_m": 6}]',
    "halts": '[{"since": "2005-07-01T10:00:00+08:00"}]',
}


def finish(draft: Draft, start: datetime | None, day: date, zone: tzinfo, findings: Findings) -> dict[str, Any]:
    """The draft's fields as plain JSON data in the form of its model; faults go to the findings.

    `start` is that of the performance to which it belongs, if any; else times without a date are of `day`.
    """
    raw: dict[str, Any] = {}
    for field in _fields(draft.table):
        if field.name in draft.faulty:
            continue
        if field.name not in draft.fields:
            if field.required:
                findings.faults.append(draft.fault(field.name, Message("a value"), Message("nothing")))
            continue
        value = _placed(field.name, draft.fields[field.name], start or _own_start(draft, raw), day, zone)
        try:
            value = msgspec.json.decode(msgspec.json.encode(msgspec.convert(value, field.type)))
        except (msgspec.MsgspecError, OverflowError):  # not of the type, or a number that no file can hold
            findings.faults.append(draft.fault(field.name, _accepted(field), quote(draft.fields[field.name])))
            continue
        if accepted := _impossible(field.name, value):
            findings.faults.append(draft.fault(field.name, accepted, quote(draft.fields[field.name])))
            continue
        raw[field.name] = value
    _check_order(draft, raw, findings)
    return raw


@cache
def _fields(table: str) -> tuple[FieldInfo, ...]:
    return msgspec.structs.fields(TABLES[table])


def start_of(raw: Any) -> datetime | None:
    """The start of a performance that stands or has been finished."""
    start = raw.get("start") if raw else None
    return datetime.fromisoformat(start) if start else None


def _own_start(draft: Draft, raw: dict[str, Any]) -> datetime | None:
    """The start of the draft itself, for its other times; the models name it before them."""
    started = raw.get("start") or raw.get("start_at")
    return datetime.fromisoformat(started) if started else None


def _placed(name: str, value: Any, start: datetime | None, day: date, zone: tzinfo) -> Any:
    """The value with its times on their days."""
    if name == "open_windows" and isinstance(value, list):
        return [_window(each, day, zone) for each in value]
    midnight = _END_AFTER_MIDNIGHT if name in ("end", "off_air", "slot_end", "deadline") else _AFTER_MIDNIGHT

    def place(moment: Moment) -> datetime:
        when = moment.on(start.astimezone(zone).date() if start else day, zone)
        late = start is not None and moment.floats and start - when > midnight
        return when + timedelta(days=1) if late else when

    return settled(value, place)


def _window(value: Any, day: date, zone: tzinfo) -> Any:
    """An opening time; where it closes before it opens, it closes after midnight."""
    window = settled(value, lambda moment: moment.on(day, zone))
    close = value.get("close") if isinstance(value, dict) else None
    if isinstance(close, Moment) and close.floats and isinstance(window.get("open"), datetime):
        window["close"] += timedelta(days=window["close"] < window["open"])
    return window


def _impossible(name: str, value: Any) -> Text | None:
    """What is accepted instead, where a value of the right type cannot be: a negative number, one without measure."""
    match value:
        case dict():
            return next((accepted for key, each in value.items() if (accepted := _impossible(key, each))), None)
        case list():
            return next((accepted for each in value if (accepted := _impossible(name, each))), None)
        case bool():
            return None
        case int() | float() if not math.isfinite(value) or abs(value) > (LONGEST if name.endswith("_s") else LARGEST):
            return Message(SECONDS if name.endswith("_s") else NUMBER)
        case int() | float() if value < 0 and name not in SIGNED:
            return Message(SECONDS if name.endswith("_s") else NUMBER)
    return None


def _check_order(draft: Draft, raw: dict[str, Any], findings: Findings) -> None:
    """Find what ends before it begins, and times in years that nobody means."""
    for begin, end in ENDS.get(draft.table, ()):
        if begin in raw and end in raw and datetime.fromisoformat(raw[end]) < datetime.fromisoformat(raw[begin]):
            findings.faults.append(draft.fault(end, Message("a time after {start}", {"start": raw[begin]}), quote(raw[end])))
    for window in raw.get("open_windows", []):
        if datetime.fromisoformat(window["close"]) < datetime.fromisoformat(window["open"]):
            accepted = Message("a time after {start}", {"start": window["open"]})
            findings.faults.append(draft.fault("open_windows", accepted, quote(window["close"])))
    if draft.table == "festival" and "date" in raw and date.fromisoformat(raw["date"]).year not in YEARS:
        findings.faults.append(draft.fault("date", Message(DAY), quote(raw["date"])))


def _accepted(field: FieldInfo) -> Text:
    """What a field of a model accepts."""
    if field.name.endswith("_s"):
        return Message(SECONDS)
    return _EXAMPLES.get(field.name) or _of_type(inspect.type_info(field.type))


def _of_type(kind: inspect.Type) -> Text:
    match kind:
        case inspect.Metadata(type=inner):
            return _of_type(inner)
        case inspect.UnionType(types=types):
            return _of_type(next(each for each in types if not isinstance(each, inspect.NoneType)))
        case inspect.LiteralType(values=codes):
            return one_of(codes)
        case inspect.IntType():
            return Message(WHOLE)
        case inspect.FloatType():
            return Message(NUMBER)
        case inspect.BoolType():
            return Message("true or false")
        case inspect.DateTimeType():
            return Message(TIME)
        case inspect.DateType():
            return Message(DAY)
        case inspect.VarTupleType():
            return Message("a list of names")
    return Message(TEXT)
