"""The documents that a draft names, by name or by id, as their ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from store.plan.drafts import Draft
from store.plan.faults import Findings, quote
from store.plan.names import Names, every
from store.words import Message

Documents = Callable[[str], Mapping[str, Mapping[str, Any]]]
Imported = Callable[[str, str], Mapping[str, Any]]


class References:
    """Finds what the drafts name, among the drafts and among the documents that stand."""

    def __init__(self, drafts: Mapping[str, list[Draft]], standing: Documents, findings: Findings) -> None:
        self._drafts = drafts
        self._standing = standing
        self._findings = findings

    def names(self, table: str) -> Names:
        """The names of a table. What the file says of a document goes before what stands."""
        drafted = {draft.id: draft.fields for draft in self._drafts.get(table, []) if draft.id}
        standing = [raw for ident, raw in self._standing(table).items() if ident not in drafted]
        return every([*drafted.values(), *standing], "name", "name_en", "title")

    def stages_of(self, performances: list[Draft]) -> None:
        """The stages of performances; where there is one stage only, it need not be named."""
        names = self.names("stages")
        for draft in performances:
            if "stage" not in draft.fields and (sole := names.sole()):
                draft.fields["stage"] = sole
            self._resolve(draft, "stage", names)

    def performances_of(self, drafts: list[Draft]) -> None:
        """The performances of items or cues: named in the row, in the title above or the sheet's name, or the only one."""
        names = self.names("performances")
        for draft in drafts:
            if "performance" not in draft.fields:
                guessed = [found for guess in draft.guesses if guess and (found := names.find(guess))]
                if found := guessed[0] if guessed else names.sole():
                    draft.fields["performance"] = found
            if "performance" in draft.fields:
                self._resolve(draft, "performance", names)
            elif "performance" not in draft.faulty:
                fault = draft.fault("performance", names.accepted(), Message("no performance named"))
                self._findings.faults.append(fault)

    def items_of(self, drafts: list[Draft]) -> None:
        """The items that cues hang on, and the standby acts of items: by id, by number or by title in the performance."""
        items = self._items()
        for draft in drafts:
            within = items.get(draft.text("performance"), Names())
            anchor = draft.fields.get("anchor")
            if isinstance(anchor, dict) and "item" in anchor:
                draft.fields["anchor"] = anchor | {"item": self._found(draft, "anchor", anchor["item"], within)}
            if "fallback_item" in draft.fields:
                draft.fields["fallback_item"] = self._found(draft, "fallback_item", draft.fields["fallback_item"], within)

    def others(self) -> None:
        """What checkpoints, duties and officials name."""
        stages, performances, officials = self.names("stages"), self.names("performances"), self.names("officials")
        for draft in self._drafts["checkpoints"]:
            self._resolve(draft, "stage", stages)
            self._resolve(draft, "counts_area", stages)
        for draft in self._drafts["duties"]:
            named = draft.fields.get("performances")
            if isinstance(named, list):
                draft.fields["performances"] = [self._found(draft, "performances", each, performances) for each in named]
        for draft in self._drafts["officials"]:
            self._resolve(draft, "substitute_of", officials)
            self._resolve(draft, "performance", performances)

    def _items(self) -> dict[str, Names]:
        items: dict[str, Names] = {}
        drafted = {draft.id: draft.fields for draft in self._drafts["items"]}
        standing = [raw for ident, raw in self._standing("items").items() if ident not in drafted]
        for raw in [*drafted.values(), *standing]:
            items.setdefault(str(raw.get("performance")), Names()).add(raw, raw.get("title"), str(raw.get("number", "")))
        return items

    def _resolve(self, draft: Draft, field: str, names: Names) -> None:
        if field in draft.fields:
            draft.fields[field] = self._found(draft, field, draft.fields[field], names)

    def _found(self, draft: Draft, field: str, text: Any, names: Names) -> Any:
        """The id that a text stands for; the text itself, and a fault, where it stands for none."""
        if field in draft.faulty:
            return text
        found = names.find(text) if isinstance(text, str) else None
        if found is None:
            self._findings.faults.append(draft.fault(field, names.accepted(), quote(text)))
        return found or text
