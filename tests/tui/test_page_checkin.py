"""The check-in desk: every key of it, scans in every form, searches, and its pictures."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from store.actions import OfficialEdit
from store.checkin.answer import Answer
from store.codes.key import KeyRing
from store.festival import Festival
from store.models import Official
from tests.store.checkin.desks import CLERK, KEY, code, official, with_roster
from tests.tui.dashboard import Desk, Seconds
from tui.app import LianyunApp
from tui.keys import CHECKIN
from tui.screens.checkin import CheckinPage
from widgets.answerpanel import AnswerPanel
from widgets.scanfield import ScanField


@pytest.fixture
def festival(tmp_path: Path) -> Iterator[Festival]:
    with with_roster(tmp_path / "festival") as found:
        yield found


@asynccontextmanager
async def desk_at(festival: Festival, folder: Path, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Desk]:
    """The dashboard open at the desk, with the festival's key at hand."""
    keys = KeyRing(folder / "keys")
    keys.keep(KEY)
    seconds = Seconds()
    app = LianyunApp(festival, CLERK, monotonic=seconds, keys=keys, desk="北门1号台")
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        app.page("checkin")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield Desk(app, pilot, seconds)


def page(desk: Desk) -> CheckinPage:
    found = desk.app.screen_stack[0]
    assert isinstance(found, CheckinPage)
    return found


def panel(desk: Desk) -> str:
    """The colour of the answer."""
    return next(iter(page(desk).query_one(AnswerPanel).classes)).removeprefix("-")


async def scan(desk: Desk, text: str, *ending: str) -> None:
    """Type as a scanner does: every character a key, then the ending."""
    desk.seconds.now += 3
    await desk.pilot.press(*text, *ending)
    await desk.pilot.pause()


CASES: dict[str, Callable[[Desk], Awaitable[None]]] = {}


def case(key: str) -> Callable[[Callable[[Desk], Awaitable[None]]], None]:
    def register(run: Callable[[Desk], Awaitable[None]]) -> None:
        CASES[key] = run

    return register


@case("desk.same")
async def _(desk: Desk) -> None:
    await scan(desk, code("O-3"))
    assert panel(desk) == "amber"
    await desk.press("ctrl+o")
    assert panel(desk) == "green"
    assert official(desk.festival, "O-3").arrived_at is not None


@case("desk.undo")
async def _(desk: Desk) -> None:
    await scan(desk, code("O-1"))
    await desk.press("ctrl+z")
    assert official(desk.festival, "O-1").arrived_at is None
    assert "Taken back" in desk.text


@case("desk.redo")
async def _(desk: Desk) -> None:
    await scan(desk, code("O-1"))
    await desk.press("ctrl+z", "ctrl+y")
    assert official(desk.festival, "O-1").arrived_at is not None


@case("desk.walk_in")
async def _(desk: Desk) -> None:
    await desk.press("ctrl+w")
    await desk.type("临时来")
    await desk.press("ctrl+s")
    assert panel(desk) == "green"
    assert desk.festival.documents.roster.total.walk_ins == 1


@case("desk.substitute")
async def _(desk: Desk) -> None:
    await scan(desk, "单")
    await desk.press("ctrl+b")
    await desk.type("廉代章")
    await desk.press("enter")
    assert "comes for 单志强" in desk.text
    assert desk.festival.documents.roster.total.substitutes == 1


@case("desk.late")
async def _(desk: Desk) -> None:
    await scan(desk, "单")
    await desk.press("ctrl+l")
    await desk.type("08:30")
    await desk.press("enter")
    came = official(desk.festival, "O-2")
    assert (came.how, f"{came.arrived_at:%H:%M}") == ("late", "08:30")


@case("desk.code")
async def _(desk: Desk) -> None:
    await scan(desk, "单")
    await desk.press("ctrl+v")
    assert desk.dialog == "CodeDialog"
    assert "单志强" in desk.text
    await desk.press("escape")
    assert desk.dialog == ""


@case("desk.codes")
async def _(desk: Desk) -> None:
    await desk.press("ctrl+k")
    await desk.type("recovery")
    await desk.press("enter")
    await desk.app.workers.wait_for_complete()
    await desk.pilot.pause()
    assert KEY.recovery in desk.text
    await desk.press("escape")


@case("desk.pane")
async def _(desk: Desk) -> None:
    await desk.press("pagedown")
    await desk.pilot.pause()
    assert "missing, by unit" in desk.text


@case("desk.order")
async def _(desk: Desk) -> None:
    await desk.press("pagedown", "pageup")
    assert "missing, by rank" in desk.text


@case("desk.reissue")
async def _(desk: Desk) -> None:
    await scan(desk, "单")
    await desk.press("ctrl+u", "escape")
    await scan(desk, code("O-2"))
    assert panel(desk) == "red"
    await scan(desk, code("O-2", 2))
    assert panel(desk) == "green"


@case("desk.note")
async def _(desk: Desk) -> None:
    await scan(desk, "单")
    await desk.press("ctrl+n")
    await desk.type("带了孩子")
    await desk.press("enter")
    assert official(desk.festival, "O-2").note == "带了孩子"


@case("desk.edit")
async def _(desk: Desk) -> None:
    await scan(desk, "单")
    await desk.press("ctrl+f", "down")
    await desk.type("（城区）")
    await desk.press("enter")
    assert official(desk.festival, "O-2").unit == "教育局（城区）"


@case("desk.leave")
async def _(desk: Desk) -> None:
    await scan(desk, "单")
    await desk.press("ctrl+s")
    assert official(desk.festival, "O-2").expected == "leave"
    await desk.press("ctrl+s")
    assert official(desk.festival, "O-2").expected == "yes"


@case("desk.depart")
async def _(desk: Desk) -> None:
    await scan(desk, code("O-2"))
    await desk.press("ctrl+e")
    assert official(desk.festival, "O-2").left_at is not None


@case("desk.details")
async def _(desk: Desk) -> None:
    await scan(desk, "单")
    await desk.press("ctrl+d")
    assert desk.dialog == "DetailsDialog"
    assert "13952319252" in desk.text


@case("desk.test")
async def _(desk: Desk) -> None:
    before = len(desk.entries)
    await desk.press("ctrl+a")
    await scan(desk, "]Q1" + code("O-1"), "enter")
    desk.app.screen.finish()  # type: ignore[attr-defined]  # the scanner's dialog; it waits for silence
    await desk.pilot.pause()
    assert "✓ right" in desk.text
    assert "]Q1" in desk.text
    assert len(desk.entries) == before


@case("desk.down")
async def _(desk: Desk) -> None:
    await scan(desk, "王廉")
    await desk.press("down", "enter")
    assert official(desk.festival, "O-5").arrived_at is not None
    assert official(desk.festival, "O-4").arrived_at is None


@case("desk.up")
async def _(desk: Desk) -> None:
    await scan(desk, "王廉")
    await desk.press("down", "up", "enter")
    assert official(desk.festival, "O-4").how == "name"


@case("desk.clear")
async def _(desk: Desk) -> None:
    await scan(desk, "王廉")
    await desk.press("escape", "enter")
    assert desk.app.screen.query_one(ScanField).value == ""
    assert desk.festival.documents.roster.total.present == 0


def test_every_key_has_a_case() -> None:
    assert CASES.keys() == {key.id for key in CHECKIN}


@pytest.mark.parametrize("key", [key.id for key in CHECKIN])
async def test_the_key_does_what_it_says(festival: Festival, tmp_path: Path, key: str) -> None:
    async with desk_at(festival, tmp_path) as desk:
        await CASES[key](desk)


@pytest.mark.parametrize("prefix", ["", "]Q1", "]Q3", "\\000026", "\\000003"])
@pytest.mark.parametrize("ending", ["enter", "tab", "ctrl+j", ""])
async def test_every_prefix_and_ending(festival: Festival, tmp_path: Path, prefix: str, ending: str) -> None:
    async with desk_at(festival, tmp_path) as desk:
        for subject in ("O-1", "O-2"):
            await scan(desk, prefix + code(subject), *([ending] if ending else []))
            assert panel(desk) == "green"
        assert desk.festival.documents.roster.total.present == 2
        assert (desk.page, desk.dialog) == ("checkin", "")
        assert desk.app.focused is desk.app.screen.query_one(ScanField)


async def test_a_burst_is_answered_one_by_one(festival: Festival, tmp_path: Path) -> None:
    answers: list[Answer] = []
    async with desk_at(festival, tmp_path) as desk:
        show = page(desk).answered
        page(desk).answered = lambda answer: (answers.append(answer), show(answer))[1]  # type: ignore[method-assign]
        texts = [code(f"O-{n % 5 + 1}") if n % 3 else f"{n:030d}" for n in range(60)]
        for n, text in enumerate(texts):
            desk.seconds.now += 3
            await desk.pilot.press(*text, ("enter", "tab", "ctrl+j")[n % 3])
        await desk.pilot.pause()
        assert len(answers) == 60
        assert all((each.official is not None) == bool(n % 3) for n, each in enumerate(answers))
        assert [each.official.id for each in answers if each.official] == [f"O-{n % 5 + 1}" for n in range(60) if n % 3]


async def test_a_paste_is_a_scan_and_digits_in_groups_are_read(festival: Festival, tmp_path: Path) -> None:
    from textual.events import Paste

    from store.codes.form import grouped

    async with desk_at(festival, tmp_path) as desk:
        field = desk.app.screen.query_one(ScanField)
        field.post_message(Paste(code("O-1")))
        await desk.pilot.pause()
        assert panel(desk) == "green"
        await scan(desk, grouped(code("O-2")), "enter")
        assert official(desk.festival, "O-2").arrived_at is not None
        await scan(desk, "啊" + code("O-4")[:25], "enter")
        assert "Switch the input method to English" in desk.text


async def test_the_field_keeps_the_focus(festival: Festival, tmp_path: Path) -> None:
    async with desk_at(festival, tmp_path) as desk:
        for place in ("#people", "#units", AnswerPanel):
            await desk.pilot.click(place)
            assert isinstance(desk.app.focused, ScanField)
        await desk.press("f3", "f9")
        assert isinstance(desk.app.focused, ScanField)


@pytest.mark.parametrize("key", ["ctrl+n", "ctrl+l", "ctrl+f", "ctrl+b", "ctrl+v", "ctrl+d", "ctrl+k", "ctrl+w"])
async def test_a_scan_is_not_lost_in_a_dialog(festival: Festival, tmp_path: Path, key: str) -> None:
    async with desk_at(festival, tmp_path) as desk:
        await scan(desk, "单")
        await desk.press(key)
        before = desk.dialog
        await scan(desk, "]Q1" + code("O-1"), "enter")
        assert official(desk.festival, "O-1").arrived_at is not None
        assert desk.dialog == before
        assert all(code("O-1")[:9] not in line.value for line in desk.app.screen.query(Input))
        assert [entry.action for entry in desk.entries if entry.subject == "O-2"] == ["plan.put", "official.issue"]


async def test_nobody_found_is_said(festival: Festival, tmp_path: Path) -> None:
    async with desk_at(festival, tmp_path) as desk:
        await scan(desk, "qqqq")
        assert "nobody found" in desk.text
        await desk.press("enter")
        assert "Nobody is found for" in desk.status


@pytest.mark.parametrize("text", ["[/]", "[red]x[/]", "=cmd|' /C calc'!A0", "长" * 500])
async def test_hostile_names_are_data(festival: Festival, tmp_path: Path, text: str) -> None:
    fields: dict[str, Any] = {"name": text, "unit": text, "title": text, "seat": text, "attention": text}
    festival.do(OfficialEdit(subject="O-1", **fields), CLERK)
    async with desk_at(festival, tmp_path, (80, 24)) as desk:
        await scan(desk, code("O-1"))
        assert panel(desk) == "green"
        await desk.press("pagedown", "pagedown", "pagedown", "ctrl+d", "escape", "ctrl+v", "escape", "ctrl+f", "escape")
        assert desk.dialog == ""


async def test_codes_for_all_are_issued_beside_the_desk(tmp_path: Path) -> None:
    with with_roster(tmp_path / "festival", issued=False) as festival:
        async with desk_at(festival, tmp_path) as desk:
            await desk.press("ctrl+k")
            await desk.type("Issue")
            await desk.press("enter")
            await desk.app.workers.wait_for_complete()
            await desk.pilot.pause()
            assert "5 codes have been issued" in desk.status
            assert all(each.code_digest for each in festival.day().documents.all(Official))


@pytest.mark.parametrize("choice", ["PNG", "badges", "cards", "labels"])
async def test_codes_are_written(festival: Festival, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, choice: str) -> None:
    monkeypatch.setattr("tui.codework.folder_for", lambda key: tmp_path / "out")
    async with desk_at(festival, tmp_path) as desk:
        await desk.press("ctrl+k")
        await desk.type(choice)
        await desk.press("enter")
        await desk.app.workers.wait_for_complete()
        await desk.pilot.pause()
        files = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]  # a test's own folder
        assert len(files) == (5 if choice == "PNG" else 1)
        assert str(tmp_path / "out")[:20] in desk.status


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_pictures(
    sample: Callable[..., Festival],
    tmp_path: Path,
    language: str,
    size: tuple[int, int],
    theme: str,
    monkeypatch: pytest.MonkeyPatch,
    picture_matches: Callable[[Any], None],
) -> None:
    from store.demo_arrivals import DEMO_KEY

    monkeypatch.setenv("LIANYUN_THEME", theme)
    festival = sample()
    async with desk_at(festival, tmp_path, size) as desk:
        waiting = next(each for each in festival.documents.roster if each.performance == "P5")
        await scan(desk, DEMO_KEY.code(waiting.id, 1))
        assert isinstance(desk.app.focused, Input)
        desk.app.focused.cursor_blink = False
        await desk.pilot.pause()
        picture_matches(desk.app)
