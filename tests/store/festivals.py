"""The festivals that the tests run, built in one way.

Fixture F of the worked timing cases: one show, 10:00–13:00, on one stage: A 10:00, B 10:30, C fixed at 11:10, D 11:40,
E fixed at 12:30, half an hour each, no changeovers. `two_stages` adds a stage with a live show, and a second show on the
first stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from store import disk
from store.actions import Action, PlanPut
from store.clock import FixedClock
from store.day import Day
from store.errors import Refused
from store.festival import Changed, Festival
from store.models import Item, Stage
from store.who import Who

ZONE = ZoneInfo("Asia/Shanghai")
REAL_RESERVE = disk.reserve
MANAGER = Who("步稳台", "command")
HALF_AN_HOUR = 1800


def at(clock: str, day: int = 1) -> datetime:
    """A time of the festival's day, 1 July 2005: `at("10:05")`, `at("10:05:30")`; `day` 2 is the day after."""
    hour, minute, second = (*map(int, clock.split(":")), 0)[:3]
    return datetime(2005, 7, day, hour, minute, second, tzinfo=ZONE)


def clock(moment: datetime) -> str:
    """A time as the tables of the tests write it: `10:05`, with seconds where there are any."""
    return f"{moment.astimezone(ZONE):%H:%M:%S}".removesuffix(":00")


def put(table: str, subject: str, **fields: Any) -> PlanPut:
    """What an imported plan says of one document."""
    return PlanPut(subject=subject, table=table, fields=fields)


def item(subject: str, order: int, performance: str = "P1", **fields: Any) -> PlanPut:
    """One item of a plan, half an hour long where nothing else is said."""
    return put(
        "items",
        subject,
        **{
            "performance": performance,
            "title": f"Act {subject}",
            "duration_s": HALF_AN_HOUR,
            "number": order,
            "order": order,
        }
        | fields,
    )


def show(subject: str, stage: str, start: str, end: str, **fields: Any) -> PlanPut:
    """One performance of a plan."""
    times = {"start": at(start).isoformat(), "end": at(end).isoformat()}
    return put(
        "performances", subject, **{"name": f"颂{subject}", "name_en": f"Show {subject}", "stage": stage, **times} | fields
    )


def fixture_f() -> list[Action]:
    """The plan of fixture F."""
    return [
        put("festival", "festival", name="廉政之韵", date="2005-07-01", timezone="Asia/Shanghai"),
        put("stages", "S1", name="主舞台", name_en="Main stage"),
        show("P1", "S1", "10:00", "13:00"),
        item("A", 1),
        item("B", 2),
        item("C", 3, fixed_start=at("11:10").isoformat()),
        item("D", 4),
        item("E", 5, fixed_start=at("12:30").isoformat()),
    ]


def two_stages() -> list[Action]:
    """Fixture F, a second show on its stage at 15:00, and a live show at 10:00 on a stage of its own."""
    return [
        *fixture_f(),
        put("stages", "S2", name="广场舞台", name_en="Square"),
        show("P2", "S1", "15:00", "16:00"),
        item("M", 1, "P2"),
        item("N", 2, "P2"),
        show(
            "P3", "S2", "10:00", "11:00", broadcast="live", on_air=at("10:00").isoformat(), off_air=at("11:00").isoformat()
        ),
        item("X", 1, "P3"),
        item("Y", 2, "P3", approved=False),
    ]


def opened(folder: Path, now: str = "09:00", *, station: str = "a7f3", plan: Sequence[Action] | None = None) -> Festival:
    """A festival in a new folder, open, its clock standing at `now`; with fixture F where no other plan is given."""
    festival = Festival.open(folder, FixedClock(at(now)), station=station)
    plan = fixture_f() if plan is None else plan
    if plan:
        festival.do_all(plan, MANAGER)
    return festival


def do(festival: Festival, action: Action, when: str | None = None) -> Changed:
    """Do something, as the stage manager, at `when` where it is given."""
    if when is not None:
        set_clock(festival, when)
    return festival.do(action, MANAGER)


def set_clock(festival: Festival, when: str) -> Day:
    """Set the festival's clock and return the day as it stands then."""
    assert isinstance(festival.clock, FixedClock)
    festival.clock.at = at(when)
    return festival.day()


def the_item(festival: Festival, subject: str) -> Item:
    """An item that is there."""
    found = festival.documents.get(Item, subject)
    assert found is not None, f"there is no item {subject}"
    return found


def the_stage(festival: Festival, subject: str = "S1") -> Stage:
    """A stage that is there."""
    found = festival.documents.get(Stage, subject)
    assert found is not None, f"there is no stage {subject}"
    return found


def refusal(festival: Festival, action: Action, when: str | None = None) -> str:
    """What is said when an action is refused; fails where it is not, or where anything has changed nevertheless."""
    before = plain(festival)
    try:
        done = do(festival, action, when)
    except Refused as refused:
        assert plain(festival) == before, "refused, and yet something has changed"
        return str(refused)
    raise AssertionError(f"not refused: {[(entry.action, entry.subject, entry.fields) for entry in done.entries]}")


def plain(festival: Festival) -> dict[str, dict[str, Any]]:
    """Every document and entry as plain data, a copy."""
    return {name: dict(documents) for name, documents in festival.db.storage.read().items()}


def documents(festival: Festival) -> dict[str, dict[str, Any]]:
    """Every document as plain data, without the entries."""
    return {name: found for name, found in plain(festival).items() if name != "entries"}


def states(festival: Festival, performance: str = "P1") -> str:
    """The items of a show in running order, each with the first letter of its state: `A:d B:r C:p`."""
    return " ".join(f"{each.id}:{each.state[0]}" for each in festival.day().rundown(performance).items)
