"""`lianyun do` and `lianyun undo`."""

from __future__ import annotations

import io
import sys
from typing import Any

import msgspec
import pytest

from store.actions import ACTIONS
from store.fields import names
from tests.harness.command import Command

HOSTILE = [
    "[/]",
    "[red]x[/]",
    "=cmd|'/C calc'!A0",
    "\x1b[2J\x1b]0;x\x07\x9b31m",
    "\u202egnihton\u2066",
    "名" * 500,
    "\udcff",
    "{0}{x}%s",
    "\x00",
    "a\nb\r\tc",
]


def test_it_prints_what_was_recorded(small: Command) -> None:
    assert small.done("do", "item.start", "A", "--at", "10:00").lines == ["started 1 “开场”"]
    assert small.done("do", "item.start", "B", "--at", "10:09").lines == ["finished 1 “开场”", "started 2 “合唱”"]


def test_json_is_the_entries(small: Command) -> None:
    small.done("do", "item.start", "A", "--at", "10:00")
    finish, start = small.done("do", "item.start", "B", "--at", "10:09", "--as", "步稳台", "--role", "stage", "--json").json
    assert (finish["action"], finish["subject"]) == ("item.finish", "A")
    assert {name: start[name] for name in ("action", "subject", "actor", "role", "at", "changes")} == {
        "action": "item.start", "subject": "B", "actor": "步稳台", "role": "stage", "at": "2005-07-01T10:09:00+08:00",
        "changes": "items/B",
    }  # fmt: skip
    assert start["batch"] == finish["batch"]


def test_a_refusal_is_one_line_and_records_nothing(small: Command) -> None:
    before = small.done("log").out
    answer = small("do", "item.finish", "A", "--at", "10:00")
    assert (answer.status, answer.out, answer.err) == (1, "", "1 开场 is planned; it would have to be running, held.\n")
    assert small.done("log").out == before


def test_the_same_words_in_chinese(small: Command) -> None:
    answer = small("--lang", "zh", "do", "item.finish", "A")
    assert answer.status == 1
    assert "待演" in answer.err
    assert small.done("do", "item.start", "A", "--lang", "zh").lines == ["已开始 1《开场》"]


def test_what_is_to_be_confirmed_is_refused_with_what_confirms_it(small: Command) -> None:
    answer = small("do", "item.start", "C", "--at", "10:00")
    assert answer.status == 1
    assert answer.err == "3 小品 has not been approved. To go on all the same: confirm=unapproved\n"
    small.done("do", "item.start", "C", "confirm=unapproved", "--at", "10:00")


def test_what_is_to_be_confirmed_next_names_what_has_been_confirmed_too(small: Command) -> None:
    small.done("do", "stage.department", "S1", "department=power", "state=fault")
    answer = small("do", "item.start", "C", "confirm=unapproved")
    assert answer.err.endswith("To go on all the same: confirm=unapproved,not_ready\n")
    small.done("do", "item.start", "C", "confirm=unapproved,not_ready")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A terminal on which an answer is typed: `terminal("y")`."""

    def typing(*answers: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
        monkeypatch.setattr("tui.commands.common.is_terminal", lambda *_: True)

    return typing


def test_on_a_terminal_it_is_asked(small: Command, terminal: Any) -> None:
    terminal("y")
    answer = small("do", "item.start", "C", "--at", "10:00", "--json")
    assert answer.status == 0
    assert answer.err == "3 小品 has not been approved. Go on all the same? [y/N] "
    assert answer.json[0]["fields"] == {"confirm": ["unapproved"], "accepted": ["unapproved"]}


@pytest.mark.parametrize("said", ["n", "", "yesterday"])
def test_anything_but_yes_is_no(small: Command, terminal: Any, said: str) -> None:
    terminal(said)
    answer = small("do", "item.start", "C", "--at", "10:00")
    assert (answer.status, answer.err.endswith("Nothing was done.\n")) == (1, True)


def test_each_thing_is_asked_for(small: Command, terminal: Any) -> None:
    small.done("do", "stage.department", "S1", "department=power", "state=fault")
    terminal("y", "是")
    entry = small("do", "item.start", "C", "--json").json[0]
    assert entry["fields"]["confirm"] == ["unapproved", "not_ready"]


def test_times_are_those_of_the_festival(small: Command) -> None:
    for at in ("2005-07-01T10:00:00+08:00", "2005-07-01T02:00:00Z", "2005-07-01 10:00", "10:00", "10:00:00"):
        entry = small.done("do", "item.call", "A", "state=called", "--at", at, "--json").json[0]
        assert entry["at"] == "2005-07-01T10:00:00+08:00"


def test_past_midnight_the_date_is_asked_for(small: Command) -> None:
    answer = small("do", "item.start", "A", "--at", "25:10")
    assert answer.status == 2
    assert "2005-07-02 01:10" in answer.err


def test_fields_may_stand_behind_options(small: Command) -> None:
    small.done("do", "--at", "10:00", "item.skip", "B", "--as", "甲", "reason=rain = wet")
    assert small.done("log", "--limit", "1", "--json").json[0]["fields"] == {"reason": "rain = wet"}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["item.fly", "A"], "There is no action “item.fly”; accepted: "),
        (["item.adjust", "A", "secs=5"], "there is no field “secs”; accepted: seconds"),
        (["item.adjust", "A", "seconds=soon"], "seconds: found “soon”"),
        (["item.adjust", "A"], "seconds is missing"),
        (["plan.put", "A", "table=items"], "There is no action “plan.put”"),
        (["item.move", "A", "after=", "order=1"], "there is no field “order”"),
        (["item.adjust", "A", "60"], "60 is not KEY=VALUE"),
        (["item.adjust", "A", "=60"], "=60 is not KEY=VALUE"),
        (["item.adjust", "A", "seconds=1", "seconds=2"], "seconds is given twice"),
        (["item.adjust"], "the following arguments are required: SUBJECT"),
        (["item.adjust", "A", "--no"], "unrecognized arguments: --no"),
        (["item.start", "A", "--role", "king"], "invalid choice: 'king'"),
        (["item.start", "A", "--at", "noon"], "The time “noon” cannot be read"),
    ],
)
def test_wrong_usage(small: Command, arguments: list[str], complaint: str) -> None:
    answer = small("do", *arguments)
    assert (answer.status, answer.out) == (2, "")
    assert complaint in answer.err


def test_an_unknown_subject_is_refused(small: Command) -> None:
    assert small("do", "item.start", "Z").err == "There is no Z.\n"
    assert small("do", "entry.undo", "x-1").status == 1


def test_the_operator(small: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def actor(*arguments: str) -> tuple[str, str]:
        entry = small.done("do", "item.call", "A", "state=called", *arguments, "--json").json[0]
        return entry["actor"], entry["role"]

    monkeypatch.setattr("getpass.getuser", lambda: "login")
    assert actor() == ("login", "command")
    monkeypatch.setenv("LIANYUN_AS", "序如流")
    assert actor("--role", "stage") == ("序如流", "stage")
    assert actor("--as", "\x1b[1m甲\u202e") == ("[1m甲", "command")

    def unknown() -> str:
        raise OSError("no such user")

    monkeypatch.delenv("LIANYUN_AS")
    monkeypatch.setattr("getpass.getuser", unknown)
    assert actor() == ("operator", "command")


def test_options_may_stand_before_the_command(small: Command) -> None:
    entry = small.done("--as", "甲", "--role", "stage", "do", "item.call", "A", "state=called", "--json").json[0]
    assert (entry["actor"], entry["role"]) == ("甲", "stage")


def test_undo_takes_the_last_stroke_back(small: Command) -> None:
    small.done("do", "item.start", "A", "--at", "10:00")
    small.done("do", "item.start", "B", "--at", "10:09")
    assert small.done("undo", "--at", "10:10", "--as", "甲").lines == [
        "taken back: started 2 “合唱”",
        "taken back: finished 1 “开场”",
    ]
    items = {item["id"]: item["state"] for item in small.done("status", "--json").json["performances"][0]["items"]}
    assert items == {"A": "running", "B": "planned", "C": "planned"}
    undone = small.done("undo", "--json").json[0]
    assert (undone["action"], undone["changes"]) == ("entry.undo", "items/A")


def test_one_entry_can_be_taken_back_by_its_id(small: Command) -> None:
    entry = small.done("do", "item.call", "A", "state=called", "--json").json[0]
    small.done("do", "item.call", "B", "state=called")
    assert small.done("do", "entry.undo", entry["id"]).lines == ["taken back: called 1 “开场”"]
    assert small("do", "entry.undo", entry["id"]).err == "That has been taken back already.\n"


def test_without_a_festival(lianyun: Command) -> None:
    for command in (("do", "item.start", "A"), ("undo",), ("status",), ("log",), ("verify",), ("repair",)):
        answer = lianyun(*command)
        assert (answer.status, answer.out) == (1, "")
        assert "There is no festival in" in answer.err
    assert not lianyun.folder.exists()


WORKED_OUT = ("order", "accepted", "full", "level", "level_since", "beyond")


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_any_field_is_data(small: Command, name: str, text: str) -> None:
    fields = [field.name for field in msgspec.structs.fields(ACTIONS[name]) if field.name not in ("subject", *WORKED_OUT)]
    valid = {"performance": "P1", "title": "t", "duration_s": "60", "seconds": "60", "after": "", "department": "video"}
    valid |= {"status": "setup", "state": "fault" if name == "stage.department" else "called"}
    valid |= {"text": "t", "kind": "off_air", "lead_s": "30", "url": "http://h/a.m3u8", "name": "n", "tag": "1234"}
    valid |= {"staff": "3", "progress_pct": "40", "note": "t", "summary": "t", "of": "I1", "to": "I1", "who": "甲"}
    valid |= {"severity": "3", "by": "act", "exit": "E1"}
    if name == "checkpoint.status":
        valid["status"] = "open"
    required = [field.name for field in msgspec.structs.fields(ACTIONS[name]) if field.required and field.name != "subject"]
    small.done("do", "cue.insert", "Q", "performance=P1", "text=t")
    subjects = {"stage": "S1", "stop": "S1", "cue": "Q", "broadcast": "P1"}
    subject = "X" if name.endswith(".insert") else subjects.get(name.partition(".")[0], "A")
    for field in ["subject", *fields]:
        given = {key: valid[key] for key in required} | ({field: text} if field != "subject" else {})
        answer = small(
            "do", name, text if field == "subject" else subject, *(f"{key}={value}" for key, value in given.items())
        )
        assert answer.status in (0, 1, 2)
        assert "Traceback" not in answer.err
        assert all(line.isprintable() for line in [*answer.out.splitlines(), *answer.err.splitlines()])
    assert small("verify").status == 0
    for command in ("status", "log"):
        assert all(line.isprintable() for line in small.done(command).lines)
