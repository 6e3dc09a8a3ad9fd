"""The log: one line a transaction, and nothing but what was written is read back."""

from __future__ import annotations

import re
from typing import Any
from zlib import crc32

import pytest

from store.errors import Damaged
from store.log import Scan, Transaction, from_line, is_line, scan, to_line


def transaction(seq: int) -> Transaction:
    return Transaction(seq, {"entries": {f"a-{seq}": {"x": "正气颂\n\x85"}}, "items": {"A": None}})


def log(*seqs: int) -> bytes:
    return b"".join(to_line(transaction(seq)) for seq in seqs)


def seqs(found: Scan) -> list[int]:
    return [each.seq for each in found.transactions]


def test_a_transaction_is_one_line_with_its_checksum() -> None:
    assert re.fullmatch(rb'[0-9a-f]{8} \{"seq":17,"put":\{.*\}\}\n', to_line(transaction(17)))


def test_what_was_written_is_read_back() -> None:
    assert scan(log(1, 2, 3), 0) == Scan([transaction(1), transaction(2), transaction(3)], len(log(1, 2, 3)), b"")


def test_an_empty_log() -> None:
    assert scan(b"", 5) == Scan([], 0, b"")


@pytest.mark.parametrize(("base", "left"), [(0, [1, 2, 3]), (1, [2, 3]), (3, [])])
def test_what_the_file_has_already_is_left_out(base: int, left: list[int]) -> None:
    assert seqs(scan(log(1, 2, 3), base)) == left


@pytest.mark.parametrize(
    ("written", "base", "line"), [((2, 3), 0, 1), ((1, 3), 0, 2), ((1, 1), 0, 2), ((1, 2, 1), 0, 3), ((5,), 3, 1)]
)
def test_a_gap_or_a_repetition_is_damage(written: tuple[int, ...], base: int, line: int) -> None:
    with pytest.raises(Damaged, match=rf"^festival\.wal, line {line}: "):
        scan(log(*written), base)


@pytest.mark.parametrize("cut", range(1, len(to_line(transaction(2))) + 1))
def test_a_line_that_is_not_whole_is_torn_off(cut: int) -> None:
    data = log(1, 2)
    found = scan(data[:-cut], 0)
    assert seqs(found) == [1]
    assert found.whole == len(log(1))
    assert found.torn == data[found.whole : -cut]


def test_a_line_end_that_has_changed_is_damage_and_no_torn_end() -> None:
    for changed in range(256):
        if changed not in (0x0A, 0):  # a zero is what stands where nothing has been written yet
            with pytest.raises(Damaged, match="line 2"):
                scan(log(1, 2)[:-1] + bytes([changed]), 0)


@pytest.mark.parametrize("line", [b"", b"x", b"00000000 {}", b"\xff" * 40], ids=repr)
def test_what_is_no_line(line: bytes) -> None:
    assert not is_line(line)
    with pytest.raises(ValueError, match="checksum"):
        from_line(line)
    with pytest.raises(Damaged, match=r"line 1: this is not what was written. Run “lianyun repair”\.$"):
        scan(line + b"\n", 0)


@pytest.mark.parametrize("body", [b"{}", b"[]", b'{"seq":"1","put":{}}', b'{"seq":1,"put":{"t":{"A":7}}}', b"{"])
def test_a_right_checksum_over_what_is_no_transaction_is_damage(body: bytes) -> None:
    with pytest.raises(Damaged):
        scan(b"%08x %b\n" % (crc32(body), body), 0)


def test_any_json_survives() -> None:
    put: dict[str, Any] = {"t": {"A": {"text": '\u2028"\\/\x00😀', "n": 1.5, "deep": [{"x": None}, True]}}}
    assert from_line(to_line(Transaction(1, put))[:-1]).put == put
