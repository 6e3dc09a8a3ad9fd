"""The first start: a folder without a festival, and the ways to get one into it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.clock import FixedClock
from store.festival import Festival
from tests.store.festivals import at, plain
from tests.tui.dashboard import Desk, dashboard

PLAN: dict[str, Any] = {
    "festival": [{"id": "F", "name": "廉韵", "name_en": "Rhyme", "date": "2005-07-01"}],
    "stages": [{"id": "S1", "name": "广场", "name_en": "Square"}],
    "performances": [
        {"id": "P1", "name": "清风颂", "name_en": "Breeze", "stage": "S1", "start": "2005-07-01T10:00:00+08:00"}
    ],
    "items": [{"id": "A", "performance": "P1", "title": "开场", "duration_s": 600}],
}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Festival]:
    """A folder without a festival."""
    with Festival.open(tmp_path / "empty", FixedClock(at("09:00")), station="a7f3") as festival:
        yield festival


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A plan to import."""
    return write(tmp_path / "my plan.json", PLAN)


def write(path: Path, plan: dict[str, Any]) -> Path:
    path.write_text(json.dumps(plan), encoding="utf-8")
    return path


async def take(desk: Desk, name: object) -> None:
    """Ask for the import of a file and wait until it has been read."""
    await desk.press("i")
    await desk.type(str(name))
    await desk.press("enter")
    await desk.app.workers.wait_for_complete()
    await desk.settle()


async def test_it_says_where_it_is_and_what_can_be_done(empty: Festival) -> None:
    async with dashboard(empty) as desk:
        assert desk.page == "welcome"
        assert "There is no festival in this folder yet" in desk.text
        assert "lianyun template plan.xlsx" in desk.text
        await desk.press("f2", "f3", "4")  # there is no other page yet
        assert desk.page == "welcome"


async def test_the_sample_is_on_today(empty: Festival) -> None:
    async with dashboard(empty) as desk:
        await desk.press("s", "y")
        assert (desk.page, len(desk.day.performances())) == ("overview", 6)
        assert desk.day.festival is not None
        assert desk.day.festival.date == desk.day.now.astimezone().date()


async def test_the_sample_is_not_loaded_where_the_answer_is_no(empty: Festival) -> None:
    async with dashboard(empty) as desk:
        await desk.press("s", "n")
        assert (desk.page, plain(empty)) == ("welcome", {})
        assert "Not done." in desk.status


@pytest.mark.parametrize("quoted", ["{}", "'{}'", '"{}"'])
async def test_a_file_is_shown_before_it_counts(empty: Festival, file: Path, quoted: str) -> None:
    async with dashboard(empty) as desk:
        await take(desk, quoted.format(file))
        assert (desk.dialog, desk.day.festival) == ("LinesDialog", None)
        assert "my plan.json" in desk.text
        await desk.press("y")
        assert (desk.page, desk.dialog) == ("overview", "")
        assert "Rhyme" in desk.text
        await desk.press("f3")
        assert "开场" in desk.text


async def test_of_a_file_that_cannot_be_read_every_fault_is_shown(empty: Festival, file: Path) -> None:
    bad = {**PLAN, "items": [{**PLAN["items"][0], "duration_s": "soon"}, {"id": "B", "performance": "P9", "title": ""}]}
    write(file, bad)
    async with dashboard(empty) as desk:
        await take(desk, file)
        assert desk.dialog == "LinesDialog"
        assert "Nothing has changed." in desk.text
        for part in ("soon", "P9"):
            assert part in desk.text, part
        await desk.press("y")
        assert desk.dialog == "LinesDialog"  # there is nothing to say yes to
        await desk.press("escape")
        assert (desk.page, desk.day.festival) == ("welcome", None)
        assert "my plan.json was not imported." in desk.status


@pytest.mark.parametrize("name", ["nowhere.json", ".", "/", "[/]", "x" * 300])
async def test_a_file_that_is_not_there_is_one_line(empty: Festival, name: str) -> None:
    async with dashboard(empty) as desk:
        await take(desk, name)
        assert desk.dialog == "LinesDialog"
        await desk.press("escape")
        assert (desk.page, desk.dialog) == ("welcome", "")


async def test_an_empty_name_asks_for_nothing(empty: Festival) -> None:
    async with dashboard(empty) as desk:
        await desk.press("i", "enter")
        assert (desk.dialog, desk.status.strip()) == ("", "")


async def test_a_plan_is_imported_again_from_the_palette(empty: Festival, file: Path) -> None:
    async with dashboard(empty) as desk:
        await take(desk, file)
        await desk.press("y", "f3", "space")
        await desk.press("ctrl+p")
        await desk.type("import")
        await desk.press("enter")
        await desk.type(str(file))
        await desk.press("enter")
        await desk.app.workers.wait_for_complete()
        await desk.settle()
        assert "my plan.json: nothing to change." in desk.status
        assert desk.item("A").state == "running"


async def test_to_remove_what_has_played_is_asked(empty: Festival, file: Path) -> None:
    async with dashboard(empty) as desk:
        await take(desk, file)
        await desk.press("y", "f3", "space")
        write(file, {**PLAN, "items": [{**PLAN["items"][0], "id": "B"}]})
        await desk.press("ctrl+p")
        await desk.type("import")
        await desk.press("enter")
        await desk.type(str(file))
        await desk.press("enter")
        await desk.app.workers.wait_for_complete()
        await desk.settle()
        assert "Remove them all the same?" in desk.text
        await desk.press("n")
        assert desk.item("A").state == "running"


async def test_an_import_is_not_taken_back_by_the_key_for_a_slip(empty: Festival, file: Path) -> None:
    async with dashboard(empty) as desk:
        await take(desk, file)
        await desk.press("y", "u")
        assert "import" in desk.status
        assert desk.day.festival is not None
