"""`lianyun do` and `lianyun undo`: what a key does on a screen, from the command line."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from store.errors import NeedsConsent
from store.words import tr
from tui.commands import common
from tui.commands.parser import Commands, add_command, add_json, add_moment, add_operator

if TYPE_CHECKING:
    from store.actions import Action
    from store.festival import Changed, Festival
    from store.who import Who


def add(commands: Commands) -> None:
    """Add the commands to the command line."""
    command = add_command(
        commands,
        "do",
        tr("do something: start an item, sign a department off …"),
        tr("Example: lianyun do item.start P3-02 --as NAME --role stage"),
    )
    command.add_argument(
        "action", metavar=tr("ACTION"), help=tr("what to do, such as item.start; a wrong one lists them all")
    )
    command.add_argument("subject", metavar=tr("SUBJECT"), help=tr("the id of what to do it to, such as P3-02"))
    command.add_argument(
        "fields", nargs="*", default=[], metavar=tr("KEY=VALUE"), help=tr("a field of it; a wrong one lists them all")
    )
    add_moment(command)
    add_operator(command)
    add_json(command)
    command.set_defaults(run=run_do, fail=command.error)

    command = add_command(commands, "undo", tr("take back what this station did last"))
    add_moment(command)
    add_operator(command)
    add_json(command)
    command.set_defaults(run=run_undo)


def run_do(options: Namespace) -> int:
    """Record the action with the checks that a key has, and print what was recorded."""
    from store.actions import CueGo
    from store.fields import read_action

    fields = _fields(options)
    folder = common.folder_of(options)
    common.must_exist(folder)
    with common.writing(folder) as festival:
        _set_clock(options, festival)
        action = read_action(
            options.action, _subject(options, festival), fields, on=common.festival_date(festival), zone=festival.zone
        )
        who = common.operator_of(options)
        changed = _done(festival, action, who)
        _answer(options, festival, changed)
        if isinstance(action, CueGo):
            return _fire(festival, changed, who)
    return 0


def _fire(festival: Festival, changed: Changed, who: Who) -> int:
    """Send the trigger of a cue whose GO has just been recorded, and say what became of it."""
    from store.links.firing import fire_recorded

    answer = fire_recorded(festival, changed, who)
    if answer is None or answer.ok:
        return 0
    common.complain(tr("The cue is recorded as fired, and its trigger FAILED: {error}", error=answer.error))
    return 1


def _subject(options: Namespace, festival: Festival) -> str:
    """The subject; for an incident that is raised as "new" an id that no other has."""
    if (options.action, options.subject) != ("incident.raise", "new"):
        return str(options.subject)
    from store.incidents import new_id

    return new_id(festival.day(), festival.station)


def run_undo(options: Namespace) -> int:
    """Take the last stroke back, and print what was taken back."""
    folder = common.folder_of(options)
    common.must_exist(folder)
    with common.writing(folder) as festival:
        _set_clock(options, festival)
        _answer(options, festival, festival.undo(common.operator_of(options)))
    return 0


def _fields(options: Namespace) -> dict[str, str]:
    """The KEY=VALUE arguments; what is none of them is wrong usage."""
    fields: dict[str, str] = {}
    for argument in options.fields:
        key, sign, value = argument.partition("=")
        if not key or not sign:
            options.fail(tr("{argument} is not KEY=VALUE", argument=argument))
        if key in fields:
            options.fail(tr("{key} is given twice", key=key))
        fields[key] = value
    return fields


def _set_clock(options: Namespace, festival: Festival) -> None:
    from store.clock import FixedClock

    at = common.moment_of(options, festival)
    if at is not None:
        festival.clock = FixedClock(at)


def _done(festival: Festival, action: Action, who: Who) -> Changed:
    """Do it; what has to be confirmed is asked for on a terminal, one thing after the other."""
    from msgspec.structs import replace

    while True:
        try:
            return festival.do(action, who)
        except NeedsConsent as needed:
            confirmed = (*getattr(action, "confirm", ()), needed.consent)
            common.need_agreement(needed, f"confirm={','.join(confirmed)}")
            action = replace(action, confirm=confirmed)


def _answer(options: Namespace, festival: Festival, changed: Changed) -> None:
    if options.json:
        common.say_json(changed.entries)
        return
    from store.phrases import phrase

    for entry in changed.entries:
        common.say(phrase(entry, festival.documents, festival.journal))
