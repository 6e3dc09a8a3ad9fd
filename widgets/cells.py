"""Text laid out by cells: a Chinese character takes two, and columns stay columns."""

from __future__ import annotations

from typing import Literal

from rich.cells import cell_len, set_cell_size

Align = Literal["left", "right"]


def fit(text: str, width: int, align: Align = "left") -> str:
    """`text` in exactly `width` cells: padded, or cut with an ellipsis."""
    if width <= 0:
        return ""
    length = cell_len(text)
    if length > width:
        return set_cell_size(set_cell_size(text, width - 1).rstrip(" ") + "…", width)
    blank = " " * (width - length)
    return blank + text if align == "right" else text + blank
