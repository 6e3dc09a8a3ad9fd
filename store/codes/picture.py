"""A code as a PNG file: black on white, one bit a module and nothing else in it. `zlib` and a few bytes are all it takes."""

from __future__ import annotations

import os
import re
import struct
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from store.codes.symbol import QUIET, SIZE, modules
from store.errors import LianyunError
from store.models import Official

SCALE = 12  # pixels a module: 348 pixels in all
_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*\x7f]+')
_LONGEST_BYTES = 100
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})


class Drawn(NamedTuple):
    """An official with the code that is to be drawn for them."""

    official: Official
    code: str


def png(code: str, scale: int = SCALE) -> bytes:
    """The PNG of a code, `scale` pixels a module, with the quiet zone around it."""
    side = (SIZE + 2 * QUIET) * scale
    white = "1" * (QUIET * scale)
    blank = _row("1" * side) * (QUIET * scale)
    rows = [_row(white + "".join(("0" if dark else "1") * scale for dark in row) + white) * scale for row in modules(code)]
    lines = [blank, *rows, blank]
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(lines), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _row(bits: str) -> bytes:
    padded = bits + "0" * (-len(bits) % 8)
    return b"\0" + int(padded, 2).to_bytes(len(padded) // 8)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def file_name(official: Official) -> str:
    """What an official's picture is called: unit, name and id, for two people may have one name. Safe on every system."""
    said = [part for part in (official.unit, official.name) if part]
    return f"{_fit('_'.join(said))}_{_fit(official.id)}.png"


def _fit(text: str) -> str:
    plain = _UNFIT.sub("-", text).strip(" .-") or "-"
    while len(plain.encode()) > _LONGEST_BYTES:
        plain = plain[:-1]
    return f"{plain}-" if plain.casefold() in _RESERVED else plain


def write_pictures(
    drawn: Sequence[Drawn], folder: Path, goes_on: Callable[[int], bool] = lambda _done: True
) -> Iterable[Path]:
    """Write a PNG for each into the folder, made where there is none; yields each file.

    `goes_on` is told how many are done, and stops it by returning False. Raises LianyunError where a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for done, (official, code) in enumerate(drawn):
            if not goes_on(done):
                return
            path = folder / file_name(official)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(png(code))
            yield path
    except OSError as fault:
        raise LianyunError(
            "{file} cannot be written: {fault}.", file=str(fault.filename or folder), fault=fault.strerror or str(fault)
        ) from fault
