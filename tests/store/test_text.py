"""Text from outside is safe once it is in: no control characters, nothing that shows one text as another."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text import clean, clean_all

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = "\u061c\u200e\u200f\u2028\u2029\ufeff"
texts = st.text(st.characters(codec=None), max_size=40)  # every character that there is, lone surrogates too


@given(texts)
def test_nothing_that_steers_a_terminal_or_turns_the_reading_around_is_left(text: str) -> None:
    for character in clean(text):
        assert unicodedata.category(character) not in ("Cc", "Cs"), f"U+{ord(character):04X}"
        assert unicodedata.bidirectional(character) not in BIDI, f"U+{ord(character):04X}"
        assert character not in MARKS, f"U+{ord(character):04X}"


@given(texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(texts)
def test_what_is_clean_can_be_kept_in_a_file(text: str) -> None:
    assert clean(text).encode().decode() == clean(text)


def test_every_single_character_of_unicode_is_dealt_with() -> None:
    unsafe = [
        hex(code)
        for code in range(0x110000)
        if (kept := clean(f"a{chr(code)}b")[1:-1])
        and (unicodedata.category(kept) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(kept) in BIDI)
    ]
    assert unsafe == []


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  正气颂 ", "正气颂"),
        ("一\t二\r\n三", "一 二 三"),
        ("a\u00a0b", "a b"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\u202egnp.exe", "gnp.exe"),
        ("[/] [red]x[/]", "[/] [red]x[/]"),  # data, and never parsed as markup
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("x" * 500, "x" * 500),
        ("👩\u200d🎤", "👩🎤"),
        ("", ""),
    ],
)
def test_examples(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("value", "cleaned"),
    [
        ({"a\x00": ["b\x1b", {"c": "\u202ed"}]}, {"a": ["b", {"c": "d"}]}),
        (("x\n", 1, 1.5, None, True), ["x", 1, 1.5, None, True]),
        ({1: "x"}, {"1": "x"}),
    ],
)
def test_everything_in_a_json_value_is_cleaned(value: Any, cleaned: Any) -> None:
    assert clean_all(value) == cleaned
