"""Text laid out by cells: whatever the text, a column keeps its width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from store.text import clean
from widgets.cells import Align, fit

TEXT = st.text(st.one_of(st.sampled_from("廉 韵…a🎭👩é\u0301，[/]█"), st.characters()), max_size=40).map(clean)


@given(TEXT, st.integers(0, 30), st.sampled_from(["left", "right"]))
def test_it_has_exactly_the_width(text: str, width: int, align: Align) -> None:
    assert cell_len(fit(text, width, align)) == width


@given(TEXT, st.integers(0, 60))
def test_what_fits_is_whole(text: str, more: int) -> None:
    width = cell_len(text) + more
    assert fit(text, width).rstrip(" ") == text.rstrip(" ")
    assert fit(text, width, "right").lstrip(" ") == text.lstrip(" ")


@given(TEXT.filter(lambda text: cell_len(text) > 1))
def test_what_does_not_fit_ends_with_an_ellipsis(text: str) -> None:
    assert fit(text, cell_len(text) - 1).rstrip(" ").endswith("…")


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("勤廉颂", 6, "勤廉颂"),
        ("勤廉颂", 5, "勤廉…"),
        ("勤廉颂", 4, "勤… "),
        ("勤廉颂", 1, "…"),
        ("ab cd", 4, "ab… "),
        ("7:05", 6, "  7:05"),
        ("", 3, "   "),
        ("x", -1, ""),
    ],
)
def test_cases(text: str, width: int, shown: str) -> None:
    assert fit(text, width, "right" if text == "7:05" else "left") == shown
