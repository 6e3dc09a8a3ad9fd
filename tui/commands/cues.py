"""`lianyun cues test`: what a cue would send, without sending it."""

from __future__ import annotations

import argparse
from argparse import Namespace

from store.errors import Refused
from store.words import tr
from tui.commands import common
from tui.commands.parser import Commands, Parser, add_command, add_json, add_moment


def add(commands: Commands) -> None:
    """Add the command to the command line."""
    command: Parser = add_command(
        commands,
        "cues",
        tr("try the trigger of a cue out: a dry run, nothing is sent"),
        tr("Example: lianyun cues test C-P4-014"),
    )
    command.add_argument("what", choices=["test"], metavar="test", help=tr("show what the cue would send"))
    command.add_argument("cue", metavar=tr("CUE"), help=tr("the id of the cue, such as C-P4-014"))
    command.add_argument(
        "--offline", action="store_true", default=argparse.SUPPRESS, help=tr("do not look whether the receiver is there")
    )
    add_moment(command)
    add_json(command)
    command.set_defaults(run=run, offline=False)


def run(options: Namespace) -> int:
    """Print the request that the cue would send, its secrets hidden, and whether something listens at its address."""
    import asyncio

    from store.clock import FixedClock
    from store.links.dryrun import dry_run, reach
    from store.models import Cue

    folder = common.folder_of(options)
    with common.reading(folder) as festival:
        if (at := common.moment_of(options, festival)) is not None:
            festival.clock = FixedClock(at)
        cue = festival.documents.get(Cue, options.cue)
        if cue is None:
            raise Refused("There is no {subject}.", subject=options.cue)
        tried = dry_run(festival, cue)
        there = None if options.offline else asyncio.run(reach(tried.host, tried.port))
    if options.json:
        common.say_json({**tried._asdict(), "warnings": [str(each) for each in tried.warnings], "reached": there})
        return 0
    for line in tried.lines():
        common.say(line)
    common.say(tr("Dry run: nothing was sent."))
    if there is not None:
        common.say(there)
    return 0
