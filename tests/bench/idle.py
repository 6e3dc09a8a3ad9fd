"""The dashboard while nobody touches it: what the ticking clock costs."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from tests.bench.folders import sample
from tests.bench.measure import Bench, Figure, Row
from tests.bench.screen import Watched, lianyun, temporary

SETTLED_S = 3.0


def measure(bench: Bench) -> list[Row]:
    """Look on at the overview, of the demo with an item running, and of the sample plan in a folder of its own."""
    seconds = bench.times(40, 8)
    sample(bench.folder / "idle")
    demo = _look_on(lianyun("demo", "--at", "17:40", "--lang", "en"), temporary(bench.folder / "demo"), seconds)
    plain = _look_on(lianyun("--data", str(bench.folder / "idle"), "--lang", "en"), {}, seconds)
    return [*_rows("demo at 17:40", *demo, seconds), *_rows("sample plan, today", *plain, seconds)]


def _look_on(command: list[str], env: Mapping[str, str], seconds: float) -> tuple[float, float]:
    """Per cent of a core that the program uses, and bytes a second that it writes, once it has settled."""
    with Watched(command, env) as terminal:
        terminal.until("pages")
        terminal.watch(SETTLED_S)
        begun, cpu = time.perf_counter(), _cpu_seconds(terminal.pid)
        written = terminal.watch(seconds)
        cpu, lasted = _cpu_seconds(terminal.pid) - cpu, time.perf_counter() - begun
    return cpu / lasted * 100, written / lasted


def _rows(what: str, cpu: float, written: float, seconds: int) -> list[Row]:
    watched = {"watched for": Figure(seconds, seconds, 1, "s")}
    return [
        Row(f"idle overview, {what}, 120×40, CPU", cpu, "% core", 2, watched),
        Row(f"idle overview, {what}, 120×40, to the terminal", written, "B/s", 1024, watched),
    ]


def _cpu_seconds(pid: int) -> float:
    """The CPU that a running process has used so far, its own and the system's for it, in seconds."""
    stat = Path(f"/proc/{pid}/stat")
    if stat.exists():
        user, system = stat.read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    said = subprocess.run(["ps", "-o", "time=", "-p", str(pid)], capture_output=True, text=True, check=True).stdout
    seconds = 0.0
    for part in said.strip().replace("-", ":").split(":"):  # minutes:seconds, on the BSDs and macOS
        seconds = seconds * 60 + float(part)
    return seconds
