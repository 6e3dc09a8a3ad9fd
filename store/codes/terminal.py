"""A code on a terminal's screen: half blocks, two modules a character high, with the quiet zone of four modules."""

from __future__ import annotations

from store.codes.symbol import QUIET, SIZE, modules

WIDTH = SIZE + 2 * QUIET
HEIGHT = (WIDTH + 1) // 2
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def half_blocks(code: str) -> list[str]:
    """The lines of a code, `WIDTH` by `HEIGHT`; they are to be drawn dark on light whatever the theme."""
    grid = [[False] * WIDTH for _ in range(2 * HEIGHT)]
    for y, row in enumerate(modules(code)):
        for x, dark in enumerate(row):
            grid[QUIET + y][QUIET + x] = dark
    return [
        "".join(_BLOCKS[above, below] for above, below in zip(upper, lower, strict=True))
        for upper, lower in zip(grid[::2], grid[1::2], strict=True)
    ]


def whole_blocks(code: str) -> list[str]:
    """The lines of a code twice as large: a module is two columns wide and a line high, `2 * WIDTH` by `WIDTH`."""
    blank = "  " * WIDTH
    side = "  " * QUIET
    rows = [side + "".join("██" if dark else "  " for dark in row) + side for row in modules(code)]
    return [blank] * QUIET + rows + [blank] * QUIET
