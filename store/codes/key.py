"""The issuing key: made at first use, kept in a file of its own that no one else can read, never in what is shared.

The file holds one line, which is also what is printed and put in a safe: the recovery number of 45 digits, that is the
festival's tag, the key of 128 bits in decimal, and two check digits. `lianyun codes recover` takes it back.
"""

from __future__ import annotations

import os
import re
import secrets
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from store.codes.form import HIGHEST_TAG, LOWEST_TAG, TAG, checked, grouped, is_checked, make
from store.errors import LianyunError

BITS, DIGITS = 128, 39
RECOVERY_LENGTH = TAG + DIGITS + 2

Below = Callable[[int], int]


class NoKey(LianyunError):
    """The key that the festival's codes are made with is not on this machine."""


class Key(NamedTuple):
    """The issuing key of the festival with the tag."""

    tag: str
    secret: bytes

    def code(self, official: str, issue: int) -> str:
        """The code of an official's issue."""
        return make(self.secret, self.tag, official, issue)

    @property
    def recovery(self) -> str:
        """The recovery number: 45 digits in groups of five."""
        return grouped(checked(f"{self.tag}{int.from_bytes(self.secret):0{DIGITS}d}"))


def from_recovery(text: str) -> Key:
    """The key of a recovery number, however it is grouped; raises LianyunError where it was mistyped."""
    digits = re.sub(r"[\s\-.]+", "", unicodedata.normalize("NFKC", text))
    if not (digits.isascii() and digits.isdigit() and len(digits) == RECOVERY_LENGTH):
        raise LianyunError("A recovery number has {count} digits; this is none.", count=RECOVERY_LENGTH)
    value = int(digits[TAG:-2])
    if not is_checked(digits) or value >= 1 << BITS:
        raise LianyunError("The recovery number is mistyped: its check digits do not fit. Compare it digit by digit.")
    return Key(digits[:TAG], value.to_bytes(BITS // 8))


class KeyRing:
    """The keys of this machine, one file each, in a folder that only its owner may enter."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, tag: str) -> Path:
        """Where the key of a festival lies."""
        return self.folder / f"{tag}.key"

    def get(self, tag: str) -> Key:
        """The key of the festival with the tag; raises NoKey, or LianyunError where others may read the file."""
        file = self.file(tag)
        try:
            text = file.read_text(encoding="ascii")
        except FileNotFoundError as missing:
            raise NoKey(
                "The key that this festival's codes are made with is not on this machine. "
                "Issue codes where it is, or bring it here: lianyun codes recover"
            ) from missing
        except (OSError, UnicodeDecodeError) as fault:
            raise LianyunError("The key file {file} cannot be read: {fault}.", file=str(file), fault=str(fault)) from fault
        if os.name == "posix" and file.stat().st_mode & 0o077:
            raise LianyunError("Others can read the key file {file}. Close it to them first: chmod 600", file=str(file))
        key = from_recovery(text)
        if key.tag != tag:
            raise LianyunError("The key file {file} is of another festival.", file=str(file))
        return key

    def has(self, tag: str) -> bool:
        """Whether the key of the festival with the tag is here."""
        return bool(tag) and self.file(tag).exists()

    def make(self, below: Below = secrets.randbelow) -> Key:
        """Make a new key under a tag that no other key here has, and keep it. `below(n)` gives a random number under n."""
        while True:
            tag = f"{LOWEST_TAG + below(HIGHEST_TAG - LOWEST_TAG + 1)}"
            key = Key(tag, below(1 << BITS).to_bytes(BITS // 8))
            if not self.file(tag).exists():
                self.keep(key)
                return key

    def keep(self, key: Key) -> None:
        """Write a key's file, mode 0600, synced; one that stands with another key is never overwritten."""
        if self.has(key.tag) and self.get(key.tag) != key:
            raise LianyunError("There is another key in {file}; it is not overwritten.", file=str(self.file(key.tag)))
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside = self.file(key.tag).with_suffix(".new")
            beside.unlink(missing_ok=True)
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(key.recovery + "\n")
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.file(key.tag))
        except OSError as fault:
            raise LianyunError(
                "The key cannot be written to {file}: {fault}.", file=str(self.file(key.tag)), fault=str(fault)
            ) from fault


def users_keys() -> KeyRing:
    """The keys of the user of this machine: beside their festivals, and in no festival's folder."""
    from platformdirs import user_data_path

    return KeyRing(user_data_path("lianyun", appauthor=False) / "keys")
