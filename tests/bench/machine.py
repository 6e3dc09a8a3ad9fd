"""The machine that is measured on: without it no figure means anything."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

MOUNTS = Path("/proc/mounts")
PROCESSORS = Path("/proc/cpuinfo")


def machine(folder: Path) -> dict[str, str]:
    """What the figures depend on: system, processor, cores, load, Python, libraries, and the file system of `folder`."""
    return {
        "system": platform.platform(),
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "load before": load(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "textual": version("textual"),
        "tinydb": version("tinydb"),
        "sqlite": sqlite3.sqlite_version,
        "file system": file_system(folder),
    }


def load() -> str:
    """How many programs have wanted a core, on average of the last 1, 5 and 15 minutes: whether others work here too."""
    return ", ".join(f"{each:.2f}" for each in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"


def file_system(folder: Path) -> str:
    """The type of the file system on which a folder lies, where the system tells (Linux)."""
    if not MOUNTS.exists():
        return "unknown"
    mounts = [line.split()[1:3] for line in MOUNTS.read_text(encoding="utf-8").splitlines()]
    holding = [(place, kind) for place, kind in mounts if folder.resolve().is_relative_to(place)]
    return max(holding, key=lambda each: len(each[0]), default=("", "unknown"))[1]


def _processor() -> str:
    if PROCESSORS.exists():
        for line in PROCESSORS.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()
