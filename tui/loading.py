"""A plan into the festival that is open: read away from the screen, shown before it counts, then recorded at one stroke."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import LianyunError, NeedsConsent
from store.words import tr

if TYPE_CHECKING:
    from store.plan import Changes, Plan
    from tui.app import LianyunApp

GROUP = "plan"


def ask_for_file(app: LianyunApp) -> None:
    """Ask for a file's name and import it."""
    from tui.dialogs.ask import AskDialog

    def answered(name: str | None) -> None:
        if name:
            load(app, Path(name.strip("\"'")).expanduser())

    app.push_screen(AskDialog(tr("Which file? An Excel workbook, a csv or a json file, by its path:")), answered)


def load_sample(app: LianyunApp) -> None:
    """Import the sample festival, its day moved to today."""
    from store.sample import sample_plan

    today = app.festival.clock.now().astimezone().date()
    _offer(app, sample_plan(today), tr("The sample festival"))


def load(app: LianyunApp, path: Path) -> None:
    """Read the file in a thread and offer what is in it; where it cannot be read, show every fault."""
    app.say(tr("Reading {file} …", file=path.name))
    about = app.day.festival
    today: date = about.date if about else app.festival.clock.now().astimezone().date()

    def read() -> None:
        from store.importing import read_plan

        try:
            plan = read_plan([path], app.festival, today)
        except LianyunError as fault:
            app.call_from_thread(_show_faults, app, path, fault)
        else:
            app.call_from_thread(_offer, app, plan, path.name)

    app.run_worker(read, group=GROUP, exclusive=True, thread=True, exit_on_error=False)


def _show_faults(app: LianyunApp, path: Path, fault: LianyunError) -> None:
    from store.plan import PlanFaults
    from tui.dialogs.lines import LinesDialog

    lines = [str(each) for each in fault.faults] if isinstance(fault, PlanFaults) else [str(fault)]
    app.say_refused(tr("{file} was not imported.", file=path.name))
    app.push_screen(
        LinesDialog(
            tr("{file} cannot be imported: {count} faults. Nothing has changed.", file=path.name, count=len(lines)), lines
        )
    )


def _offer(app: LianyunApp, plan: Plan, name: str) -> None:
    from store.importing import compare_plan
    from tui.dialogs.lines import LinesDialog

    question = tr("Import this?")
    try:
        changes = compare_plan(plan, app.festival)
    except NeedsConsent as needed:
        question = f"{needed} {tr('Remove them all the same?')}"
        changes = compare_plan(plan, app.festival, remove_played=True)
    if not changes.actions:
        app.say(tr("{file}: nothing to change.", file=name))
        return

    def answered(yes: bool | None) -> None:
        if yes:
            _record(app, changes)
        else:
            app.say_refused(tr("Not done."))

    app.push_screen(LinesDialog(name, changes.lines(), question), answered)


def _record(app: LianyunApp, changes: Changes) -> None:
    try:
        app.festival.do_all(changes.actions, app.who)
    except LianyunError as fault:
        app.say_refused(str(fault))
    else:
        app.page("overview")
