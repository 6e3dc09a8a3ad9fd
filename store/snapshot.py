"""The file, `festival.json`: every table as it stood when the log was last folded in.

It is a plain TinyDB file, written with one document a line. Its table `_store` has one document: the format, the number
of the last transaction that the file has, the station that the folder belongs to, and the SHA-256 of the whole file with
that hash itself as zeros, so that a change of any single bit is noticed.
"""

from __future__ import annotations

import gc
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from store.errors import Damaged, FolderError

FILE = "festival.json"
FORMAT = 1

_ZEROS = b"0" * 64
_HEAD = b'{"_store":{"1":{"format":%d,"seq":%d,"station":"%b","sha256":"'
_encode = msgspec.json.Encoder().encode


class Snapshot(NamedTuple):
    """What the file holds: the number of its last transaction, the folder's station, and the tables."""

    seq: int
    station: str
    tables: dict[str, dict[str, Any]]


def to_file(snapshot: Snapshot) -> bytes:
    """The bytes of the file for a snapshot."""
    head = _HEAD % (FORMAT, snapshot.seq, snapshot.station.encode())
    parts = [head, _ZEROS, b'"}}']
    for table, documents in snapshot.tables.items():
        parts.append(b",\n%b:{" % _encode(table))
        parts.append(b",".join(b"\n%b:%b" % (_encode(subject), _encode(raw)) for subject, raw in documents.items()))
        parts.append(b"}")
    parts.append(b"}\n")
    parts[1] = sha256(b"".join(parts)).hexdigest().encode()
    return b"".join(parts)


def from_file(data: bytes) -> Snapshot:
    """Read the file's bytes; raises Damaged where they are not what was written, FolderError for another format."""
    begin = data.find(b'"sha256":"') + 10
    end = begin + 64
    if begin < 10 or sha256(data[:begin] + _ZEROS + data[end:]).hexdigest().encode() != data[begin:end]:
        raise Damaged("{file}: this is not what was written. Run “lianyun repair”.", file=FILE)
    tables = decode(data)
    about = tables.pop("_store")["1"]
    if about["format"] != FORMAT:
        raise FolderError(
            "{file} is of format {found}; this program reads format {accepted}.",
            file=FILE,
            found=about["format"],
            accepted=FORMAT,
        )
    return Snapshot(about["seq"], about["station"], tables)


def decode(data: bytes) -> Any:
    """Decode much JSON at once. The garbage collector would look at all of it many times over, and there is none yet."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return msgspec.json.decode(data)
    finally:
        if collecting:
            gc.enable()
