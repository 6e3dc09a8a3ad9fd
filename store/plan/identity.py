"""Which document a row is: the one that stands, found again though its row has no id, or a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from store.models import DAY_FIELDS
from store.plan.drafts import Draft
from store.plan.faults import Findings
from store.plan.names import comparable
from store.words import Message, mark

# Someone asks before a plan with this among its notices is imported.
UNCLEAR = mark("Not clear: {name}, {unit}, is taken for {id}, {before}. If they are two people, give the row an id.")

LONGEST_ID = 80  # characters
LONGEST_NAME_AS_ID = 24

PLAYED = frozenset({"running", "held", "done"})

Raw = Mapping[str, Any]
Key = Callable[[Raw], Hashable | None]


def _by(*fields: str) -> Key:
    """The key made of these fields; None, which matches nothing, where the last of them is empty."""

    def key(document: Raw) -> Hashable | None:
        values = tuple(comparable(str(document.get(field) or "")) for field in fields)
        return values if values[-1] else None

    return key


def _item_number(item: Raw) -> Hashable | None:
    """An item's number in its performance; None for one that has played, for another one now has its number."""
    return None if item.get("state") in PLAYED else _by("performance", "number")(item)


# How a row without an id is known again, the surest way first. Two people of one name are two people.
KEYS: dict[str, tuple[Key, ...]] = {
    "stages": (_by("name"),),
    "performances": (_by("name"),),
    "items": (
        _by("performance", "unit", "title"),
        _by("performance", "title"),
        _by("performance", "number", "unit"),
        _item_number,
    ),
    "cues": (_by("performance", "number", "text"), _by("performance", "text"), _by("performance", "number")),
    "checkpoints": (_by("name"),),
    "units": (_by("name"),),
    "duties": (_by("unit", "task"), _by("task")),
    "officials": (_by("phone", "unit", "name"), _by("name", "phone"), _by("name", "unit"), _by("name")),
    "incidents": (_by("number", "summary"),),
}

# Where these differ, the number in the list alone does not make two documents one.
SAME = {"duties": _by("unit"), "officials": _by("name")}


def identify(
    table: str, drafts: list[Draft], standing: Mapping[str, Raw], imported: Callable[[str], Raw], findings: Findings
) -> None:
    """Give each draft of a table its id.

    An id in the file holds; else the draft is the standing document with the same key (`KEYS`), as the file had it at the
    last import (`imported`), then as it stands now; else the one whose id its number in the list makes; else it is new. Ids
    that stand twice in the files are faults.
    """
    _check(drafts, findings)
    given = {draft.id for draft in drafts}
    free = {ident: document for ident, document in standing.items() if ident not in given}
    before = {ident: _before(table, document, imported(ident)) for ident, document in free.items()}
    for views in (before, free):
        for key in KEYS[table]:
            known = {id(draft) for draft in drafts if draft.id}
            _match(key, drafts, views, free)
            if table == "officials" and key is KEYS[table][-1]:
                findings.notices += [
                    _by_name_alone(draft, standing[draft.id]) for draft in drafts if draft.id and id(draft) not in known
                ]
    ids = Ids({*given, *standing})
    position: Counter[str] = Counter()
    for draft in drafts:
        position[draft.text("performance")] += 1
        if not draft.id:
            draft.fields["id"] = _again(draft, free) or ids.new(draft, draft.number or position[draft.text("performance")])


def _by_name_alone(draft: Draft, stands: Raw) -> Message:
    """What is said of a row that is taken for an official whose unit, or telephone, is another one."""
    values = {"name": draft.text("name"), "unit": draft.text("unit"), "id": draft.id, "before": stands.get("unit", "")}
    return Message(UNCLEAR, values)


def _check(drafts: list[Draft], findings: Findings) -> None:
    """Find ids that are no ids, and those that stand twice."""
    first: dict[str, Draft] = {}
    for draft in drafts:
        ident = draft.fields.get("id")
        if ident is None:
            continue
        if not isinstance(ident, str) or not 0 < len(ident) <= LONGEST_ID:
            accepted = Message("an id of at most {limit} characters", {"limit": LONGEST_ID})
            findings.faults.append(draft.fault("id", accepted))
            del draft.fields["id"]
        elif earlier := first.get(ident):
            found = Message("{id} a second time (first: {place})", {"id": ident, "place": earlier.fault("id", "").place})
            findings.faults.append(draft.fault("id", Message("every id once"), found))
        else:
            first[ident] = draft


def _before(table: str, document: Raw, imported: Raw) -> Raw:
    """A document as the file had it at the last import, with what the day has made of it."""
    return {**document, **{name: value for name, value in imported.items() if name not in DAY_FIELDS[table]}}


def _match(key: Key, drafts: Iterable[Draft], views: Mapping[str, Raw], free: dict[str, Raw]) -> None:
    """Give the drafts without an id those of the free documents with the same key in `views`; these are free no longer."""
    waiting: dict[Hashable, list[str]] = {}
    for ident in free:
        if (value := key(views[ident])) is not None:
            waiting.setdefault(value, []).append(ident)
    if not waiting:
        return
    for draft in drafts:
        if not draft.id and (alike := waiting.get(key(draft.fields))):
            draft.fields["id"] = alike.pop(0)
            del free[draft.id]


def _again(draft: Draft, free: dict[str, Raw]) -> str | None:
    """The free document whose id the draft's number makes, where it can be the same one."""
    if draft.number is None or draft.table in ("items", "cues"):
        return None  # these have their number for a key
    ident = made(draft, draft.number)
    document, same = free.get(ident), SAME.get(draft.table)
    if document is None or (same and same(document) != same(draft.fields)):
        return None
    del free[ident]
    return ident


def made(draft: Draft, number: int) -> str:
    """The id that is made for a document without one, from its number in the list."""
    performance = draft.text("performance")
    return {
        "stages": f"S{number}",
        "performances": f"P{number}",
        "items": f"{performance}-{number:02}",
        "cues": f"C-{performance}-{number:03}",
        "checkpoints": f"CP-{number:02}",
        "units": f"U-{number:02}",
        "duties": f"D-{number:02}",
        "officials": f"O-{number:03}",
        "incidents": f"I-{number:03}",
    }[draft.table]


class Ids:
    """Makes ids that nobody has yet."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._next: Counter[str] = Counter()

    def new(self, draft: Draft, number: int) -> str:
        """An id for the draft: that of its number, else the next that is free. A unit's is its name, where that is short."""
        name = draft.text("name") if draft.table == "units" else ""
        ident = name if 0 < len(name) <= LONGEST_NAME_AS_ID else made(draft, number)
        while ident in self._taken:
            self._next[draft.text("performance")] += 1
            ident = made(draft, self._next[draft.text("performance")])
        self._taken.add(ident)
        return ident
