"""The festival that is shipped: its workbook and its json."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from store.plan import Plan, compare
from tests.store.plan.books import plan_of

SAMPLE = Path(str(resources.files("assets"))) / "sample"


@pytest.fixture(scope="module")
def workbook() -> Plan:
    return plan_of(SAMPLE / "plan.xlsx")


@pytest.fixture(scope="module")
def shipped() -> Plan:
    return plan_of(SAMPLE / "plan.json")


def test_the_workbook_is_read_completely(workbook: Plan) -> None:
    assert {table: len(documents) for table, documents in workbook.tables.items()} == {
        "festival": 1,
        "units": 14,
        "stages": 3,
        "performances": 6,
        "items": 56,
        "cues": 60,
        "checkpoints": 12,
        "duties": 26,
    }
    assert workbook.notices == ()


def test_the_json_is_read_completely(shipped: Plan) -> None:
    assert len(shipped.tables["officials"]) == 320
    assert {table: len(documents) for table, documents in shipped.tables.items() if table != "officials"}["items"] == 56
    assert shipped.notices == ()


@pytest.mark.parametrize("table", ["units", "items", "duties"])
def test_both_say_the_same(workbook: Plan, shipped: Plan, table: str) -> None:
    assert list(workbook.tables[table]) == list(shipped.tables[table])
    for ident, raw in workbook.tables[table].items():
        assert raw.items() <= shipped.tables[table][ident].items()


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.json"])
def test_importing_the_sample_again_changes_nothing(name: str) -> None:
    tables = plan_of(SAMPLE / name).tables
    again = plan_of(SAMPLE / name, known=tables, imported=tables)
    changes = compare(again, lambda table: tables.get(table, {}), lambda table, ident: tables[table][ident])
    assert (changes.actions, changes.lines()) == ((), [])
