"""Every code that the program draws is read back by another program, and what was asked for was drawn."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from store.codes.key import Key
from store.codes.picture import Drawn, file_name, png, write_pictures
from store.codes.sheet import LAYOUTS, LayoutName, pages, write_sheet
from store.codes.symbol import SIZE, modules
from store.codes.terminal import HEIGHT, WIDTH, half_blocks, whole_blocks
from store.errors import LianyunError
from store.models import Official

KEY = Key("2005", b"sixteen bytes ..")
HOSTILE = ["[/]", "../../etc/passwd", "CON", "a" * 500, "<script>x</script>", "=cmd|' /C calc'!A0", "解\\秀/英:", "。", " ."]


def drawn(count: int, units: int = 3) -> list[Drawn]:
    return [
        Drawn(
            Official(id=f"O-{n:03d}", name=f"来宾{n}", unit=f"第{n % units}局", title="主任", seat=f"A区{n}排1座"),
            KEY.code(f"O-{n:03d}", 1),
        )
        for n in range(count)
    ]


def scanned(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))]


@pytest.mark.parametrize("scale", [2, 4, 12])
def test_pictures_are_read(scale: int) -> None:
    for _official, code in drawn(40):
        assert scanned(Image.open(io.BytesIO(png(code, scale)))) == [code]


def test_the_symbol_is_the_smallest() -> None:
    assert len(modules(KEY.code("O-1", 1))) == SIZE == 21


@pytest.mark.parametrize("large", [False, True])
def test_terminal_codes_are_read(large: bool) -> None:
    for _official, code in drawn(20):
        lines = whole_blocks(code) if large else half_blocks(code)
        assert {len(line) for line in lines} == {2 * WIDTH if large else WIDTH}
        assert len(lines) == (WIDTH if large else HEIGHT)
        wide, high = (8, 16)
        picture = Image.new("L", (len(lines[0]) * wide, len(lines) * high), 255)
        for y, line in enumerate(lines):
            for x, block in enumerate(line):
                top, bottom = {" ": (0, 0), "▀": (0, high // 2), "▄": (high // 2, high), "█": (0, high)}[block]
                if bottom:
                    picture.paste(0, (x * wide, y * high + top, (x + 1) * wide, y * high + bottom))
        assert scanned(picture) == [code]


def test_files_are_named_by_unit_and_name(tmp_path: Path) -> None:
    some = [
        *drawn(3),
        *(Drawn(Official(id=f"H-{n}", name=text, unit=text), KEY.code(f"H-{n}", 1)) for n, text in enumerate(HOSTILE)),
    ]
    files = list(write_pictures(some, tmp_path / "png"))
    assert files[0].name == "第0局_来宾0_O-000.png"
    assert len({file.name.casefold() for file in files}) == len(some)
    assert {file.parent for file in files} == {tmp_path / "png"}
    assert all(len(file.name.encode()) <= 255 and not re.search(r'[<>:"/\\|?*]', file.name) for file in files)
    assert scanned(Image.open(files[-1])) == [some[-1].code]


def test_an_id_is_data_too() -> None:
    assert "/" not in file_name(Official(id="../x", name="n"))


def test_it_can_be_ended(tmp_path: Path) -> None:
    assert len(list(write_pictures(drawn(9), tmp_path / "png", lambda done: done < 4))) == 4
    assert not write_sheet(drawn(9), tmp_path / "s.html", goes_on=lambda done: done < 4)
    assert not list(tmp_path.glob("s.html*"))


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LianyunError, match="cannot be written"):
        list(write_pictures(drawn(1), tmp_path / "file"))
    with pytest.raises(LianyunError, match="cannot be written"):
        write_sheet(drawn(1), tmp_path / "file" / "s.html")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_sheet_is_by_unit_and_hostile_names_are_data(tmp_path: Path, layout: LayoutName) -> None:
    some = [Drawn(Official(id=f"H-{n}", name=text, unit=text), KEY.code(f"H-{n}", 1)) for n, text in enumerate(HOSTILE)]
    write_sheet([*drawn(30), *some], tmp_path / "s.html", layout)
    text = (tmp_path / "s.html").read_text(encoding="utf-8")
    assert "<script>" not in text
    assert text.count("<article") == 30 + len(HOSTILE)
    assert text.count('<section class="page"') == pages([*drawn(30), *some], layout)
    assert "http" not in text
