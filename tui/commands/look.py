"""`lianyun status` and `lianyun log`: the day as it stands, and how it came to that. Both only read."""

from __future__ import annotations

import argparse
from argparse import Namespace

from store.words import tr
from tui.commands import common
from tui.commands.parser import Commands, add_command, add_json, add_moment


def add(commands: Commands) -> None:
    """Add the commands to the command line."""
    command = add_command(commands, "status", tr("show the whole day as it stands"))
    add_moment(command)
    add_json(command)
    command.set_defaults(run=run_status)

    command = add_command(commands, "log", tr("list what was recorded, the oldest first"))
    command.add_argument("--limit", type=_limit, metavar="N", help=tr("only the last N records"))
    add_json(command)
    command.set_defaults(run=run_log)


def run_status(options: Namespace) -> int:
    """Print the day at the moment, as a table or as one JSON document."""
    with common.reading(common.folder_of(options)) as festival:
        day = festival.day(common.moment_of(options, festival))
        if options.json:
            from store.status import status

            common.say_json(status(day))
            return 0
        from tui.commands.overview import overview

        for line in overview(day):
            common.say(line)
    return 0


def run_log(options: Namespace) -> int:
    """Print the entries in the order of their stamps: a line each, or as they are stored."""
    with common.reading(common.folder_of(options)) as festival:
        entries = festival.journal.all()[-options.limit if options.limit else 0 :]
        if options.json:
            common.say_json(entries)
            return 0
        from store.phrases import phrase

        for entry in entries:
            at = entry.at.astimezone(festival.zone).strftime("%Y-%m-%d %H:%M:%S")
            words = phrase(entry, festival.documents, festival.journal)
            common.say(f"{entry.id}  {at}  {entry.actor}  {words} ({entry.subject})")
    return 0


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text)):
        raise argparse.ArgumentTypeError(tr("a whole number above 0 must stand here"))
    return int(text)
