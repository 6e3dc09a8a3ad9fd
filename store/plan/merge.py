"""What importing a plan would change in the documents that stand.

Three versions of a field meet: what the file says now, what it said when it was last imported, and what stands. Only what
the file has changed is taken over, so a field that was edited by hand on the day survives another import of the same file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from store.actions import PlanPut, PlanRemove
from store.errors import NeedsConsent
from store.models import DAY_FIELDS
from store.plan.identity import PLAYED, UNCLEAR
from store.plan.reader import ORDER, Plan
from store.plan.references import Documents, Imported
from store.plan.summary import Change, called, lines, table_name
from store.words import Message

# What a file that lists a performance has whole; what it leaves out is removed. Of other tables nothing is ever removed.
WHOLE_IN_PERFORMANCE = ("items", "cues")

MOST_NAMED = 12


@dataclass(frozen=True)
class Changes:
    """What importing a plan would do: the actions, in the order in which to record them, and what to say of them."""

    actions: tuple[PlanPut | PlanRemove, ...]
    notices: tuple[Message, ...]
    _said: tuple[Change, ...] = field(repr=False)

    @property
    def unclear(self) -> tuple[Message, ...]:
        """The notices of people who may have been taken for somebody else: whoever imports the plan is to be asked."""
        return tuple(notice for notice in self.notices if notice.text == UNCLEAR)

    def lines(self) -> list[str]:
        """What would be added, changed (field: old → new) and removed, in the current language; then the notices."""
        return [*lines(self._said), *map(str, self.notices)]


def compare(plan: Plan, documents: Documents, imported: Imported, *, remove_played: bool = False) -> Changes:
    """Work out what importing `plan` would change.

    `documents(table)` gives the raw documents that stand, by id; `imported(table, id)` the fields that were last imported
    for one, {} if none ever were. A field is put where the file says something else than at the last import; a new document
    has all its fields put; of one that stands the fields of the day (`DAY_FIELDS`) never are. Items and cues that the file
    no longer has are removed, in the performances of which it lists any, save those that were inserted on the day.

    Raises NeedsConsent("remove_played") where an item that has played would be removed, unless `remove_played`.
    """
    puts: list[Change] = []
    removals: list[Change] = []
    notices = list(plan.notices)
    for table in ORDER:
        if table not in plan.tables:
            continue
        standing, planned = documents(table), plan.tables[table]
        puts += [
            change for ident, said in planned.items() if (change := _put(table, ident, said, standing.get(ident), imported))
        ]
        missing = {ident: raw for ident, raw in standing.items() if ident not in planned}
        if table in WHOLE_IN_PERFORMANCE:
            removals += _removals(table, planned, missing, imported)
        elif missing:
            notices.append(_kept(table, missing))
    if not remove_played:
        _ask(removals)
    said = [*puts, *removals]
    actions = sorted((_action(change) for change in said), key=lambda action: ORDER.index(action.table))
    return Changes(tuple(actions), tuple(notices), tuple(said))


def _put(
    table: str, ident: str, said: Mapping[str, Any], stands: Mapping[str, Any] | None, imported: Imported
) -> Change | None:
    """What the file changes in one document; None where it says what it said before."""
    fields = {name: value for name, value in said.items() if name != "id"}
    if stands is None:
        return Change("added", table, ident, fields, said)
    before = imported(table, ident)
    fields = {
        name: value
        for name, value in fields.items()
        if name not in DAY_FIELDS[table] and (name not in before or before[name] != value)
    }
    return Change("changed", table, ident, fields, dict(stands)) if fields else None


def _removals(table: str, planned: Mapping[str, Any], missing: Mapping[str, Any], imported: Imported) -> list[Change]:
    """Documents that were imported once and that the file, though it lists their performance, no longer has."""
    listed = {raw["performance"] for raw in planned.values()}
    return [
        Change("removed", table, ident, {}, raw)
        for ident, raw in missing.items()
        if raw.get("performance") in listed and imported(table, ident)
    ]


def _ask(removals: list[Change]) -> None:
    """Raise NeedsConsent where an item that has played would be removed."""
    played = [
        called(each.ident, each.document)
        for each in removals
        if each.document.get("state") in PLAYED and each.table == "items"
    ]
    if played:
        raise NeedsConsent("remove_played", "Already played, and no longer in the file: {items}. Remove them?", items=played)


def _kept(table: str, missing: Mapping[str, Any]) -> Message:
    """What stands though the file does not name it."""
    names = [called(ident, raw) for ident, raw in missing.items()]
    values = {
        "table": table_name(table),
        "count": len(names),
        "names": [*names[:MOST_NAMED], *["…"] * (len(names) > MOST_NAMED)],
    }
    return Message("{table}: not in the file and kept as they are ({count}): {names}.", values)


def _action(change: Change) -> PlanPut | PlanRemove:
    if change.kind == "removed":
        return PlanRemove(subject=change.ident, table=change.table)
    return PlanPut(subject=change.ident, table=change.table, fields=dict(change.fields))
