"""Every single bit of the log and of the file, flipped: noticed and reported, never folded in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from store.errors import Damaged
from store.festival import Festival
from store.log import LOG, scan
from store.repair import repair
from store.snapshot import FILE, from_file
from store.storage import DurableStorage
from store.verify import verify

pytestmark = pytest.mark.usefixtures("quick")


def flipped(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The data with each of its bits flipped in turn, and where."""
    changed = bytearray(data)
    for place in range(len(data)):
        for bit in range(8):
            changed[place] ^= 1 << bit
            yield f"byte {place}, bit {bit}: {data[max(0, place - 8) : place + 8]!r}", bytes(changed)
            changed[place] ^= 1 << bit


def unnoticed(data: bytes, read: Callable[[bytes], object]) -> list[str]:
    """Where a flipped bit was read as if nothing were wrong."""
    found: list[str] = []
    for place, changed in flipped(data):
        with suppress(Damaged):
            read(changed)
            found.append(place)
    return found


def test_any_single_bit_of_the_file_is_noticed(crashed: Path) -> None:
    assert unnoticed((crashed / FILE).read_bytes(), from_file) == []


def test_any_single_bit_of_the_log_is_noticed(crashed: Path) -> None:
    """Of the last line too: what was acknowledged is not set aside as if it had been torn."""
    seq = from_file((crashed / FILE).read_bytes()).seq
    assert unnoticed((crashed / LOG).read_bytes(), lambda data: scan(data, seq)) == []


@pytest.mark.parametrize("name", [FILE, LOG])
def test_a_folder_does_not_open_with_a_flipped_bit_at_any_byte(crashed: Path, name: str) -> None:
    path = crashed / name
    data = path.read_bytes()
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        path.write_bytes(changed)
        with pytest.raises(Damaged, match=rf"^{name}.*: this is not what was written\. Run “lianyun repair”\.$"):
            DurableStorage(crashed)
    path.write_bytes(data)
    assert not list(crashed.glob("*torn*"))
    assert verify(crashed).faults == ()


@pytest.mark.parametrize("name", [FILE, LOG])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.99])
def test_it_is_reported_by_verify_and_mended_by_repair(crashed: Path, name: str, share: float) -> None:
    path = crashed / name
    data = bytearray(path.read_bytes())
    data[int(len(data) * share)] ^= 4
    path.write_bytes(data)
    assert len(verify(crashed).faults) == 1
    done = repair(crashed)
    assert done.aside is not None
    assert (done.aside / name).read_bytes() == data
    assert verify(crashed).faults == ()
    Festival.open(crashed).close()
