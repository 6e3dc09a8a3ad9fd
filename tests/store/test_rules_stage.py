"""What may be declared of a stage, and what its departments say."""

from __future__ import annotations

from typing import Any

import pytest

from store.actions import ItemFinish, ItemHold, ItemStart, StageDepartment, StageSetStatus
from store.errors import NeedsConsent
from store.festival import Festival
from store.models import DEPARTMENTS, Department, Span
from tests.store.festivals import at, do, put, refusal, the_stage


def declare(festival: Festival, status: Any, when: str | None = None, confirm: tuple[str, ...] = ()) -> None:
    do(festival, StageSetStatus(subject="S1", status=status, confirm=confirm), when)


def sign(festival: Festival, department: Any, state: Any, note: str = "", when: str | None = None) -> None:
    do(festival, StageDepartment(subject="S1", department=department, state=state, note=note), when)


def blockers(festival: Festival) -> list[str]:
    return [str(blocker.words) for blocker in festival.day().blockers(the_stage(festival))]


def test_a_status_is_declared(festival: Festival) -> None:
    for status in ("setup", "rehearsal", "ready", "live", "changeover", "closed", "dark"):
        declare(festival, status)
        assert the_stage(festival).status == status


def test_the_same_status_twice_is_refused(festival: Festival) -> None:
    assert refusal(festival, StageSetStatus(subject="S1", status="dark")) == "The stage is dark already."
    assert refusal(festival, StageSetStatus(subject="S9", status="dark")) == "There is no S9."


def test_a_halt_lasts_from_held_or_stopped_to_anything_else(festival: Festival) -> None:
    declare(festival, "held", "10:00")
    assert the_stage(festival).halts == (Span(at("10:00")),)
    declare(festival, "stopped", "10:05")  # one halt still
    declare(festival, "live", "10:10")
    declare(festival, "stopped", "11:00")
    declare(festival, "closed", "11:30")
    assert the_stage(festival).halts == (Span(at("10:00"), at("10:10")), Span(at("11:00"), at("11:30")))


def test_a_department_signs(festival: Festival) -> None:
    sign(festival, "sound", "fault", "啸叫", "09:30")
    assert the_stage(festival).departments == {"sound": Department("fault", "步稳台", at("09:30"), "啸叫")}
    sign(festival, "sound", "ready", when="09:40")
    assert the_stage(festival).departments == {"sound": Department("ready", "步稳台", at("09:40"), "")}


def test_once_one_department_has_signed_all_must(festival: Festival) -> None:
    assert blockers(festival) == []
    sign(festival, "lighting", "ready")
    sign(festival, "sound", "not_ready")
    sign(festival, "video", "fault")
    assert blockers(festival) == ["sound not ready", "video fault", "set no word", "power no word", "comms no word"]
    for department in DEPARTMENTS:
        sign(festival, department, "ready")
    assert blockers(festival) == []


def test_ready_is_asked_about_while_something_keeps_the_stage_from_it(festival: Festival) -> None:
    for department in DEPARTMENTS[1:]:
        sign(festival, department, "ready")
    with pytest.raises(NeedsConsent, match=r"^Main stage is not ready: lighting no word\.$") as asking:
        declare(festival, "ready")
    assert asking.value.consent == "not_ready"
    declare(festival, "setup")  # anything else may be declared
    declare(festival, "ready", confirm=("not_ready",))
    assert the_stage(festival).status == "ready"


@pytest.mark.parametrize(("status", "word"), [("rehearsal", "stage walk"), ("closed", "closed")])
def test_a_stage_walk_or_a_closed_stage_keeps_a_show_from_starting(festival: Festival, status: Any, word: str) -> None:
    declare(festival, status)
    assert blockers(festival) == [word]
    with pytest.raises(NeedsConsent, match=rf"^Main stage is not ready: {word}\.$"):
        do(festival, ItemStart(subject="A"))
    declare(festival, "ready")  # declaring it ready is what ends the stage walk, so it is not asked about


def test_the_status_that_is_shown_follows_the_show(festival: Festival) -> None:
    def shown() -> str:
        return festival.day().stage_status(the_stage(festival))

    declare(festival, "ready")
    assert shown() == "ready"
    do(festival, ItemStart(subject="A"), "10:00")
    assert shown() == "live"
    do(festival, ItemHold(subject="A"))
    assert shown() == "held"
    do(festival, ItemFinish(subject="A"))
    assert shown() == "changeover"
    do(festival, ItemStart(subject="B"))
    declare(festival, "stopped")
    assert shown() == "stopped"


def test_a_plan_leaves_what_the_day_wrote_of_a_stage(festival: Festival) -> None:
    sign(festival, "sound", "ready")
    declare(festival, "setup")
    do(festival, put("stages", "S1", name="大舞台"))
    stage = the_stage(festival)
    assert (stage.name, stage.status, set(stage.departments)) == ("大舞台", "setup", {"sound"})
