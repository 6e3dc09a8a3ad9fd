"""Cells as values: counts, numbers, words, yes and no, lists and codes.

Each reader takes a cell that is not empty and returns plain data, or raises Unreadable with what it accepts. Lengths of time
are in `store.plan.durations`, times of day in `store.plan.times`.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from store.plan.faults import Text, Unreadable
from store.plan.grid import Broken, Cell
from store.words import Message, mark

WHOLE = mark("a whole number that is not negative, such as 60")
NUMBER = mark("a number that is not negative, such as 7.5")
YES_OR_NO = mark("yes or no (是, 否)")
TEXT = mark("text")

LARGEST = 1_000_000_000

_COUNTED = re.compile(r"(\d[\d,]{0,14})(?:\.0+)?\s*(?:人|名|个|席|座|位|支|只|套|条|路|道)?")
_MEASURED = re.compile(r"(\d[\d,]{0,14}(?:\.\d{1,9})?)\s*(?:m2|㎡|平方米|平米|人/分钟?|米|m)?")
_SEPARATORS = re.compile(r"[、,，;；/|]")
_DIGITS = "零一二三四五六七八九"

_YES = {
    "是",
    "有",
    "对",
    "√",
    "✓",
    "✔",
    "y",
    "yes",
    "true",
    "1",
    "已审定",
    "审定",
    "已审",
    "通过",
    "已通过",
    "approved",
    "室内",
}
_NO = {
    "否",
    "无",
    "不",
    "×",
    "x",
    "✗",
    "✘",
    "n",
    "no",
    "false",
    "0",
    "未审定",
    "未审",
    "待审",
    "待审定",
    "未通过",
    "不通过",
    "not approved",
    "室外",
}


def plain(text: str) -> str:
    """A text as it is compared and read: full-width signs as half-width ones, lower case, ends stripped."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def squeezed(text: str) -> str:
    """`plain`, without any blanks in it."""
    return re.sub(r"\s+", "", plain(text))


def sound(cell: Cell) -> Cell:
    """The cell; raises Unreadable where it is a formula without a value."""
    if isinstance(cell, Broken):
        raise Unreadable(
            Message("a value, or a formula that Excel has calculated (open the file, save it, import again)"), cell.reason
        )
    return cell


def text(cell: Cell) -> str:
    """A cell as text: a whole number without its point, a time as it is written."""
    match sound(cell):
        case bool(flag):
            return "是" if flag else "否"
        case float(number) if number.is_integer() and abs(number) < 1e15:
            return str(int(number))
        case datetime() | date() | time() as moment:
            return moment.isoformat(sep=" ") if isinstance(moment, datetime) else moment.isoformat()
        case value:
            return str(value).strip()


def whole(cell: Cell) -> int:
    """A count: `60`, `60人`, `3,000`, `６０`."""
    match sound(cell):
        case bool():
            pass
        case int() | float() as number if 0 <= number <= LARGEST and number == int(number):
            return int(number)
        case str(words) if (found := _COUNTED.fullmatch(plain(words))) and (
            count := int(found[1].replace(",", ""))
        ) <= LARGEST:
            return count
    raise Unreadable(Message(WHOLE))


def number(cell: Cell) -> float:
    """A measure: `7`, `7.5`, `1,800 m2`."""
    match sound(cell):
        case bool():
            pass
        case int() | float() as value if math.isfinite(value) and 0 <= value <= LARGEST:
            return value
        case str(words) if (found := _MEASURED.fullmatch(plain(words))) and (
            value := float(found[1].replace(",", ""))
        ) <= LARGEST:
            return value
    raise Unreadable(Message(NUMBER))


def yes_no(cell: Cell) -> bool:
    """`是`, `有`, `√`, `已审定`, `yes`, `1` and their opposites."""
    if isinstance(sound(cell), bool):
        return bool(cell)
    word = plain(text(cell))
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable(Message(YES_OR_NO))


def listed(cell: Cell) -> list[str]:
    """Several names in one cell, separated by `、`, a comma, a semicolon or a slash."""
    return [name for part in _SEPARATORS.split(text(cell)) if (name := part.strip())]


def ordinal(cell: Cell) -> int | None:
    """A number in a list as people write it: `3`, `03`, `3.`, `第3个`, `（三）`, `③`; None where it is something else."""
    if isinstance(sound(cell), bool):
        return None
    word = re.sub(r"^第|[.、个号项位)(]+|^no\.?", "", squeezed(text(cell)))
    if re.fullmatch(r"\d{1,6}", word, re.ASCII):
        return int(word)
    return _chinese(word)


def _chinese(word: str) -> int | None:
    """`一` to `九十九` as a number."""
    if not word or not re.fullmatch(rf"[{_DIGITS[1:]}]?十?[{_DIGITS[1:]}]?", word):
        return None
    if "十" not in word:
        return _DIGITS.index(word) if len(word) == 1 else None
    tens, _, ones = word.partition("十")
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def choice(cell: Cell, words: Mapping[str, Iterable[str]]) -> str:
    """The code that a word stands for: `words` maps each code to its words; the code itself is one too."""
    word = squeezed(text(cell))
    for code, names in words.items():
        if word == code or word in map(squeezed, names):
            return code
    raise Unreadable(one_of(name for names in words.values() for name in list(names)[:1]))


def one_of(names: Iterable[Any]) -> Text:
    """What is accepted where only certain words are."""
    return Message("one of: {names}", {"names": [str(name) for name in names]})
