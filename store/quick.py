"""An incident in one line: its type, where, and what. Whatever is left out, the line is taken."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast, get_args

from store.actions.incident import IncidentRaise
from store.labels import LABELS
from store.models import IncidentType
from store.text import clean
from store.words import load

_SEVERITY = re.compile(r"[!！]?(?:([1-4])|(Ⅰ|Ⅱ|Ⅲ|Ⅳ)|(I{1,3}|IV))级?")
_ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "I": 1, "II": 2, "III": 3, "IV": 4}
_MARKS = re.compile(r"\s*[,，、;；]\s*")


class Quick(NamedTuple):
    """What was read of a line: the type, None where it names none; the place, "" where it names none; what; how grave."""

    type: IncidentType | None
    place: str
    summary: str
    severity: int

    def action(self, subject: str) -> IncidentRaise:
        """What raises it under that id."""
        return IncidentRaise(subject=subject, type=self.type, place=self.place, summary=self.summary, severity=self.severity)


def read(line: str) -> Quick | None:
    """Read a line such as `medical, south gate, old man fainted` or `伤病 南门 老人晕倒`; None of an empty one.

    The parts are parted by commas, or by blanks where there are none. A number from 1 to 4, at the head or the end, is the
    severity.
    """
    text = clean(line).strip()
    parts = [part for part in (_MARKS.split(text) if _MARKS.search(text) else text.split()) if part]
    joint = ", " if _MARKS.search(text) else " "
    severity = 4
    for at in (0, -1):
        if parts and (found := _SEVERITY.fullmatch(parts[at])):
            severity = int(found[1]) if found[1] else _ROMAN[found[2] or found[3]]
            del parts[at]
            break
    if not parts:
        return None
    first = parts[0]
    kind, rest = _type(first)
    parts = ([rest] if rest else []) + parts[1:] if kind else parts
    place = parts.pop(0) if len(parts) > 1 else ""
    return Quick(kind, place, joint.join(parts) or first, severity)


def _type(word: str) -> tuple[IncidentType | None, str]:
    """The type that a word is, or in Chinese begins with, and what is left of the word."""
    folded = word.casefold()
    words = _words()
    if folded in words:
        return words[folded], ""
    for name, kind in words.items():
        if not name.isascii() and folded.startswith(name):
            return kind, word[len(name) :]
    begun = {kind for name, kind in words.items() if len(folded) > 2 and name.startswith(folded)}
    return (begun.pop(), "") if len(begun) == 1 else (None, word)


@cache
def _words() -> dict[str, IncidentType]:
    chinese = load("zh_CN")
    found: dict[str, IncidentType] = {}
    for code in get_args(IncidentType):
        name = LABELS["incident.type"][code]
        for each in (code, name, chinese.get(name, name)):
            found[each.casefold()] = cast("IncidentType", code)
    return found
