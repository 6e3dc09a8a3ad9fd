"""Characters that are drawn as shapes, for fonts leave gaps between them: lines, blocks, shades and the sign for a pause."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise

from PIL import ImageDraw

Box = tuple[int, int, int, int]  # left, top, right, bottom; the last two are the first pixels outside
Part = tuple[float, float, float, float]  # the same in parts of the cell

_SIDES = {"LEFT": "left", "RIGHT": "right", "UP": "up", "DOWN": "down"}
_BOTH = {"HORIZONTAL": ("left", "right"), "VERTICAL": ("up", "down")}
_WEIGHTS = {"LIGHT": 1, "SINGLE": 1, "HEAVY": 2, "DOUBLE": 3}
_DASHES = {"DOUBLE DASH": 2, "TRIPLE DASH": 3, "QUADRUPLE DASH": 4}
_QUADRANTS: dict[str, Part] = {
    "UPPER LEFT": (0, 0, 0.5, 0.5),
    "UPPER RIGHT": (0.5, 0, 1, 0.5),
    "LOWER LEFT": (0, 0.5, 0.5, 1),
    "LOWER RIGHT": (0.5, 0.5, 1, 1),
}
_HALVES: dict[str, Part] = {"▀": (0, 0, 1, 0.5), "▐": (0.5, 0, 1, 1), "▔": (0, 0, 1, 0.125), "▕": (0.875, 0, 1, 1)}
_SHADES = {"░": 0.25, "▒": 0.5, "▓": 0.75}
_PAUSE: list[Part] = [(0.15, 0.3, 0.4, 0.75), (0.6, 0.3, 0.85, 0.75)]


def draw_shape(pen: ImageDraw.ImageDraw, char: str, box: Box, fg: str, bg: str) -> bool:
    """Draw a character as a shape into a cell; False, with nothing drawn, where it is none."""
    if char in _SHADES:
        pen.rectangle(_inclusive(box), fill=blend(fg, bg, _SHADES[char]))
    elif parts := _blocks(char):
        for part in parts:
            pen.rectangle(_inclusive(_within(box, part)), fill=fg)
    elif "\u2500" <= char <= "\u257f":
        _line(pen, char, box, fg)
    else:
        return False
    return True


def blend(fg: str, bg: str, amount: float) -> str:
    """The colour between two, as `#rrggbb`: `bg` at 0, `fg` at 1."""
    pairs = ((int(fg[i : i + 2], 16), int(bg[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(front * amount + back * (1 - amount)):02x}" for front, back in pairs)


@cache
def _blocks(char: str) -> list[Part]:
    """The parts of the cell that a block fills; none where the character is no block."""
    code = ord(char) if len(char) == 1 else 0
    if char == "⏸":
        return _PAUSE
    if 0x2581 <= code <= 0x2588:
        return [(0, 1 - (code - 0x2580) / 8, 1, 1)]
    if 0x2589 <= code <= 0x258F:
        return [(0, 0, (0x2590 - code) / 8, 1)]
    if 0x2596 <= code <= 0x259F:
        name = unicodedata.name(char)
        return [part for quadrant, part in _QUADRANTS.items() if quadrant in name]
    return [_HALVES[char]] if char in _HALVES else []


@cache
def _arms(char: str) -> dict[str, int]:
    """The weight of the line to each side of the cell, read from the character's name in Unicode.

    The weight stands before its side ("LIGHT DOWN AND RIGHT") or behind it ("DOWN HEAVY AND RIGHT LIGHT"); where a part
    of the name has none, that of the part before holds on.
    """
    arms: dict[str, int] = {}
    weight = 1
    for part in unicodedata.name(char).removeprefix("BOX DRAWINGS ").split(" AND "):
        words = [word for word in part.split() if word != "DASH"]
        weight = next((_WEIGHTS[word] for word in words if word in _WEIGHTS), weight)
        for word in words:
            for side in _BOTH.get(word, (_SIDES[word],) if word in _SIDES else ()):
                arms[side] = weight
    return arms


def _line(pen: ImageDraw.ImageDraw, char: str, box: Box, fg: str) -> None:
    """Draw a box-drawing character: its arms from the middle of the cell to the edges, dashed or rounded where it is so."""
    left, top, right, bottom = box
    middle, centre = (left + right) // 2, (top + bottom) // 2
    name = unicodedata.name(char)
    if "DIAGONAL" in name:
        if char in "╱╳":
            pen.line((left, bottom - 1, right - 1, top), fill=fg)
        if char in "╲╳":
            pen.line((left, top, right - 1, bottom - 1), fill=fg)
        return
    arms = _arms(char)
    if "ARC" in name:
        _arc(pen, arms, box, fg)
        return
    dashes = next((count for words, count in _DASHES.items() if words in name), 1)
    thickest = {1: 1, 2: 3, 3: 5}[max(arms.values())]
    for side, weight in arms.items():
        for offset, width in {1: [(0, 1)], 2: [(-1, 3)], 3: [(-2, 1), (2, 1)]}[weight]:
            overlap = thickest // 2 if len(arms) > 1 else 0
            if side in ("left", "right"):
                start, end = (left, middle + 1 + overlap) if side == "left" else (middle - overlap, right)
                _dashed(pen, (start, centre + offset, end, centre + offset + width), dashes, fg)
            else:
                start, end = (top, centre + 1 + overlap) if side == "up" else (centre - overlap, bottom)
                _dashed(pen, (middle + offset, start, middle + offset + width, end), dashes, fg)


def _dashed(pen: ImageDraw.ImageDraw, box: Box, dashes: int, fg: str) -> None:
    """Fill a stroke, half of a line; where it is dashed, every second of as many steps as the whole line has dashes."""
    if dashes == 1:
        pen.rectangle(_inclusive(box), fill=fg)
        return
    left, top, right, bottom = box
    along = right - left > bottom - top
    start, end = (left, right) if along else (top, bottom)
    steps = [start + (end - start) * i // dashes for i in range(dashes + 1)]
    for a, b in list(pairwise(steps))[::2]:
        pen.rectangle(_inclusive((a, top, b, bottom) if along else (left, a, right, b)), fill=fg)


def _arc(pen: ImageDraw.ImageDraw, arms: dict[str, int], box: Box, fg: str) -> None:
    """Draw a rounded corner."""
    left, top, right, bottom = box
    middle, centre, radius = (left + right) // 2, (top + bottom) // 2, (right - left) // 2
    x = middle if "right" in arms else middle - 2 * radius
    y = centre if "down" in arms else centre - 2 * radius
    start = {("right", "down"): 180, ("left", "down"): 270, ("left", "up"): 0, ("right", "up"): 90}[
        "right" if "right" in arms else "left", "down" if "down" in arms else "up"
    ]
    pen.arc((x, y, x + 2 * radius, y + 2 * radius), start, start + 90, fill=fg)
    vertical = (centre + radius, bottom - 1) if "down" in arms else (top, centre - radius)
    pen.line((middle, vertical[0], middle, vertical[1]), fill=fg)
    if "right" in arms and right - 1 > middle + radius:
        pen.line((middle + radius, centre, right - 1, centre), fill=fg)


def _within(box: Box, part: Part) -> Box:
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    return (
        left + round(part[0] * width),
        top + round(part[1] * height),
        left + round(part[2] * width),
        top + round(part[3] * height),
    )


def _inclusive(box: Box) -> Box:
    """A box as Pillow fills it: with its last pixels."""
    return box[0], box[1], box[2] - 1, box[3] - 1
