"""Picture tests: a running app's screen as text, kept in a file that a diff of two versions can be read from.

    |▶ 5   《一张借条》  |
    |○ 6   《赤桑镇》    |

     1 kfa3 wbc17
     2 kfa20

    kfa #e0e0e0 on #121212
    wbc #ffa62b on #121212 bold

First the lines, then for each line the runs of one style (the style's name and how many columns it holds for), then what
the names stand for. A style's name comes from the style itself, so that a new one changes no other line. A wide
character takes two columns, in the runs as on the screen.
"""

from __future__ import annotations

import zlib
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from textual._compositor import LayoutUpdate
from textual.app import App

_EFFECTS = ("bold", "dim", "italic", "underline", "strike", "reverse")


class Pictures(SingleFileSnapshotExtension):
    """One text file a picture, in `__pictures__/MODULE/` beside the tests."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(Path(test_location.filepath).parent / "__pictures__" / test_location.basename)


def picture(app: App[Any]) -> str:
    """The screen of an app that runs under `run_test`, as text; await `pilot.pause()` before, or some is not yet painted."""
    lines = _lines(app)
    texts = ["".join(segment.text for segment in line) for line in lines]
    runs = [_runs(line) for line in lines]
    names = _names({style for line in runs for style, _ in line})
    return "\n".join(
        [
            *(f"|{text}|" for text in texts),
            "",
            *(
                " ".join([f"{number:2}", *(f"{names[style]}{columns}" for style, columns in line)])
                for number, line in enumerate(runs, 1)
            ),
            "",
            *sorted(f"{name} {style}" for style, name in names.items()),
            "",
        ]
    )


def text(app: App[Any]) -> str:
    """The same screen without its styles: its lines, without the blanks at their ends."""
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in _lines(app))


def _lines(app: App[Any]) -> list[list[Segment]]:
    """The screen as lines of segments, with what shows through of the screens behind it.

    Textual has no public way to them but through SVG; `App.export_screenshot` does the same.
    """
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(update, LayoutUpdate)
    return [[segment for strip in line for segment in strip] for line in update.strips]


def _runs(line: list[Segment]) -> list[tuple[str, int]]:
    """The styles of a line, each with the columns that it holds for."""
    styled = groupby(line, key=lambda segment: _said(segment.style or Style.null()))
    return [(style, sum(segment.cell_length for segment in segments)) for style, segments in styled]


def _said(style: Style) -> str:
    effects = [effect for effect in _EFFECTS if getattr(style, effect)]
    return " ".join([f"{_colour(style.color)} on {_colour(style.bgcolor)}", *effects])


def _colour(colour: Color | None) -> str:
    if colour is None or colour.is_default:
        return "default"
    return colour.triplet.hex if colour.triplet else colour.name


def _names(styles: set[str]) -> dict[str, str]:
    """A name of three letters for each style, made from its checksum; of more letters where two would have the same."""
    names: dict[str, str] = {}
    for style in sorted(styles):
        checksum = zlib.crc32(style.encode())
        letters = "".join(chr(ord("a") + checksum // 26**place % 26) for place in range(6))
        names[style] = next(letters[:length] for length in range(3, 7) if letters[:length] not in names.values())
    return names
