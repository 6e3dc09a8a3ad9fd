"""The festival that a plan is for: its name, its day and its time zone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from store.plan.drafts import Draft
from store.plan.faults import Findings
from store.plan.times import YEARS, Moment
from store.words import Message

Raw = Mapping[str, Any]

HOME = "Asia/Shanghai"

_LIST = re.compile(
    "(节目单|节目表|程序单|流程表|安排表|一览表|总表|名单|名册|计划表?|方案|running order|programme|plan)$", re.IGNORECASE
)


@dataclass(frozen=True)
class Setting:
    """The day on which times without a date lie, and their time zone."""

    day: date
    zone: ZoneInfo


@dataclass(frozen=True)
class Fallback:
    """What a festival is made of where none is described: a title or the file's name, the file, and a date."""

    name: str
    file: str
    date: date


def about(drafts: dict[str, list[Draft]], standing: Mapping[str, Raw], fallback: Fallback, findings: Findings) -> Setting:
    """See to it that there is one festival, in the plan or standing, and return its day and zone.

    One that is made is on the day of the earliest performance, else on that of the fallback.
    """
    festivals = drafts["festival"]
    for extra in festivals[1:]:
        findings.faults.append(extra.fault("id", Message("one festival"), Message("another festival")))
    if not festivals and not standing:
        name = _LIST.sub("", fallback.name).strip("—- ") or fallback.name
        day = _earliest(drafts["performances"]) or fallback.date
        festivals.append(Draft("festival", fallback.file, fields={"name": name, "date": day, "timezone": HOME}))
    stands: Raw = next(iter(standing.values()), {})
    if festivals:
        # A folder holds one festival, so whatever the file calls it, it is the one that stands.
        festivals[0].fields["id"] = next(iter(standing), None) or festivals[0].fields.get("id") or "festival"
        del festivals[1:]
    said = festivals[0].fields if festivals else {}
    return Setting(
        _day(said.get("date")) or _day(stands.get("date")) or fallback.date, _zone(said, stands, festivals, findings)
    )


def _earliest(performances: list[Draft]) -> date | None:
    days = [start.day for draft in performances if isinstance(start := draft.fields.get("start"), Moment) and start.day]
    return min(days, default=None)


def _day(value: Any) -> date | None:
    """A festival's date, a date or its text; None where it is neither, which is found when the festival is finished."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) and value.year in YEARS else None


def _zone(said: Mapping[str, Any], stands: Mapping[str, Any], festivals: list[Draft], findings: Findings) -> ZoneInfo:
    name = said.get("timezone") or stands.get("timezone") or HOME
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, TypeError, OSError):  # no such zone; a folder of zones; no text at all
        accepted = Message("a time zone such as {zone}", {"zone": HOME})
        findings.faults.append(festivals[0].fault("timezone", accepted))
        return ZoneInfo(HOME)
