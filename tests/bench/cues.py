"""Cues: from GO to the request leaving, from a cue's moment to the screen, and what 500 of them cost to work out."""

from __future__ import annotations

import asyncio
import json
import random
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from store.clock import GANSU, FixedClock, SimulatedClock
from store.cues import CueSheet
from store.documents import Documents
from store.festival import Festival
from store.importing import compare_plan, read_plan
from store.models import Cue, Item, Performance
from store.rundown import Rundown
from tests.bench.folders import WHO
from tests.bench.measure import Bench, Row, milliseconds
from tests.bench.screen import Watched, lianyun
from tests.harness.receiver import Receiver

ZONE = ZoneInfo(GANSU)
QUIET_S = 0.03
ITEMS, CUES = 60, 500
SPEED = 10


def measure(bench: Bench) -> list[Row]:
    """All of it."""
    return [_worked_out(bench), _left(bench), _due_by_the_wall(bench), _due_simulated(bench)]


def plan(start: datetime, items: int, cues: list[dict[str, Any]]) -> dict[str, Any]:
    """A plan with one live show at `start`, of so many items, a minute each."""
    show = {
        "id": "L", "name": "直播", "name_en": "Live", "stage": "S1", "start": start.isoformat(), "broadcast": "live",
        "on_air": start.isoformat(), "off_air": (start + timedelta(hours=2)).isoformat(),
    }  # fmt: skip
    return {
        "festival": [{"id": "F", "name": "Bench", "date": start.date().isoformat(), "timezone": GANSU}],
        "stages": [{"id": "S1", "name": "舞台"}],
        "performances": [show],
        "items": [
            {"id": f"I{n}", "performance": "L", "number": n, "title": f"节目{n}", "duration_s": 60, "changeover_s": 5}
            for n in range(1, items + 1)
        ],
        "cues": [{"performance": "L", "text": f"口令{n}", "text_en": f"Call {n}", **cue} for n, cue in enumerate(cues, 1)],
    }


def imported(folder: Path, content: dict[str, Any], now: datetime) -> Festival:
    """A new festival of that plan."""
    festival = Festival.open(folder, FixedClock(now), station="bench")
    file = folder / "plan.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    festival.do_all(compare_plan(read_plan([file], festival, now.date()), festival).actions, WHO)
    return festival


def _worked_out(bench: Bench) -> Row:
    start = datetime(2005, 7, 1, 20, tzinfo=ZONE)
    spread = [
        {"id": f"C{n}", "number": n, "anchor": {"ref": "item_start", "item": f"I{n % ITEMS + 1}", "offset_s": n % 50}}
        for n in range(1, CUES + 1)
    ]
    with imported(bench.folder / "cues-large", plan(start, ITEMS, spread), start) as festival:
        documents: Documents = festival.documents
        show, items, cues = documents.all(Performance)[0], documents.of(Item, "L"), documents.of(Cue, "L")
        taken = []
        for nth in range(bench.times(400, 40)):
            begun = time.perf_counter()
            rows = CueSheet(Rundown(show, items, start + timedelta(seconds=nth)), cues).rows
            taken.append(time.perf_counter() - begun)
            assert len(rows) == CUES
    found = milliseconds(taken)
    return Row(f"{CUES} cues and {ITEMS} items forecast, 99th percentile", found.p99, "ms", 5, {"forecast": found})


def _left(bench: Bench) -> Row:
    """Press GO in a real terminal; a receiver in another process takes the moment at which the request is there."""
    now, pauses = datetime.now(ZONE).replace(microsecond=0), random.Random(20050701)
    count = bench.times(120, 5)
    folder = bench.folder / "cues-go"
    with Receiver() as receiver:
        later = (now + timedelta(hours=1)).isoformat()
        trigger = {"method": "GET", "url": receiver.url("ok?n={number}")}
        cues = [
            {"id": f"C{n}", "number": n, "anchor": {"ref": "clock", "at": later}, "trigger": trigger}
            for n in range(1, count + 1)
        ]
        imported(folder, plan(now, 9, cues), now).close()
        pressed = []
        with Watched(lianyun("--data", str(folder), "--lang", "en")) as terminal:
            terminal.until("pages")
            terminal.press("f5")
            terminal.until("cue 1")
            terminal.watch(1.0)
            for _ in range(count):
                terminal.watch(1.02 + pauses.uniform(0, 0.2))
                pressed.append(time.monotonic())
                terminal.press("space")
            terminal.watch(1.0)
        arrived = {each["path"]: each["at"] for each in receiver.log()}
    taken = [arrived[f"/ok?n={n}"] - at for n, at in enumerate(pressed, 1)]
    found = milliseconds(taken)
    return Row("GO pressed to the request at a local receiver, 99th percentile", found.p99, "ms", 20, {"GO": found})


def _due_by_the_wall(bench: Bench) -> Row:
    """Cues every two seconds, watched in a real terminal by the system's clock; each is fired once it is seen as due."""
    now = datetime.now(ZONE).replace(microsecond=0)
    count = bench.times(20, 3)
    moments = [now + timedelta(seconds=8 + 2 * n) for n in range(count)]
    cues = [
        {"id": f"C{n}", "number": n, "anchor": {"ref": "clock", "at": moment.isoformat()}}
        for n, moment in enumerate(moments, 1)
    ]
    folder, taken = bench.folder / "cues-due", []
    imported(folder, plan(now, ITEMS, cues), now).close()
    with Watched(lianyun("--data", str(folder), "--lang", "en")) as terminal:
        terminal.until("pages")
        terminal.press("f5")
        for n, moment in enumerate(moments, 1):
            seen = terminal.shown(lambda text, n=n: f"cue {n} DUE" in text, QUIET_S)  # type: ignore[misc]
            late_s = (datetime.now(ZONE) - moment).total_seconds() - (time.perf_counter() - seen)
            taken.append(late_s)
            terminal.press("space")
    found = milliseconds(taken)
    return Row("a cue's moment to the screen, wall clock, worst of all", max(taken) * 1000, "ms", 250, {"due": found})


def _due_simulated(bench: Bench) -> Row:
    """The same under a simulated clock, ten times as fast, in an application without a terminal."""
    start = datetime(2005, 7, 1, 20, tzinfo=ZONE)
    moments = [start + timedelta(seconds=37 * (n + 1)) for n in range(bench.times(20, 3))]
    cues = [
        {"id": f"C{n}", "number": n, "anchor": {"ref": "clock", "at": moment.isoformat()}}
        for n, moment in enumerate(moments, 1)
    ]
    with imported(bench.folder / "cues-simulated", plan(start, ITEMS, cues), start) as festival:
        festival.clock = SimulatedClock(start, SPEED)
        taken = asyncio.run(_watched(festival, moments))
    found = milliseconds(taken)
    what = f"a cue's moment to the screen, simulated ×{SPEED}, worst of all"
    return Row(what, max(taken) * 1000, "ms", 250, {"due": found})


async def _watched(festival: Festival, moments: list[datetime]) -> list[float]:
    from store.actions import CueGo
    from tui.app import LianyunApp
    from widgets.line import Line

    app, taken = LianyunApp(festival, WHO, mode="demo"), []
    async with app.run_test(size=(120, 40)) as pilot:
        app.page("broadcast")
        await pilot.pause()
        for n, moment in enumerate(moments, 1):
            caption = app.screen.query_one("#caption", Line)
            while str(caption.content) not in (f"cue {n} DUE", f"cue {n} late"):  # noqa: ASYNC110  # what a person does
                await asyncio.sleep(0.002)
            taken.append((festival.clock.now() - moment).total_seconds() / SPEED)
            festival.do(CueGo(subject=f"C{n}"), WHO)
    return taken
