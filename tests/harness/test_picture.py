"""Pictures of a terminal: what is drawn where. Fonts are not needed here; they are only for letters."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.harness import picture, shapes
from tests.harness.terminal import Cell, Terminal

WIDTH, HEIGHT = picture.CELL
FG, BG = "#ff0000", "#000000"


def drawn(char: str) -> Image.Image:
    image = Image.new("RGB", picture.CELL, BG)
    assert shapes.draw_shape(ImageDraw.Draw(image), char, (0, 0, WIDTH, HEIGHT), FG, BG)
    return image


def inked(image: Image.Image) -> set[tuple[int, int]]:
    return {(x, y) for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) != (0, 0, 0)}


def edges(char: str) -> set[str]:
    """The sides of the cell that a character touches."""
    ink = inked(drawn(char))
    touched = {"left": 0 in {x for x, _ in ink}, "right": WIDTH - 1 in {x for x, _ in ink}}
    touched |= {"up": 0 in {y for _, y in ink}, "down": HEIGHT - 1 in {y for _, y in ink}}
    return {side for side, yes in touched.items() if yes}


@pytest.mark.parametrize(
    ("char", "sides"),
    [
        ("─", {"left", "right"}),
        ("┃", {"up", "down"}),
        ("┌", {"right", "down"}),
        ("╯", {"left", "up"}),
        ("╭", {"right", "down"}),
        ("╮", {"left", "down"}),
        ("╰", {"right", "up"}),
        ("┝", {"right", "up", "down"}),
        ("╬", {"left", "right", "up", "down"}),
        ("╸", {"left"}),
        ("╷", {"down"}),
        ("┊", {"up"}),
    ],
)
def test_lines_reach_the_edges_that_they_join(char: str, sides: set[str]) -> None:
    assert edges(char) >= sides
    assert not edges(char) - sides - {"down"}


def test_heavy_lines_are_thicker() -> None:
    assert len(inked(drawn("━"))) == 3 * len(inked(drawn("─")))
    assert len(inked(drawn("╼"))) > len(inked(drawn("─")))


@pytest.mark.parametrize(
    ("char", "part"),
    [("█", 1), ("▀", 1 / 2), ("▄", 1 / 2), ("▌", 1 / 2), ("▐", 1 / 2), ("▚", 1 / 2), ("▙", 3 / 4), ("▂", 1 / 4)],
)
def test_blocks_fill_their_part(char: str, part: float) -> None:
    assert len(inked(drawn(char))) == pytest.approx(part * WIDTH * HEIGHT, rel=0.1)


def test_every_line_and_block_can_be_drawn() -> None:
    for code in range(0x2500, 0x25A0):
        assert inked(drawn(chr(code))), chr(code)


def test_letters_are_no_shapes() -> None:
    image = Image.new("RGB", picture.CELL)
    assert not shapes.draw_shape(ImageDraw.Draw(image), "廉", (0, 0, WIDTH, HEIGHT), FG, BG)


def test_colours_lines_and_reverse() -> None:
    plain = Cell(" ", FG, BG, False, False, False, False, False)
    reversed_ = Cell(" ", FG, BG, False, False, False, False, True)
    struck = Cell(" ", FG, BG, False, False, True, True, False)
    image = picture.draw([[plain, reversed_, struck]])
    assert image.size == (3 * WIDTH, HEIGHT)
    assert image.getpixel((0, 0)) == (0, 0, 0)
    assert image.getpixel((WIDTH, 0)) == (255, 0, 0)
    assert {y for _, y in inked(image.crop((2 * WIDTH, 0, 3 * WIDTH, HEIGHT)))} == {HEIGHT // 2, HEIGHT - 2}


def test_a_screen_is_saved_small(tmp_path: Path) -> None:
    with Terminal([sys.executable, "-c", "print('\\x1b[42m─┼─\\x1b[0m █', flush=True)"], (120, 36)) as terminal:
        terminal.until("█")
        picture.save(terminal, tmp_path / "screen.png")
    with Image.open(tmp_path / "screen.png") as image:
        assert (image.size, image.mode) == ((120 * WIDTH, 36 * HEIGHT), "P")
    assert (tmp_path / "screen.png").stat().st_size < 80_000


def test_a_missing_font_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "FONTS", (("No Such Font", "NoSuchFont{}.ttf", "fonts-no-such"),))
    picture._fonts.cache_clear()
    picture._letter.cache_clear()
    with pytest.raises(picture.NoFont, match="apt-get install fonts-no-such"):
        picture.draw([[Cell("x", "", "", False, False, False, False, False)]])
    picture._fonts.cache_clear()
    picture._letter.cache_clear()
