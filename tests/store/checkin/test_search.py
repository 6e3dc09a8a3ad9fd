"""Finding someone at the desk, from the first character on."""

from __future__ import annotations

import pytest

from store.checkin.search import SearchIndex
from store.models import Official

PEOPLE = (
    ("1", "解秀英", "区教育局", "副局长", "A区3排12座", "13960329669"),
    ("2", "单雄信", "区公安局", "科长", "B区1排2座", "13952319252"),
    ("3", "仇英", "文化馆", "馆长", "B区1排3座", "13900001234"),
    ("4", "查良镛", "区作协", "主席", "C区1排1座", "13911112222"),
    ("5", "尉迟恭", "区武装部", "部长", "C区1排2座", "13933334444"),
    ("6", "曾国藩", "区政府", "主任", "C区1排3座", ""),
    ("7", "区小明", "区政府", "科员", "C区1排4座", ""),
    ("8", "吕布", "区体育局", "教练", "D区1排1座", ""),
    ("9", "王廉", "区教育局", "主任", "D区1排2座", ""),
    ("10", "王廉", "文化馆", "主任", "D区1排3座", ""),
    ("11", "盖文章", "区文联", "主席", "D区1排4座", ""),
)


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    found = SearchIndex()
    found.add(
        Official(id=f"O-{n}", name=name, unit=unit, title=title, seat=seat, phone=phone)
        for n, name, unit, title, seat, phone in PEOPLE
    )
    return found


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("解", "1"), ("秀", "1"), ("解秀英", "1"), ("xie", "1"), ("xiexiuying", "1"), ("xxy", "1"), ("xiuying", "1"),
        ("jie", "1"), ("XXY", "1"), ("ｘｘｙ", "1"),
        ("shan", "2"), ("sxx", "2"), ("danxiong", "2"), ("qiu", "3"), ("qy", "3"), ("zha", "4"), ("zly", "4"),
        ("yuchi", "5"), ("ycg", "5"), ("zeng", "6"), ("zgf", "6"), ("ou", "7"), ("oxm", "7"), ("lv", "8"), ("lu", "8"),
        ("ge", "11"), ("9669", "1"), ("669", "1"), ("1234", "3"), ("馆长", "3"), ("作协", "4"), ("3排12", "1"), ("b区", "2"),
        ("王廉 文化", "10"), ("教育 王", "9"), ("jyj", "1"), ("wang", "9"),
    ],
)  # fmt: skip
def test_who_is_found_first(index: SearchIndex, text: str, first: str) -> None:
    assert index.find(text).subjects[0] == f"O-{first}"


def test_two_people_of_one_name_are_two(index: SearchIndex) -> None:
    assert index.find("王廉").subjects == ("O-9", "O-10")


@pytest.mark.parametrize("text", ["", "  ", "龘", "qqqq", "[/]", "\x1b[2J", "99999", "^", "|", "$"])
def test_nobody(index: SearchIndex, text: str) -> None:
    assert index.find(text).subjects == ()


def test_no_more_than_asked_for_but_all_are_counted(index: SearchIndex) -> None:
    found = index.find("1排", 3)
    assert len(found.subjects) == 3
    assert found.total == 10


def test_a_change_is_found_at_once_and_the_order_stays() -> None:
    found = SearchIndex()
    found.add(Official(id=f"O-{n}", name=f"王{n}") for n in range(3))
    found.add([Official(id="O-1", name="王改名")])
    assert found.find("改名").subjects == ("O-1",)
    assert found.find("王").subjects == ("O-0", "O-1", "O-2")
    found.remove("O-1")
    assert found.find("改名").subjects == ()


@pytest.mark.parametrize("name", ["乐" * 500, "[red]x[/]", "", "　", "\u202eabc", "a" * 5000, "行行行行行行行行"])
def test_hostile_names_cost_nothing(name: str) -> None:
    found = SearchIndex()
    found.add([Official(id="O-1", name=name)])
    assert found.find("le").total in (0, 1)
