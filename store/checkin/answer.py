"""The answer to a scan, as a pure function of the roster: green, amber or red, each in its own words and with what to do.

The order of the judgements matters: what is wrong with the scan itself comes first, whose code it is next, and that the
official is here already comes last.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from store.codes.form import LENGTH, digest
from store.codes.scan import Scan
from store.models import Official
from store.roster import Roster
from store.words import Message, mark

Kind = Literal[
    "welcome", "back", "here", "leave", "stood_in", "revoked", "unknown", "other_festival", "no_codes", "misread", "length",
    "input_method", "empty", "refused",
]  # fmt: skip
Colour = Literal["green", "amber", "red"]

COLOURS: dict[Kind, Colour] = {"welcome": "green", "back": "green", "here": "amber", "leave": "amber", "stood_in": "amber"}

_TITLES: dict[Kind, str] = {
    "welcome": mark("Welcome"),
    "back": mark("Welcome back"),
    "here": mark("Already here"),
    "leave": mark("On leave"),
    "stood_in": mark("A substitute has come"),
    "revoked": mark("Code revoked"),
    "unknown": mark("Unknown code"),
    "other_festival": mark("Code of another festival"),
    "no_codes": mark("No codes have been issued"),
    "misread": mark("Misread"),
    "length": mark("Incomplete"),
    "input_method": mark("Chinese characters in the scan"),
    "empty": mark("Nothing was scanned"),
    "refused": mark("Not admitted"),
}

_ADVICE: dict[Kind, str] = {
    "leave": mark("Ask them. ^O admits them all the same."),
    "stood_in": mark("Ask who it is. ^O admits them all the same."),
    "unknown": mark("The code is well formed, but nobody here has it. Look the person up by name."),
    "other_festival": mark("Ask for the badge of this festival, or look the person up by name."),
    "no_codes": mark("Look the person up by name."),
    "misread": mark("The digits do not fit together. Scan again, or type the digits below the code."),
    "input_method": mark("Switch the input method to English and scan again."),
    "empty": mark("Scan again."),
}


class Answer(NamedTuple):
    """What a desk is told. `official` is whom it is about, where that is known; `advice` says what to do."""

    kind: Kind
    official: Official | None
    title: Message
    advice: Message | None

    @property
    def colour(self) -> Colour:
        """Green, amber or red."""
        return COLOURS.get(self.kind, "red")

    @property
    def admits(self) -> bool:
        """Whether the official may come in, and this is to be recorded."""
        return self.colour == "green"


def judge(scan: Scan, tag: str, roster: Roster) -> Answer:
    """What a desk of the festival whose codes begin with `tag` answers to a scan. Nothing is recorded."""
    if scan.fault == "length":
        advice = Message("{count} of {length} digits came. Scan again.", {"count": len(scan.digits), "length": LENGTH})
        return answer("length", advice=advice)
    if scan.fault:
        return answer(scan.fault)
    if not tag:
        return answer("no_codes")
    if scan.tag != tag:
        return answer("other_festival")
    mark_of = digest(scan.digits)
    official = roster.holder(mark_of)
    if official is not None:
        return of(official, roster)
    if (former := roster.former_holder(mark_of)) is not None:
        newer = former.code_digest != ""
        text = mark("A newer code was issued: ask for that badge.") if newer else mark("Look the person up by name.")
        return answer("revoked", former, Message(text))
    return answer("unknown")


def of(official: Official, roster: Roster) -> Answer:
    """What a desk answers when an official stands before it, however they were found."""
    if official.left_at is not None:
        return answer("back", official)
    if official.arrived_at is not None:
        return answer("here", official, Message("Ask whether it is them: someone else may have used their code."))
    if official.expected == "leave":
        return answer("leave", official)
    if (other := roster.come_for(official.id)) is not None:
        return answer("stood_in", official, Message("{name} has come in their place.", {"name": other.name}))
    return answer("welcome", official)


def answer(kind: Kind, official: Official | None = None, advice: Message | None = None) -> Answer:
    """An answer of a kind, in its own words."""
    if advice is None and kind in _ADVICE:
        advice = Message(_ADVICE[kind])
    return Answer(kind, official, Message(_TITLES[kind]), advice)
