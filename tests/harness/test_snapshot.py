"""Screens as text: what is in a picture, and that it is the same each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App, ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Label

from tests.harness.snapshot import picture


class Signs(App[None]):
    """Three lines: plain Chinese, a coloured text, struck and bold ones."""

    CSS = """
    Screen { background: #000000; color: #ffffff; }
    #late { color: #ff0000; background: #000020; width: 100%; }
    """

    def compose(self) -> ComposeResult:
        yield Label("▶ 廉韵 x", markup=False)
        yield Label("迟", id="late", markup=False)
        yield Label("[strike]撤[/][bold]b[/]")


class Question(ModalScreen[None]):
    """A dialog with nothing in it."""

    CSS = "Question { background: #ffffff 50%; }"


async def shown(width: int = 12) -> str:
    app = Signs()
    async with app.run_test(size=(width, 4)) as pilot:
        await pilot.pause()
        return picture(app)


async def test_the_text_stands_in_its_columns() -> None:
    lines = (await shown()).split("\n")
    assert lines[:5] == ["|▶ 廉韵 x    |", "|迟          |", "|撤b         |", "|            |", ""]


async def test_the_runs_count_columns_and_the_legend_says_what_they_are() -> None:
    text, runs, legend = (await shown()).rstrip("\n").split("\n\n")
    names = dict(line.split(" ", 1)[::-1] for line in legend.split("\n"))
    plain, late, struck, bold = (
        names[style]
        for style in ("#ffffff on #000000", "#ff0000 on #000020", "#ffffff on #000000 strike", "#ffffff on #000000 bold")
    )
    blank, blank_late = names["default on #000000"], names["default on #000020"]
    assert [line.split() for line in runs.split("\n")] == [
        ["1", f"{plain}8", f"{blank}4"],
        ["2", f"{late}2", f"{blank_late}10"],
        ["3", f"{struck}2", f"{bold}1", f"{blank}9"],
        ["4", f"{blank}12"],
    ]
    assert len(text.split("\n")) == 4


async def test_a_picture_is_the_same_each_time() -> None:
    assert await shown() == await shown()


async def test_a_style_keeps_its_name_when_others_come() -> None:
    small, large = await shown(12), await shown(20)
    assert small.rsplit("\n\n")[-1] == large.rsplit("\n\n")[-1]


async def test_what_lies_behind_a_dialog_shows_through() -> None:
    app = Signs()
    async with app.run_test(size=(12, 4)) as pilot:
        await app.push_screen(Question())
        await pilot.pause()
        assert "|▶ 廉韵 x    |" in picture(app)
        assert "on #7f7f7f" in picture(app)


async def test_pictures_are_kept_in_files(picture_matches: Callable[[Any], None]) -> None:
    app = Signs()
    async with app.run_test(size=(12, 4)) as pilot:
        await pilot.pause()
        picture_matches(app)
