"""`lianyun` and `lianyun demo`: the dashboard, on the festival or on the sample."""

from __future__ import annotations

import argparse
import gc
import signal
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from store.errors import LianyunError
from store.text import clean
from store.words import tr
from tui.commands import common
from tui.commands.parser import Commands, Parser, add_command, add_operator

if TYPE_CHECKING:
    from store.codes.key import KeyRing
    from store.festival import Festival

FASTEST = 3600.0


def add(top: Parser, commands: Commands) -> None:
    """Add the demo to the command line, and what opening the dashboard takes; it is what a line without a command does."""
    top.add_argument("--follow", action="store_true", help=tr("only look on, while another lianyun writes the folder"))
    _add_desk(top, None)
    top.set_defaults(run=run_dashboard)

    command = add_command(
        commands,
        "demo",
        tr("the sample festival on a simulated clock, in a throw-away folder"),
        tr("Whatever you do in it is gone when you close it."),
    )
    command.add_argument(
        "--at", default="17:40", metavar=tr("TIME"), help=tr("when on the festival's day it begins (else 17:40)")
    )
    command.add_argument(
        "--speed", type=_speed, default=1.0, metavar="N", help=tr("how many times as fast the clock runs (else 1)")
    )
    _add_desk(command, argparse.SUPPRESS)
    add_operator(command)
    command.set_defaults(run=run_demo)


def _add_desk(command: Parser, default: str | None) -> None:
    command.add_argument(
        "--desk", default=default, metavar=tr("NAME"), help=tr("the name of the check-in desk here (else the operator's)")
    )


def run_dashboard(options: Namespace) -> int:
    """Open the dashboard on the festival's folder; one that is new offers the sample and the import of a plan."""
    _need_terminal()
    folder = common.folder_of(options)
    if options.follow:
        with _ended_by_signals(), common.reading(folder) as festival:
            return _run(options, festival, "follow")
    with _ended_by_signals(), common.writing(folder) as festival:
        return _run(options, festival, "normal")


def run_demo(options: Namespace) -> int:
    """Open the dashboard on a festival that is in full swing; its folder is removed at the end."""
    _need_terminal()
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from store.demo import prepare

    with (
        _ended_by_signals(),
        TemporaryDirectory(prefix="lianyun-demo-", ignore_cleanup_errors=True) as folder,
        prepare(Path(folder) / "festival", options.at, options.speed) as festival,
    ):
        from store.codes.key import KeyRing
        from store.demo_arrivals import DEMO_KEY

        keys = KeyRing(Path(folder) / "keys")
        keys.keep(DEMO_KEY)
        return _run(options, festival, "demo", keys)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let a terminal that is closed, or a polite kill, end the program as an exception does, so that it still clears up."""
    before = {}
    for name in ("SIGHUP", "SIGTERM"):
        if number := getattr(signal, name, None):  # Windows has but one of them
            before[number] = signal.signal(number, lambda number, _frame: sys.exit(128 + number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _run(
    options: Namespace, festival: Festival, mode: Literal["normal", "demo", "follow"], keys: KeyRing | None = None
) -> int:
    gc.disable()  # a start makes much and leaves nothing to collect; the application enables it once its first page stands
    from tui.app import LianyunApp

    who = common.operator_of(options)
    if mode == "demo" and not options.who:
        from store.demo import OPERATOR

        who = OPERATOR
    app = LianyunApp(festival, who, mode=mode, keys=keys, desk=clean(options.desk or ""))
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _need_terminal() -> None:
    if not common.is_terminal(sys.stdin, sys.stdout):
        raise LianyunError(
            "The dashboard needs a terminal, and there is none here. “lianyun status” prints the day as it stands."
        )


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0 < speed <= FASTEST:
        raise argparse.ArgumentTypeError(tr("a number above 0, at most {most}, must stand here", most=round(FASTEST)))
    return speed
