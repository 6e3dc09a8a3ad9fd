"""The log, `festival.wal`: one line a transaction, appended and synced before the transaction counts as done.

    0f3a9c1e {"seq":17,"put":{"entries":{"a7f3-12":{…}},"items":{"P3-02":{…}}}}\\n

Behind the last line there may be zeros, which the disk has set aside for the lines to come. A line begins with the
CRC-32 of the JSON behind it, in eight hexadecimal digits. `seq` numbers the transactions without a gap. A document that
is null has been deleted.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from store.errors import Damaged

Changes = dict[str, dict[str, dict[str, Any] | None]]

LOG = "festival.wal"


class Transaction(msgspec.Struct):
    """What one line of the log says: its number, and the documents of each table as they are from then on."""

    seq: int
    put: Changes


class Scan(NamedTuple):
    """What the log holds: its transactions, the length of the part that is whole, and the torn end, if any."""

    transactions: list[Transaction]
    whole: int
    torn: bytes


_decode = msgspec.json.Decoder(Transaction).decode
_encode = msgspec.json.Encoder().encode


def to_line(transaction: Transaction) -> bytes:
    """The line of the log for a transaction."""
    body = _encode(transaction)
    return b"%08x %b\n" % (crc32(body), body)


def from_line(line: bytes) -> Transaction:
    """Read a line without its end; raises ValueError where it is not what was written."""
    if line[:9] != b"%08x " % crc32(line[9:]):
        raise ValueError("checksum")
    return _decode(line[9:])


_NEVER_WRITTEN = bytes(8)


def written(data: bytes) -> bytes:
    """The log without the zeros that were set aside behind it."""
    return data.rstrip(b"\0")


def scan(data: bytes, seq: int | None) -> Scan:
    """Read the log `data`.

    `seq` is the number of the last transaction that the file beside the log has; what the log repeats of it is read and
    left out. None takes the log as it comes. A last line that ends before its line end, or has a hole, was never
    acknowledged and is returned as `torn`. Raises Damaged for any other fault, naming the line.
    """
    transactions: list[Transaction] = []
    data = written(data)
    lines = data.split(b"\n")
    torn = lines.pop()
    if not torn and lines and _NEVER_WRITTEN in lines[-1]:
        torn = lines.pop() + b"\n"  # the power went while parts of it were on their way to the disk
    if torn and is_line(torn[:-1]):
        # Whole but for its last byte: a line end that has changed, not a line that was cut.
        raise _damaged(len(lines) + 1)
    for number, line in enumerate(lines, 1):
        try:
            transaction = from_line(line)
        except (ValueError, msgspec.DecodeError) as fault:
            raise _damaged(number) from fault
        if seq is None or transaction.seq == seq + 1:
            seq = transaction.seq
            transactions.append(transaction)
        elif transactions or transaction.seq > seq:
            raise _damaged(number)
    return Scan(transactions, len(data) - len(torn), torn)


def is_line(line: bytes) -> bool:
    """Whether `line` is a whole line of the log."""
    return len(line) > 9 and line[:9] == b"%08x " % crc32(line[9:])


def _damaged(line: int) -> Damaged:
    return Damaged("{file}, line {line}: this is not what was written. Run “lianyun repair”.", file=LOG, line=line)
