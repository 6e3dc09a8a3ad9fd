"""The catalogue is complete: every text that the program says has its Chinese, and nothing stands there unused."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from string import Formatter
from typing import NamedTuple

import polib

from tests.harness.sources import ROOT, name_of, sources

CATALOGUE = ROOT / "assets" / "locale" / "zh_CN"
SPEAKERS = {"tr": 0, "mark": 0, "Message": 0}  # what takes a text for a person, and as which argument


class Said(NamedTuple):
    """A text for a person in the sources: where it stands, and the values it is given (None where that cannot be read)."""

    text: str
    place: str
    given: frozenset[str] | None


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@cache
def errors() -> dict[str, ast.ClassDef]:
    """Every class below `LianyunError`, itself among them, by name."""
    classes = {node.name: node for tree in sources().values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    found = {"LianyunError": classes["LianyunError"]}
    while more := [
        name for name in classes.keys() - found.keys() if {name_of(base) for base in classes[name].bases} & found.keys()
    ]:
        found |= {name: classes[name] for name in more}
    return found


def text_position(name: str) -> int | None:
    """As which argument an error takes its text; None where it makes its text itself."""
    for node in errors()[name].body:
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            names = [arg.arg for arg in node.args.args[1:]]
            return names.index("text") if "text" in names else None
    return text_position(next(base for base in map(name_of, errors()[name].bases) if base in errors()))


@cache
def speakers() -> dict[str, int]:
    """What takes a text for a person, functions and errors, and as which argument."""
    positions = {name: text_position(name) for name in errors()}
    return SPEAKERS | {name: position for name, position in positions.items() if position is not None}


def text_arguments(tree: ast.AST) -> Iterator[tuple[ast.Call, ast.expr]]:
    """The calls that say something to a person, each with the argument that is the text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node.func) in speakers():
            position = speakers()[name_of(node.func)]
            yield from ((node, argument) for argument in node.args[position : position + 1])
        elif isinstance(node, ast.ClassDef) and node.name in errors():
            yield from ((call, call.args[at]) for call, at in own_texts(node))


def own_texts(error: ast.ClassDef) -> Iterator[tuple[ast.Call, int]]:
    """The `super().__init__("…")` in an error that makes its text itself, with the text's position in it."""
    base = next((speakers()[name] for name in map(name_of, error.bases) if name in speakers()), None)
    for node in ast.walk(error):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__"), args=args) if (
                base is not None and len(args) > base
            ):
                yield node, base


def literals(node: ast.expr) -> Iterator[str]:
    """The texts that an argument may be: one, or both sides of a condition; none where it is a variable."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from literals(body)
            yield from literals(orelse)


def given(call: ast.Call) -> frozenset[str] | None:
    """The names of the values that a call gives; None for `mark`, a mapping, or `**values`, where they cannot be read."""
    if name_of(call.func) in ("mark", "Message") or any(keyword.arg is None for keyword in call.keywords):
        return None
    return frozenset(keyword.arg for keyword in call.keywords if keyword.arg)


@cache
def said() -> list[Said]:
    """Every text for a person that is written out in the sources."""
    return [
        Said(text, f"{module}:{call.lineno}", given(call))
        for module, tree in sources().items()
        for call, argument in text_arguments(tree)
        for text in literals(argument)
    ]


@cache
def catalogue() -> list[polib.POEntry]:
    return [entry for file in sorted(CATALOGUE.glob("*.po")) for entry in polib.pofile(str(file))]


def translations() -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in catalogue() if not entry.obsolete}


def test_errors_are_found_with_the_argument_that_is_their_text() -> None:
    assert speakers() | {"Refused": 0, "Damaged": 0, "NeedsConsent": 1} == speakers()


def test_texts_are_found() -> None:
    assert {"running", "standing by", "stage walk"} <= {each.text for each in said()}


def test_every_text_has_its_chinese() -> None:
    known = translations()
    assert {each.text: each.place for each in said() if not known.get(each.text)} == {}


def test_nothing_in_the_catalogue_is_unused() -> None:
    assert sorted(translations().keys() - {each.text for each in said()}) == []


def test_no_text_stands_twice_in_the_catalogue() -> None:
    assert [text for text, times in Counter(entry.msgid for entry in catalogue()).items() if times > 1] == []


def test_the_chinese_has_the_same_placeholders() -> None:
    pairs = translations().items()
    assert {text: chinese for text, chinese in pairs if chinese and placeholders(text) != placeholders(chinese)} == {}


def test_every_placeholder_is_given_its_value() -> None:
    assert [each for each in said() if each.given is not None and not placeholders(each.text) <= each.given] == []


def test_no_text_is_put_together_before_it_is_translated() -> None:
    """An f-string or a sum has as many texts as values, and the catalogue can hold none of them."""
    assert [
        f"{module}:{call.lineno}"
        for module, tree in sources().items()
        for call, argument in text_arguments(tree)
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
    ] == []
