"""`make bench`, or `python -m tests.bench [--only NAME] [--quick] [--dir FOLDER]`: measure, print a table, write bench.json.

It says what was found and judges nothing: the exit status is 0 whatever came out.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory

from tests.bench.machine import load, machine
from tests.bench.measure import Bench, Row, plain, table

ANYWHERE = ("record", "open", "desk")
IN_A_TERMINAL = ("start", "key", "idle", "cues", "room")  # a pseudo-terminal: POSIX systems only
NAMES = (*ANYWHERE, *(() if sys.platform == "win32" else IN_A_TERMINAL))
RESULT = Path("bench.json")


def main(argv: list[str] | None = None) -> int:
    """Measure what the arguments ask for, all where they do not say."""
    options = _options(argv)
    rows: list[Row] = []
    found: list[dict[str, object]] = []
    missing: dict[str, str] = {}
    with TemporaryDirectory(prefix=".bench-", dir=options.dir.resolve(), ignore_cleanup_errors=True) as folder:
        about = machine(Path(folder))
        print("\n".join(f"{name}: {value}" for name, value in about.items()), flush=True)
        for name in options.only or NAMES:
            print(f"measuring: {name} …", file=sys.stderr, flush=True)
            try:
                measured = import_module(f"tests.bench.{name}").measure(Bench(Path(folder), options.quick))
            except (AssertionError, EOFError, OSError, SubprocessError) as fault:  # a screen, a process that fell short
                missing[name] = str(fault) or type(fault).__name__
                continue
            rows += measured
            found += [{"measure": name, **plain(row)} for row in measured]
    about["load after"] = load()
    print(f"load after: {about['load after']}\n\n{table(rows)}")
    for name, reason in missing.items():
        print(f"\n{name}: NOT MEASURED: {reason}")
    result = {"machine": about, "quick": options.quick, "rows": found, "not_measured": missing}
    RESULT.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Measure, beside what there is to compare with."
    )
    parser.add_argument("--only", action="append", choices=NAMES, help="measure this alone; may be given more than once")
    parser.add_argument("--quick", action="store_true", help="few samples: to see that it works, not to compare")
    parser.add_argument("--dir", type=Path, default=Path(), help="where the folders lie that are measured (else here)")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
