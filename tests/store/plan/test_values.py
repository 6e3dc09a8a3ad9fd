"""Cells as values: lengths of time, times of day, counts, words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.plan import values
from store.plan.durations import duration, offset, shown
from store.plan.faults import Unreadable
from store.plan.grid import Broken, Cell
from store.plan.headings import BROADCAST, LAYOUTS
from store.plan.times import day, moment, span, spans
from store.words import Message

SHANGHAI = ZoneInfo("Asia/Shanghai")
FESTIVAL_DAY = date(2005, 7, 1)

HOSTILE: list[str] = [
    "[/]",
    "[red]x[/]",
    "=cmd|' /C calc'!A0",
    "\x1b[31mred\x1b[0m",
    "a\x00b",
    "\u202eevil",
    "נגן",
    "长" * 500,
    "１" * 500,
    "(" * 30_000,
]


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("4分30秒", 270),
        ("4分", 240),
        ("30秒", 30),
        ("1小时5分", 3900),
        ("4分30", 270),
        ("4分半", 270),
        ("半小时", 1800),
        ("约4分30秒", 270),
        ("4'30\"", 270),
        ("4′30″", 270),
        ("4’30”", 270),
        ("4'", 240),
        ("4'30''", 270),
        ("45″", 45),
        ("4:30", 270),
        ("4：30", 270),
        ("00:04:30", 270),
        ("1:05:30", 3930),
        ("90:00", 5400),
        ("0:00", 0),
        ("270", 270),
        (270, 270),
        (270.0, 270),
        ("２７０", 270),
        ("４分３０秒", 270),
        ("4.5分钟", 270),
        ("4 min 30 s", 270),
        ("1h", 3600),
        ("1 hour 5 minutes", 3900),
        ("2 hrs", 7200),
        (time(0, 5), 300),
        (time(0, 4, 30), 270),
        (time(1, 5, 30), 3930),
        (timedelta(minutes=4, seconds=30), 270),
        (0.003125, 270),
    ],
)
def test_a_length_of_time(cell: Cell, seconds: int) -> None:
    assert duration(cell) == seconds


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        (time(4, 30), 270),  # 4:30 typed into a cell
        (time(1, 30), 90),
        (timedelta(hours=25, minutes=30), 1530),  # 25:30, which Excel keeps as more than a day
        (datetime.fromisoformat("1900-01-01T01:30"), 1530),
        (time(4, 30, 1), 16_201),  # with seconds it was meant
        (time(0, 59), 3540),
    ],
)
def test_an_excel_time_of_hours_without_seconds_is_minutes_and_seconds(cell: Cell, seconds: int) -> None:
    assert duration(cell) == seconds


def test_where_hours_are_meant_they_are_hours() -> None:
    assert duration(time(1, 0), typed_in_hours=True) == 3600


@pytest.mark.parametrize(
    ("cell", "unit_s", "seconds"), [(5, 60, 300), ("4.5", 60, 270), ("4:30", 60, 270), ("30秒", 60, 30), (0.5, 60, 30)]
)
def test_bare_numbers_count_the_unit_of_the_heading(cell: Cell, unit_s: int, seconds: int) -> None:
    assert duration(cell, unit_s) == seconds


@pytest.mark.parametrize(
    "cell", ["", "abc", "-3", -1, "4:70", "1:75:00", True, "九", "9" * 40, float("nan"), float("inf"), 10**12, *HOSTILE]
)
def test_no_length_of_time(cell: Cell) -> None:
    with pytest.raises(Unreadable) as refused:
        duration(cell)
    assert "4:30" in str(refused.value.accepted)


@given(st.integers(0, 7 * 86_400))
def test_a_length_of_time_that_is_shown_is_read_back(seconds: int) -> None:
    assert duration(shown(seconds)) == seconds


@given(st.integers(0, 23), st.integers(0, 59), st.integers(1, 59))
def test_lengths_of_time_mean_the_same_however_they_are_written(hours: int, minutes: int, seconds: int) -> None:
    written = [
        f"{hours}小时{minutes}分{seconds}秒",
        f"{hours}:{minutes:02}:{seconds:02}",
        f"{hours} h {minutes} min {seconds} s",
        time(hours, minutes, seconds),
    ]
    assert {duration(cell) for cell in written} == {hours * 3600 + minutes * 60 + seconds}


@pytest.mark.parametrize(
    ("cell", "seconds"), [("-20", -20), (-20, -20), ("-0:20", -20), ("+1分", 60), ("−30秒", -30), (15, 15), (0, 0)]
)
def test_an_offset_may_be_negative(cell: Cell, seconds: int) -> None:
    assert offset(cell) == seconds


@pytest.mark.parametrize(
    "cell",
    [
        "19:30",
        "19:30:00",
        "19：30",
        "下午7:30",
        "7:30 PM",
        "7:30pm",
        "晚上7点半",
        "19点30分",
        "19时30分",
        "19点30",
        time(19, 30),
        0.8125,
        "2005-07-01 19:30",
        "2005/7/1 19:30",
        "2005.7.1 19:30",
        "2005年7月1日 19时30分",
        "2005年7月1日19:30",
        "7月1日19:30",
        "2005年7月1日(星期五)下午7点30分",
        "2005-07-01T19:30:00+08:00",
        "2005-07-01T11:30:00Z",
        "2005-07-01T19:30",
        datetime.fromisoformat("2005-07-01T19:30"),
        38534.8125,
        timedelta(hours=19, minutes=30),
    ],
)
def test_a_time(cell: Cell) -> None:
    assert moment(cell).on(FESTIVAL_DAY, SHANGHAI) == datetime(2005, 7, 1, 19, 30, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("24:00", "2005-07-02T00:00:00+08:00"),
        ("12:00 AM", "2005-07-01T00:00:00+08:00"),
        ("中午12点", "2005-07-01T12:00:00+08:00"),
        ("晚上12点", "2005-07-02T00:00:00+08:00"),
        ("凌晨0:30", "2005-07-01T00:30:00+08:00"),
        ("7月2日 0:30", "2005-07-02T00:30:00+08:00"),
    ],
)
def test_a_time_at_the_edge_of_a_day(cell: Cell, expected: str) -> None:
    assert moment(cell).on(FESTIVAL_DAY, SHANGHAI).isoformat() == expected


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "19",
        "1930",
        "25:00",
        "19:61",
        "2005-13-01 10:00",
        "2005-07-01",
        "2月30日 9:00",
        "2999-01-01 9:00",
        True,
        5,
        10**9,
        *HOSTILE,
    ],
)
def test_no_time(cell: Cell) -> None:
    with pytest.raises(Unreadable):
        moment(cell)


@given(st.times())
def test_a_time_is_read_back(clock: time) -> None:
    clock = clock.replace(microsecond=0, fold=0)
    assert moment(clock.isoformat()).clock == clock


@given(
    st.datetimes(
        datetime.fromisoformat("1950-01-01"), datetime.fromisoformat("2199-12-31"), timezones=st.timezones(no_cache=True)
    )
)
def test_a_full_time_is_read_back(when: datetime) -> None:
    when = when.replace(microsecond=0, second=0)
    when = datetime.fromisoformat(when.astimezone(SHANGHAI).isoformat())
    assert moment(when.isoformat()).on(FESTIVAL_DAY, SHANGHAI) == when


def test_a_deadline_may_be_a_day_and_means_its_end() -> None:
    for cell in ("2005年7月1日", "2005-07-01", datetime.fromisoformat("2005-07-01")):
        assert moment(cell, ends_the_day=True).on(FESTIVAL_DAY, SHANGHAI) == datetime(2005, 7, 1, 23, 59, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    "cell", ["19:30-21:00", "19:30—21:00", "19:30至21:00", "19:30～21:00", "2005-07-01 19:30-21:00", "下午7:30到晚上9点"]
)
def test_a_start_and_an_end_in_one(cell: str) -> None:
    start, end = span(cell)
    assert end is not None
    assert (start.clock, end.clock) == (time(19, 30), time(21))


def test_several_opening_times() -> None:
    assert [(start.clock.hour, end.clock.hour) for start, end in spans("08:50-10:45、13:20-15:40")] == [(8, 10), (13, 15)]


@pytest.mark.parametrize(
    "cell",
    [
        "2005-07-01",
        "2005/7/1",
        "2005年7月1日",
        "2005年7月1日 星期五",
        date(2005, 7, 1),
        datetime.fromisoformat("2005-07-01"),
        38534,
    ],
)
def test_a_date(cell: Cell) -> None:
    assert day(cell) == FESTIVAL_DAY


@pytest.mark.parametrize(("cell", "count"), [(60, 60), ("60人", 60), ("3,000", 3000), ("６０", 60), (60.0, 60), ("0", 0)])
def test_a_count(cell: Cell, count: int) -> None:
    assert values.whole(cell) == count


@pytest.mark.parametrize("cell", [-1, 1.5, "很多", True, 10**12, float("nan"), *HOSTILE])
def test_no_count(cell: Cell) -> None:
    with pytest.raises(Unreadable):
        values.whole(cell)


@pytest.mark.parametrize(
    ("cell", "flag"),
    [
        ("是", True),
        ("√", True),
        ("已审定", True),
        (True, True),
        (1, True),
        ("否", False),
        ("未审定", False),
        ("No", False),
        (0, False),
    ],
)
def test_yes_and_no(cell: Cell, flag: bool) -> None:
    assert values.yes_no(cell) is flag


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("直播", "live"),
        ("现场直播", "live"),
        ("LIVE", "live"),
        ("录像", "recorded"),
        ("录 播", "recorded"),
        ("不播出", "none"),
        ("无", "none"),
    ],
)
def test_a_word_for_a_code(word: str, code: str) -> None:
    assert values.choice(word, BROADCAST) == code


def test_what_is_accepted_is_named() -> None:
    with pytest.raises(Unreadable) as refused:
        values.choice("也许", BROADCAST)
    assert str(refused.value.accepted) == "one of: 直播, 录播, 不播"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (3, 3),
        (3.0, 3),
        ("03", 3),
        ("3.", 3),
        ("第3个", 3),
        ("（三）", 3),
        ("③", 3),
        ("十二", 12),
        ("二十", 20),
        ("P3-02", None),
        ("开幕", None),
        (True, None),
    ],
)
def test_a_number_in_a_list(cell: Cell, number: int | None) -> None:
    assert values.ordinal(cell) == number


def test_a_list_in_a_cell() -> None:
    assert values.listed("区委办、政府办,文化局；") == ["区委办", "政府办", "文化局"]


@pytest.mark.parametrize(("cell", "text"), [(13960329669, "13960329669"), (8001.0, "8001"), (7.5, "7.5"), (" 甲 ", "甲")])
def test_numbers_as_text(cell: Cell, text: str) -> None:
    assert values.text(cell) == text


@pytest.mark.parametrize(
    "read", [values.text, values.whole, values.number, values.yes_no, values.ordinal, duration, offset, moment, span, day]
)
def test_a_formula_without_a_value_is_said_to_be_one(read: Any) -> None:
    with pytest.raises(Unreadable) as refused:
        read(Broken(Message("a formula that was never calculated")))
    assert str(refused.value.found) == "a formula that was never calculated"


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.table)
def test_no_heading_means_two_columns_of_a_table(layout: Any) -> None:
    said = [(variant.casefold(), column.field) for column in layout.columns for variant in set(column.variants)]
    assert sorted(name for name, _ in said) == sorted({name for name, _ in said})
