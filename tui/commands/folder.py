"""`lianyun verify` and `lianyun repair`: the folder proved, and made whole again."""

from __future__ import annotations

from argparse import Namespace

from store.words import tr
from tui.commands import common
from tui.commands.parser import Commands, add_command, add_json


def add(commands: Commands) -> None:
    """Add the commands to the command line."""
    command = add_command(commands, "verify", tr("prove that the folder holds what was recorded"))
    add_json(command)
    command.set_defaults(run=run_verify)

    command = add_command(commands, "repair", tr("make a damaged folder whole again; the damaged files are kept aside"))
    add_json(command)
    command.set_defaults(run=run_repair)


def run_verify(options: Namespace) -> int:
    """Check the folder; 1 where anything in it is not as it was recorded, each fault on a line of standard error."""
    from store.verify import verify

    folder = common.folder_of(options)
    common.must_exist(folder)
    verdict = verify(folder)
    faults = [str(fault) for fault in verdict.faults]
    if options.json:
        common.say_json({**verdict._asdict(), "faults": faults})
    for fault in faults:
        common.complain(fault)
    if faults:
        common.complain(tr("{folder} is damaged. Run “lianyun repair”.", folder=str(folder)))
    elif not options.json:
        common.say(
            tr(
                "All is as it was recorded: {documents} documents, {entries} records, {stations} stations.",
                documents=verdict.documents,
                entries=verdict.entries,
                stations=verdict.stations,
            )
        )
    return 1 if faults else 0


def run_repair(options: Namespace) -> int:
    """Repair the folder, and say what is kept, what is lost, and where the damaged files are."""
    from store.repair import repair

    folder = common.folder_of(options)
    common.must_exist(folder)
    done = repair(folder)
    lost = [str(each) for each in done.lost]
    aside = None if done.aside is None else str(done.aside)
    if options.json:
        common.say_json({"aside": aside, "entries": done.entries, "lost": lost})
        return 0
    if aside is None:
        common.say(tr("Nothing to repair: all {count} records are whole.", count=done.entries))
        return 0
    for each in lost:
        common.say(each)
    common.say(
        tr("Repaired: {count} records are kept. The damaged files are in {folder}.", count=done.entries, folder=aside)
    )
    return 0
