"""The rows of a sheet as drafts of documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from store.plan.drafts import Draft
from store.plan.faults import Fault, Findings, Unreadable, quote
from store.plan.grid import Cell, Line, Sheet
from store.plan.header import Header, alone, is_note, is_repeated, is_total, recognise
from store.plan.headings import KINDS, Column
from store.plan.template import EXAMPLE
from store.plan.times import Moment
from store.plan.values import ordinal, squeezed, text
from store.words import Message, pick

FORM_KINDS = {squeezed(word): kind for kind, words in KINDS.items() for word in words if kind != "act"}

# What an office fills in beforehand for rows that it then leaves empty.
_PREPARED = {"ref", "performance"}


class SheetReader:
    """Reads one sheet. `performance` finds the id of a performance by its name, or returns None."""

    def __init__(self, sheet: Sheet, findings: Findings) -> None:
        self.sheet = sheet
        self.findings = findings
        self.drafts: list[Draft] = []
        self.titles: list[str] = []
        self.examples = 0
        self._header: Header | None = None
        self._part = ""  # the title that the rows stand under
        self._missing: dict[int, set[str]] = {}  # by row of headings: the required columns that it does not have

    def read(self) -> list[Draft]:
        """The drafts of the sheet; faults and notices go to the findings.

        A sheet may have several tables one below the other: each row of headings begins another.
        """
        for line in self.sheet.lines:
            if self._header and is_repeated(line, self._header):
                continue
            if header := recognise(line, self.sheet.name, again=self._header is not None):
                self._header = header
            elif self._header is None:
                self._title(line)
            elif not (is_note(line) or is_total(line)):
                self._row(line, self._header)
        if self.examples:
            self._notice(Message("{sheet}: example rows were left out: {count}.", {"count": self.examples}))
        if self._header is None and self.sheet.lines:
            self._notice(Message("{sheet}: left out, for no row of headings was found in it."))
        return self.drafts

    @property
    def understood(self) -> bool:
        """Whether a row of headings was found."""
        return self._header is not None

    def _title(self, line: Line) -> None:
        if (title := alone(line)) and not is_note(line):
            self.titles.append(title)
            self._part = title

    def _row(self, line: Line, header: Header) -> None:
        """A row below the headings: a document, the title of the part that follows, or nothing that belongs to the plan."""
        key = header.column_of(header.layout.key)
        lonely = alone(line)
        if lonely is not None and (line.wide or key not in line.filled()):
            self._part = lonely
            values = {"row": line.number, "words": quote(lonely)}
            self._notice(Message("{sheet}: row {row} is read as a title or a note: {words}.", values))
            return
        used = {column.field for at, column in header.columns.items() if at in line.filled() and at not in line.continued}
        if used <= _PREPARED:
            return
        if key is not None and EXAMPLE.match(str(line.filled().get(key, ""))):
            self.examples += 1
            return
        self._describe(header)
        if key in line.continued and self.drafts:
            self._continue(line, header)
        else:
            self.drafts.append(self._draft(line, header))

    def _draft(self, line: Line, header: Header) -> Draft:
        draft = Draft(header.layout.table, self.sheet.file, self.sheet.name, line.number)
        draft.columns = {column.field: _called(header, at) for at, column in header.columns.items()}
        cells = line.filled()
        for at, column in header.columns.items():
            if at in cells:
                self._read(draft, column, cells[at], header.units.get(at))
        self._settle(draft)
        draft.faulty |= self._missing[header.row]
        return draft

    def _read(self, draft: Draft, column: Column, cell: Cell, unit_s: int | None) -> None:
        """Read a cell into its field."""
        try:
            if column.field == "ref":
                _refer(draft, cell)
            elif (value := column.value(cell, unit_s)) not in ("", []):
                draft.fields[column.field] = value
        except Unreadable as unreadable:
            found = quote(text_of(cell)) if unreadable.found is None else unreadable.found
            self.findings.faults.append(draft.fault(column.field, unreadable.accepted, found))

    def _settle(self, draft: Draft) -> None:
        """Turn the columns that are not fields of the model into those that are."""
        fields = draft.fields
        if settle := SETTLE.get(draft.table):
            settle(draft)
        if "performance" not in fields and draft.table in ("items", "cues"):
            above = self.drafts[-1] if self.drafts and self.drafts[-1].table == draft.table else None
            if "performance" in draft.columns and above and "performance" in above.fields:
                fields["performance"] = above.fields["performance"]  # written once for all the rows below
            draft.guesses = (self._part, self.sheet.name)

    def _continue(self, line: Line, header: Header) -> None:
        """A second row of a document whose name is merged over both: its texts are added to those of the first."""
        draft = self.drafts[-1]
        for at, cell in line.filled().items():
            column = header.columns.get(at)
            if column is None or at in line.continued:
                continue
            if column.read is text and isinstance(draft.fields.get(column.field, ""), str):
                draft.fields[column.field] = "、".join(filter(None, [draft.text(column.field), text(cell)]))
            elif column.field != "ref":
                place = Draft(draft.table, draft.file, draft.sheet, line.number, columns=draft.columns)
                fault = place.fault(column.field, Message("one value for the merged rows"), quote(text_of(cell)))
                self.findings.faults.append(fault)

    def _describe(self, header: Header) -> None:
        """Say once for each table which of its columns are left out, and which are missing."""
        if header.row in self._missing:
            return
        self._missing[header.row] = set()
        if unknown := [quote(heading) for heading in header.unknown.values()]:
            self._notice(Message("{sheet}: columns that are not understood are left out: {columns}.", {"columns": unknown}))
        fields = {column.field for column in header.columns.values()}
        for column in header.layout.columns:
            if column.required and column.field not in fields | {"performance", "stage", "start"}:
                accepted = Message("one of: {names}", {"names": column.variants[:8]})
                found = Message("no column {column}", {"column": quote(pick(*column.headings))})
                self.findings.faults.append(Fault(self.sheet.file, found, accepted, self.sheet.name, header.row))
                self._missing[header.row].add(column.field)

    def _notice(self, notice: Message) -> None:
        where = " ".join(filter(None, [self.sheet.file, self.sheet.name]))
        self.findings.notices.append(Message(notice.text, {"sheet": where, **notice.values}))


def text_of(cell: Cell) -> str:
    """A cell as a fault repeats it."""
    return "" if cell is None else str(cell)


def _called(header: Header, at: int) -> str:
    """How a column is called in a fault: its heading, and its letters in a spreadsheet."""
    letters, number = "", at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{header.headings[at][:40]} ({letters})"


def _refer(draft: Draft, cell: Cell) -> None:
    """Take a number in the list for what it is, and anything else for the document's id."""
    number = ordinal(cell)
    if number is not None:
        draft.number = number
    elif "id" not in draft.fields:
        draft.fields["id"] = text(cell)
        draft.columns["id"] = draft.columns["ref"]


def _settle_performance(draft: Draft) -> None:
    """`period` is start and end in one; a `date` column holds for all the times of the row that have none."""
    fields = draft.fields
    if period := fields.pop("period", None):
        for name, moment in zip(("start", "end"), period, strict=True):
            if moment is not None and name not in fields:
                fields[name] = moment
                draft.columns[name] = draft.columns["period"]
    day, start = fields.pop("date", None), fields.get("start")
    if day and isinstance(start, Moment):
        fields["start"] = start.dated(day)  # the other times follow the start, past midnight where they must


def _settle_item(draft: Draft) -> None:
    """An item whose form says that it is a ceremony, a speech or a break is one."""
    form = squeezed(draft.text("form"))
    if form in FORM_KINDS:
        draft.fields.setdefault("kind", FORM_KINDS[form])


def _settle_cue(draft: Draft) -> None:
    """Time, anchor, item and offset together are the cue's anchor."""
    fields = draft.fields
    at, item = fields.pop("at", None), fields.pop("anchor_item", None)
    ref = fields.pop("anchor_ref", None) or ("item_start" if item and at is None else "clock" if at else None)
    offset_s = fields.pop("offset_s", None)
    draft.columns["anchor"] = next(
        (draft.columns[name] for name in ("at", "anchor_item", "anchor_ref") if name in draft.columns), ""
    )
    if ref is None and offset_s is None:
        return  # nothing says when; it is missed when the draft becomes a document
    anchor: dict[str, Any] = {"ref": ref or "on_air"}
    if item and anchor["ref"].startswith("item"):
        anchor["item"] = item
    if at is not None and anchor["ref"] == "clock":
        anchor["at"] = at
    if offset_s:
        anchor["offset_s"] = offset_s
    fields["anchor"] = anchor


def _settle_checkpoint(draft: Draft) -> None:
    if windows := draft.fields.get("open_windows"):
        draft.fields["open_windows"] = [{"open": start, "close": end} for start, end in windows]


def _settle_duty(draft: Draft) -> None:
    draft.leader = draft.fields.pop("leader", "")


SETTLE: dict[str, Callable[[Draft], None]] = {
    "performances": _settle_performance,
    "items": _settle_item,
    "cues": _settle_cue,
    "checkpoints": _settle_checkpoint,
    "duties": _settle_duty,
}
