"""Entries: their hash, their place in the chain, and which are none."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.entry import FIRST, Entry, digest
from store.festival import Festival
from tests.store.festivals import at

SAMPLE = Entry(
    id="a7f3-12",
    stamp="1120183200000.0001.a7f3",
    at=at("10:00"),
    station="a7f3",
    actor="步稳台",
    role="stage",
    action="item.skip",
    subject="P1/03",
    changes="items/P1/03",
    fields={"reason": "演员未到"},
    batch="a7f3-11",
    prev="0" * 64,
)

plain_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=4), each, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.text(max_size=6), plain_values, max_size=4))
def test_an_entry_and_what_is_stored_of_it_have_the_same_hash(fields: dict[str, Any]) -> None:
    entry = msgspec.structs.replace(SAMPLE, fields=fields)
    stored = msgspec.to_builtins(entry)
    reread = msgspec.json.decode(msgspec.json.encode(stored))
    assert digest(entry) == digest(stored) == digest(reread) == digest(msgspec.convert(reread, Entry))


def test_the_entries_of_a_festival_have_the_hash_that_the_next_one_names(festival: Festival) -> None:
    previous = FIRST
    for entry in festival.journal.all():
        assert entry.prev == previous
        previous = digest(entry)
    assert festival.journal.head("a7f3").hash == previous


@pytest.mark.parametrize(
    "changed",
    [{"actor": "x"}, {"at": at("10:01")}, {"fields": {}}, {"batch": "a7f3-12"}, {"prev": "1" * 64}, {"id": "a7f3-13"}],
)
def test_the_hash_covers_every_field(changed: dict[str, Any]) -> None:
    assert digest(msgspec.structs.replace(SAMPLE, **changed)) != digest(SAMPLE)


def test_its_number_and_its_document() -> None:
    assert SAMPLE.number == 12
    assert SAMPLE.document == ("items", "P1/03")


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "a7f3"},
        {"id": "a7f3-0"},
        {"id": "a7f3-x"},
        {"id": "a-7-3"},
        {"id": "a7f3-1\n"},
        {"stamp": "now"},
        {"stamp": "1.0.a7f3"},
        {"at": "2005-07-01T10:00:00"},
        {"fields": []},
    ],
)
def test_what_is_no_entry_is_not_read_as_one(changed: dict[str, Any]) -> None:
    raw = msgspec.to_builtins(SAMPLE)
    assert msgspec.convert(raw, Entry) == SAMPLE
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(raw | changed, Entry)
