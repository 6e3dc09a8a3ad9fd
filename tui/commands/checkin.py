"""`lianyun check`, `codes` and `attendance`: the check-in desk from the command line."""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import LianyunError, Refused
from store.words import mark, tr
from tui.commands import common
from tui.commands.parser import Commands, Parser, add_command, add_json, add_moment, add_operator

if TYPE_CHECKING:
    from store.checkin.answer import Answer
    from store.codes.key import Key
    from store.festival import Festival
    from store.models import Official

ADMITTED, REFUSED, ALREADY_HERE = 0, 1, 3
LAYOUTS = ("badges", "cards", "labels")
EVERY = 500  # how often progress is said


def add(commands: Commands) -> None:
    """Add the commands to the command line."""
    _add_check(commands)
    _add_codes(commands)
    _add_attendance(commands)


def _add_check(commands: Commands) -> None:
    command = add_command(
        commands,
        "check",
        tr("answer a scan, and record who came"),
        tr("Exit status: 0 admitted, 1 refused, 3 already here."),
    )
    command.add_argument("code", metavar=tr("CODE"), help=tr("what the scanner typed"))
    command.add_argument("--desk", default=argparse.SUPPRESS, metavar=tr("NAME"), help=tr("the desk at which it is"))
    add_moment(command)
    add_operator(command)
    add_json(command)
    command.set_defaults(run=run_check)


def _add_attendance(commands: Commands) -> None:
    command = add_command(commands, "attendance", tr("the sign-in table: who came, when and where, and who did not"))
    form = command.add_mutually_exclusive_group()
    form.add_argument("--xlsx", type=Path, metavar=tr("FILE"), help=tr("write it as a workbook, with a summary by unit"))
    form.add_argument("--csv", type=Path, metavar=tr("FILE"), help=tr("write it as csv"))
    form.add_argument("--json", action="store_true", help=tr("print JSON"))
    add_moment(command)
    command.set_defaults(run=run_attendance)


_SUBCOMMANDS = {
    "issue": mark("issue codes: to everyone who has none, or to those named"),
    "show": mark("print a code, to be scanned off the screen"),
    "png": mark("write codes as PNG pictures, named by unit and name"),
    "sheet": mark("write a sheet of badges to print, an HTML page in A4"),
    "revoke": mark("revoke the codes of those named"),
    "recover": mark("take the issuing key back from its recovery number; without one, print the number"),
}


def _add_codes(commands: Commands) -> None:
    codes = add_command(commands, "codes", tr("issue, draw, print and revoke check-in codes"))
    below = codes.add_subparsers(
        title=tr("commands"), metavar=tr("COMMAND"), dest="codes", parser_class=Parser, required=True
    )
    made = {name: add_command(below, name, tr(what)) for name, what in _SUBCOMMANDS.items()}
    for name in ("issue", "png", "sheet"):
        made[name].add_argument("who_for", nargs="*", metavar=tr("ID"), help=tr("the ids of officials; else all"))
    for name in ("show", "revoke"):
        made[name].add_argument("who_for", nargs="+", metavar=tr("ID"), help=tr("the ids of officials"))
    made["issue"].add_argument(
        "--again", action="store_true", help=tr("a new code also for those who have one; it is revoked")
    )
    made["png"].add_argument("--out", type=Path, required=True, metavar=tr("DIR"), help=tr("the folder to write into"))
    made["sheet"].add_argument("--out", type=Path, required=True, metavar=tr("FILE"), help=tr("the file to write"))
    made["sheet"].add_argument("--layout", choices=LAYOUTS, default="badges", help=tr("8, 10 or 24 a page"))
    made["recover"].add_argument("number", nargs="*", metavar=tr("NUMBER"), help=tr("the recovery number, in groups or not"))
    for name, command in made.items():
        add_operator(command)
        command.set_defaults(run=_RUN[name])


# -- check -------------------------------------------------------------------------------------------------------------


def run_check(options: Namespace) -> int:
    """Answer a scan as a desk does."""
    from store.checkin.desk import Desk
    from store.clock import FixedClock

    folder = common.folder_of(options)
    common.must_exist(folder)
    with common.writing(folder) as festival:
        at = common.moment_of(options, festival)
        if at is not None:
            festival.clock = FixedClock(at)
        who = common.operator_of(options)
        answer = Desk(festival, options.desk or who.name).scan(options.code, who)
        if options.json:
            common.say_json(_plain(answer))
        else:
            common.say(_said(answer, festival))
    return ADMITTED if answer.admits else ALREADY_HERE if answer.kind == "here" else REFUSED


def _plain(answer: Answer) -> dict[str, object]:
    official = answer.official
    return {
        "answer": answer.kind,
        "colour": answer.colour,
        "admitted": answer.admits,
        "words": str(answer.title),
        "advice": str(answer.advice) if answer.advice else "",
        "official": None
        if official is None
        else {
            "id": official.id,
            "name": official.name,
            "unit": official.unit,
            "title": official.title,
            "seat": official.seat,
            "attention": official.attention,
            "arrived_at": official.arrived_at,
            "desk": official.gate,
        },
    }


def _said(answer: Answer, festival: Festival) -> str:
    from store.formats import clock_time

    parts = [str(answer.title)]
    if (official := answer.official) is not None:
        parts += [part for part in (official.name, official.unit, official.title, official.seat) if part]
        if answer.kind == "here":
            parts.append(f"{clock_time(official.arrived_at, festival.zone, seconds=True)} {official.gate}".strip())
        if official.attention:
            parts.append(tr("! Attention: {text}", text=official.attention))
    if answer.advice:
        parts.append(str(answer.advice))
    return " · ".join(parts)


# -- attendance --------------------------------------------------------------------------------------------------------


def run_attendance(options: Namespace) -> int:
    """Print the sign-in table, or write it to a file."""
    from store.checkin.report import HEADINGS, attendance, cells, lines

    with common.reading(common.folder_of(options)) as festival:
        day = festival.day(common.moment_of(options, festival))
        if options.json:
            people = [
                {
                    "number": line.number,
                    "id": line.official.id,
                    "name": line.official.name,
                    "unit": line.official.unit,
                    "title": line.official.title,
                    "seat": line.official.seat,
                    "arrived_at": line.at,
                    "how": line.official.how,
                    "desk": line.official.gate,
                    "state": line.state,
                    "substitute_of": line.official.substitute_of,
                    "note": line.official.note,
                }
                for line in lines(day)
            ]
            common.say_json({**attendance(day), "officials": people})
        elif options.xlsx or options.csv:
            from store.checkin.files import write_csv, write_xlsx

            path: Path = options.xlsx or options.csv
            (write_xlsx if options.xlsx else write_csv)(day, path)
            common.say(tr("Written: {file}", file=str(path)))
        else:
            from tui.commands.tables import table

            for line in table([tr(each) for each in HEADINGS], [cells(day, each) for each in lines(day)]):
                common.say(line)
            common.say(_numbers(attendance(day)))
    return 0


def _numbers(found: dict[str, object]) -> str:
    return tr(
        "expected {expected} · present {present} · absent {absent} · leave {leave} · substitutes {substitutes}"
        " · late {late}",
        **{name: found[name] for name in ("expected", "present", "absent", "leave", "substitutes", "late")},
    )


# -- codes -------------------------------------------------------------------------------------------------------------


def run_issue(options: Namespace) -> int:
    """Issue codes; the key is made where this is the first use."""
    from store.codes.issuing import batches, first_key, issue
    from store.codes.key import users_keys

    with _open(options) as festival:
        who, keys = common.operator_of(options), users_keys()
        officials = _named(festival, options.who_for)
        key, first = first_key(festival.documents, keys)
        if first:
            festival.do_all(first, who)
            common.complain(tr("The issuing key has been made: {file}", file=str(keys.file(key.tag))))
            common.complain(tr("Print its recovery number and put it in a safe: lianyun codes recover"))
        actions = issue(key, officials, again=options.again)
        for batch in batches(actions):
            festival.do_all(batch, who)
        common.say(tr("{count} codes have been issued.", count=len(actions)))
    return 0


def run_revoke(options: Namespace) -> int:
    """Revoke the codes of those named."""
    from store.codes.issuing import batches, revoke

    with _open(options) as festival:
        actions = revoke(_named(festival, options.who_for))
        for batch in batches(actions):
            festival.do_all(batch, common.operator_of(options))
        common.say(tr("{count} codes have been revoked.", count=len(actions)))
    return 0


def run_show(options: Namespace) -> int:
    """Print codes on the terminal, black on white whatever its colours are."""
    from store.codes.form import grouped
    from store.codes.issuing import code_of
    from store.codes.terminal import half_blocks

    with common.reading(common.folder_of(options)) as festival:
        key = _key(festival)
        for official in _named(festival, options.who_for):
            code = code_of(key, official)
            common.say(" · ".join(part for part in (official.name, official.unit, official.title, official.seat) if part))
            coloured = common.is_terminal(sys.stdout)
            for line in half_blocks(code):
                print(f"\x1b[38;2;0;0;0;48;2;255;255;255m{line}\x1b[0m" if coloured else line)
            common.say(grouped(code))
    return 0


def run_png(options: Namespace) -> int:
    """Write pictures into a folder."""
    from store.codes.issuing import code_of
    from store.codes.picture import Drawn, write_pictures

    with common.reading(common.folder_of(options)) as festival:
        key = _key(festival)
        drawn = [Drawn(each, code_of(key, each)) for each in _with_code(_named(festival, options.who_for))]
        count = sum(1 for _ in write_pictures(drawn, options.out, _progress(len(drawn))))
        common.say(tr("{count} pictures are in {folder}.", count=count, folder=str(options.out)))
    return 0


def run_sheet(options: Namespace) -> int:
    """Write a sheet to print."""
    from store.codes.issuing import code_of
    from store.codes.picture import Drawn
    from store.codes.sheet import pages, write_sheet

    with common.reading(common.folder_of(options)) as festival:
        key = _key(festival)
        drawn = [Drawn(each, code_of(key, each)) for each in _with_code(_named(festival, options.who_for))]
        write_sheet(drawn, options.out, options.layout, _progress(len(drawn)))
        count = pages(drawn, options.layout)
        common.say(tr("{count} badges on {pages} pages: {file}", count=len(drawn), pages=count, file=str(options.out)))
    return 0


def run_recover(options: Namespace) -> int:
    """Take the key back from its number; without one, print the number of the key that is here."""
    from store.codes.issuing import fits
    from store.codes.key import from_recovery, users_keys

    with common.reading(common.folder_of(options)) as festival:
        if not options.number:
            common.say(_key(festival).recovery)
            common.complain(
                tr("Whoever has this number can make every code of this festival. Print it, and put it in a safe.")
            )
            return 0
        key = from_recovery(" ".join(options.number))
        about = festival.day().festival
        if about is None or about.tag != key.tag or not fits(key, festival.documents):
            raise Refused("This is the recovery number of another festival.")
        keys = users_keys()
        keys.keep(key)
        common.say(tr("The issuing key is back: {file}", file=str(keys.file(key.tag))))
    return 0


@contextmanager
def _open(options: Namespace) -> Iterator[Festival]:
    folder = common.folder_of(options)
    common.must_exist(folder)
    with common.writing(folder) as festival:
        yield festival


def _key(festival: Festival) -> Key:
    from store.codes.issuing import key_of
    from store.codes.key import users_keys

    return key_of(festival.documents, users_keys())


def _named(festival: Festival, subjects: Sequence[str]) -> list[Official]:
    """The officials of those ids, or all; raises LianyunError for an id that there is not."""
    roster = festival.documents.roster
    if not subjects:
        return list(roster)
    found = []
    for subject in subjects:
        official = roster.get(subject)
        if official is None:
            raise LianyunError("There is no {subject}.", subject=subject)
        found.append(official)
    return found


def _with_code(officials: Sequence[Official]) -> list[Official]:
    return [official for official in officials if official.code_digest]


def _progress(count: int) -> Callable[[int], bool]:
    """What says on a terminal how far a long job is."""

    def goes_on(done: int) -> bool:
        if done and done % EVERY == 0 and common.is_terminal(sys.stderr):
            common.complain(tr("{done} of {count}", done=done, count=count))
        return True

    return goes_on


_RUN = {
    "issue": run_issue,
    "show": run_show,
    "png": run_png,
    "sheet": run_sheet,
    "revoke": run_revoke,
    "recover": run_recover,
}
