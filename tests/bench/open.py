"""The opening of a folder, its chain verified: the CPU it takes, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from store.log import LOG
from tests.bench.folders import build
from tests.bench.measure import Bench, Row, figure
from tests.harness.sources import ROOT

DOCUMENTS, ENTRIES = 5_000, 20_000

# It lets go of the folder as a crash would, so that the next process finds it as this one did.
ONCE = """
import time
begun = time.process_time()
import sys
from pathlib import Path
from store.festival import Festival
imported = time.process_time()
festival = Festival.open(Path(sys.argv[1]))
opened = time.process_time()
festival.db.storage.release()
print(imported - begun, opened - imported)
"""


def measure(bench: Bench) -> list[Row]:
    """Open a folder that was closed cleanly, and one whose program was killed before its log was folded into the file."""
    folders = {"closed cleanly": bench.folder / "closed", "all in its log": bench.folder / "killed"}
    for folder in folders.values():
        festival = build(folder, DOCUMENTS, ENTRIES)
        festival.db.storage.release() if folder.name == "killed" else festival.close()
    imports: dict[str, list[float]] = defaultdict(list)
    opens: dict[str, list[float]] = defaultdict(list)
    for _ in range(bench.times(11, 3)):
        for name, folder in folders.items():
            imported, opened = _once(folder)
            imports[name].append(imported)
            opens[name].append(opened)
    return [_row(name, folder, imports[name], opens[name]) for name, folder in folders.items()]


def _once(folder: Path) -> tuple[float, float]:
    """The seconds of CPU that a process of its own takes to import what it needs, and to open the folder."""
    done = subprocess.run([sys.executable, "-c", ONCE, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True)
    imported, opened = map(float, done.stdout.split())
    return imported, opened


def _row(name: str, folder: Path, imports: list[float], opens: list[float]) -> Row:
    together = figure([imported + opened for imported, opened in zip(imports, opens, strict=True)], "s")
    figures = {"with the imports": together, "the opening": figure(opens, "s"), "the imports": figure(imports, "s")}
    size = sum((folder / file).stat().st_size for file in ("festival.json", LOG)) / 1e6
    what = f"opening {DOCUMENTS:,} documents, {ENTRIES:,} entries, {name}"
    return Row(
        what, together.median, "s", 0.5, figures, note=f"CPU behind the interpreter's start; {size:.1f} MB on the disk"
    )
