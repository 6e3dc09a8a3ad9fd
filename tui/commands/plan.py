"""`lianyun import` and `lianyun template`: a plan in, and an empty one to fill in."""

from __future__ import annotations

from argparse import Namespace
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import LianyunError, NeedsConsent, Refused
from store.words import tr
from tui.commands import common
from tui.commands.parser import Commands, add_command, add_json, add_operator

if TYPE_CHECKING:
    from store.festival import Festival
    from store.plan import Changes, Plan


def add(commands: Commands) -> None:
    """Add the commands to the command line."""
    command = add_command(
        commands,
        "import",
        tr("read a plan or a roster (xlsx, csv, json)"),
        tr("All or nothing: where anything cannot be read, nothing is imported."),
    )
    command.add_argument(
        "files", nargs="+", type=Path, metavar=tr("FILE"), help=tr("an Excel workbook, a csv or a json file")
    )
    command.add_argument("--check", action="store_true", help=tr("only say what would change"))
    command.add_argument(
        "--yes",
        action="store_true",
        help=tr("ask nothing: items that have played and are gone are removed, people are who the files say"),
    )
    add_json(command)
    add_operator(command)
    command.set_defaults(run=run_import)

    command = add_command(commands, "template", tr("write an empty workbook with headings and examples"))
    command.add_argument("file", type=Path, metavar=tr("FILE.xlsx"), help=tr("the workbook to write"))
    command.add_argument("--force", action="store_true", help=tr("overwrite a file that exists"))
    command.set_defaults(run=run_template)


def run_import(options: Namespace) -> int:
    """Import the files, or say what that would change; every fault of a plan stands on a line of its own."""
    from store.plan import PlanFaults

    try:
        return _import(options)
    except PlanFaults as found:
        for fault in found.faults:
            common.complain(str(fault))
        raise


def _import(options: Namespace) -> int:
    from store.clock import WallClock
    from store.importing import read_plan

    folder = common.folder_of(options)
    with _standing(folder, check=options.check) as festival:
        today = common.festival_date(festival) if festival else WallClock().now().astimezone().date()
        plan = read_plan(options.files, festival, today)
        if options.check:
            return _checked(options, plan, festival)
        changes = _agreed(options, plan, festival)
        if festival and changes.actions:
            return _recorded(options, changes, festival)
    if not changes.actions:
        _answer(options, changes, recorded=False)
        return 0
    with common.writing(folder) as festival:  # a new folder is made only for a plan that can be read
        return _recorded(options, changes, festival)


def _standing(folder: Path, *, check: bool) -> AbstractContextManager[Festival | None]:
    """The festival that is there already, or none; for a check it is only read."""
    if not common.is_festival(folder):
        return nullcontext(None)
    return common.reading(folder) if check else common.writing(folder)


def _checked(options: Namespace, plan: Plan, festival: Festival | None) -> int:
    from store.importing import compare_plan

    try:
        changes = compare_plan(plan, festival)
    except NeedsConsent as needed:
        common.complain(str(needed))
        changes = compare_plan(plan, festival, remove_played=True)
    _answer(options, changes, recorded=False)
    return 0


def _agreed(options: Namespace, plan: Plan, festival: Festival | None) -> Changes:
    from store.importing import compare_plan

    try:
        changes = compare_plan(plan, festival, remove_played=options.yes)
    except NeedsConsent as needed:
        common.need_agreement(needed, "--yes")
        changes = compare_plan(plan, festival, remove_played=True)
    if not options.yes:
        for unclear in changes.unclear:
            common.need_agreement(NeedsConsent("unclear", "{question}", question=unclear), "--yes")
    return changes


def _recorded(options: Namespace, changes: Changes, festival: Festival) -> int:
    festival.do_all(changes.actions, common.operator_of(options))
    _answer(options, changes, recorded=True)
    return 0


def _answer(options: Namespace, changes: Changes, *, recorded: bool) -> None:
    if options.json:
        common.say_json({"recorded": recorded, "changes": changes.actions, "lines": changes.lines()})
        return
    for line in changes.lines():
        common.say(line)
    if recorded:
        common.say(tr("Imported: {count} records.", count=len(changes.actions)))
    elif changes.actions:
        common.say(tr("Nothing was imported: this was a check."))
    else:
        common.say(tr("Nothing to change."))


def run_template(options: Namespace) -> int:
    """Write the workbook; one that exists is overwritten only when that is said."""
    from store.plan import write_template

    if options.file.suffix.lower() != ".xlsx":
        raise Refused("{file} is no workbook's name; it has to end in .xlsx.", file=str(options.file))
    if options.file.exists() and not options.force:
        raise Refused("{file} exists already; --force overwrites it.", file=str(options.file))
    if not options.file.parent.is_dir():
        raise LianyunError("There is no folder {folder}.", folder=str(options.file.parent))
    write_template(options.file)
    common.say(tr("Written: {file}", file=str(options.file)))
    return 0
