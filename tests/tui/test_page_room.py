"""The command room's pages under a pilot: every key of theirs does what it says, a whole stop, roles, the bell."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from store.actions.checkpoint import CheckpointReport
from store.actions.incident import IncidentNote, IncidentRaise
from store.actions.stop import StopAuthorise, StopRequest
from store.festival import Festival
from store.who import Who
from store.words import speak
from tests.harness.snapshot import Pictures, picture
from tests.store.festivals import do, fixture_f, opened, put
from tests.store.security.guarded import came, checkpoint, duty, guarded_festival, incident, turned
from tests.tui.dashboard import Desk, dashboard
from tui.keys import DUTIES, INCIDENTS, SECURITY
from widgets.rows import Rows

COMMAND = Who("廉守正", "command")
Case = Callable[[Desk, str], Awaitable[None]]
CASES: dict[str, Case] = {}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Festival]:
    """The guarded festival, its first gate open, with three incidents."""
    with guarded_festival(tmp_path / "room") as festival:
        do(festival, turned("open"))
        do(festival, IncidentRaise(subject="I1", type="crowd", place="南门", summary="crowd at the gate", severity=3))
        do(festival, IncidentRaise(subject="I2", summary="smoke", severity=3))
        do(festival, IncidentNote(subject="I2", text="first note"))
        yield festival


def case(key: str) -> Callable[[Case], None]:
    """Take a function as the case of the key of that id."""

    def register(run: Case) -> None:
        assert key not in CASES
        CASES[key] = run

    return register


PAGE_OF = {
    key.id: page for page, keys in (("security", SECURITY), ("incidents", INCIDENTS), ("duties", DUTIES)) for key in keys
}
KEYS = [(key.id, name) for keys in (SECURITY, INCIDENTS, DUTIES) for key in keys for name in key.keys.split(",")]


def keys_shown(desk: Desk) -> list[str]:
    """The keys of the rows of the table in front."""
    return [row.key for row in desk.app.screen.query(Rows).first()._rows]


def test_every_key_has_a_case() -> None:
    assert CASES.keys() == PAGE_OF.keys()


@pytest.mark.parametrize(("key", "name"), KEYS)
async def test_the_key_does_what_it_says(room: Festival, key: str, name: str) -> None:
    async with dashboard(room, page=PAGE_OF[key], who=COMMAND) as desk:
        if PAGE_OF[key] == "incidents":
            await desk.cursor_on("I2")
        if PAGE_OF[key] == "duties":
            await desk.cursor_on("D1")
        await CASES[key](desk, name)


def counts(name: str, before: tuple[int, int], after: tuple[int, int]) -> None:
    async def run(desk: Desk, key: str) -> None:
        if before != (0, 0):
            desk.festival.do(came(*before), COMMAND)
        await desk.press(key)
        post = checkpoint(desk.festival)
        assert (post.count_in, post.count_out) == after

    case(name)(run)


counts("in.one", (0, 0), (1, 0))
counts("in.ten", (0, 0), (10, 0))
counts("in.less", (5, 0), (4, 0))
counts("out.one", (5, 0), (5, 1))
counts("out.ten", (50, 0), (50, 10))
counts("out.less", (5, 2), (5, 1))


@case("count.type")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("25 10")
    await desk.press("enter")
    assert (checkpoint(desk.festival).count_in, checkpoint(desk.festival).count_out) == (25, 10)
    await desk.press(key)
    await desk.type("many")
    await desk.press("enter")
    assert "One number or two are wanted" in desk.status


@case("report.nil")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert [each.kind for each in checkpoint(desk.festival).reports] == ["nil"]


@case("report")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("[/] a queue")
    await desk.press("enter")
    assert [each.note for each in checkpoint(desk.festival).reports] == ["[/] a queue"]


@case("report.made_up")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("09:30")
    await desk.press("enter")
    assert [each.state for each in checkpoint(desk.festival).reports] == ["made_up"]


@case("checkpoint.status")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("restricted")
    await desk.press("enter")
    assert checkpoint(desk.festival).status == "restricted"


@case("checkpoint.sweep")
async def _(desk: Desk, key: str) -> None:
    await desk.press("right", key)
    assert "a sweep is confirmed while" in desk.status
    desk.festival.do(turned("sweeping", "G2"), COMMAND)
    await desk.press(key)
    assert checkpoint(desk.festival, "G2").status == "cleared"


@case("checkpoint.next")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "No checkpoint needs anyone." in desk.status
    desk.festival.do(turned("open", "R1"), COMMAND)
    desk.festival.do(CheckpointReport(subject="G1"), COMMAND)
    await desk.tick(36 * 60)
    await desk.press(key)
    assert "Power" in desk.text.splitlines()[4]


@case("proposals")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "Nothing is proposed." in desk.status
    desk.festival.do(came(3000), COMMAND)
    await desk.tick()
    assert "Proposed: admission stopped at 岗01 South gate" in desk.text
    await desk.press(key)
    assert checkpoint(desk.festival).status == "admission_stopped"
    assert checkpoint(desk.festival).held_full


@case("checkpoint.view")
async def _(desk: Desk, key: str) -> None:
    await desk.press("right", key)
    assert "Next report" in desk.text
    assert desk.cursor == "G2"
    await desk.press(key)
    assert desk.app.screen.has_class("-map")
    await desk.press(key)
    assert "Next report" not in desk.text


@case("checkpoint.queue")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("71")
    await desk.press("enter")
    assert "queue 71" in desk.text
    assert "clear in 6 min" in desk.text


@case("checkpoint.staff")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("3")
    await desk.press("enter")
    assert "3 of 4 on post" in desk.text
    await desk.press(key)
    await desk.type("x")
    await desk.press("enter")
    assert "A whole number is wanted." in desk.status


@case("count.correct")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("7")
    await desk.press("enter")
    assert checkpoint(desk.festival).count_in in (7, 70)


@case("checkpoint.detail")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "安保组长 卫长安 → 总指挥 廉守正" in desk.text


# -- incidents --------------------------------------------------------------------------------------------------------


@case("incident.next")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key, key, key, key)
    assert incident(desk.festival, "I2").state == "controlled"
    await desk.press(key)
    await desk.type("fire")
    await desk.press("enter")
    assert (incident(desk.festival, "I2").state, incident(desk.festival, "I2").type) == ("closed", "fire")


@case("incident.note")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("[red]x[/]")
    await desk.press("enter")
    assert incident(desk.festival, "I2").notes[-1].text == "[red]x[/]"
    assert "[red]x[/]" in desk.text


@case("incident.assign")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("查细微")
    await desk.press("enter")
    assert incident(desk.festival, "I2").assigned == ("查细微",)


@case("incident.unassign")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "Nobody is on it." in desk.status
    await desk.press("a", "enter", key, "enter")
    assert incident(desk.festival, "I2").assigned == ()


@case("incident.escalate")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert incident(desk.festival, "I2").escalated == ("安保组长 卫长安",)


@case("incident.severity")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key, "enter")
    assert incident(desk.festival, "I2").severity == 1


@case("incident.report")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "First report of an incident #2" in desk.text
    await desk.press("2")
    assert "What was done:" in desk.text
    await desk.press("c", "s")
    saved = list((desk.festival.folder / "reports").iterdir())
    assert [file.name for file in saved] == ["incident-2-further-100000.txt"]
    assert saved[0].read_text(encoding="utf-8").startswith("Further report of an incident #2")


@case("incident.filter")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("smoke")
    await desk.press("enter")
    assert keys_shown(desk) == ["I2"]
    await desk.press("escape")
    assert keys_shown(desk) == ["I2", "I1"]


@case("incident.which")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "No incident here." in desk.text
    await desk.press(key)
    assert "shown: all" in desk.text


@case("incident.close")
async def _(desk: Desk, key: str) -> None:
    await desk.press("space", key)
    await desk.type("weather")
    await desk.press("enter")
    assert (incident(desk.festival, "I2").state, incident(desk.festival, "I2").type) == ("closed", "weather")


@case("incident.edit")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type(" in the foyer")
    await desk.press("enter")
    assert "foyer" in incident(desk.festival, "I2").summary


@case("incident.strike")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key, "enter")
    assert incident(desk.festival, "I2").notes[-1].struck_by == "廉守正"
    await desk.press(key)
    assert "There is no note that could be struck." in desk.status


@case("incident.link")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key, "enter")
    assert incident(desk.festival, "I2").links == ("I1",)
    await desk.press(key, "enter")
    assert incident(desk.festival, "I2").links == ()


@case("incident.duplicate")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key, "enter")
    assert (incident(desk.festival, "I2").state, incident(desk.festival, "I2").duplicate_of) == ("duplicate", "I1")


@case("incident.hold")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert incident(desk.festival, "I2").state == "on_hold"
    await desk.press(key)
    assert incident(desk.festival, "I2").state == "reported"


@case("incident.false")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert incident(desk.festival, "I2").state == "false_alarm"


@case("incident.reopen")
async def _(desk: Desk, key: str) -> None:
    await desk.press("m", "m")
    await desk.cursor_on("I2")
    await desk.press("f", key)
    assert incident(desk.festival, "I2").state == "accepted"


@case("incident.detail")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.app.screen.has_class("-detail")
    assert "first note" in desk.text


# -- duties -----------------------------------------------------------------------------------------------------------


@case("duty.report")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key, "backspace")
    await desk.type("40")
    await desk.press("enter")
    assert (duty(desk.festival).state, duty(desk.festival).progress_pct) == ("reported", 40)


@case("duty.problem")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("no power")
    await desk.press("enter")
    assert "公安局: 安检: no power · 公安局 查细微 8112" in desk.text


@case("duty.solve")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "has no problem that stands" in desk.status


@case("duty.done")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert duty(desk.festival).state == "done"


@case("duty.verify")
async def _(desk: Desk, key: str) -> None:
    await desk.press("d", key)
    await desk.type("seen")
    await desk.press("enter")
    assert (duty(desk.festival).state, duty(desk.festival).inspection) == ("verified", "seen")


@case("duty.reject")
async def _(desk: Desk, key: str) -> None:
    await desk.press("d", key)
    await desk.type("loose rail")
    await desk.press("enter")
    assert (duty(desk.festival).state, duty(desk.festival).inspection) == ("reported", "loose rail")


@case("duty.unit")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("文化")
    await desk.press("enter")
    assert ("催场" in desk.text, "安检" in desk.text) == (True, False)
    await desk.press("escape")
    assert "安检" in desk.text


@case("duty.which")
async def _(desk: Desk, key: str) -> None:
    await desk.press("d", key)
    await desk.type("not started")
    await desk.press("enter")
    assert keys_shown(desk) == ["\t文化局", "D2"]


@case("duty.filter")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("查细微")
    await desk.press("enter")
    assert ("催场" in desk.text, "安检" in desk.text) == (False, True)


@case("duty.detail")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "肃明远 8111" in desk.text


# -- a stop, roles, the bell ------------------------------------------------------------------------------------------


async def test_a_whole_stop_from_the_keyboard(room: Festival) -> None:
    async with dashboard(room, page="order", who=COMMAND) as desk:
        await desk.press("ctrl+x", "r")
        await desk.type("crowd")
        await desk.press("enter")
        assert "stop requested: Main stage" in desk.text
        await desk.press("a")
        assert desk.stage("S1").status == "stopped"
        await desk.press("down", "enter", "down", "enter", "down", "enter", "down", "enter")
        await desk.press("g")
        assert "cannot resume; not acknowledged: medics: ready." in desk.text
        await desk.tick(31)
        assert "missing" in desk.text
        await desk.press("down", "enter", "g")
        assert desk.stage("S1").status == "dark"
        await desk.press("escape")
        for page in ("f2", "f3", "f4", "f6", "f7", "f8"):
            await desk.press(page)
            assert "‼" not in desk.text.splitlines()[0]


@pytest.mark.parametrize("page", ["f2", "f3", "f4", "f6", "f7", "f8"])
async def test_every_page_shows_a_stop(room: Festival, page: str) -> None:
    do(room, StopRequest(subject="S1"))
    do(room, StopAuthorise(subject="S1"))
    async with dashboard(room, who=COMMAND, size=(160, 40)) as desk:
        await desk.press(page)
        assert "‼ show stopped: Main stage · 5 to acknowledge" in desk.text.splitlines()[0]
        assert desk.app.screen.query_one("#top").has_class("-stopped")


async def test_what_a_role_may_not_do_is_refused_on_the_screen(room: Festival) -> None:
    async with dashboard(room, page="security", who=Who("甲", "desk")) as desk:
        await desk.press("space")
        assert "check-in desk may not do this (checkpoint.count); command, security may." in desk.status
        assert checkpoint(room).count_in == 0


async def test_the_bell_rings_once_for_what_is_grave(room: Festival, monkeypatch: pytest.MonkeyPatch) -> None:
    async with dashboard(room, page="order", who=COMMAND) as desk:
        rung: list[None] = []
        monkeypatch.setattr(desk.app, "bell", lambda: rung.append(None))
        await desk.press("!")
        await desk.type("fire, foyer, smoke, 1")
        await desk.press("enter")
        assert len(rung) == 1
        await desk.tick(5)
        assert len(rung) == 1
        await desk.press("ctrl+g", "!")
        await desk.type("fire, stage, flames, 1")
        await desk.press("enter")
        assert len(rung) == 1
        assert "Ⅰ extremely grave: flames stage" in desk.text


async def test_many_clicks_are_all_counted_and_painted_a_few_times(room: Festival) -> None:
    async with dashboard(room, page="security", who=COMMAND) as desk:
        painted: list[None] = []
        show = desk.app.show_day
        desk.app.show_day = lambda: (painted.append(None), show())[1]  # type: ignore[method-assign]
        for _ in range(200):
            desk.app.perform(came(1))
        assert checkpoint(room).count_in == 200
        assert len(painted) <= 2
        await desk.pilot.pause(0.15)
        assert "200" in desk.text


async def test_an_empty_plan_and_hostile_names(tmp_path: Path) -> None:
    name = "[/][red]x[/]" + "长" * 200
    plan = [
        *fixture_f(),
        put("checkpoints", "H", name=name, stage="S1", counts_area="S1"),
        put("duties", "D", unit=name, task=name),
    ]
    for nth, entries in enumerate((fixture_f(), plan)):
        with opened(tmp_path / str(nth), plan=entries) as festival:
            festival.do(IncidentRaise(subject="I1", summary=name, place=name), COMMAND)
            async with dashboard(festival, size=(80, 24), who=COMMAND) as desk:
                for page in ("f6", "f7", "f8"):
                    await desk.press(page, "enter", "escape")
                await desk.press("f6", "v", "v", "enter")


# -- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("page", ["security", "incidents", "duties"])
async def test_picture(
    sample: Callable[..., Festival],
    snapshot: SnapshotAssertion,
    page: str,
    language: str,
    theme: str,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LIANYUN_THEME", theme)
    speak(language)
    festival = sample("17:40")
    async with dashboard(festival, size=size, page=page, who=COMMAND) as desk:
        await desk.press()
        assert picture(desk.app) == snapshot(extension_class=Pictures)
