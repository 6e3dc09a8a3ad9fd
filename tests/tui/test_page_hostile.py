"""Text from outside is data: on every page, in every dialog and in the palette it is shown, and nothing else."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from store.clock import FixedClock
from store.who import operator
from tests.store.festivals import at
from tests.tui.dashboard import Desk, dashboard, planned

HOSTILE = [
    "[/]",
    "[red]x[/][@click=app.quit]x[/]",
    "=cmd|'/c calc'!A1",
    "\x1b[2J\x1b]0;x\x07\x9b31mred",
    "\u202eevil\u2066\u200f",
    "👩‍👩‍👧🎭 e\u0301\u0301\u0301",
    "{number} {x!r} %s $HOME",
    "廉" * 500,
    "x" * 500,
]


def plan(text: str) -> dict[str, list[dict[str, Any]]]:
    """A day on which everything is called `text`, the ids of stages, shows and items as well."""
    day = "2005-07-01T"
    ident = text[:40].replace("\x1b", "").strip("\x07\u202e\u2066\u200f")
    stage, show = f"S{ident}", f"P{ident}"
    return {
        "festival": [{"id": "F", "date": "2005-07-01", **dict.fromkeys(("name", "name_en", "theme", "organiser"), text)}],
        "stages": [
            {"id": stage, **dict.fromkeys(("name", "name_en", "venue", "unit", "contact", "stage_manager"), text)},
        ],
        "performances": [
            {
                "id": show,
                "stage": stage,
                "start": f"{day}10:00:00+08:00",
                "broadcast": "live",
                "on_air": f"{day}10:00:00+08:00",
                "off_air": f"{day}10:10:00+08:00",
                **dict.fromkeys(("name", "name_en", "lead_unit", "director", "stage_manager", "hosts"), text),
            }
        ],
        "items": [
            {
                "id": f"{name}{ident}",
                "performance": show,
                "duration_s": 300,
                "approved": name != "B",
                **dict.fromkeys(("title", "form", "unit", "contact", "props"), text),
            }
            for name in "ABCD"
        ],
        "cues": [
            {
                "id": "Q",
                "performance": show,
                "text": text,
                "text_en": text,
                "to": [text, text],
                "caller": text,
                "anchor": {"ref": "on_air", "offset_s": 600},
            }
        ],
        "checkpoints": [
            {
                "id": "C",
                "name": text,
                "name_en": text,
                "status": "open",
                "open_windows": [{"open": f"{day}08:00:00+08:00", "close": f"{day}20:00:00+08:00"}],
                **dict.fromkeys(("kind", "unit", "contact", "channel", "call_sign"), text),
            }
        ],
        "units": [{"id": "U", "name": text, "leader": text, "contact": text}],
        "officials": [{"id": "O", "name": text, "unit": text, "title": text, "seat": text}],
    }


def check(desk: Desk) -> None:
    """The screen has nothing on it that would steer the terminal or show one text as another."""
    found = desk.text
    assert not [each for each in found if each != "\n" and (ord(each) < 32 or 127 <= ord(each) < 160)]
    assert not set(found) & set("\u202e\u2066\u200f")
    assert all(len(line) <= desk.app.size.width * 3 for line in found.splitlines())


@pytest.mark.parametrize(("text", "size"), [*zip(HOSTILE, cycle([(80, 24), (160, 50)]), strict=False)])
async def test_it_is_shown_and_not_interpreted(tmp_path: Path, text: str, size: tuple[int, int]) -> None:
    with planned(tmp_path / "f", plan(text), FixedClock(at("09:58"))) as festival:
        async with dashboard(festival, size=size, who=operator(text, "stage")) as desk:
            check(desk)
            for key in ("f4", "f3", "enter", "escape", "e", "escape", "p", "escape", "ctrl+p", "escape", "slash"):
                await desk.press(key)
                check(desk)
            await desk.paste(text)
            check(desk)
            await desk.press("escape", "ctrl+p")
            await desk.paste(text)
            check(desk)
            await desk.press("escape", "space", "space", "y")  # the second item is not approved
            check(desk)
            assert [item.state[0] for item in desk.day.rundown(desk.app.performance).items] == ["d", "r", "p", "p"]
            await desk.press("s")
            await desk.paste(text)
            await desk.press("enter")
            check(desk)
            await desk.press("i")
            await desk.press("down")
            await desk.paste(text)
            await desk.press("enter")  # there is no duration: the fault names what was typed
            check(desk)
            assert desk.dialog == "FormDialog"
            await desk.press("escape", "f4", "f")
            await desk.paste(text)
            await desk.press("enter")
            check(desk)
            await desk.press("s", "escape", "u", "f2")
            check(desk)
            assert desk.page == "overview"


@pytest.mark.parametrize("text", ["[/]", "[red]x[/]", "=cmd|'/c calc'!A1"])
async def test_it_is_read_as_it_is_written(tmp_path: Path, text: str) -> None:
    with planned(tmp_path / "f", plan(text), FixedClock(at("10:00"))) as festival:
        async with dashboard(festival, size=(160, 50)) as desk:
            for page in ("f2", "f3", "f4"):
                await desk.press(page)
                assert desk.text.count(text) > 2, page
            await desk.press("f3", "space")
            assert f"started 1 “{text}”" in desk.status
            await desk.press("s")
            assert f"Skip 2 {text}?" in desk.text
