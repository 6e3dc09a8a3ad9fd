"""A terminal's screen as a picture: drawn cell by cell, so that every character stands in its columns."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.harness.shapes import draw_shape
from tests.harness.terminal import Cell, Terminal

CELL = (10, 22)  # a character of the font below is one cell wide, a Chinese one two
FONT_SIZE = 20
BASELINE = 17
GREYS = 4  # steps from a letter's background to its colour: so few that a screen's own colours all have room in a palette
FOREGROUND, BACKGROUND = "#d8d8d8", "#101010"

# Chinese, and the signs that such a font lacks or draws too wide: by name, or where systems without fontconfig keep one.
FONTS = (
    ("Noto Sans Mono CJK SC", "NotoSansCJK-{}.ttc", "fonts-noto-cjk"),
    ("DejaVu Sans Mono", "DejaVuSansMono{}.ttf", "fonts-dejavu-core"),
)
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/Library/Fonts", "/Library/Fonts")


class NoFont(Exception):
    """A font that the pictures need is not installed; the message names it and its Debian package."""


def save(terminal: Terminal, path: Path) -> None:
    """Write the terminal's screen as it stands into a PNG file."""
    draw(terminal.cells).quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)


def draw(lines: list[list[Cell]]) -> Image.Image:
    """Draw lines of cells; raises NoFont."""
    width, height = CELL
    image = Image.new("RGB", (len(lines[0]) * width, len(lines) * height), BACKGROUND)
    for y, line in enumerate(lines):
        for x, cell in enumerate(line):
            if cell.text:
                columns = 2 if x + 1 < len(line) and not line[x + 1].text else 1
                _draw_cell(image, cell, (x * width, y * height, (x + columns) * width, (y + 1) * height))
    return image


def _draw_cell(image: Image.Image, cell: Cell, box: tuple[int, int, int, int]) -> None:
    pen = ImageDraw.Draw(image)
    left, top, right, bottom = box
    fg, bg = cell.fg or FOREGROUND, cell.bg or BACKGROUND
    if cell.reverse:
        fg, bg = bg, fg
    pen.rectangle((left, top, right - 1, bottom - 1), fill=bg)
    if not draw_shape(pen, cell.text, box, fg, bg) and not cell.text.isspace():
        image.paste(fg, (left, top), _letter(cell.text, cell.bold, right - left))
    if cell.underline:
        pen.line((left, bottom - 2, right - 1, bottom - 2), fill=fg)
    if cell.strike:
        pen.line((left, top + bottom >> 1, right - 1, top + bottom >> 1), fill=fg)


@cache
def _letter(text: str, bold: bool, width: int) -> Image.Image:
    """A letter in a cell `width` pixels wide, as a mask in a few greys."""
    font = _font_for(text, bold, width)
    mask = Image.new("L", (width, CELL[1]))
    ImageDraw.Draw(mask).text(((width - font.getlength(text)) / 2, BASELINE), text, font=font, fill=255, anchor="ls")
    return mask.point([round(grey * GREYS / 255) * 255 // GREYS for grey in range(256)])


def _font_for(text: str, bold: bool, width: int) -> ImageFont.FreeTypeFont:
    """The font that draws the text largest in `width` pixels, at the size at which it fits."""
    fonts = [font for font in _fonts(bold) if _has(font, text)] or _fonts(bold)
    font = max(fonts, key=lambda each: min(1.0, width / each.getlength(text)))
    return font.font_variant(size=int(FONT_SIZE * min(1.0, width / font.getlength(text))))


def _has(font: ImageFont.FreeTypeFont, text: str) -> bool:
    """Whether a font draws anything else for the text than for a character that is none."""
    return bytes(font.getmask(text)) != bytes(font.getmask("\U0010ffff"))


@cache
def _fonts(bold: bool) -> list[ImageFont.FreeTypeFont]:
    return [_open(*font, bold=bold) for font in FONTS]


def _open(family: str, file: str, package: str, *, bold: bool) -> ImageFont.FreeTypeFont:
    """Find a font by its family; raises NoFont."""
    for path, index in [*_by_fontconfig(family, bold), *_by_file(file, bold)]:
        font = ImageFont.truetype(path, FONT_SIZE, index=index)
        if font.getname()[0] == family:
            return font
    raise NoFont(f"The font '{family}' is not installed; on Debian: apt-get install {package}")


def _by_fontconfig(family: str, bold: bool) -> list[tuple[str, int]]:
    """The file, and the place in it, of the font that fontconfig finds nearest; none where there is no fontconfig."""
    if not shutil.which("fc-match"):
        return []
    wanted = ["fc-match", "-f", "%{file}\n%{index}", f"{family}:{'bold' if bold else 'regular'}"]
    path, index = subprocess.run(wanted, capture_output=True, text=True, check=True).stdout.split("\n")
    return [(path, int(index))]


def _by_file(file: str, bold: bool) -> list[tuple[str, int]]:
    """The fonts in files of that name in the usual folders; a collection has up to ten."""
    weights = ("Bold", "-Bold") if bold else ("Regular", "")
    found = [
        path for folder in FOLDERS for weight in weights for path in Path(folder).expanduser().rglob(file.format(weight))
    ]
    return [(str(path), index) for path in found for index in (range(10) if path.suffix == ".ttc" else [0])]
