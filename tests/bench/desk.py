"""The check-in desk with 5,000 and with 50,000 officials: a scan, a search, the opening, and drawing codes."""

from __future__ import annotations

import gc
import random
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import patch

from store import disk
from store.actions import FestivalTag
from store.checkin.desk import Desk
from store.checkin.search import SearchIndex
from store.codes.issuing import issue
from store.codes.key import Key
from store.codes.picture import Drawn, write_pictures
from store.codes.sheet import write_sheet
from store.festival import Festival
from store.models import Official
from tests.bench.folders import WHO, build
from tests.bench.measure import Bench, Figure, Row, figure, milliseconds
from tests.bench.screen import Watched, lianyun
from tests.harness.sources import ROOT

KEY = Key("2005", b"sixteen bytes ..")
SIZES = (5_000, 50_000)
PAINT_MS, RECORD_MS, DRAWN_A_SECOND, OPEN_S = 60, 2, 300, 1
SEARCH_MS = {5_000: 30, 50_000: 100}
QUERIES = ("王", "w", "x", "xie", "zgf", "教育", "主任", "6789", "排1", "xiu y", "zzz")
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗解单曾仇区查", "秀英伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂"

OPENED = """
import sys, time
from pathlib import Path
begun = time.perf_counter()
from store.festival import Festival
festival = Festival.open(Path(sys.argv[1]), follow=True)
festival.documents.roster.total
print(time.perf_counter() - begun)
"""


def measure(bench: Bench) -> list[Row]:
    """All of it, for both sizes."""
    rows: list[Row] = []
    for size in SIZES:
        folder = bench.folder / f"desk-{size}"
        with build(folder, size) as festival:
            officials = festival.documents.all(Official)
            with patch.object(disk, "sync", lambda _descriptor: None):
                festival.do_all([FestivalTag(subject="festival", tag=KEY.tag), *issue(KEY, officials)], WHO)
            festival.db.storage.checkpoint()
            rows += [_recorded(bench, festival, size), _searched(bench, size)]
        rows.append(_opened(bench, folder, size))
        if sys.platform != "win32":
            rows.append(_painted(bench, folder, size))
    return [*rows, *_drawn(bench)]


def _codes(size: int, count: int, seed: int) -> list[str]:
    """Codes of officials that `build` made, no two alike."""
    numbers = random.Random(seed).sample(range(1, size - 20), count)
    return [KEY.code(f"O-{n:05d}", 1) for n in numbers]


def _recorded(bench: Bench, festival: Festival, size: int) -> Row:
    desk, samples = Desk(festival, "bench"), []
    gc.freeze()  # as the page does
    for code in _codes(size, bench.times(1_000, 50), 1):
        begun = time.perf_counter()
        answer = desk.scan(code, WHO)
        samples.append(time.perf_counter() - begun)
        assert answer.admits
    found = milliseconds(samples)
    return Row(f"a scan verified and on the disk, {size:,} officials", found.median, "ms", RECORD_MS, {"each": found})


def _searched(bench: Bench, size: int) -> Row:
    chance = random.Random(2)
    index = SearchIndex()
    begun = time.perf_counter()
    index.add(_named(n, chance) for n in range(size))
    built = time.perf_counter() - begun
    samples: dict[str, list[float]] = {query: [] for query in QUERIES}
    for _ in range(bench.times(20, 3)):
        for query in QUERIES:
            begun = time.perf_counter()
            index.find(query)
            samples[query].append(time.perf_counter() - begun)
    together = milliseconds([each for found in samples.values() for each in found])
    figures: dict[str, Figure] = {query: milliseconds(found) for query, found in samples.items()}
    note = f"the index was built in {built:.2f} s, beside the desk"
    what = f"a search at a key press, 99th percentile, {size:,} officials"
    return Row(what, together.p99, "ms", SEARCH_MS[size], figures, note=note)


def _named(n: int, chance: random.Random) -> Official:
    name = chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(2))
    unit, seat = f"第{n % 97}教育局", f"A区{n % 40 + 1}排{n % 50 + 1}座"
    phone = f"139{chance.randrange(10**8):08d}"
    return Official(id=f"O-{n:05d}", name=name, unit=unit, title="主任", seat=seat, phone=phone)


def _opened(bench: Bench, folder: Path, size: int) -> Row:
    samples = [
        float(
            subprocess.run(
                [sys.executable, "-c", OPENED, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
            ).stdout
        )
        for _ in range(bench.times(5, 2))
    ]
    found = figure(samples, "s")
    return Row(f"opening a roster of digests, {size:,} officials", found.median, "s", OPEN_S, {"each": found})


def _painted(bench: Bench, folder: Path, size: int) -> Row:
    """From a scan's last key to the answer on the terminal; the name that it shows is awaited."""
    samples = []
    numbers = random.Random(3).sample(range(1, size - 20), bench.times(200, 10))
    with Watched(lianyun("--data", str(folder), "--lang", "en", "--as", "bench")) as terminal:
        terminal.until("pages")
        terminal.press("f9")
        terminal.until("Ready")
        terminal.watch(2.0 + size / 5_000)  # until the index is filled
        for n in numbers:
            code, name = KEY.code(f"O-{n:05d}", 1), " ".join(f"来宾{n}") if n < 10_000 else f"来宾{n}"
            terminal.type(code[:-1])
            terminal.watch(0.05)
            terminal.text()
            begun = time.perf_counter()
            terminal.type(code[-1])
            moment = terminal.shown(lambda text, name=name: name.replace(" ", "") in _head(text), 0.03)  # type: ignore[misc]
            samples.append(moment - begun)
    found = milliseconds(samples)
    what = f"a scan's last key to the answer painted, 99th percentile, {size:,} officials"
    return Row(what, found.p99, found.unit, PAINT_MS, {"each": found})


def _head(text: str) -> str:
    """What stands in the answer's panel, without the blanks between the characters."""
    return "".join("\n".join(text.splitlines()[4:12]).split())


def _drawn(bench: Bench) -> list[Row]:
    count = bench.times(5_000, 200)
    drawn = [
        Drawn(
            Official(id=f"O-{n:05d}", name="解秀英", unit=f"第{n % 97}局", title="主任", seat="A区"),
            KEY.code(f"O-{n:05d}", 1),
        )
        for n in range(count)
    ]
    begun = time.perf_counter()
    assert sum(1 for _ in write_pictures(drawn, bench.folder / "png")) == count
    pictures = count / (time.perf_counter() - begun)
    begun = time.perf_counter()
    write_sheet(drawn, bench.folder / "sheet.html")
    sheet = count / (time.perf_counter() - begun)
    return [
        Row(f"{count:,} codes as PNG", pictures, "a second", DRAWN_A_SECOND, {}, at_least=True),
        Row(f"a sheet of {count:,} badges", sheet, "a second", DRAWN_A_SECOND, {}, at_least=True),
    ]
