"""What a scanner's test shows: what arrived, how fast, with which ending, and whether it is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.codes.scan import read
from store.words import Message, mark

ENDINGS = {"enter": mark("Enter"), "ctrl+j": mark("line feed"), "tab": mark("Tab"), "": mark("none")}
BY_HAND_S = 0.08  # a slower character was typed by a hand


class Press(NamedTuple):
    """A key that arrived: Textual's name for it, its character where it has one, and when, in seconds."""

    key: str
    character: str
    at: float


class Trial(NamedTuple):
    """A scan that arrived: its text, what stands before the code, its ending, the milliseconds a character, a verdict."""

    text: str
    prefix: str
    ending: str
    each_ms: float
    right: bool
    verdict: Message


def trial(presses: Sequence[Press], tag: str) -> Trial:
    """Judge what arrived as one scan at the festival whose codes begin with `tag`, "" where it has none yet."""
    ending = presses[-1].key if presses and presses[-1].key in ENDINGS else ""
    typed = [press for press in presses if press.character and press.key not in ENDINGS]
    text = "".join(press.character for press in typed)
    span = typed[-1].at - typed[0].at if len(typed) > 1 else 0.0
    each = span / (len(typed) - 1) if len(typed) > 1 else 0.0
    scan = read(text)
    prefix = text[: -len(scan.digits)] if scan.digits and text.endswith(scan.digits) else ""
    words, right = _verdict(scan.fault, scan.tag, tag, len(scan.digits))
    if right and each > BY_HAND_S:
        words = Message("right, but typed by hand")
    return Trial(text, prefix, ending, each * 1000, right, words)


def _verdict(fault: str, found: str, tag: str, count: int) -> tuple[Message, bool]:
    if fault == "input_method":
        return Message("switch the input method to English"), False
    if fault == "length":
        return Message(
            "{count} digits came; a code has 30. Set the scanner to send everything, and more slowly", {"count": count}
        ), False
    if fault == "empty":
        return Message("no digits came"), False
    if fault:
        return Message("the digits do not fit together: the scanner drops or changes some"), False
    if tag and found != tag:
        return Message("read rightly; the code is of another festival"), True
    return Message("right"), True
