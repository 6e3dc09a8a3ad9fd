"""Lengths of time as people write them, in seconds.

How `4:30` is told from an Excel time: a *text* of two parts is minutes and seconds, one of three parts hours, minutes and
seconds. An *Excel time* has no such freedom: typed into a cell, `4:30` becomes 04:30:00, four and a half hours. In a
running order that is nearly always a slip, for items last minutes. So an Excel time of an hour or more that has no seconds
is read one place lower, 04:30:00 as 4 min 30 s; 00:05:00 is five minutes and 01:05:30 is an hour, as they stand. Someone who
does mean hours writes `2小时` or `2 h`, `1:30:00` as text, or `5400`. The columns for which this is wrong (how often a
checkpoint reports) say so with `typed_in_hours`.
"""

from __future__ import annotations

import math
import re
from datetime import datetime, time, timedelta

from store.models import WEEK_S
from store.plan.faults import Unreadable
from store.plan.grid import Cell
from store.plan.values import plain, sound
from store.words import Message, mark

DURATION = mark("a length of time such as 4分30秒, 4:30, 00:04:30 or 270")
OFFSET = mark("a number of seconds, or a length of time such as -0:30")
LONGEST = WEEK_S

_EXCEL_DAY_ZERO = datetime.fromisoformat("1899-12-31")
_HOUR = 3600
_LONGEST_TEXT = 60  # characters; no length of time is written in more

_PRIMES = str.maketrans({"′": "'", "’": "'", "‘": "'", "`": "'", "”": '"', "“": '"', "−": "-", "–": "-"})
_AMOUNT = r"(\d+(?:\.\d+)?)"
_SPELT = re.compile(
    rf"(?:{_AMOUNT}(?:个?小时|时|hours?|hrs?|h))?"
    rf"(?:{_AMOUNT}(?:分钟?|minutes?|mins?|m|'(?!')))?"
    rf"(?:{_AMOUNT}(?:秒钟?|seconds?|secs?|s|\"|'')?)?"
)
_PARTS = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2}(?:\.\d+)?)")


def duration(cell: Cell, unit_s: int = 1, *, typed_in_hours: bool = False) -> int:
    """A length of time in whole seconds, not negative and at most a week.

    A bare number counts units of `unit_s` seconds (the heading may say `时长(分)`); a number between 0 and 1 without a unit
    is the fraction of a day that Excel keeps a time as. Raises Unreadable.
    """
    seconds: float | None
    match sound(cell):
        case bool() | None:
            seconds = None
        case int() | float() as number if math.isfinite(number):
            seconds = number * (86_400 if unit_s == 1 and 0 < number < 1 else unit_s)
        case time() as clock:
            seconds = _excel(timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second), typed_in_hours)
        case timedelta() as length:
            seconds = _excel(length, typed_in_hours)
        case datetime() as moment if moment.year <= 1900:  # an Excel time of a day or more
            seconds = _excel(moment - _EXCEL_DAY_ZERO, typed_in_hours)
        case str(words):
            seconds = _spoken(words, unit_s)
        case _:
            seconds = None
    if seconds is None or not 0 <= seconds <= LONGEST:
        raise Unreadable(Message(DURATION))
    return round(seconds)


def offset(cell: Cell, unit_s: int = 1) -> int:
    """Seconds that may be negative: `-20`, `-0:20`, `+1分`. Raises Unreadable."""
    try:
        match sound(cell):
            case bool():
                raise Unreadable(Message(OFFSET))
            case int() | float() as number if number < 0:
                return -duration(-number, unit_s)
            case str(words) if (signed := plain(words).translate(_PRIMES))[:1] in ("-", "+"):
                length = duration(signed[1:], unit_s)
                return -length if signed[0] == "-" else length
            case value:
                return duration(value, unit_s, typed_in_hours=False)
    except Unreadable as unreadable:
        raise Unreadable(Message(OFFSET), unreadable.found) from unreadable


def shown(seconds: int) -> str:
    """A length of time as `m:ss`, or `h:mm:ss` from an hour on; `duration` reads it back."""
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    minutes, rest = divmod(seconds, 60)
    return f"{sign}{minutes}:{rest:02}" if minutes < 60 else f"{sign}{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _excel(length: timedelta, typed_in_hours: bool) -> float:
    seconds = length.total_seconds()
    if not typed_in_hours and seconds >= _HOUR and round(seconds) % 60 == 0:
        return seconds / 60
    return seconds


def _spoken(words: str, unit_s: int) -> float | None:
    """The seconds of a text; None where it is no length of time."""
    if len(words) > _LONGEST_TEXT:
        return None
    text = re.sub(r"\s+|^约", "", plain(words.translate(_PRIMES)).translate(_PRIMES).replace("''", '"'))
    text = re.sub(r"^半(?=个?小时|分钟)", "0.5", re.sub(r"(\d+)(个?小时|分)钟?半$", r"\1.5\2", text))
    if parts := _PARTS.fullmatch(text):
        hours, minutes, seconds = (float(part or 0) for part in parts.groups())
        sixty = seconds < 60 and (parts[1] is None or minutes < 60)
        return hours * 3600 + minutes * 60 + seconds if sixty else None
    if re.fullmatch(_AMOUNT, text, re.ASCII):
        return _number(text) * unit_s
    spelt = _SPELT.fullmatch(text)
    if not text or spelt is None:
        return None
    hours, minutes, seconds = (_number(part or "0") for part in spelt.groups())
    return hours * 3600 + minutes * 60 + seconds


def _number(text: str) -> float:
    return float(text) if len(text) < 16 else math.inf  # more digits than any length of time has
