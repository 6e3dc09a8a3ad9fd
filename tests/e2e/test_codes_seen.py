"""Codes read off a terminal's screen and off the printed sheet, by another program."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from store.codes.key import Key
from store.codes.picture import Drawn
from store.codes.sheet import LAYOUTS, LayoutName, write_sheet
from store.demo_arrivals import DEMO_KEY
from store.models import Official
from tests.harness.picture import draw
from tests.harness.terminal import Terminal

ROOT = str(Path(__file__).resolve().parents[2])
KEY = Key("2005", b"sixteen bytes ..")
BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_off_the_screen(size: tuple[int, int], theme: str) -> None:
    command = [sys.executable, "-m", "tui.cli", "demo", "--lang", "en"]
    with Terminal(command, size, {"PYTHONPATH": ROOT, "LIANYUN_THEME": theme}) as terminal:
        terminal.until("pages")
        terminal.press("f9")
        terminal.until("Ready")
        terminal.type("姚国海")
        terminal.until("1 found")
        terminal.press("ctrl+v")
        terminal.until("Esc closes")
        terminal.watch(0.3)
        found = zxingcpp.read_barcodes(draw(terminal.cells).convert("L"))
        assert [each.text for each in found] == [DEMO_KEY.code("O-009", 1)]
        terminal.press("escape")
        terminal.until("1 found")


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_off_the_printed_sheet(tmp_path: Path, layout: LayoutName) -> None:
    names = ["解秀英", "[/]", "<b>x</b>", "长" * 500, "a" * 500, "尉迟恭"]
    drawn = [
        Drawn(
            Official(id=f"O-{n}", name=names[n % len(names)], unit="区教育局", title="副局长", seat=f"A区{n}排"),
            KEY.code(f"O-{n}", 1),
        )
        for n in range(LAYOUTS[layout].across * LAYOUTS[layout].down)
    ]
    write_sheet(drawn, tmp_path / "sheet.html", layout)
    picture = tmp_path / "sheet.png"
    command = [
        str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        f"--user-data-dir={tmp_path / 'profile'}", f"--screenshot={picture}", "--window-size=794,1123",
        "--force-device-scale-factor=2", "--hide-scrollbars", (tmp_path / "sheet.html").as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, timeout=90, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = {each.text for each in zxingcpp.read_barcodes(Image.open(picture).convert("L"))}
    assert found == {each.code for each in drawn}
