"""The form of a check-in code: 30 digits, so that a scanner types them under any input method.

    FFFF SSSSSSSSSSSSSSSSSSSSSSSS CC

FFFF is the festival's tag, S the secret of the official and the issue, CC the check digits of ISO 7064 MOD 97-10 over all
before them: every wrong digit and every two neighbours swapped are told from a code that was never issued.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

LENGTH, TAG, SECRET, CHECK = 30, 4, 24, 2
LOWEST_TAG, HIGHEST_TAG = 1000, 9999  # no tag begins with 0: what a scanner puts before a code may


def checked(digits: str) -> str:
    """`digits` with their two check digits behind them."""
    return digits + f"{98 - int(digits + '00') % 97:02d}"


def is_checked(digits: str) -> bool:
    """Whether the last two digits check those before them."""
    return int(digits) % 97 == 1


def make(key: bytes, tag: str, official: str, issue: int) -> str:
    """The code of an official's issue: the secret is HMAC-SHA256 over the id and the issue number, cut to 24 digits."""
    mac = hmac.digest(key, f"{official}|{issue}".encode(), "sha256")
    return checked(f"{tag}{int.from_bytes(mac) % 10**SECRET:0{SECRET}d}")


def digest(code: str) -> str:
    """What the roster keeps of a code: its SHA-256, in hexadecimal. No code can be made from it."""
    return sha256(code.encode()).hexdigest()


def grouped(code: str) -> str:
    """The code in groups of five digits, as it is printed to be typed."""
    return " ".join(code[at : at + 5] for at in range(0, len(code), 5))
