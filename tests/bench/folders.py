"""The folders that are measured: of a given size, or with the sample plan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from store import disk
from store.actions import Action, ItemAdjust, PlanPut
from store.clock import WallClock
from store.festival import Festival
from store.importing import compare_plan
from store.sample import sample_plan
from store.who import Who

WHO = Who("廉守正", "command")
SHOW = "P1"
ITEMS = 10
BATCH = 10


def item(number: int) -> str:
    """The id of one of the items of a folder that `build` made."""
    return f"{SHOW}-{number % ITEMS + 1:02d}"


def build(folder: Path, documents: int, entries: int = 0) -> Festival:
    """A new folder with so many documents, most of them officials, and so many entries, at least one a document.

    It is returned open, and all is in its log.
    """
    festival = Festival.open(folder, station="b01d")
    with _unsynced():
        festival.do_all(list(islice(_plan(), documents)), WHO)
        for done in range(documents, entries, BATCH):
            seconds = 60 if done // BATCH % 2 else -60
            actions = [ItemAdjust(subject=item(nth), seconds=seconds) for nth in range(min(BATCH, entries - done))]
            festival.do_all(actions, WHO)
    return festival


def sample(folder: Path) -> None:
    """A new folder with the sample plan, its day moved to today, closed."""
    with Festival.open(folder, station="b01d") as festival:
        today = WallClock(festival.zone).now().date()
        festival.do_all(compare_plan(sample_plan(today), festival).actions, WHO)


def _plan() -> Iterator[Action]:
    about = {"name": "廉政之韵", "name_en": "Rhyme of Integrity", "date": "2005-07-01", "timezone": "Asia/Shanghai"}
    yield PlanPut(subject="festival", table="festival", fields=about)
    yield PlanPut(subject="S1", table="stages", fields={"name": "主舞台", "name_en": "Main stage"})
    times = {"start": "2005-07-01T10:00:00+08:00", "end": "2005-07-01T13:00:00+08:00"}
    yield PlanPut(subject=SHOW, table="performances", fields={"name": "清风颂", "name_en": "Ode", "stage": "S1", **times})
    for n in range(ITEMS):
        fields = {"performance": SHOW, "number": n + 1, "order": n + 1, "title": f"清风徐来第{n + 1}折", "duration_s": 420}
        fields |= {"form": "快板书", "unit": "区曲艺家协会", "contact": "说从容"}
        yield PlanPut(subject=item(n), table="items", fields=fields)
    n = 0
    while True:
        n += 1
        fields = {"name": f"来宾{n}", "unit": f"第{n % 97}局", "title": "主任", "seat": f"A区{n % 40 + 1}排{n % 50 + 1}座"}
        yield PlanPut(subject=f"O-{n:05d}", table="officials", fields=fields)


@contextmanager
def _unsynced() -> Iterator[None]:
    """What is only being built need not survive a power cut: it would take minutes."""
    with patch.object(disk, "sync", lambda _descriptor: None):
        yield
