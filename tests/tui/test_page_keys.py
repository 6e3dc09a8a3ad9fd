"""Every key of the registry does what it says; a key without a case here fails.

A case is given the open dashboard and the name of the key, so that each of a key's names is pressed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from store.actions import ItemSkip
from store.clock import FixedClock, SimulatedClock
from store.festival import Festival
from tests.store.festivals import MANAGER, at, states
from tests.tui.dashboard import Desk, Seconds, dashboard
from tui.keys import COMMON, DEMO, ORDER, OVERVIEW, PAGES, STAGES, WELCOME, Key
from widgets.timeline import Timeline

KEYS: tuple[Key, ...] = (*PAGES, *COMMON, *WELCOME, *OVERVIEW, *ORDER, *STAGES, *DEMO)


class Case(NamedTuple):
    """On which page a key is tried, and what it does there."""

    page: str
    run: Callable[[Desk, str], Awaitable[None]]


CASES: dict[str, Case] = {}


def case(key: str, page: str = "order") -> Callable[[Callable[[Desk, str], Awaitable[None]]], None]:
    """Take a function as the case of the key of that id."""

    def register(run: Callable[[Desk, str], Awaitable[None]]) -> None:
        assert key not in CASES, f"{key} has two cases"
        CASES[key] = Case(page, run)

    return register


def test_every_key_has_a_case() -> None:
    assert CASES.keys() == {key.id for key in KEYS}


@pytest.mark.parametrize(("key", "name"), [(key.id, name) for key in KEYS for name in key.keys.split(",")])
async def test_the_key_does_what_it_says(both: Festival, tmp_path: Path, key: str, name: str) -> None:
    page, run = CASES[key]
    demo = key in {each.id for each in DEMO}
    if demo:
        both.clock = SimulatedClock(at("09:59"), 2.0, Seconds())
    if page == "welcome":
        both.close()
        both = Festival.open(tmp_path / "empty", FixedClock(at("09:59")))
    with both:
        async with dashboard(
            both, page=page, show="P1" if page == "order" else "", mode="demo" if demo else "normal"
        ) as desk:
            await run(desk, name)


# -- pages, and what every page has -------------------------------------------------------------------------------------


@case("page.overview", "stages")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.page == "overview"


@case("page.order", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.page == "order"


@case("page.stages", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.page == "stages"


@case("page.broadcast", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.page == "broadcast"


@case("page.security", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.page == "security"


@case("page.incidents", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.page == "incidents"


@case("page.duties", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.page == "duties"


@case("incident", "stages")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("medical, south gate, fainted, 2")
    await desk.press("enter")
    assert [(each.type, each.place, each.severity) for each in desk.day.incidents] == [("medical", "south gate", 2)]


@case("stop", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.dialog == "StopDialog"
    await desk.press(key)
    assert desk.dialog == ""


@case("operator", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("security")
    await desk.press("enter")
    await desk.type("卫长安")
    await desk.press("enter")
    assert desk.app.who == ("卫长安", "security")
    assert "security·卫长安" in desk.text


@case("sound", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert (desk.app.sound, "The bell is off." in desk.status) == (False, True)
    await desk.press(key)
    assert desk.app.sound


@case("page.checkin", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.page == "checkin"


@case("undo")
async def _(desk: Desk, key: str) -> None:
    await desk.press("space", key)
    assert [action for action, _ in desk.done] == ["entry.undo"]
    assert desk.item("A").state == "planned"
    assert "taken back: started 1 “Act A”" in desk.status


@case("redo")
async def _(desk: Desk, key: str) -> None:
    await desk.press("space", "u", key)
    assert desk.item("A").state == "running"
    assert "done again: started 1 “Act A”" in desk.status


@case("palette", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.dialog == "CommandPalette"
    await desk.press(key)  # no second one over it
    assert len(desk.app.screen_stack) == 2


@case("theme", "overview")
async def _(desk: Desk, key: str) -> None:
    dark = desk.app.theme
    await desk.press(key)
    assert desk.app.theme != dark
    await desk.press(key)
    assert desk.app.theme == dark


@case("help", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.dialog == "HelpDialog"


@case("quit", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.app.return_code == 0


# -- welcome, overview ---------------------------------------------------------------------------------------------------


@case("welcome.sample", "welcome")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "The sample festival" in desk.text
    await desk.press("y")
    assert desk.page == "overview"
    assert "Rhyme of Integrity Culture Festival" in desk.text


@case("welcome.import", "welcome")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "Which file?" in desk.text


@case("overview.open", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press("down", key)
    assert (desk.page, desk.app.performance) == ("order", "P3")


# -- the running order ---------------------------------------------------------------------------------------------------


@case("go")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.done == [("item.start", "A")]
    await desk.press(key)
    assert desk.done == [("item.finish", "A"), ("item.start", "B")]
    assert states(desk.festival) == "A:d B:r C:p D:p E:p"
    assert "finished 1 “Act A”" in desk.status
    assert "started 2 “Act B”" in desk.status


@case("finish")
async def _(desk: Desk, key: str) -> None:
    await desk.press("space", key)
    assert desk.done == [("item.finish", "A")]
    await desk.press(key)
    assert "Nothing is running in this show." in desk.status


@case("hold")
async def _(desk: Desk, key: str) -> None:
    await desk.press("space", key)
    assert (desk.item("A").state, "held 1 “Act A”" in desk.status) == ("held", True)
    await desk.press(key)
    assert (desk.item("A").state, "resumed 1 “Act A”" in desk.status) == ("running", True)


@case("more")
async def _(desk: Desk, key: str) -> None:
    await desk.press("space", key, key)
    assert desk.item("A").adjust_s == 120
    assert "gave 1 “Act A” 1:00 more" in desk.status


@case("less")
async def _(desk: Desk, key: str) -> None:
    await desk.press("space", key)
    assert desk.item("A").adjust_s == -60
    assert "took 1:00 from 1 “Act A”" in desk.status


@case("call")
async def _(desk: Desk, key: str) -> None:
    await desk.cursor_on("B")
    await desk.press(key)
    assert (desk.item("B").call, "called 2 “Act B”" in desk.status) == ("called", True)
    await desk.press(key)
    assert (desk.item("B").call, "took back the call of 2 “Act B”" in desk.status) == ("not_called", True)


@case("standby")
async def _(desk: Desk, key: str) -> None:
    await desk.cursor_on("B")
    await desk.press("c", key)
    assert desk.item("B").call == "standing_by"
    await desk.press(key)
    assert desk.item("B").call == "not_called"


@case("skip")
async def _(desk: Desk, key: str) -> None:
    await desk.cursor_on("C")
    await desk.press(key)
    assert desk.dialog == "AskDialog"
    await desk.type("嗓子不适")
    await desk.press("enter")
    assert (desk.item("C").state, desk.item("C").skip_reason) == ("skipped", "嗓子不适")
    assert "嗓子不适" in desk.status
    await desk.press(key)
    assert desk.item("C").state == "planned"


@case("up")
async def _(desk: Desk, key: str) -> None:
    await desk.cursor_on("C")
    await desk.press(key)
    assert states(desk.festival) == "A:p C:p B:p D:p E:p"
    assert desk.cursor == "C"
    await desk.press(key, key, key)  # once more than there is room
    assert states(desk.festival) == "C:p A:p B:p D:p E:p"


@case("down")
async def _(desk: Desk, key: str) -> None:
    await desk.cursor_on("C")
    await desk.press(key)
    assert states(desk.festival) == "A:p B:p D:p C:p E:p"
    assert desk.cursor == "C"
    await desk.press(key, key)
    assert states(desk.festival) == "A:p B:p D:p E:p C:p"


@case("insert")
async def _(desk: Desk, key: str) -> None:
    await desk.cursor_on("B")
    await desk.press(key)
    assert "Insert an item" in desk.text


@case("edit")
async def _(desk: Desk, key: str) -> None:
    await desk.cursor_on("B")
    await desk.press(key)
    assert "Edit 2 Act B" in desk.text


@case("approve")
async def _(desk: Desk, key: str) -> None:
    await desk.open(show="P3")
    await desk.cursor_on("Y")
    await desk.press(key)
    assert desk.item("Y").approved
    await desk.press(key)
    assert "2 Act Y has been approved already." in desk.status


@case("filter")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert getattr(desk.app.focused, "id", "") == "filter"


@case("timeline")
async def _(desk: Desk, key: str) -> None:
    shown = desk.app.screen.query_one(Timeline)
    before = shown.display
    await desk.press(key)
    assert shown.display is not before
    await desk.press(key)
    assert shown.display is before


@case("detail")
async def _(desk: Desk, key: str) -> None:
    await desk.cursor_on("C")
    await desk.press(key)
    assert desk.dialog == "DetailsDialog"
    assert "3 “Act C”" in desk.text


@case("show")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "Which show?" in desk.text
    await desk.type("P3")
    await desk.press("enter")
    assert desk.app.performance == "P3"


@case("show.before")
async def _(desk: Desk, key: str) -> None:
    await desk.open(show="P3")
    await desk.press(key)
    assert desk.app.performance == "P1"
    await desk.press(key)
    assert desk.app.performance == "P1"  # there is none before it


@case("show.after")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.app.performance == "P3"
    await desk.press(key, key)
    assert desk.app.performance == "P2"


# -- the stages ----------------------------------------------------------------------------------------------------------


@case("sign", "stages")
async def _(desk: Desk, key: str) -> None:
    await desk.press("down", key)
    word = desk.stage("S1").departments["sound"]
    assert (word.state, word.by) == ("ready", MANAGER.name)
    assert "sound ready" in desk.status


@case("unsign", "stages")
async def _(desk: Desk, key: str) -> None:
    await desk.press("space", key)
    assert desk.stage("S1").departments["lighting"].state == "not_ready"


@case("fault", "stages")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "What is wrong with lighting?" in desk.text
    await desk.type("追光灯坏")
    await desk.press("enter")
    word = desk.stage("S1").departments["lighting"]
    assert (word.state, word.note) == ("fault", "追光灯坏")


@case("status", "stages")
async def _(desk: Desk, key: str) -> None:
    await desk.press("right", key)
    await desk.type("setup")
    await desk.press("enter")
    assert (desk.stage("S1").status, desk.stage("S2").status) == ("dark", "setup")


@case("open", "stages")
async def _(desk: Desk, key: str) -> None:
    await desk.press("right", key)
    assert (desk.page, desk.app.performance) == ("order", "P3")


# -- the simulated clock -------------------------------------------------------------------------------------------------


def _speed(desk: Desk) -> float:
    assert isinstance(desk.festival.clock, SimulatedClock)
    return desk.festival.clock.speed


@case("clock.pause", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert (_speed(desk), "DEMO paused" in desk.text) == (0, True)
    await desk.press(key)
    assert (_speed(desk), "DEMO ×2" in desk.text) == (2, True)


@case("clock.slower", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert _speed(desk) == 1
    await desk.press(*[key] * 10)
    assert _speed(desk) == 0.25  # slower than that is a pause


@case("clock.faster", "overview")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert _speed(desk) == 4
    await desk.press(*[key] * 10)
    assert _speed(desk) == 64


@pytest.mark.parametrize("key", [key.keys for key in DEMO])
async def test_outside_the_demo_the_clock_is_nobodys(both: Festival, key: str) -> None:
    async with dashboard(both) as desk:
        before = desk.text
        await desk.press(key)
        assert desk.text == before


@pytest.mark.parametrize("page", ["overview", "order", "stages"])
async def test_the_help_lists_every_key_of_the_page(both: Festival, page: str, language: str) -> None:
    from store.words import tr
    from tui.keys import caps

    own = {"overview": OVERVIEW, "order": ORDER, "stages": STAGES}[page]
    async with dashboard(both, page=page, size=(120, 60)) as desk:
        await desk.press("question_mark")
        shown = " ".join(desk.text.split())
        for key in (*own, *PAGES, *COMMON):
            assert caps(key) in shown
            assert tr(key.sentence).split("；")[0][:12] in shown
        assert tr(DEMO[0].sentence) not in shown
        await desk.press("escape")
        assert desk.dialog == ""


async def test_the_help_of_the_demo_lists_its_keys_too(both: Festival) -> None:
    both.clock = SimulatedClock(at("09:59"), 2.0, Seconds())
    async with dashboard(both, mode="demo", size=(120, 60)) as desk:
        await desk.press("f1")
        assert all(key.sentence in desk.text for key in DEMO)


async def test_what_was_done_stands_first_by_whom_and_how_it_is_taken_back(both: Festival) -> None:
    both.do(ItemSkip(subject="C"), MANAGER)
    async with dashboard(both, show="P1") as desk:
        await desk.press("space")
        assert desk.status.split() == ["✓", "started", "1", "“Act", "A”", "·", MANAGER.name, "u", "undo"]
