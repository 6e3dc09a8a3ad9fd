"""The command line's grammar: argparse, speaking the reader's language, and the options that every command takes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any, NoReturn

from store.text import clean
from store.who import ROLES
from store.words import LANGUAGES, mark, tr

VERSION = "0.1.0"

# What argparse says of its own accord. It asks `gettext` for the words, under two names in its module, and has no other
# place to put a catalogue in; `speak` puts ours there.
OWN_WORDS = (
    mark("usage: "),
    mark("options"),
    mark("positional arguments"),
    mark("show this help message and exit"),
    mark("%(prog)s: error: %(message)s\n"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid %(type)s value: %(value)r"),
    mark("ignored explicit argument %r"),
    mark("expected one argument"),
    mark("expected at least one argument"),
)

Commands = Any  # argparse keeps the type of what `add_subparsers` returns to itself


class Parser(argparse.ArgumentParser):
    """An argument parser without abbreviations, which repeats what was typed only after it has been made safe."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, tr("%(prog)s: error: %(message)s\n") % {"prog": self.prog, "message": clean(message)})


def speak() -> None:
    """Have argparse speak the current language."""
    vars(argparse).update(_=tr, ngettext=lambda one, many, count: tr(one if count == 1 else many))


def parser() -> tuple[Parser, Commands]:
    """The parser of the whole command line, and where the commands are to be added to it."""
    top = Parser(prog="lianyun", description=tr("A festival's live day on one screen."), parents=[_everywhere(None)])
    add_operator(top, None, "command")
    commands = top.add_subparsers(title=tr("commands"), metavar=tr("COMMAND"), dest="command", parser_class=Parser)
    return top, commands


def add_command(commands: Commands, name: str, what: str, more: str = "") -> Parser:
    """Add a command, with the options that hold everywhere; `what` it does, in a line, and what `more` its help says."""
    command: Parser = commands.add_parser(
        name, help=what, description=what, epilog=more or None, parents=[_everywhere(argparse.SUPPRESS)]
    )
    return command


def add_operator(command: Parser, name: Any = argparse.SUPPRESS, role: Any = argparse.SUPPRESS) -> None:
    """Add who does it. A command leaves what was given before it as it is; only the top has the defaults."""
    command.add_argument(
        "--as", dest="who", metavar=tr("NAME"), default=name, help=tr("who does it (else LIANYUN_AS, else the login name)")
    )
    command.add_argument("--role", choices=ROLES, default=role, help=tr("the role in which it is done"))


def add_moment(command: Parser) -> None:
    """Add the moment at which it is done."""
    command.add_argument(
        "--at",
        metavar=tr("TIME"),
        help=tr("at that moment instead of now: 17:40 (on the festival's date, 00:10 too), “2005-07-01 17:40” or ISO 8601"),
    )


def add_json(command: Parser) -> None:
    """Add the choice of a form that programs read."""
    command.add_argument("--json", action="store_true", help=tr("print JSON"))


def _everywhere(default: Any) -> Parser:
    options = Parser(add_help=False, argument_default=default)
    options.add_argument(
        "--data",
        type=_folder,
        metavar=tr("DIR"),
        help=tr("the festival's folder (else LIANYUN_DATA, else your data folder)"),
    )
    options.add_argument("--lang", choices=LANGUAGES, help=tr("the language (else that of the locale)"))
    options.add_argument("--version", action="version", version=f"lianyun {VERSION}", help=tr("show the version and exit"))
    return options


def _folder(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError(tr("a folder's name is missing"))
    return Path(text).expanduser()
