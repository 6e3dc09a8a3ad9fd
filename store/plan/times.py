"""Times of day and dates as people write them.

A time in a plan often has no date, and which day is meant is known only when the whole plan has been read. So a cell is
read into a `Moment`, and `Moment.on` gives it its day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from store.plan.faults import Unreadable
from store.plan.grid import Cell
from store.plan.values import plain, sound, text
from store.words import Message, mark

TIME = mark("a time such as 19:30, 下午7:30 or 2005-07-01 19:30")
DAY = mark("a date such as 2005-07-01 or 2005年7月1日")
SPAN = mark("a time such as 19:30, or two such as 19:30-21:00")
YEARS = range(1950, 2200)  # others are slips of the keyboard

_EXCEL_DAYS = (18_264, 109_574)  # the serial numbers of those years
_EXCEL_DAY_ZERO = datetime.fromisoformat("1899-12-30")
_LONGEST_TEXT = 60  # characters; no time is written in more

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(z|[+-]\d{2}:?\d{2})?")
_DATE = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})(?:日|号|(?![\d:]))")
_WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)[一二三四五六日天]\)?")
_BEFORE_NOON, _AFTER_NOON = "上午|早上|早晨|清晨|凌晨|早|am|a\\.m\\.?", "下午|晚上|傍晚|晚|pm|p\\.m\\.?"
_NOON = "中午"
_CLOCK = re.compile(
    rf"(?P<before>{_BEFORE_NOON}|{_AFTER_NOON}|{_NOON})?"
    r"(?P<hour>\d{1,2})(?:[:点时](?P<half>半)?(?P<minute>\d{1,2})?分?(?:(?<=分):?|:)?(?:(?P<second>\d{1,2})秒?)?整?)?"
    rf"(?P<after>{_BEFORE_NOON}|{_AFTER_NOON})?"
)
_DASH = re.compile(r"[-~—–－～至到]+")


@dataclass(frozen=True)
class Moment:
    """A time as it was written: with its date, with month and day only, or with neither.

    `days` is 1 for `24:00`. `zone` is the offset that was written, if any.
    """

    clock: time
    day: date | None = None
    month_day: tuple[int, int] | None = None
    days: int = 0
    zone: tzinfo | None = None

    def on(self, day: date, zone: tzinfo) -> datetime:
        """The moment itself: on its own date, else on `day`; in the offset that was written, else in `zone`."""
        if self.day is not None:
            day = self.day
        elif self.month_day is not None:
            day = date(day.year, *self.month_day)
        return datetime.combine(day + timedelta(days=self.days), self.clock, tzinfo=self.zone or zone)

    @property
    def floats(self) -> bool:
        """Whether the day is left to the context."""
        return self.day is None and self.month_day is None

    def dated(self, day: date) -> Moment:
        """The moment with `day` for its date, where it has none of its own."""
        return Moment(self.clock, day, None, self.days, self.zone) if self.floats else self


def moment(cell: Cell, *, ends_the_day: bool = False) -> Moment:
    """A time from a cell. With `ends_the_day` a date alone is accepted and means its end, as a deadline does.

    Raises Unreadable.
    """
    match sound(cell):
        case datetime() as when:
            found: Moment | None = _dated(when)
        case date() as when_day:
            found = Moment(time(), when_day)
        case time() as clock:
            found = Moment(clock.replace(tzinfo=None))
        case timedelta() as length if timedelta() <= length < timedelta(days=2):
            found = _since_midnight(round(length.total_seconds()))
        case float() as number if 0 <= number < 2 and number != 1:
            found = _since_midnight(round(number * 86_400))
        case int() | float() as number if _EXCEL_DAYS[0] <= number <= _EXCEL_DAYS[1]:
            found = _dated(_EXCEL_DAY_ZERO + timedelta(seconds=round(number * 86_400)))
        case str(words):
            found = _spoken(words)
            if found is None and ends_the_day and (last := _day_alone(words)):
                found = Moment(time(), last)
        case _:
            found = None
    if found is None or (found.day is not None and found.day.year not in YEARS):
        raise Unreadable(Message(TIME))
    if ends_the_day and found.day and found.clock == time() and not found.days:
        return Moment(time(23, 59), found.day)
    return found


def span(cell: Cell) -> tuple[Moment, Moment | None]:
    """The start, and the end where there is one, of a cell such as `19:30-21:00`. Raises Unreadable."""
    if isinstance(cell, str) and len(cell) <= 2 * _LONGEST_TEXT:
        for dash in reversed(list(_DASH.finditer(cell))):
            start, end = _spoken(cell[: dash.start()]), _spoken(cell[dash.end() :])
            if start and end:
                return start, end.dated(start.day) if start.day and end.clock >= start.clock else end
    try:
        return moment(cell), None
    except Unreadable as unreadable:
        raise Unreadable(Message(SPAN), unreadable.found) from unreadable


def spans(cell: Cell) -> list[tuple[Moment, Moment]]:
    """Several such, each with its end, separated by `、`, a comma or a semicolon. Raises Unreadable."""
    found = [span(part) for part in re.split(r"[、,，;；]", text(cell)) if part.strip()]
    pairs = [(start, end) for start, end in found if end is not None]
    if not pairs or len(pairs) < len(found):
        raise Unreadable(Message(SPAN))
    return pairs


def day(cell: Cell) -> date:
    """A date from a cell. Raises Unreadable."""
    match sound(cell):
        case datetime() as when:
            found: date | None = when.date()
        case date() as when_day:
            found = when_day
        case int() | float() as number if _EXCEL_DAYS[0] <= number <= _EXCEL_DAYS[1]:
            found = (_EXCEL_DAY_ZERO + timedelta(days=int(number))).date()
        case str(words):
            found = _day_alone(words)
        case _:
            found = None
    if found is None or found.year not in YEARS:
        raise Unreadable(Message(DAY))
    return found


def settled(value: Any, place: Callable[[Moment], datetime]) -> Any:
    """A JSON value with every Moment in it turned into its datetime by `place`."""
    if isinstance(value, Moment):
        return place(value)
    if isinstance(value, dict):
        return {name: settled(each, place) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [settled(each, place) for each in value]
    return value


def _dated(when: datetime) -> Moment:
    if when.year < 1901:  # Excel's day zero: a time without a date
        return Moment(when.time())
    return Moment(when.timetz().replace(tzinfo=None), when.date(), zone=when.tzinfo)


def _since_midnight(seconds: int) -> Moment:
    days, seconds = divmod(seconds, 86_400)
    return Moment(time(seconds // 3600, seconds // 60 % 60, seconds % 60), days=days)


def _spoken(words: str) -> Moment | None:
    if len(words) > _LONGEST_TEXT:
        return None
    text = plain(words)
    if _ISO.fullmatch(text):
        try:
            return _dated(datetime.fromisoformat(text.upper()))
        except ValueError:
            return None
    text = _WEEKDAY.sub("", re.sub(r"\s+", "", re.sub(r"(?<=\d)\s+(?=\d)", "|", text)))
    dated = _DATE.match(text)
    clock = _clock(text[dated.end() if dated else 0 :].lstrip("|,"))
    if clock is None or dated is None:
        return clock
    year, month, day_of_month = dated.groups()
    try:
        written = date(int(year or 2001), int(month), int(day_of_month))  # no leap year, so that it is a day in every year
    except ValueError:
        return None
    return Moment(clock.clock, written if year else None, None if year else (written.month, written.day), clock.days)


def _clock(words: str) -> Moment | None:
    found = _CLOCK.fullmatch(words)
    if found is None or words.isdigit():  # "19" alone is no time
        return None
    hour, minute, second = int(found["hour"]), 30 if found["half"] else int(found["minute"] or 0), int(found["second"] or 0)
    hour = _of_24(hour, found["before"] or found["after"] or "")
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return None
    return Moment(time(hour % 24, minute, second), days=hour // 24)


def _of_24(hour: int, half: str) -> int:
    """An hour of the half of the day that is named; 12 at night is the end of the day, 24."""
    if re.fullmatch(_AFTER_NOON, half) or half == _NOON:
        if hour == 12 and half in ("晚上", "晚"):
            return 24
        return hour + 12 if hour < (11 if half == _NOON else 12) else hour
    return 0 if hour == 12 and re.fullmatch(_BEFORE_NOON, half) else hour


def _day_alone(words: str) -> date | None:
    if len(words) > _LONGEST_TEXT:
        return None
    text = _WEEKDAY.sub("", re.sub(r"\s+", "", plain(words)))
    found = _DATE.fullmatch(text)
    if found is None or not found[1]:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
