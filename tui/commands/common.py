"""What the commands share: the festival's folder, who does it and when, and how answers are given."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.errors import FolderError, NeedsConsent, NotRecorded, Refused
from store.text import clean
from store.words import tr

if TYPE_CHECKING:
    from store.festival import Festival
    from store.who import Who


# -- what the options say ---------------------------------------------------------------------------------------------


def folder_of(options: Namespace) -> Path:
    """The festival's folder: `--data`, else LIANYUN_DATA, else the one among the user's data."""
    if options.data is not None:
        return Path(options.data)
    if named := os.environ.get("LIANYUN_DATA"):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("lianyun", appauthor=False) / "festival"


def operator_of(options: Namespace) -> Who:
    """Who does it: `--as`, else LIANYUN_AS, else the login name; in the role of `--role`."""
    from store.who import operator

    return operator(clean(options.who or "") or clean(os.environ.get("LIANYUN_AS", "")) or _login_name(), options.role)


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a system that knows no name for who runs it
        return tr("operator")


def moment_of(options: Namespace, festival: Festival) -> datetime | None:
    """The moment of `--at`; None for now. Raises Refused where it cannot be read."""
    if options.at is None:
        return None
    from store.fields import read_time

    return read_time(options.at, festival_date(festival), festival.zone)


def festival_date(festival: Festival) -> date:
    """The festival's date, on which times without one lie; today where there is no plan yet."""
    day = festival.day()
    return day.festival.date if day.festival else day.now.astimezone(festival.zone).date()


# -- the folder -------------------------------------------------------------------------------------------------------


@contextmanager
def writing(folder: Path) -> Iterator[Festival]:
    """The festival of a folder, open for writing, by the wall clock; the folder is made where there is none.

    What could not be folded into the file when it is closed stands in the log: that is said, and is no failure.
    """
    from store.festival import Festival

    festival = Festival.open(folder)
    try:
        if festival.torn:
            complain(
                tr(
                    "The log ended in the middle of a record that was never confirmed; it lies in {file}.",
                    file=str(festival.torn),
                )
            )
        yield festival
    finally:
        try:
            festival.close()
        except NotRecorded as fault:
            complain(str(fault))


@contextmanager
def reading(folder: Path) -> Iterator[Festival]:
    """The festival of a folder, open for reading, also while another program writes it.

    Raises FolderError where there is none.
    """
    must_exist(folder)
    from store.festival import Festival

    with Festival.open(folder, follow=True) as festival:
        yield festival


def must_exist(folder: Path) -> None:
    """Raise FolderError where there is no festival in the folder."""
    if not is_festival(folder):
        raise FolderError("There is no festival in {folder}. Import a plan first: lianyun import FILE", folder=str(folder))


def is_festival(folder: Path) -> bool:
    """Whether there is a festival in the folder, be it damaged."""
    from store.log import LOG
    from store.snapshot import FILE

    return (folder / FILE).exists() or (folder / LOG).exists()


# -- answers ----------------------------------------------------------------------------------------------------------


def say(line: str) -> None:
    """Print a line of an answer; whatever would steer the terminal is taken out of it."""
    print(clean(line))


def say_json(value: Any) -> None:
    """Print an answer as JSON."""
    import msgspec

    print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def complain(line: str) -> None:
    """Print a line on standard error."""
    if sys.stderr is not None:  # print would take None for standard output
        print(clean(line), file=sys.stderr)


def need_agreement(needed: NeedsConsent, hint: str) -> None:
    """Ask on the terminal. Raises Refused where the answer is not yes, and, with the hint, where nobody can be asked."""
    if not is_terminal(sys.stdin, sys.stderr):
        raise Refused("{refusal} To go on all the same: {hint}", refusal=needed.message, hint=hint) from needed
    print(clean(tr("{question} Go on all the same? [y/N]", question=needed)), end=" ", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().casefold() not in {"y", "yes", "是"}:
        raise Refused("Nothing was done.") from needed


def is_terminal(*streams: Any) -> bool:
    """Whether all of the streams are a terminal; one that is closed is none."""
    return all(stream is not None and stream.isatty() for stream in streams)
