"""The command palette: pages, shows and commands by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.festival import Festival
from tests.store.festivals import fixture_f, opened, show
from tests.tui.dashboard import dashboard


async def test_a_page_is_found_by_its_name(both: Festival) -> None:
    async with dashboard(both) as desk:
        await desk.press("ctrl+p")
        await desk.type("stages")
        await desk.press("enter")
        assert (desk.page, desk.dialog) == ("stages", "")


async def test_a_show_is_found_by_its_name_from_any_page(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        for page in ("f2", "f3", "f4"):
            await desk.press(page, "ctrl+p")
            await desk.type("Show P2")
            await desk.press("enter")
            assert (desk.page, desk.app.performance, desk.dialog) == ("order", "P2", "")
            assert "Act M" in desk.text
            assert desk.cursor == "M"
            await desk.open(show="P1")


async def test_in_chinese_they_have_chinese_names(both: Festival) -> None:
    from store import words

    words.speak("zh")
    async with dashboard(both) as desk:
        await desk.press("ctrl+p")
        await desk.type("颂P3")
        await desk.press("enter")
        assert (desk.page, desk.app.performance) == ("order", "P3")


async def test_a_command_does_what_its_key_does(both: Festival) -> None:
    async with dashboard(both, show="P1") as desk:
        await desk.press("space", "ctrl+p")
        await desk.type("undo")
        await desk.press("enter")
        assert desk.item("A").state == "planned"


async def test_it_lists_all_before_anything_is_typed(both: Festival) -> None:
    async with dashboard(both, size=(120, 60)) as desk:
        await desk.press("ctrl+p")
        for name in ("Overview", "Running order", "Stages", "Undo", "Quit", "Import a plan", "Show P1", "Show P3"):
            assert name in desk.text


async def test_one_who_only_looks_on_is_offered_no_import(both: Festival) -> None:
    with Festival.open(both.folder, both.clock, follow=True) as watched:
        async with dashboard(watched, size=(120, 60), mode="follow") as desk:
            await desk.press("ctrl+p")
            assert "Overview" in desk.text
            assert "Import a plan" not in desk.text


@pytest.mark.parametrize("name", ["[/]", "[red]x[/]", "=cmd|'/c calc'!A1", "👩🎭", "长" * 500, "[@click=app.quit]x[/]"])
async def test_names_are_text(tmp_path: Path, name: str) -> None:
    plan = [*fixture_f()[:2], show("P1", "S1", "10:00", "11:00", name=name, name_en=name)]
    with opened(tmp_path / "f", plan=plan) as festival:
        async with dashboard(festival, size=(120, 60)) as desk:
            await desk.press("ctrl+p")
            assert name[:12] in desk.text
            await desk.type(name[:3])
            assert name[:12] in desk.text
            await desk.press("enter")
            assert (desk.page, desk.app.performance) == ("order", "P1")


@pytest.mark.parametrize("typed", ["[/]", "[red]", "\\", "(", "zzzz"])
async def test_whatever_is_typed_into_it_is_text(both: Festival, typed: str) -> None:
    async with dashboard(both) as desk:
        await desk.press("ctrl+p")
        await desk.type(typed)
        await desk.press("escape")
        assert desk.dialog == ""
