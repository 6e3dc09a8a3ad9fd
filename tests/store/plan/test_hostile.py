"""Whatever is in the cells, the plan is read or refused with its faults; nothing unsafe gets in."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.models import TABLES
from store.plan import PlanFaults, compare, read
from store.plan.faults import Findings
from store.plan.grid import Cell, Merged, Sheet, lines_of, spread
from store.plan.headings import LAYOUTS, Layout
from store.plan.sheets import SheetReader
from store.text import clean
from tests.store.plan.books import TODAY, delimited, plan_of
from tests.store.plan.test_values import HOSTILE

TEXTS = [text for text in HOSTILE if len(text) < 1000]
DOCUMENT: dict[str, dict[str, Any]] = {
    "festival": {"id": "f", "name": "n", "date": "2005-07-01"},
    "units": {"id": "U", "name": "n"},
    "stages": {"id": "S1", "name": "n"},
    "performances": {"id": "P1", "name": "n", "stage": "S1", "start": "19:30"},
    "items": {"id": "I", "performance": "P1", "title": "t", "duration_s": 1},
    "cues": {"id": "C", "performance": "P1", "text": "t", "anchor": {"ref": "on_air"}},
    "checkpoints": {"id": "CP", "name": "n"},
    "duties": {"id": "D", "unit": "u", "task": "t"},
    "officials": {"id": "O", "name": "n"},
    "incidents": {"id": "X", "summary": "s"},
}

times = st.datetimes(datetime.fromisoformat("1890-01-01"), datetime.fromisoformat("9999-12-31"))
cells: st.SearchStrategy[Cell] = st.one_of(
    st.none(), st.integers(), st.floats(), st.booleans(), st.text(max_size=12), times, st.dates(), st.times(),
    st.timedeltas(timedelta(days=-3), timedelta(days=3)), st.sampled_from(TEXTS),
    st.sampled_from(["P1", "正气颂", "4:30", "19:30", "合计", "注:甲", "是", "时长", "1", "2005-07-01 19:30"]),
)  # fmt: skip
headings = st.sampled_from(list(LAYOUTS.values())).flatmap(
    lambda layout: st.lists(
        st.sampled_from([name for column in layout.columns for name in column.headings]), min_size=2, max_size=8
    )
)
grids = st.tuples(headings, st.lists(st.lists(cells, max_size=9), max_size=6)).map(lambda both: [both[0], *both[1]])


def safe(value: Any) -> bool:
    """Whether every text in a JSON value is as `clean` leaves it."""
    if isinstance(value, dict):
        return all(map(safe, value)) and all(map(safe, value.values()))
    if isinstance(value, list):
        return all(map(safe, value))
    return not isinstance(value, str) or clean(value) == value


@given(
    st.lists(grids, min_size=1, max_size=3),
    st.lists(st.builds(Merged, *[st.integers(1, 5)] * 2, *[st.integers(0, 5)] * 2), max_size=2),
)
def test_any_grid_gives_drafts_and_faults(tables: list[list[list[Cell]]], merged: list[Merged]) -> None:
    for rows in tables:
        findings = Findings()
        sheet = Sheet("f.xlsx", "s", tuple(spread(lines_of(rows), merged)))
        for draft in SheetReader(sheet, findings).read():
            assert draft.table in TABLES
        assert all(str(said) for said in [*findings.faults, *findings.notices])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(grids, min_size=1, max_size=3))
def test_any_csv_gives_a_plan_or_faults(tmp_path: Path, tables: list[list[list[Cell]]]) -> None:
    paths = []
    for number, rows in enumerate(tables):
        text = io.StringIO()
        csv.writer(text, escapechar="\\").writerows(rows)
        paths.append(tmp_path / f"{number}.csv")
        paths[-1].write_bytes(text.getvalue().encode("utf-8", "replace"))
    assert_plan_or_faults(paths)


def test_a_heading_that_is_half_known(tmp_path: Path) -> None:
    """Found by the test above: half a double heading, of a column that is read by codes."""
    path = tmp_path / "0.csv"
    path.write_text("标识,标识\n0,类别|\n", encoding="utf-8")
    assert_plan_or_faults([path])


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(TEXTS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["ref", "at", "item", "state", "open", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_json_gives_a_plan_or_faults(tmp_path: Path, data: st.DataObject) -> None:
    plan: dict[str, Any] = {table: [dict(raw)] for table, raw in DOCUMENT.items()}
    for _ in range(data.draw(st.integers(1, 4))):
        table = data.draw(st.sampled_from(list(TABLES)))
        plan[table][0][data.draw(st.sampled_from(TABLES[table].__struct_fields__))] = data.draw(json_values)
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan), encoding="utf-8")
    assert_plan_or_faults([path])


def assert_plan_or_faults(paths: list[Path]) -> None:
    try:
        plan = read(paths, today=TODAY)
    except PlanFaults as refused:
        faults = [str(fault) for fault in refused.faults]
    else:
        faults = []
        assert safe(plan.tables)
        for table, documents in plan.tables.items():
            msgspec.convert(list(documents.values()), list[TABLES[table]])  # type: ignore[misc]  # a model that is chosen here
        changes = compare(plan, lambda _: {}, lambda _table, _ident: {})
        msgspec.json.encode(changes.actions)
        assert all(map(str, [*changes.lines(), *plan.notices]))
    assert all(clean(fault) == fault for fault in faults)


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=lambda layout: layout.table)
def test_hostile_text_in_every_column(tmp_path: Path, layout: Layout, text: str) -> None:
    names = [column.headings[0] for column in layout.columns]
    assert_plan_or_faults([delimited(tmp_path / "x.csv", [names, [text] * len(names)])])


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
@pytest.mark.parametrize("table", DOCUMENT)
def test_hostile_text_in_every_field(tmp_path: Path, table: str, text: str) -> None:
    path = tmp_path / "plan.json"
    for field in TABLES[table].__struct_fields__:
        plan: dict[str, Any] = {name: [dict(raw)] for name, raw in DOCUMENT.items()}
        plan[table][0][field] = text
        path.write_text(json.dumps(plan), encoding="utf-8")
        assert_plan_or_faults([path])


def test_hostile_text_is_kept_as_text_without_what_would_steer_a_terminal(tmp_path: Path) -> None:
    people = [
        ["姓名", "单位"],
        ["[red]x[/]", "=cmd|' /C calc'!A0"],
        ["\x1b[31m甲\x1b[0m", "\u202eevil"],
        ["长" * 500, "נגן"],
    ]
    officials = plan_of(delimited(tmp_path / "o.csv", people)).tables["officials"].values()
    assert [(raw["name"], raw["unit"]) for raw in officials] == [
        ("[red]x[/]", "=cmd|' /C calc'!A0"),
        ("[31m甲[0m", "evil"),
        ("长" * 500, "נגן"),
    ]


def test_long_lists_are_read_in_time_that_grows_with_them(tmp_path: Path) -> None:
    people = [["序号", "姓名", "单位"], *([1, "王伟", "教育局"] for _ in range(20_000))]
    assert len(plan_of(delimited(tmp_path / "o.csv", people)).tables["officials"]) == 20_000
