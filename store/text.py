"""Text from outside, made safe where it enters.

Names, titles and notes are data. Control characters would steer the terminal, and the bidirectional overrides would
show one text as another, so both are removed; tabs and line ends become single spaces.
"""

from __future__ import annotations

import re
from typing import Any

# C0 and C1 controls, the bidi embeddings, overrides and isolates (Unicode TR9), the invisible marks and joiners that
# change a text without showing, line and paragraph separators, lone surrogates (no file can hold them), the byte order mark.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
_BLANKS = re.compile("[\t\n\r\x85\u00a0\u2028\u2029]+")


def clean(text: str) -> str:
    """Return `text` without control and bidirectional characters, line ends and tabs as one space, ends stripped."""
    if text.isprintable():  # then none of them is in it
        return text.strip()
    return _UNSAFE.sub("", _BLANKS.sub(" ", text)).strip()


def clean_all(value: Any) -> Any:
    """Return a JSON value with every string in it, keys too, made safe by `clean`."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): clean_all(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean_all(each) for each in value]
    return value
