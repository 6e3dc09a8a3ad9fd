"""The command `lianyun`: from the arguments to an exit status, and nothing worse than a line on standard error.

0 done, 1 refused or failed, 2 wrong usage, 130 interrupted, 141 where nobody reads the answer any more.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from store.errors import LianyunError
from store.words import LANGUAGES, preferred, speak, tr

FAILED, WRONG_USAGE, INTERRUPTED, UNREAD = 1, 2, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command of `argv`, without the program's name, and return its exit status. No exception leaves it."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _utf8()
    status = _status(arguments)
    _let_go_of_output()
    return status


def _status(arguments: list[str]) -> int:
    try:
        speak(_language(arguments))
        status = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except SystemExit as done:  # argparse: the help, the version, or wrong usage
        return done.code if isinstance(done.code, int) else FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return UNREAD
    except LianyunError as refusal:
        return _refused(refusal)
    except OSError as fault:
        return _failed(tr("The system says: {fault}.", fault=_said(fault)))
    except Exception as fault:  # noqa: BLE001  # the one boundary: what nobody foresaw is written down and said in a line
        return _unforeseen(fault, arguments)
    return status


def _run(arguments: list[str]) -> int:
    from tui.commands import act, checkin, cues, dashboard, folder, look, parser, plan

    parser.speak()
    top, commands = parser.parser()
    dashboard.add(top, commands)
    for group in (plan, act, cues, look, checkin, folder):
        group.add(commands)
    options, rest = top.parse_known_args(arguments)
    if rest and "fields" in options and not any(each.startswith("-") for each in rest):
        # argparse takes positional arguments in one place only, and leaves those behind an option over.
        options.fields = [*options.fields, *rest]
    elif rest:
        top.error(tr("unrecognized arguments: %s") % " ".join(rest))
    status: int = options.run(options)
    return status


def _language(arguments: Sequence[str]) -> str:
    """The language that the arguments or the locale ask for: it must be known before argparse can say anything."""
    for before, argument in zip(["", *arguments], arguments, strict=False):
        named = argument.removeprefix("--lang=") if before != "--lang" else argument
        if named in LANGUAGES and (named != argument or before == "--lang"):
            return named
    return preferred()


def _utf8() -> None:
    """Speak UTF-8 on every system and in every locale; what cannot be written is written as an escape."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _refused(refusal: LianyunError) -> int:
    from store.fields import NotUnderstood

    return _failed(str(refusal), WRONG_USAGE if isinstance(refusal, NotUnderstood) else FAILED)


def _failed(line: str, status: int = FAILED) -> int:
    from tui.commands.common import complain

    complain(line)
    return status


def _said(fault: OSError) -> str:
    reason = fault.strerror or str(fault)
    return f"{reason}: {fault.filename}" if fault.filename else reason


def _let_go_of_output() -> None:
    """See to it that what could not be printed is not tried once more, in vain, when the program ends."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _unforeseen(fault: Exception, arguments: Sequence[str]) -> int:
    from tui.crash import write

    try:
        where = str(write(fault, arguments))
    except OSError as refused:
        where = _said(refused)
    return _failed(
        tr(
            "Something unforeseen happened ({fault}). What was recorded is safe: start again. The details are in {file}.",
            fault=type(fault).__name__,
            file=where,
        )
    )


if __name__ == "__main__":
    sys.exit(main())
