"""Festivals with a roster and codes, for the tests of the desk."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from store.actions import Action, FestivalTag
from store.checkin.desk import Desk
from store.clock import Clock, FixedClock
from store.codes.issuing import issue
from store.codes.key import Key
from store.festival import Festival
from store.models import Official
from store.who import Who
from tests.store.festivals import at, put, show

KEY = Key("2005", b"sixteen bytes ..")
CLERK = Who("迎如春", "desk")

PEOPLE: dict[str, dict[str, Any]] = {
    "O-1": {"name": "解秀英", "unit": "教育局", "title": "副局长", "seat": "A区3排12座", "phone": "13960329669"},
    "O-2": {"name": "单志强", "unit": "教育局", "title": "科长", "seat": "A区3排13座", "phone": "13952319252"},
    "O-3": {"name": "曾廉", "unit": "区纪委", "title": "书记", "expected": "leave"},
    "O-4": {"name": "王廉", "unit": "区纪委", "title": "主任", "attention": "轮椅通道"},
    "O-5": {"name": "王廉", "unit": "文化局", "title": "主任"},
}


def code(subject: str, number: int = 1) -> str:
    """The code of an official."""
    return KEY.code(subject, number)


def with_roster(folder: Path, clock: Clock | None = None, *, station: str = "a7f3", issued: bool = True) -> Festival:
    """A festival with a show at ten and five officials, at nine; they have codes, unless not `issued`."""
    festival = Festival.open(folder, clock or FixedClock(at("09:00")), station=station)
    plan: list[Action] = [
        put("festival", "festival", name="廉韵", name_en="Rhyme", date="2005-07-01", timezone="Asia/Shanghai"),
        put("stages", "S1", name="广场", name_en="Square"),
        show("P1", "S1", "10:00", "11:00"),
        *(put("officials", subject, **fields) for subject, fields in PEOPLE.items()),
    ]
    festival.do_all(plan, CLERK)
    if issued:
        festival.do_all([FestivalTag(subject="festival", tag=KEY.tag), *issue(KEY, festival.documents.roster)], CLERK)
    return festival


class Seconds:
    """A monotonic clock that goes on when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def desk_of(festival: Festival, name: str = "北门1号台") -> tuple[Desk, Seconds]:
    """A desk, and the clock by which it counts seconds."""
    seconds = Seconds()
    return Desk(festival, name, seconds), seconds


def official(festival: Festival, subject: str) -> Official:
    """An official as they stand."""
    return festival.day().need(Official, subject)


def move_to(festival: Festival, moment: datetime) -> None:
    """Let the festival's clock stand at a moment."""
    festival.clock = FixedClock(moment)
