"""A document of the plan while it is being read: its fields so far, and where each of them was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from store.plan.faults import Fault, Text, quote


@dataclass
class Draft:
    """A document to be. Fields are plain data, times still `Moment`s, names of other documents as they were written.

    `columns` says of each field how its place in the file is called. `number` is its number in the list, where it has one.
    `leader` is the unit's leader that the row of a duty names beside it. `guesses` are what may name its performance where
    its row does not: the title above it, the name of its sheet. `faulty` are the fields that have been found wrong already.
    """

    table: str
    file: str
    sheet: str = ""
    row: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    number: int | None = None
    leader: str = ""
    guesses: tuple[str, ...] = ()
    faulty: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        """Its id, "" until it has one."""
        return str(self.fields.get("id", ""))

    def text(self, name: str) -> str:
        """A text field, "" where it is missing."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def fault(self, name: str, accepted: Text, found: Text | None = None) -> Fault:
        """The fault of one of its fields; what was found is the field's value where nothing else is said."""
        self.faulty.add(name)
        said = quote(self.fields.get(name, "")) if found is None else found
        return Fault(self.file, said, accepted, self.sheet, self.row, self.columns.get(name, ""))
