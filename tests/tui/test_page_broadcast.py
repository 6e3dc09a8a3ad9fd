"""The broadcast page: every key of it, what it shows as time goes on, GO between two stations, triggers, and rehearsal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from store.actions import BroadcastSignal, BroadcastStream, CueEdit, CueGo, CueSkip, ItemStart, StageSetStatus
from store.clock import FixedClock, SimulatedClock
from store.festival import Festival
from store.models import Cue, Performance
from store.words import speak
from tests.harness.receiver import Receiver
from tests.store.festivals import MANAGER, at, states
from tests.store.shows import cue, live, said, the_cue
from tests.tui import dashboard as desks
from tests.tui.dashboard import Desk
from tui.keys import BROADCAST
from widgets.bigfigure import BigFigure

dashboard = partial(desks.dashboard, who=MANAGER)  # who may do everything: the cues are the broadcast's


@pytest.fixture
def on(tmp_path: Path) -> Iterator[Festival]:
    with live(tmp_path / "live", "19:58:15", cue("Q9", 9, "item_end", 5, item="C", type="handover")) as festival:
        yield festival


def figure(desk: Desk) -> str:
    """The seconds to the next cue, as the big figure says them."""
    return desk.app.screen.query_one(BigFigure).text


def about(desk: Desk) -> Performance:
    return desk.day.need(Performance, "L")


# -- keys ---------------------------------------------------------------------------------------------------------------

CASES: dict[str, Callable[[Desk, str], Awaitable[None]]] = {}


def case(key: str) -> Callable[[Callable[[Desk, str], Awaitable[None]]], None]:
    def register(run: Callable[[Desk, str], Awaitable[None]]) -> None:
        CASES[key] = run

    return register


def test_every_key_has_a_case() -> None:
    assert CASES.keys() == {key.id for key in BROADCAST}


@pytest.mark.parametrize(("key", "name"), [(key.id, name) for key in BROADCAST for name in key.keys.split(",")])
async def test_the_key_does_what_it_says(on: Festival, key: str, name: str) -> None:
    async with dashboard(on, page="broadcast") as desk:
        await CASES[key](desk, name)


@case("cue.go")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert the_cue(desk.festival, "Q1").state == "fired"
    assert "fired cue 1 “Call Q1”" in desk.status
    assert desk.cursor == "Q2"


@case("cue.standby")
async def _(desk: Desk, key: str) -> None:
    await desk.cursor_on("Q2")
    await desk.press(key)
    assert the_cue(desk.festival, "Q2").state == "standby"
    await desk.press(key)
    assert "it would have to be pending" in desk.status


@case("cue.ack")
async def _(desk: Desk, key: str) -> None:
    await desk.press("b", key)
    assert (the_cue(desk.festival, "Q1").state, the_cue(desk.festival, "Q1").acked_by) == ("acked", "步稳台")
    assert "✓ answered by 步稳台" in desk.text


@case("cue.skip")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert the_cue(desk.festival, "Q1").state == "skipped"


@case("cue.reset")
async def _(desk: Desk, key: str) -> None:
    await desk.press("s", key)
    assert the_cue(desk.festival, "Q1").state == "pending"


@case("cue.fire")
async def _(desk: Desk, key: str) -> None:
    await desk.cursor_on("Q4")
    await desk.press(key)
    assert said(desk.festival).startswith("Q1:p Q2:p Q3:p Q4:f")


@case("broadcast.fault")
async def _(desk: Desk, key: str) -> None:
    for digit, kind in (("1", "off_air"), ("2", "wrong_item"), ("3", "degraded")):
        await desk.press(key, digit)
        assert about(desk).faults[-1].kind == kind
    assert "‼ off-air incident" in desk.text
    await desk.press(key, "0")
    assert all(fault.until for fault in about(desk).faults)
    await desk.press(key, "escape")
    assert (desk.dialog, len(about(desk).faults)) == ("", 3)


@case("cue.note")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("慢切")
    await desk.press("enter")
    assert [note.text for note in the_cue(desk.festival, "Q1").notes] == ["慢切"]


@case("cue.insert")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key, "down")
    await desk.type("补一条 [/]")
    await desk.press("enter")
    assert desk.dialog == ""
    assert [each.text for each in desk.day.documents.all(Cue)][-1] == "补一条 [/]"


@case("cue.edit")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key, *["down"] * 12)
    await desk.type("companion 10.0.0.5 1/2/3")
    await desk.press("enter")
    trigger = the_cue(desk.festival, "Q1").trigger
    assert trigger is not None
    assert trigger.url == "http://10.0.0.5:8000/api/location/1/2/3/press"


@case("cue.try")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "has no trigger" in desk.status
    desk.festival.do(CueEdit(subject="Q1", trigger="POST http://h/{number}", body="{text}"), MANAGER)
    await desk.press(key)
    assert "POST http://h/1" in desk.text
    assert "Call Q1" in desk.text
    assert "nothing was" in desk.text


@case("broadcast.times")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "starts 20:00:00, latest 20:06:00" in desk.text


@case("broadcast.cuts")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "1 Act A · saves 11:00 → −17:00 early" in desk.text
    await desk.press("enter")
    assert (states(desk.festival, "L"), desk.dialog) == ("A:p B:p C:p", "AskDialog")  # it asks, and does nothing by itself
    await desk.press("enter")
    assert states(desk.festival, "L") == "A:s B:p C:p"


@case("cue.up")
async def _(desk: Desk, key: str) -> None:
    await desk.cursor_on("Q6")
    await desk.press(key)
    assert "Q6:p Q5:p" in said(desk.festival)
    await desk.press(key)
    assert "Only cues that are due at the same moment" in desk.status


@case("cue.down")
async def _(desk: Desk, key: str) -> None:
    await desk.cursor_on("Q5")
    await desk.press(key)
    assert "Q6:p Q5:p" in said(desk.festival)


@case("cue.detail")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.dialog == "DetailsDialog"
    assert "going on air −1:00" in desk.text


@case("broadcast.lead")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.press(*["backspace"] * 4)
    await desk.type("1:00")
    await desk.press("enter")
    assert about(desk).standby_lead_s == 60
    assert "◑ STANDBY" in desk.text


@case("broadcast.stream")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    await desk.type("http://127.0.0.1:1/a.m3u8")
    await desk.press("enter")
    assert about(desk).stream == "http://127.0.0.1:1/a.m3u8"


@case("broadcast.rehearse")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key, "enter")
    assert desk.app.mode_of_day == "rehearsal"
    assert "REHEARSAL: nothing fires" in desk.text
    await desk.press(key)
    assert desk.app.mode_of_day == "normal"
    assert "The rehearsal is over" in desk.status


@case("broadcast.show")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert desk.dialog == "ChooseDialog"
    await desk.press("enter")
    assert "Show L" in desk.text


@case("broadcast.before")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "Show L" in desk.text


@case("broadcast.after")
async def _(desk: Desk, key: str) -> None:
    await desk.press(key)
    assert "Show L" in desk.text


# -- as time goes on ----------------------------------------------------------------------------------------------------


async def test_the_next_cue_counts_down_stands_by_is_due_and_is_late(on: Festival) -> None:
    async with dashboard(on, page="broadcast") as desk:
        assert figure(desk) == "0:45"
        assert "STANDBY" not in desk.text
        await desk.tick(15)
        assert figure(desk) == "0:30"
        assert "◑ STANDBY ! not answered yet" in desk.text
        await desk.tick(30)
        assert (figure(desk), "cue 1 DUE" in desk.text, "due now" in desk.text) == ("0:00", True, True)
        await desk.tick(72)
        assert (figure(desk), "late 1:12" in desk.text) == ("+1:12", True)
        await desk.press("space")
        assert figure(desk) == "0:10"  # Q2 hangs on the first item, which moves while it has not begun


async def test_the_cues_move_when_the_show_moves(on: Festival) -> None:
    async with dashboard(on, page="broadcast") as desk:
        await desk.press("space")
        on.do(ItemStart(subject="A"), MANAGER)  # two minutes early
        await desk.pilot.pause()
        assert figure(desk) == "0:10"


async def test_on_the_air_with_the_time_to_the_hard_out(on: Festival) -> None:
    async with dashboard(on, page="broadcast") as desk:
        assert "○ on the air at 20:00 in 1:45" in desk.text
        await desk.tick(105 + 600)
        assert "● ON AIR 10:00" in desk.text
        assert "hard out 20:30:00 in 20:00" in desk.text
        assert "show ends 20:34:00 ‼ +4:00 over" in desk.text
        assert "‼" in desk.text.split("Act A")[0].splitlines()[-1]  # it can no longer be made


async def test_a_stream_that_is_gone_is_an_alert_on_every_page(on: Festival) -> None:
    on.do(BroadcastStream(subject="L", url="http://127.0.0.1:1/a.m3u8"), MANAGER)
    assert isinstance(on.clock, FixedClock)
    on.clock.at = at("20:05")
    reason = {"text": "the server answers {status}", "values": {"status": 404}}
    on.do(BroadcastSignal(subject="L", state="lost", since=at("20:04:55"), reason=reason), MANAGER)
    async with dashboard(on) as desk:
        for page in ("overview", "order", "stages", "broadcast"):
            desk.app.page(page)
            await desk.pilot.pause()
            assert "Show L: signal lost: the server answers 404" in desk.text, page


async def test_an_empty_show_says_so(tmp_path: Path) -> None:
    with live(tmp_path / "live") as festival:
        for each in festival.documents.all(Cue):
            festival.do(CueSkip(subject=each.id), MANAGER)
        async with dashboard(festival, page="broadcast") as desk:
            assert "All cues of this show have been called." in desk.text
            await desk.press("space")
            assert "No cue waits in this show." in desk.status


# -- GO -----------------------------------------------------------------------------------------------------------------


async def test_a_key_that_repeats_is_one_go_and_says_so(on: Festival) -> None:
    async with dashboard(on, page="broadcast") as desk:
        await desk.press("space")
        for _ in range(5):
            desk.seconds.now -= 1.9
            await desk.press("space")
        assert "GO ignored: it came within a second of the last one." in desk.status
        assert said(on).startswith("Q1:f Q2:p")


async def test_go_is_refused_when_another_station_has_fired_it_meanwhile(on: Festival, tmp_path: Path) -> None:
    async with dashboard(on, page="broadcast") as desk:
        with Festival.open(tmp_path / "other", FixedClock(at("19:58:15")), station="b2c4") as other:
            other.absorb(on.journal.all())
            on.absorb(other.do(CueGo(subject="Q1", seen="Q1"), MANAGER).entries)
        await desk.pilot.pause()
        desk.seconds.now -= 1.5  # half a second later the hand comes down, meant for the cue that was there
        await desk.press("space")
        assert "GO ignored: cue 2 Call Q2 has become the next just now. Look again, then press GO." in desk.status
        assert said(on).startswith("Q1:f Q2:p")
        await desk.press("space")
        assert said(on).startswith("Q1:f Q2:f")


async def test_go_carries_what_the_screen_shows_as_next(on: Festival) -> None:
    async with dashboard(on, page="broadcast") as desk:
        page = desk.app.screen
        on._listeners.clear()  # the screen has not been told yet
        on.do(CueGo(subject="Q1"), MANAGER)
        assert page is desk.app.screen
        await desk.press("space")
        assert "‼ Cue 1 Call Q1 is fired" in desk.status
        assert said(on).startswith("Q1:f Q2:p")


async def test_a_stopped_stage_is_asked_about(on: Festival) -> None:
    on.do(StageSetStatus(subject="S1", status="stopped"), MANAGER)
    async with dashboard(on, page="broadcast") as desk:
        await desk.press("space")
        assert (desk.dialog, the_cue(on, "Q1").state) == ("ConsentDialog", "pending")
        await desk.press("y")
        assert the_cue(on, "Q1").state == "fired"


async def test_a_trigger_is_sent_and_its_answer_stands_with_the_cue(on: Festival) -> None:
    with Receiver() as receiver:
        on.do(CueEdit(subject="Q1", trigger=f"vmix {receiver.host} Cut"), MANAGER)
        on.do(CueEdit(subject="Q2", trigger=f"GET {receiver.url('500')}"), MANAGER)
        async with dashboard(on, page="broadcast", size=(160, 50)) as desk:
            await desk.press("space")
            await _until(desk, "vmix 200 ·")
            await desk.press("space")
            await _until(desk, "cue 2 Call Q2 FAILED: the receiver answered 500")
            await desk.press("u")  # takes back the GO, not what the program wrote down
            assert the_cue(on, "Q2").state == "pending"
        assert [path for _, path, _ in receiver.requests] == ["/api/?Function=Cut", "/500"]


async def _until(desk: Desk, text: str) -> None:
    """Wait until the screen has a text that comes from another process."""
    import asyncio

    async with asyncio.timeout(10):
        while text not in desk.text:
            await asyncio.sleep(0.01)
            await desk.pilot.pause()


async def test_a_real_stream_is_watched_and_its_loss_is_an_alert_within_three_target_durations(on: Festival) -> None:
    assert isinstance(on.clock, FixedClock)
    on.clock.at = at("20:05")
    with Receiver() as receiver:
        on.do(BroadcastStream(subject="L", url=receiver.url("low/master.m3u8")), MANAGER)
        async with dashboard(on, page="broadcast") as desk:
            await _until(desk, "stream ● on air since 20:05:00")
            desk.app.page("stages")
            receiver.stop()
            began = monotonic()
            await _until(desk, "‼ Show L: signal lost: it cannot be reached")
            assert monotonic() - began <= 3 * 1 + 2
            await desk.press("f5")
            assert "stream ‼ signal lost since 20:05:00" in desk.text
            assert [entry.fields["state"] for entry in desk.entries if entry.action == "broadcast.signal"] == [
                "starting",
                "on_air",
                "lost",
            ]


# -- rehearsal ----------------------------------------------------------------------------------------------------------


async def test_in_a_rehearsal_everything_works_nothing_fires_and_the_day_is_as_it_was(on: Festival) -> None:
    with Receiver() as receiver:
        on.do(CueEdit(subject="Q1", trigger=f"GET {receiver.url('ok')}"), MANAGER)
        day = len(on.journal.all())
        async with dashboard(on, page="broadcast") as desk:
            await desk.press("R", "down", "enter")
            copy = desk.app.festival
            assert copy is not on
            assert isinstance(copy.clock, SimulatedClock)
            assert "REHEARSAL · to cue 1" in desk.text
            await desk.press("space")
            assert the_cue(copy, "Q1").state == "fired"
            await desk.press("f3", "space")
            assert "REHEARSAL: nothing fires" in desk.text
            assert states(copy, "L") == "A:r B:p C:p"
            await desk.press("f5", "R")
            assert desk.app.festival is on
        assert len(on.journal.all()) == day
        assert the_cue(on, "Q1").state == "pending"
        assert receiver.requests == []
    with Festival.open(copy.folder, FixedClock(at("19:58"))) as kept:
        assert [entry.action for entry in kept.journal.all()][-2:] == ["cue.go", "item.start"]
        assert kept.folder.parent == on.folder / "rehearsals"


async def test_leaving_the_program_in_a_rehearsal_leaves_the_day_whole(on: Festival) -> None:
    async with dashboard(on, page="broadcast") as desk:
        await desk.press("R", "enter", "space")
    assert said(on).startswith("Q1:p")
    on.do(CueGo(subject="Q1"), MANAGER)  # the day is still open, and still writes


# -- pictures -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])
async def test_a_picture_of_the_page(
    sample: Callable[..., Festival],
    picture_matches: Callable[[Any], None],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    theme: str,
    size: tuple[int, int],
) -> None:
    monkeypatch.setenv("LIANYUN_THEME", theme)
    speak(language)
    async with dashboard(sample("17:52:48"), page="broadcast", size=size) as desk:
        picture_matches(desk.app)
