"""A live show for the tests of cues: three items from 20:00, on the air from 20:00 to 20:30, and cues of every anchor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from store.actions import Action, PlanPut
from store.cues import CueSheet, sheet
from store.festival import Festival
from store.models import Cue
from tests.store.festivals import at, item, opened, put, show


def cue(subject: str, number: int, ref: str, offset_s: int = 0, **fields: Any) -> PlanPut:
    """One cue of the plan; `item` and `at` belong to its anchor."""
    anchor = {"ref": ref, "offset_s": offset_s, **{key: fields.pop(key) for key in ("item", "at") if key in fields}}
    return put(
        "cues", subject, **{"performance": "L", "number": number, "text": f"Call {subject}", "anchor": anchor} | fields
    )


def live_show(*more: Action) -> list[Action]:
    """The plan: A of 10 min and 60 s of changeover, B of 8 min, C of 5 min; five cues, one of each anchor and a tie."""
    times = {"on_air": at("20:00").isoformat(), "off_air": at("20:30").isoformat()}
    return [
        put("festival", "festival", name="廉政之韵", date="2005-07-01", timezone="Asia/Shanghai"),
        put("stages", "S1", name="主舞台", name_en="Main stage"),
        show("L", "S1", "20:00", "20:30", broadcast="live", director="播天下", **times),
        item("A", 1, "L", duration_s=600, changeover_s=60),
        item("B", 2, "L", duration_s=480),
        item("C", 3, "L", duration_s=300),
        cue("Q1", 1, "on_air", -60, critical=True, needs_ack=True, to=["摄像"]),
        cue("Q2", 2, "item_start", 10, item="A"),
        cue("Q3", 3, "item_end", -30, item="A", type="cut"),
        cue("Q4", 4, "clock", at=at("20:15").isoformat()),
        cue("Q5", 5, "item_start", 0, item="C"),
        cue("Q6", 6, "item_start", 0, item="C"),
        *more,
    ]


def live(folder: Path, now: str = "19:58", *more: Action, station: str = "a7f3") -> Festival:
    """A festival with that show, open, its clock standing at `now`."""
    return opened(folder, now, station=station, plan=live_show(*more))


def the_cue(festival: Festival, subject: str) -> Cue:
    """A cue that is there."""
    found = festival.documents.get(Cue, subject)
    assert found is not None, f"there is no cue {subject}"
    return found


def cues(festival: Festival) -> CueSheet:
    """The cues of the show as they stand now."""
    return sheet(festival.day(), "L")


def said(festival: Festival) -> str:
    """Every cue with the first letter of its state as it shows: `Q1:f Q2:s Q3:p`."""
    return " ".join(f"{row.cue.id}:{row.state[0]}" for row in cues(festival).rows)
