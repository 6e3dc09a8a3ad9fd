"""One recorded action, at several sizes of the folder, side by side with its peers.

Each size has a process of its own, so that none pays for the memory of another. They work in turns of a few dozen actions,
and within a turn action and peers alternate, so that whatever else the disk has to do strikes all alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple
from unittest.mock import patch

from store import disk
from store.actions import ItemCall
from store.festival import Festival
from store.log import from_line
from tests.bench.folders import WHO, build, item
from tests.bench.measure import Bench, Row, compared, milliseconds
from tests.bench.peers import Bytes, Sqlite, StockTinyDB

SIZES = (500, 5_000, 50_000)
MIDDLE = 5_000
TURN = 50

Samples = dict[str, list[float]]


class Worker(NamedTuple):
    """The process that records in the folder of one size: send it how often to record, receive how long each took."""

    size: int
    connection: Connection[int, Samples]
    process: BaseProcess


def measure(bench: Bench) -> list[Row]:
    """Record at all sizes; the rows compare with a bare append and sync, the sizes with each other, and with the peers."""
    context = get_context("spawn")
    workers = []
    for size in SIZES:
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, bench.folder / f"record-{size}", size), daemon=True)
        process.start()
        workers.append(Worker(size, ours, process))
    try:
        samples = _in_turns(workers, bench.times(40, 4))
    finally:
        for worker in workers:
            worker.process.terminate()  # one that has ended already does not mind
            worker.process.join()
    return [*(_against_bytes(size, samples[size]) for size in SIZES), _across(samples), *_against_peers(samples[MIDDLE])]


def _in_turns(workers: list[Worker], turns: int) -> dict[int, Samples]:
    """Have each worker in turn record, after a first turn to warm up; return all samples, by size."""
    samples: dict[int, Samples] = {worker.size: defaultdict(list) for worker in workers}
    for worker in workers:
        worker.connection.send(TURN)
    for worker in workers:
        worker.connection.recv()
    for _ in range(turns):
        for worker in workers:
            worker.connection.send(TURN)
            for name, seconds in worker.connection.recv().items():
                samples[worker.size][name] += seconds
    for worker in workers:
        worker.connection.send(0)
        worker.process.join()
    return samples


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
        with closing(Contest(festival, size)) as contest:
            while times := connection.recv():
                connection.send(contest.turn(times))


class Contest:
    """The folder of one size and its peers, beside each other on the same disk.

    Nothing is done between the calls that are timed but what is needed: it would drive out of the processor's caches what
    the next call needs, and that strikes the program, which is Python, more than its peers.
    """

    def __init__(self, festival: Festival, size: int) -> None:
        tables = {name: documents for name, documents in festival.db.storage.tables.items() if name != "entries"}
        self._festival = festival
        self._bytes = Bytes(festival.folder)
        self._sqlite = Sqlite(festival.folder, tables)
        self._tinydb = StockTinyDB(festival.folder, tables) if size == MIDDLE else None
        self._subject = item(0)
        self._actions = [
            ItemCall(subject=self._subject, state="called"),
            ItemCall(subject=self._subject, state="standing_by"),
        ]
        self._count = 0

    def turn(self, times: int) -> Samples:
        """Record so often, each time with the peers behind it in the other order; with TinyDB, which takes long, once."""
        samples: Samples = {name: [] for name in ("recorded", "own", "bare", "sqlite", "tinydb")}
        with disk_watched() as watch:
            for n in range(times):
                line = self._record(samples, watch)
                if n % 2:
                    self._bare(samples, line)
                    self._as_sqlite(samples, line)
                else:
                    self._as_sqlite(samples, line)
                    self._bare(samples, line)
        if self._tinydb is not None:
            put = from_line(line.rstrip(b"\n")).put
            (entry,), document = put["entries"].values(), put["items"][self._subject]
            begun = perf_counter()
            self._tinydb.record(entry or {}, self._subject, document or {})
            samples["tinydb"].append(perf_counter() - begun)
        return samples

    def close(self) -> None:
        for peer in (self._bytes, self._sqlite, self._tinydb):
            if peer is not None:
                peer.close()

    def _record(self, samples: Samples, watch: Watch) -> bytes:
        """Record one action; return the line that it has put into the log."""
        self._count += 1
        watch.seconds = 0.0
        begun = perf_counter()
        self._festival.do(self._actions[self._count % 2], WHO)
        seconds = perf_counter() - begun
        samples["recorded"].append(seconds)
        samples["own"].append(seconds - watch.seconds)
        return watch.line

    def _bare(self, samples: Samples, line: bytes) -> None:
        begun = perf_counter()
        self._bytes.record(line)
        samples["bare"].append(perf_counter() - begun)

    def _as_sqlite(self, samples: Samples, line: bytes) -> None:
        entry, document = line[: len(line) // 2], line[len(line) // 2 :]
        begun = perf_counter()
        self._sqlite.record(self._count, entry, self._subject, document)
        samples["sqlite"].append(perf_counter() - begun)


class Watch:
    """How long the store has waited for the disk, in seconds, and the line that it has last put there."""

    seconds = 0.0
    line = b""


@contextmanager
def disk_watched() -> Iterator[Watch]:
    """Look on at the store's calls to the disk."""
    watch, write, sync = Watch(), disk.write, disk.sync

    def watched_write(descriptor: int, data: bytes) -> None:
        begun = perf_counter()
        write(descriptor, data)
        watch.seconds += perf_counter() - begun
        watch.line = data

    def watched_sync(descriptor: int) -> None:
        begun = perf_counter()
        sync(descriptor)
        watch.seconds += perf_counter() - begun

    with patch.multiple(disk, write=watched_write, sync=watched_sync):
        yield watch
