"""The worked cases of running-order timing, as a script plays them: a plan in, actions, the day out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.command import Command

DAY = "2005-07-01"


def clock(moment: str) -> str:
    return moment[11:16]


@pytest.fixture
def fixture_f(lianyun: Command) -> Command:
    items: list[dict[str, Any]] = [{"id": name, "performance": "F", "title": name, "duration_s": 1800} for name in "ABCDE"]
    items[2]["fixed_start"] = f"{DAY}T11:10:00+08:00"
    items[4]["fixed_start"] = f"{DAY}T12:30:00+08:00"
    lianyun.plan(
        stages=[{"id": "S", "name": "S"}],
        performances=[
            {"id": "F", "name": "F", "stage": "S", "start": f"{DAY}T10:00:00+08:00", "end": f"{DAY}T13:00:00+08:00"}
        ],
        items=items,
    )
    return lianyun


def seen(lianyun: Command, at: str) -> dict[str, Any]:
    show: dict[str, Any] = lianyun.done("status", "--at", at, "--json").json["performances"][0]
    return show


def slots(show: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {item["id"]: (clock(item["start"]), clock(item["end"])) for item in show["items"]}


def listed(found: dict[str, tuple[str, str]]) -> str:
    """Slots as the table of the worked cases has them."""
    return ", ".join(f"{name} {start}–{end}" for name, (start, end) in found.items())


def test_as_planned(fixture_f: Command) -> None:
    show = seen(fixture_f, "09:00")
    planned = listed({item["id"]: (clock(item["planned_start"]), clock(item["planned_end"])) for item in show["items"]})
    assert planned == listed(slots(show)) == "A 10:00–10:30, B 10:30–11:00, C 11:10–11:40, D 11:40–12:10, E 12:30–13:00"
    assert (show["state"], show["current"], show["next"], show["over_under_s"]) == ("planned", None, "A", 0)


def test_case_1_a_starts_late(fixture_f: Command) -> None:
    fixture_f.done("do", "item.start", "A", "--at", "10:05")
    show = seen(fixture_f, "10:05")
    assert listed(slots(show)) == "A 10:05–10:35, B 10:35–11:05, C 11:10–11:40, D 11:40–12:10, E 12:30–13:00"
    assert (clock(show["forecast_end"]), show["over_under_s"], show["current"], show["next"]) == ("13:00", 0, "A", "B")


def test_case_2_a_still_runs(fixture_f: Command) -> None:
    fixture_f.done("do", "item.start", "A", "--at", "10:05")
    show = seen(fixture_f, "10:50")
    assert listed(slots(show)) == "A 10:05–10:50, B 10:50–11:20, C 11:20–11:50, D 11:50–12:20, E 12:30–13:00"
    assert clock(show["forecast_end"]) == "13:00"


def test_case_3_ten_minutes_more(fixture_f: Command) -> None:
    fixture_f.done("do", "item.start", "A", "--at", "10:00")
    fixture_f.done("do", "item.adjust", "A", "seconds=10:00", "--at", "10:06")
    found = slots(seen(fixture_f, "10:06"))
    assert (found["A"][1], found["B"][0], found["C"][0]) == ("10:40", "10:40", "11:10")


def test_case_4_running_ahead(fixture_f: Command) -> None:
    fixture_f.done("do", "item.start", "A", "--at", "10:00")
    fixture_f.done("do", "item.start", "B", "--at", "10:25")
    show = seen(fixture_f, "10:25")
    assert slots(show)["A"] == ("10:00", "10:25")
    assert (slots(show)["B"], slots(show)["C"][0], clock(show["forecast_end"])) == (("10:25", "10:55"), "11:10", "13:00")


def test_case_5_nothing_has_started(fixture_f: Command) -> None:
    show = seen(fixture_f, "10:12")
    assert listed(slots(show)) == "A 10:12–10:42, B 10:42–11:12, C 11:12–11:42, D 11:42–12:12, E 12:30–13:00"
    assert clock(show["forecast_end"]) == "13:00"


def test_case_6_past_midnight(lianyun: Command) -> None:
    lianyun.plan(
        stages=[{"id": "S", "name": "S"}],
        performances=[{"id": "N", "name": "N", "stage": "S", "start": f"{DAY}T23:30:00+08:00"}],
        items=[{"id": name, "performance": "N", "title": name, "duration_s": 1800} for name in "AB"],
    )
    lianyun.done("do", "item.start", "A", "--at", "23:40")
    first, second = seen(lianyun, "23:40")["items"]
    assert (first["end"], second["start"], second["end"]) == (
        "2005-07-02T00:10:00+08:00", "2005-07-02T00:10:00+08:00", "2005-07-02T00:40:00+08:00",
    )  # fmt: skip
    lianyun.done("do", "item.start", "B", "--at", "2005-07-02 00:12")
    assert seen(lianyun, "2005-07-02 00:12")["items"][0]["end"] == "2005-07-02T00:12:00+08:00"


def test_after_the_last_there_is_no_next_and_what_was_skipped_counts_no_more(fixture_f: Command) -> None:
    fixture_f.done("do", "item.skip", "E", "--at", "10:00")
    show = seen(fixture_f, "09:00")
    assert (clock(show["forecast_end"]), show["over_under_s"]) == ("12:10", -3000)
    assert show["items"][4]["start"] is None
    for name, at in (("A", "10:00"), ("B", "10:30"), ("C", "11:10"), ("D", "11:40")):
        fixture_f.done("do", "item.start", name, "--at", at)
    assert seen(fixture_f, "11:45")["next"] is None
    fixture_f.done("do", "item.finish", "D", "--at", "12:10")
    assert seen(fixture_f, "12:30")["state"] == "done"
