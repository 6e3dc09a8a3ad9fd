"""What is wrong with a plan: every fault has its place, what was found there and what is accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from store.errors import LianyunError
from store.words import Message, tr

LONGEST_QUOTE = 60  # characters of a found value that a fault repeats

Text = Message | str


class Unreadable(Exception):
    """A value or a file cannot be read: what is accepted, and what was found where that is more than the value itself.

    It is not said to a person: whoever catches it adds the place and makes a fault of it.
    """

    def __init__(self, accepted: Text, found: Text | None = None) -> None:
        super().__init__(accepted, found)
        self.accepted = accepted
        self.found = found


@dataclass(frozen=True)
class Fault:
    """One thing that stops an import. `str()` says it in one line, in the current language.

    `sheet`, `row` (counted from 1) and `column` are empty where they do not apply; in a json file `column` is the path of
    the value.
    """

    file: str
    found: Text
    accepted: Text
    sheet: str = ""
    row: int | None = None
    column: str = ""

    @property
    def place(self) -> str:
        """Where it is, as a person would look for it."""
        parts = [self.file]
        if self.sheet:
            parts.append(tr("sheet {sheet}", sheet=self.sheet))
        if self.row is not None:
            parts.append(tr("row {row}", row=self.row))
        if self.column:
            parts.append(tr("column {column}", column=self.column) if self.row is not None else self.column)
        return tr(", ").join(parts)

    def __str__(self) -> str:
        return tr("{place}: found {found}; accepted: {accepted}", place=self.place, found=self.found, accepted=self.accepted)


class PlanFaults(LianyunError):
    """The plan cannot be read; nothing of it was taken over. `faults` has every fault, in the order of the files."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("The plan has faults: {count}. Nothing was imported.", count=len(self.faults))


@dataclass
class Findings:
    """What reading has come upon so far: faults, which stop the import, and notices, which are only said."""

    faults: list[Fault] = field(default_factory=list)
    notices: list[Message] = field(default_factory=list)

    def raise_any(self) -> None:
        """Raise PlanFaults where there is any fault."""
        if self.faults:
            raise PlanFaults(self.faults)


def quote(value: object) -> str:
    """A found value as a fault repeats it: in quotes, shortened."""
    text = str(value)
    return f"“{text[:LONGEST_QUOTE]}…”" if len(text) > LONGEST_QUOTE else f"“{text}”"
