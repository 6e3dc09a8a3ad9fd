"""The layers, read from the imports themselves: the application stands on the widgets, the widgets on the store."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.harness.sources import imports, name_of, sources

SCREENS = {"rich", "textual"}
# What reaches for files, the database or the network.
OUTSIDE = {"charset_normalizer", "filelock", "httpx", "openpyxl", "platformdirs", "tinydb"}
PERSISTENCE = {
    f"store.{name}"
    for name in ("database", "disk", "festival", "journal", "lock", "log", "repair", "snapshot", "storage", "verify")
}
WALL_CLOCK = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "time_ns"),
}


def tops(module: str) -> set[str]:
    """The first part of every name that a module imports."""
    return {name.partition(".")[0] for name in imports(module)}


def within(layer: str) -> list[str]:
    return [module for module in sources() if module.partition(".")[0] == layer]


def reached(module: str) -> set[str]:
    """The modules of the program that a module imports, and those that they import in turn, itself among them."""
    found, left = set[str](), [module]
    while left:
        found.add(each := left.pop())
        left += [name for name in imports(each) if name in sources() and name not in found]
    return found


def test_there_is_something_to_read() -> None:
    assert {"store.models", "store.words"} | PERSISTENCE <= sources().keys()
    assert "msgspec" in tops("store.models")


@pytest.mark.parametrize("module", within("store"))
def test_the_store_knows_nothing_of_screens(module: str) -> None:
    assert not tops(module) & (SCREENS | {"widgets", "tui"})


@pytest.mark.parametrize("module", within("widgets"))
def test_a_widget_does_not_know_the_application(module: str) -> None:
    assert "tui" not in tops(module)


@pytest.mark.parametrize("module", within("widgets"))
def test_a_widget_reaches_no_file_no_database_and_no_network(module: str) -> None:
    assert reached(module) & PERSISTENCE == set()
    assert {each: found for each in sorted(reached(module)) if (found := tops(each) & OUTSIDE)} == {}


@pytest.mark.parametrize("module", sorted(sources()))
def test_only_the_wall_clock_asks_for_the_time(module: str) -> None:
    assert module == "store.clock" or list(asks_for_the_time(sources()[module])) == []


def asks_for_the_time(tree: ast.Module) -> Iterator[int]:
    """The lines that name a function which reads the wall clock."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=owner, attr=name) if (name_of(owner), name) in WALL_CLOCK:
                yield node.lineno
            case ast.ImportFrom(module="time", names=names) if {each.name for each in names} & {"time", "time_ns"}:
                yield node.lineno


@pytest.mark.parametrize(
    "text",
    ["import datetime\ndatetime.datetime.now()", "from time import time", "import time\nread = time.time", "date.today()"],
)
def test_asking_for_the_time_is_noticed(text: str) -> None:
    assert list(asks_for_the_time(ast.parse(text)))


@pytest.mark.parametrize("text", ["clock.now()", "time.monotonic()", "from time import monotonic", "self.time.start"])
def test_other_clocks_are_not_taken_for_it(text: str) -> None:
    assert not list(asks_for_the_time(ast.parse(text)))
