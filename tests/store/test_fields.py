"""What is typed becomes a typed action, or one line that says what is accepted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from store import actions
from store.actions import ACTIONS, BY_ITSELF, Action, action_of, fields_of, name_of
from store.fields import NotUnderstood, names, read_action, read_time
from store.text import clean

ON = date(2005, 7, 1)
ZONE = ZoneInfo("Asia/Shanghai")


def read(name: str, subject: str = "P1-01", /, **fields: str) -> Any:
    return read_action(name, subject, fields, on=ON, zone=ZONE)


def at(year: int, month: int, day: int, hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=ZONE)


def refusal(name: str, subject: str = "P1-01", /, **fields: str) -> str:
    with pytest.raises(NotUnderstood) as caught:
        read(name, subject, **fields)
    return str(caught.value)


def test_every_action_but_those_of_a_plan_may_be_typed() -> None:
    assert set(ACTIONS) - set(names()) == {"festival.tag", "plan.put", "plan.remove", *BY_ITSELF}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("270", 270), ("4:30", 270), ("4分30秒", 270), ("00:04:30", 270), ("4'30\"", 270), ("1小时", 3600), ("0", 0),
        ("４：３０", 270),
    ],
)  # fmt: skip
def test_a_duration_is_read_as_people_write_it(text: str, seconds: int) -> None:
    assert read("item.edit", duration_s=text).duration_s == seconds


@pytest.mark.parametrize(
    ("text", "seconds"), [("60", 60), ("+60", 60), ("-60", -60), ("-0:30", -30), ("−1:00", -60), ("1分", 60)]
)
def test_seconds_more_or_less(text: str, seconds: int) -> None:
    assert read("item.adjust", seconds=text).seconds == seconds


@pytest.mark.parametrize("text", ["", "abc", "-5", "8日", "999999999", "1e3", "nan", "4:61"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    assert "duration_s: found “" in refusal("item.edit", duration_s=text)


@pytest.mark.parametrize(
    ("text", "value"), [("yes", True), ("TRUE", True), ("是", True), ("no", False), ("false", False), ("否", False)]
)
def test_yes_and_no(text: str, value: bool) -> None:
    assert read("item.edit", approved=text).approved is value


@pytest.mark.parametrize("text", ["standing_by", "STANDING_BY", "Standing by", "standing-by", " standing by "])
def test_a_code_is_known_by_its_label_too(text: str) -> None:
    assert read("item.call", state=text).state == "standing_by"


@pytest.mark.parametrize(
    ("action", "field", "text", "code"),
    [
        ("item.call", "state", "候场", "standing_by"),
        ("stage.status", "status", "布台", "setup"),
        ("stage.status", "status", "stage walk", "rehearsal"),
        ("item.edit", "kind", "仪式", "ceremony"),
    ],
)
def test_a_label_is_known_in_either_language(language: str, action: str, field: str, text: str, code: str) -> None:
    assert getattr(read(action, **{field: text}), field) == code


def test_a_department_and_its_state_have_labels_of_their_own() -> None:
    signed = read("stage.department", "S1", department="灯光", state="就绪", note="ok")
    assert signed == actions.StageDepartment(subject="S1", department="lighting", state="ready", note="ok")


def test_a_code_that_there_is_not_lists_those_that_there_are() -> None:
    assert (
        refusal("item.call", state="gone")
        == "item.call: state: found “gone”; accepted: one of: not_called, called, standing_by"
    )


def test_times_stand_on_the_festivals_date() -> None:
    assert read("item.edit", fixed_start="11:10").fixed_start == at(2005, 7, 1, 11, 10)


def test_an_empty_text_is_none_where_there_may_be_none() -> None:
    edited = read("item.edit", fixed_start="", performers="", min_duration_s="")
    assert (edited.fixed_start, edited.performers, edited.min_duration_s) == (None, None, None)
    assert edited.title is UNSET


def test_an_empty_text_is_a_text_where_a_text_may_stand() -> None:
    assert read("item.edit", unit="").unit == ""
    assert read("item.insert", performance="P1", title="x", duration_s="60", after="").after == ""  # the first
    assert read("item.start", seen="").seen == ""  # nothing was running


def test_lists_are_separated_by_commas() -> None:
    assert read("item.start", confirm="unapproved, not_ready").confirm == ("unapproved", "not_ready")
    assert read("item.start", confirm="").confirm == ()


def test_texts_are_cleaned() -> None:
    assert read("item.edit", " P1\x1b-01 ", title="\x1b[31m红\u202e[/]\n") == actions.ItemEdit(
        subject="P1-01", title="[31m红[/]"
    )


@pytest.mark.parametrize(("action", "field"), [("item.start", "accepted"), ("item.move", "order"), ("item.insert", "order")])
def test_what_is_worked_out_cannot_be_typed(action: str, field: str) -> None:
    assert f"there is no field “{field}”" in refusal(action, **{field: "1"})


def test_an_unknown_action_lists_those_that_there_are() -> None:
    assert refusal("item.fly").startswith("There is no action “item.fly”; accepted: item.start, item.finish,")
    assert "“plan.put”" in refusal("plan.put", table="items", fields="{}")


def test_all_faults_are_said_in_one_line() -> None:
    assert refusal("item.insert", "", colour="red", duration_s="long", title=" ") == (
        "item.insert: SUBJECT: found “”; accepted: a text that is not empty; "
        "there is no field “colour”; accepted: performance, title, duration_s, after, number, form, kind, unit, contact, "
        "changeover_s, fixed_start, fixed_end, min_duration_s, approved, performers, mics, props; "
        "duration_s: found “long”; accepted: a length of time such as 4分30秒, 4:30, 00:04:30 or 270; "
        "title: found “”; accepted: a text that is not empty; performance is missing"
    )


def test_an_action_without_fields_says_so() -> None:
    assert refusal("item.finish", reason="x") == "item.finish: there is no field “reason”; accepted: none"


@pytest.mark.parametrize("text", ["-1", "1.5", "１２x", "9" * 20, "9" * 5000, "ten"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert "accepted: a whole number from 0 to 999999999" in refusal("item.edit", performers=text)


# -- times ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("17:40", at(2005, 7, 1, 17, 40)),
        ("7:05", at(2005, 7, 1, 7, 5)),
        ("00:10", at(2005, 7, 1, 0, 10)),
        ("17:40:30", at(2005, 7, 1, 17, 40, 30)),
        ("１７：４０", at(2005, 7, 1, 17, 40)),
        ("2005-07-02 00:10", at(2005, 7, 2, 0, 10)),
        ("2005-07-02 00:10:05", at(2005, 7, 2, 0, 10, 5)),
        ("2005-07-01T17:40:00", at(2005, 7, 1, 17, 40)),
        ("2005-07-01T17:40:00+08:00", at(2005, 7, 1, 17, 40)),
        ("2005-07-01T09:40:00Z", at(2005, 7, 1, 17, 40)),
        ("2005-07-01t09:40z", at(2005, 7, 1, 17, 40)),
        ("2005-07-01T10:40:00.5+0100", at(2005, 7, 1, 17, 40) + timedelta(seconds=0.5)),
    ],
)
def test_a_time_is_read(text: str, moment: datetime) -> None:
    assert read_time(text, ON, ZONE) == moment


def test_an_offset_of_its_own_is_kept() -> None:
    assert read_time("2005-07-01T17:40:00-03:00", ON, ZONE).tzinfo == timezone(timedelta(hours=-3))


def test_after_midnight_the_date_must_be_said() -> None:
    with pytest.raises(NotUnderstood, match="after midnight with its date, such as 2005-07-02 01:10"):
        read_time("25:10", ON, ZONE)


@pytest.mark.parametrize(
    "text",
    ["", "now", "17", "1740", "17:4", "17:60", "17:40:60", "2005-02-30 10:00", "2005-07-01", "0001-01-01 00:00",
     "9999-12-31 23:59",
     "2005-07-01T25:00", "2005-07-01T10:00+99:00", "٠١:٠٢", "17:40\x00x", "-17:40", "2005-W26-5"],
)  # fmt: skip
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(NotUnderstood, match="cannot be read; accepted: a time"):
        read_time(text, ON, ZONE)


@given(st.text(max_size=60))
def test_any_text_is_a_time_or_is_refused(text: str) -> None:
    try:
        moment = read_time(text, ON, ZONE)
    except NotUnderstood:
        return
    moment.astimezone(UTC).timestamp()


@given(st.sampled_from(names()), st.data())
def test_any_text_in_any_field_makes_an_action_that_can_be_kept_or_is_refused(name: str, data: st.DataObject) -> None:
    keys = st.sampled_from([*ACTIONS[name].__struct_fields__, "x"]) | st.text(max_size=5)
    texts = st.text(max_size=30) | st.sampled_from(
        ["1", "4:30", "是", "17:40", "called", "ready", "lighting", "S1", "-9", "[/]"]
    )
    fields = data.draw(st.dictionaries(keys, texts, max_size=8))
    subject = data.draw(texts)
    try:
        action: Action | None = read_action(name, subject, fields, on=ON, zone=ZONE)
        said = ""
    except NotUnderstood as refused:
        action, said = None, str(refused)
    assert clean(said) == said  # nothing in it steers a terminal
    assert action is None or action_of(name_of(action), action.subject, fields_of(action)) == action
