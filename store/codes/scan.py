"""What a scanner, or a hand, typed: made into digits, and judged by its form alone.

A scanner is a keyboard. It may put `]Q1`, `]Q3`, `\\000026`, `\\000003` or a letter before a code, and what it types goes
through the input method: digits come full-width, `]` as `】` and `\\` as `、`. All that is mended here.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, NamedTuple

from store.codes.form import LENGTH, TAG, is_checked

Fault = Literal["", "empty", "input_method", "length", "misread"]

_PREFIX = re.compile(r"(?:\][A-Za-z][0-9]|\\[0-9]{6}|[A-Za-z])*")
_GROUPING = re.compile(r"[\s\-.·_]+|[\x00-\x1f\x7f]+")
_MENDED = str.maketrans({"】": "]", "、": "\\", "。": "."})
_LAST_CODE = re.compile(rf"[0-9]{{{LENGTH}}}\Z")
FEWEST_DIGITS = 12  # a text with so many digits was meant to be a code, not a search


class Scan(NamedTuple):
    """A scan: what was typed, its digits, and what is wrong with them by their form alone, "" where nothing is."""

    text: str
    digits: str
    fault: Fault

    @property
    def tag(self) -> str:
        """The tag of the festival that the code is of."""
        return self.digits[:TAG]


def read(text: str) -> Scan:
    """Read what was typed as a code. It never fails: what is wrong is said by `fault`."""
    plain = _plain(text)
    digits = plain[_PREFIX.match(plain).end() :]  # type: ignore[union-attr]  # it matches nothing at least
    if not digits:
        return Scan(text, "", "empty")
    if any(ord(sign) > 127 for sign in digits):
        return Scan(text, digits, "input_method")
    if not (digits.isascii() and digits.isdigit()):
        return Scan(text, digits, "misread")
    if len(digits) != LENGTH:
        return Scan(text, digits, "length")
    return Scan(text, digits, "" if is_checked(digits) else "misread")


def complete(text: str, tag: str) -> bool:
    """Whether a text still being typed ends in a whole code of the festival `tag`, and need not wait for an Enter.

    A whole code of another festival is one only where nothing else has been typed.
    """
    plain = _plain(text)
    found = _LAST_CODE.search(plain)
    if found is None or not is_checked(found[0]):
        return False
    return found[0].startswith(tag) if tag else _PREFIX.sub("", plain, count=1) == found[0]


def last_code(text: str) -> str:
    """The code that a text ends in; "" where it ends in none."""
    found = _LAST_CODE.search(_plain(text))
    return found[0] if found and is_checked(found[0]) else ""


def is_code_like(text: str) -> bool:
    """Whether a text was meant to be a code rather than a name, a telephone number or a seat."""
    return sum(sign.isdigit() for sign in text) >= FEWEST_DIGITS


def _plain(text: str) -> str:
    return _GROUPING.sub("", unicodedata.normalize("NFKC", text).translate(_MENDED))
