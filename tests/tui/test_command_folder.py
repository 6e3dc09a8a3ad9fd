"""`lianyun verify` and `lianyun repair`."""

from __future__ import annotations

from importlib import resources

import pytest

from store.festival import Festival
from store.snapshot import FILE
from tests.harness.command import Command

SAMPLE = resources.files("assets").joinpath("sample", "plan.json")


@pytest.fixture
def damaged(small: Command) -> Command:
    """A folder in whose file one character is not what was written."""
    file = small.folder / FILE
    data = file.read_bytes()
    assert b'"title":"' in data
    file.write_bytes(data.replace('"title":"合唱"'.encode(), '"title":"合昌"'.encode(), 1))
    return small


def test_a_folder_is_proved(small: Command) -> None:
    assert small.done("verify").lines == ["All is as it was recorded: 9 documents, 9 records, 1 stations."]
    assert small.done("verify", "--json").json == {"entries": 9, "stations": 1, "documents": 9, "faults": []}


def test_the_sample_is_proved(lianyun: Command) -> None:
    lianyun.done("import", SAMPLE)
    lianyun.done("verify")


def test_a_damaged_folder_is_noticed(damaged: Command) -> None:
    answer = damaged("verify")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.splitlines()[-1] == f"{damaged.folder} is damaged. Run “lianyun repair”."
    answer = damaged("verify", "--json")
    assert answer.status == 1
    assert answer.json["faults"]


@pytest.mark.parametrize("command", [("do", "item.start", "A"), ("status",), ("log",), ("undo",)])
def test_nothing_else_opens_it(damaged: Command, command: tuple[str, ...]) -> None:
    answer = damaged(*command)
    assert (answer.status, answer.out) == (1, "")
    assert "lianyun repair" in answer.err


def test_it_is_repaired(damaged: Command) -> None:
    lines = damaged.done("repair").lines
    assert lines[-1].startswith("Repaired: ")
    assert lines[-1].endswith(f"The damaged files are in {damaged.folder / 'damaged-1'}.")
    damaged.done("verify")
    damaged.done("status")


def test_the_repair_as_json(damaged: Command) -> None:
    done = damaged.done("repair", "--json").json
    assert done["aside"] == str(damaged.folder / "damaged-1")
    assert done["lost"]
    assert done["entries"] <= 9


def test_what_is_whole_needs_no_repair(small: Command) -> None:
    assert small.done("repair").lines == ["Nothing to repair: all 9 records are whole."]
    assert small.done("repair", "--json").json == {"aside": None, "entries": 9, "lost": []}


def test_a_torn_line_is_set_aside_and_said(small: Command) -> None:
    with Festival.open(small.folder) as festival:
        festival.db.storage.release()
    (small.folder / "festival.wal").write_bytes(b"torn")
    answer = small("do", "item.start", "A")
    assert answer.status == 0
    assert answer.err.startswith("The log ended in the middle of a record that was never confirmed; it lies in ")
