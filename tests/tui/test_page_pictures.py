"""What the pages and dialogs look like, in both languages, both themes, a small and a large window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.widgets import Input

from store.clock import FixedClock
from store.demo import moment
from store.festival import Festival
from tests.tui.dashboard import copied, dashboard


class Scene(NamedTuple):
    """A picture: the page, the show where one is chosen, and the keys that lead to what is drawn."""

    page: str
    show: str = ""
    keys: tuple[str, ...] = ()


SCENES = {
    "overview": Scene("overview"),
    "order": Scene("order"),
    "stages": Scene("stages"),
    "welcome": Scene("welcome"),
    "help": Scene("order", keys=("question_mark",)),
    "consent": Scene("order", show="P5", keys=("space",)),
    "edit": Scene("order", keys=("e",)),
}


@contextmanager
def _festival(page: str, lived: Path) -> Iterator[Festival]:
    """The sample at 17:40; for the first start, a folder without a festival. The folder's name is on that page."""
    clock = FixedClock(moment("17:40"))
    if page == "welcome":
        with Festival.open(Path("festival"), clock, station="a7f3") as empty:
            yield empty
    else:
        with copied(lived, Path("sample"), clock) as sample:
            yield sample


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["small", "large"])
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("scene", SCENES)
async def test_it_looks_as_it_did(
    scene: str,
    theme: str,
    size: tuple[int, int],
    language: str,
    lived: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    picture_matches: Callable[[Any], None],
) -> None:
    monkeypatch.setenv("LIANYUN_THEME", theme)
    monkeypatch.chdir(tmp_path)
    page, show, keys = SCENES[scene]
    with _festival(page, lived("17:40")) as festival:
        async with dashboard(festival, size=size, page=page, show=show) as desk:
            await desk.press(*keys)
            for line in desk.app.screen.query(Input):
                line.cursor_blink = False
            await desk.settle()
            picture_matches(desk.app)
