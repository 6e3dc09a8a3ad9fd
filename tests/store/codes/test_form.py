"""The form of a code: every slip is told, and nothing that was not issued is a code."""

from __future__ import annotations

from random import Random

import pytest

from store.checkin.answer import judge
from store.codes.form import LENGTH, checked, digest, grouped, is_checked, make
from store.codes.scan import complete, last_code, read
from store.models import Official
from store.roster import Roster

KEY = b"sixteen bytes .."
TAG = "2005"
CODE = make(KEY, TAG, "O-001", 1)


def roster(*codes: str) -> Roster:
    return Roster(
        Official(id=f"O-{n:03d}", name=f"来宾{n}", code_issue=1, code_digest=digest(code)) for n, code in enumerate(codes, 1)
    )


def test_a_code_is_thirty_digits_that_check() -> None:
    assert len(CODE) == LENGTH
    assert CODE.isdigit()
    assert CODE.startswith(TAG)
    assert is_checked(CODE)
    assert grouped(CODE).replace(" ", "") == CODE


def test_iso_7064() -> None:
    assert checked("794") == "79444"  # the standard's own example


def test_a_code_depends_on_the_key_the_official_and_the_issue() -> None:
    codes = {
        make(key, TAG, official, issue) for key in (KEY, b"another") for official in ("O-1", "O-11") for issue in (1, 2, 11)
    }
    assert len(codes) == 12


def test_any_digit_changed_is_a_misread() -> None:
    here = roster(CODE)
    for place in range(LENGTH):
        for digit in "0123456789":
            if digit != CODE[place]:
                slipped = CODE[:place] + digit + CODE[place + 1 :]
                assert judge(read(slipped), TAG, here).kind == "misread"


def test_any_two_neighbours_swapped_are_a_misread() -> None:
    random = Random(1)
    for n in range(200):
        code = make(KEY, TAG, f"O-{n}", random.randrange(9) + 1)
        for place in range(LENGTH - 1):
            if code[place] != code[place + 1]:
                swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
                assert judge(read(swapped), TAG, roster(code)).kind == "misread"


def test_no_random_number_is_ever_admitted() -> None:
    random = Random(20050701)
    here = roster(*(make(KEY, TAG, f"O-{n}", 1) for n in range(320)))
    kinds = {judge(read(f"{random.randrange(10**30):030d}"), TAG, here).kind for _ in range(100_000)}
    assert kinds <= {"misread", "other_festival", "unknown"}
    forged = {judge(read(checked(f"{TAG}{random.randrange(10**24):024d}")), TAG, here).kind for _ in range(1_000)}
    assert forged == {"unknown"}


def test_another_festivals_code_is_told() -> None:
    assert judge(read(make(KEY, "1987", "O-001", 1)), TAG, roster(CODE)).kind == "other_festival"


PREFIXES = ["", "]Q1", "]Q3", "\\000026", "\\000003", "A", "】Q1", "、000026", " ", "\t", "]Q1\\000026"]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_what_scanners_put_before_a_code_is_taken_off(prefix: str) -> None:
    assert read(prefix + CODE) == (prefix + CODE, CODE, "")
    assert complete(prefix + CODE, TAG)


@pytest.mark.parametrize(
    "text",
    [
        grouped(CODE),
        "-".join(CODE[at : at + 5] for at in range(0, 30, 5)),
        "".join(chr(ord(digit) + 0xFEE0) for digit in CODE),
        f"  {CODE}\r\n",
    ],
)
def test_digits_in_groups_or_full_width_are_read(text: str) -> None:
    assert read(text).digits == CODE
    assert read(text).fault == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("]Q1", "empty"),
        (CODE[:-1], "length"),
        (CODE + "1", "length"),
        (CODE[:10] + "啊" + CODE[10:], "input_method"),
        ("你好" + CODE, "input_method"),
        (CODE[:10] + "x" + CODE[11:], "misread"),
        (CODE[:-1] + str((int(CODE[-1]) + 1) % 10), "misread"),
        ("١" * 30, "input_method"),
        ("²" * 30, "misread"),
    ],
)
def test_what_is_wrong_with_a_scan(text: str, fault: str) -> None:
    assert read(text).fault == fault


def test_a_code_behind_something_typed_is_still_taken() -> None:
    assert complete("王" + CODE, TAG)
    assert last_code("1234" + CODE) == CODE
    assert not complete(CODE[:-1], TAG)
    other = make(KEY, "1987", "O-001", 1)
    assert not complete(other, TAG) or other.startswith(TAG)


def test_hostile_scans_are_answered() -> None:
    for text in ["[/]", "\x1b[2J" * 50, "9" * 100_000, "\udcff", "=cmd|' /C calc'!A0", "\u202e" + CODE]:
        assert judge(read(text), TAG, roster(CODE)).kind in {"misread", "length", "empty", "input_method"}
