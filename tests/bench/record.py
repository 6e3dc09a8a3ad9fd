"""One recorded action, at several sizes of the folder, side by side with its peers.

Each size has a process of its own, so that none pays for the memory of another. They work in turns of a few dozen actions,
and within a turn action and peers alternate, so that whatever else the disk has to do strikes all alike.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import NamedTuple
from unittest.mock import patch

from store import disk
from store.actions import ItemCall
from store.festival import Festival
from store.log import LOG
from tests.bench.folders import WHO, build, item
from tests.bench.measure import Bench, Row, compared, milliseconds
from tests.bench.peers import Bytes, Recorded, Sqlite, StockTinyDB

SIZES = (500, 5_000, 50_000)
MIDDLE = 5_000
TURN = 50

Samples = dict[str, list[float]]


class Worker(NamedTuple):
    """The process that records in the folder of one size: send it how often to record, receive how long each took."""

    size: int
    connection: Connection[int, Samples]


def measure(bench: Bench) -> list[Row]:
    """Record at all sizes; the rows compare with a bare append and sync, the sizes with each other, and with the peers."""
    context = get_context("spawn")
    workers = []
    for size in SIZES:
        ours, theirs = context.Pipe()
        context.Process(target=work, args=(theirs, bench.folder / f"record-{size}", size), daemon=True).start()
        workers.append(Worker(size, ours))
    samples: dict[int, Samples] = {size: defaultdict(list) for size in SIZES}
    for worker in workers:
        worker.connection.send(TURN)  # to warm up
    for worker in workers:
        worker.connection.recv()
    for _ in range(bench.times(40, 4)):
        for worker in workers:
            worker.connection.send(TURN)
            for name, seconds in worker.connection.recv().items():
                samples[worker.size][name] += seconds
    for worker in workers:
        worker.connection.send(0)
    return [*(_against_bytes(size, samples[size]) for size in SIZES), _across(samples), *_against_peers(samples[MIDDLE])]


def _against_bytes(size: int, samples: Samples) -> Row:
    figures = {
        "recorded": milliseconds(samples["recorded"]),
        "bare append and sync": milliseconds(samples["bare"]),
        "of it before and behind the disk": milliseconds(samples["own"]),
    }
    what = f"one recorded action against a bare append and sync, {size:,} documents"
    return compared(what, samples["recorded"], samples["bare"], 1.3, figures)


def _across(samples: dict[int, Samples]) -> Row:
    medians = {size: median(each["recorded"]) for size, each in samples.items()}
    middle = median(medians.values())
    spread = max(abs(each - middle) for each in medians.values()) / middle * 100
    figures = {f"{size:,} documents": milliseconds(each["recorded"]) for size, each in samples.items()}
    return Row("the same at all three sizes", spread, "% off", 20, figures)


def _against_peers(samples: Samples) -> list[Row]:
    recorded, sqlite, tinydb = samples["recorded"], samples["sqlite"], samples["tinydb"]
    ours = {"recorded": milliseconds(recorded)}
    times = median(tinydb) / median(recorded)
    stock = {**ours, "TinyDB's JSONStorage, not synced": milliseconds(tinydb)}
    full = {**ours, "SQLite, WAL, synchronous=FULL": milliseconds(sqlite)}
    return [
        Row(f"times as fast as stock TinyDB, {MIDDLE:,} documents", times, "×", 50, stock, at_least=True),
        compared(f"one recorded action against SQLite, {MIDDLE:,} documents", recorded, sqlite, 1.5, full),
    ]


# -- in the process of a size -----------------------------------------------------------------------------------------


def work(connection: Connection[Samples, int], folder: Path, size: int) -> None:
    """Build the folder, then record as often as is asked for, until that is 0."""
    with build(folder, size) as festival:
        festival.db.storage.checkpoint()
        contest = Contest(festival, size)
        while times := connection.recv():
            connection.send(contest.turn(times))


class Contest:
    """The folder of one size and its peers, beside each other on the same disk."""

    def __init__(self, festival: Festival, size: int) -> None:
        tables = {name: documents for name, documents in festival.db.storage.tables.items() if name != "entries"}
        self._festival = festival
        self._log = (festival.folder / LOG).open("rb", buffering=0)
        self._bytes = Bytes(festival.folder)
        self._sqlite = Sqlite(festival.folder, tables)
        self._tinydb = StockTinyDB(festival.folder, tables) if size == MIDDLE else None
        self._count = 0

    def turn(self, times: int) -> Samples:
        """Record so often, each time with the peers behind it in the other order; with TinyDB, which takes long, once."""
        samples: Samples = defaultdict(list)
        for n in range(times):
            line = self._record(samples)
            recorded = Recorded(line)
            peers: list[tuple[str, Callable[[], object]]] = [
                ("bare", partial(self._bytes.record, line)),
                ("sqlite", partial(self._sqlite.record, *recorded.rows)),
            ]
            for name, peer in peers if n % 2 else reversed(peers):
                samples[name].append(timed(peer))
        if self._tinydb is not None:
            once = partial(self._tinydb.record, recorded.entry, recorded.subject, recorded.document)
            samples["tinydb"].append(timed(once))
        return dict(samples)

    def _record(self, samples: Samples) -> bytes:
        """Record one action; return the line that it has put into the log."""
        self._count += 1
        action = ItemCall(subject=item(0), state="called" if self._count % 2 else "standing_by")
        disk_s = 0.0

        def watched(call: Callable[..., None]) -> Callable[..., None]:
            def timed_call(*arguments: object) -> None:
                nonlocal disk_s
                disk_s += timed(partial(call, *arguments))

            return timed_call

        with patch.multiple(disk, write=watched(disk.write), sync=watched(disk.sync)):
            seconds = timed(partial(self._festival.do, action, WHO))
        samples["recorded"].append(seconds)
        samples["own"].append(seconds - disk_s)
        return self._log.read()


def timed(call: Callable[[], object]) -> float:
    """How many seconds a call takes."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun
