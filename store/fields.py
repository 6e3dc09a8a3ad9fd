"""What someone typed, turned into a typed action: the KEY=VALUE of the command line, and the fields of a form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from functools import cache, partial
from typing import Any

from msgspec import inspect

from store.actions import ACTIONS, BY_ITSELF, Action
from store.errors import Refused
from store.labels import LABELS
from store.models import WEEK_S
from store.plan.durations import DURATION, OFFSET, duration, offset
from store.plan.faults import Unreadable, quote
from store.plan.times import YEARS
from store.plan.values import one_of, yes_no
from store.text import clean
from store.words import Message, load, mark

Reader = Callable[[str], Any]

TIME = mark("a time such as 17:40, 17:40:30, 2005-07-01 17:40 or 2005-07-01T17:40:00+08:00")
PAST_MIDNIGHT = mark("a time up to 23:59; after midnight with its date, such as {example}")
SOME_TEXT = mark("a text that is not empty")
WHOLE = mark("a whole number from {low} to {high}")

LARGEST = 999_999_999

_COMPUTED = {
    ("item.start", "accepted"),
    ("item.move", "order"),
    ("item.insert", "order"),
    ("checkpoint.status", "full"),
    ("checkpoint.count", "level"),
    ("checkpoint.count", "level_since"),
    ("checkpoint.count", "beyond"),
    ("checkpoint.correct", "level"),
    ("checkpoint.correct", "level_since"),
    ("incident.raise", "number"),
    ("cue.go", "accepted"),
    ("cue.move", "order"),
}

_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?")
_DATED = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE)


class NotUnderstood(Refused):
    """What was typed is no action, or not one of its fields; nothing was looked at or recorded."""


def names() -> list[str]:
    """The names of the actions that may be typed: all but those of an imported plan and what is recorded by itself."""
    return [name for name in ACTIONS if not name.startswith(("plan.", "festival.")) and name not in BY_ITSELF]


def read_action(name: str, subject: str, fields: Mapping[str, str], *, on: date, zone: tzinfo) -> Action:
    """Make the action `name` on `subject` of the texts in `fields`; a time without a date is on `on`, in `zone`.

    Raises NotUnderstood with every fault in one line: the field, what was found and what is accepted.
    """
    if name not in names():
        raise NotUnderstood("There is no action {name}; accepted: {actions}", name=quote(clean(name)), actions=names())
    known = _fields(name)
    values: dict[str, Any] = {"subject": clean(subject)}
    faults: list[Message] = []
    if not values["subject"]:
        faults.append(_fault("SUBJECT", subject, Unreadable(Message(SOME_TEXT))))
    for key, text in fields.items():
        if key not in known:
            accepted = list(known) or Message("none")
            faults.append(
                Message(
                    "there is no field {field}; accepted: {accepted}", {"field": quote(clean(key)), "accepted": accepted}
                )
            )
            continue
        try:
            values[key] = _reader(known[key], on, zone)(clean(text))
        except Unreadable as unreadable:
            faults.append(_fault(key, text, unreadable))
    faults += [
        Message("{field} is missing", {"field": key}) for key, field in known.items() if field.required and key not in fields
    ]
    if faults:
        raise NotUnderstood("{action}: {faults}", action=name, faults=_joined(faults))
    return ACTIONS[name](**values)


def read_time(text: str, on: date, zone: tzinfo) -> datetime:
    """The moment that a text names: ISO 8601, or `HH:MM[:SS]` on the date `on`; in `zone` where it has no offset of its own.

    Raises NotUnderstood.
    """
    try:
        return _time(text, on, zone)
    except Unreadable as unreadable:
        raise NotUnderstood(
            "The time {found} cannot be read; accepted: {accepted}", found=quote(clean(text)), accepted=unreadable.accepted
        ) from unreadable


@cache
def _fields(name: str) -> dict[str, inspect.Field]:
    """The fields of an action that may be typed; what is worked out when it is recorded is none of them."""
    about = inspect.type_info(ACTIONS[name])
    assert isinstance(about, inspect.StructType)
    return {field.name: field for field in about.fields if field.name != "subject" and (name, field.name) not in _COMPUTED}


def _fault(key: str, text: str, unreadable: Unreadable) -> Message:
    found = quote(clean(text))
    return Message(
        "{field}: found {found}; accepted: {accepted}", {"field": key, "found": found, "accepted": unreadable.accepted}
    )


def _joined(faults: list[Message]) -> Message:
    first, *rest = faults
    return Message("{first}; {rest}", {"first": first, "rest": _joined(rest)}) if rest else first


# -- a reader for each type of field ----------------------------------------------------------------------------------


def _reader(field: inspect.Field, on: date, zone: tzinfo) -> Reader:
    kinds = field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)
    kind = next(kind for kind in kinds if not isinstance(kind, inspect.NoneType))
    reader = _reader_of(kind, field.name, on, zone)
    if len(kinds) > 1 and not isinstance(kind, inspect.StrType):  # an empty text is a text; for the rest it means none
        return lambda text: reader(text) if text else None
    return reader


def _reader_of(kind: inspect.Type, name: str, on: date, zone: tzinfo) -> Reader:
    match kind:
        case inspect.StrType(min_length=shortest):
            return _some_text if shortest else str
        case inspect.BoolType():
            return yes_no
        case inspect.IntType(ge=low, le=high) if name == "seconds" or name.endswith("_s"):
            return partial(_length, low=low or 0, high=WEEK_S if high is None else high)
        case inspect.IntType(ge=low, le=high):
            return partial(_whole, low=low or 0, high=LARGEST if high is None else high)
        case inspect.LiteralType(values=codes):
            return partial(_code, codes=frozenset(map(str, codes)))
        case inspect.DateTimeType():
            return lambda text: _time(text, on, zone)
        case inspect.VarTupleType():
            return _listed
    raise TypeError(f"no reader for {kind}")


def _some_text(text: str) -> str:
    if not text:
        raise Unreadable(Message(SOME_TEXT))
    return text


def _length(text: str, low: int, high: int) -> int:
    signed = low < 0
    seconds = offset(text) if signed else duration(text)
    if not low <= seconds <= high:
        raise Unreadable(Message(OFFSET if signed else DURATION))
    return seconds


def _whole(text: str, low: int, high: int) -> int:
    digits = unicodedata.normalize("NFKC", text)
    if not re.fullmatch(r"[+-]?\d{1,9}", digits, re.ASCII) or not low <= int(digits) <= high:
        raise Unreadable(Message(WHOLE, {"low": low, "high": high}))
    return int(digits)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for each in re.split(r"[,，、;；]", text) if (part := each.strip()))


def _code(text: str, codes: frozenset[str]) -> str:
    """A code, whatever the case of its letters, or its label in English or Chinese."""
    labels = next(words for words in LABELS.values() if codes <= words.keys())
    wanted = _folded(text)
    chinese = {} if wanted.isascii() else _chinese()
    for code, label in labels.items():
        if code in codes and wanted in {_folded(each) for each in (code, label, chinese.get(label, label))}:
            return code
    raise Unreadable(one_of(code for code in labels if code in codes))


@cache
def _chinese() -> dict[str, str]:
    return load("zh_CN")


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]+", "", unicodedata.normalize("NFKC", text).casefold())


def _time(text: str, on: date, zone: tzinfo) -> datetime:
    plain = unicodedata.normalize("NFKC", clean(text))
    if plain.isascii() and (clock := _CLOCK.fullmatch(plain)):
        hour, minute, second = (int(part or 0) for part in clock.groups())
        if hour > 23:
            example = f"{on + timedelta(days=1)} {hour % 24:02}:{minute:02}"
            raise Unreadable(Message(PAST_MIDNIGHT, {"example": example}))
        return datetime(on.year, on.month, on.day, hour, minute, second, tzinfo=zone)
    if plain.isascii() and (dated := _DATED.fullmatch(plain)):
        try:
            moment = datetime.fromisoformat(f"{dated[1]}T{dated[2]}{(dated[3] or '').upper()}")
        except ValueError as fault:  # the thirtieth of February, an offset of a hundred hours
            raise Unreadable(Message(TIME)) from fault
        if moment.year in YEARS:
            return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    raise Unreadable(Message(TIME))
