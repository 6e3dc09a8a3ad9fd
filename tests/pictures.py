"""Draw the pictures of the README: `make pictures`, or `python -m tests.pictures NAME...` for some of them.

Each is the demo in a real terminal, brought by its steps to where it is drawn. POSIX systems only; needs a Chinese font.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.harness.picture import NoFont, save
from tests.harness.terminal import NeverShown, Terminal

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
LIANYUN = Path(sys.executable).with_name("lianyun")

Step = Callable[[Terminal], object]


class Shot(NamedTuple):
    """A picture to draw: `docs/pictures/NAME.png`, from a window of so many columns and lines."""

    name: str
    size: tuple[int, int]
    language: str
    theme: str
    steps: tuple[Step, ...]


def press(*keys: str) -> Step:
    """A step that presses keys."""
    return lambda terminal: terminal.press(*keys)


def until(text: str) -> Step:
    """A step that waits until the screen has a text."""
    return lambda terminal: terminal.until(text)


def _page(name: str, key: str, language: str, theme: str, words: str) -> Shot:
    return Shot(f"{name}-{language}", (120, 36), language, theme, (until("17:40"), press(key), until(words)))


SHOTS = (
    _page("overview", "f2", "zh", "dark", "中心广场"),
    _page("order", "f3", "zh", "dark", "预计/实际"),
    _page("stages", "f4", "zh", "light", "工种"),
    _page("security", "f6", "zh", "dark", "逾期未报"),
    _page("broadcast", "f5", "zh", "dark", "倒计时"),
    _page("checkin", "f9", "zh", "dark", "最近到会"),
    _page("overview", "f2", "en", "dark", "Central Square"),
    _page("order", "f3", "en", "dark", "Deviation"),
    _page("stages", "f4", "en", "light", "Departm"),
    _page("security", "f6", "en", "dark", "report overdue"),
    _page("broadcast", "f5", "en", "dark", "ON AIR"),
    _page("checkin", "f9", "en", "dark", "last arrivals"),
)


def shoot(shot: Shot) -> Path:
    """Run the demo, take the steps and write the picture; return its path."""
    command = [str(LIANYUN), "demo", "--lang", shot.language]
    with Terminal(command, shot.size, {"LIANYUN_THEME": shot.theme, "TEXTUAL_ANIMATIONS": "none"}) as terminal:
        for step in shot.steps:
            step(terminal)
        terminal.watch(0.5)  # let what is being painted be painted
        path = FOLDER / f"{shot.name}.png"
        save(terminal, path)
    return path


def main(names: list[str]) -> int:
    """Draw the pictures of these names, or all; return the exit status."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for shot in SHOTS:
        if not names or shot.name in names:
            try:
                print(shoot(shot).relative_to(FOLDER.parents[1]))
            except (NoFont, NeverShown) as error:
                print(error, file=sys.stderr)
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
