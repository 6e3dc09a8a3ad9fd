"""Finding someone at the desk, from the first character on: by name, pinyin, initials, unit, title, seat, or the last
digits of the telephone. The index is kept up to date official by official and never built at a key press.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from heapq import nsmallest
from typing import NamedTuple

from store.checkin.pinyin import START, WITHIN, spelt, spelt_unit
from store.models import Official

END = "$"
LONGEST_QUERY = 40


class _Entry(NamedTuple):
    """What someone can be found by, in a form that is quick to look through. `order` is their place in the roster."""

    order: int
    subject: str
    name: str
    spelt: str
    rest: str
    phone: str
    unit: str


class Found(NamedTuple):
    """Who was found: the ids of the best, and how many there are in all."""

    subjects: tuple[str, ...]
    total: int


class SearchIndex:
    """The index; empty at first."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, officials: Iterable[Official]) -> None:
        """Take these officials in, or take note of what has changed of them."""
        for official in officials:
            before = self._entries.get(official.id)
            self._entries[official.id] = _entry(official, before.order if before else len(self._entries))

    def remove(self, subject: str) -> None:
        """Forget an official that is gone."""
        self._entries.pop(subject, None)

    def find(self, text: str, most: int = 50) -> Found:
        """Find those for whom every word of the text fits, the best first: their name, then pinyin, then all the rest."""
        words = _plain(text[:LONGEST_QUERY]).split()
        if not words:
            return Found((), 0)
        first, *others = words
        found = _fitting(self._entries.values(), first)
        for word in others:
            found = _fitting(found, word)
        best = nsmallest(most, found, key=lambda entry: (_rank(entry, first), entry.order))
        return Found(tuple(entry.subject for entry in best), len(found))


def _entry(official: Official, order: int) -> _Entry:
    rest = _plain("\n".join((official.unit, official.title, official.rank, official.seat, official.id)))
    phone = "".join(sign for sign in official.phone if sign.isdigit())
    return _Entry(
        order, official.id, _plain(official.name), spelt(official.name), rest, phone + END, spelt_unit(official.unit)
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _fitting(entries: Iterable[_Entry], word: str) -> list[_Entry]:
    """The entries that a word fits. The word is looked for only where such a word can stand."""
    if not word.isascii():
        return [each for each in entries if word in each.name or word in each.rest]
    if word.isdigit():
        ending = word + END
        return [each for each in entries if word in each.rest or each.phone.endswith(ending) or word in each.name]
    start, within = START + word, WITHIN + word
    return [
        each
        for each in entries
        if start in each.spelt or within in each.spelt or within in each.unit or word in each.rest or word in each.name
    ]


def _rank(entry: _Entry, word: str) -> int:
    if word in entry.name:
        return 0 if entry.name == word else 1 if entry.name.startswith(word) else 2
    if START + word in entry.spelt:
        return 3
    return 4 if WITHIN + word in entry.spelt else 5
