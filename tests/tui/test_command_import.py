"""`lianyun import` and `lianyun template`."""

from __future__ import annotations

import io
import json
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.harness.command import Command

SAMPLE = resources.files("assets").joinpath("sample", "plan.json")


def plan(folder: Path, items: list[dict[str, Any]], name: str = "plan.json") -> Path:
    """A plan of one show with those items."""
    file = folder / name
    tables = {
        "festival": [{"id": "F", "name": "廉韵", "name_en": "Rhyme", "date": "2005-07-01", "timezone": "Asia/Shanghai"}],
        "stages": [{"id": "S1", "name": "广场"}],
        "performances": [{"id": "P1", "name": "清风颂", "stage": "S1", "start": "2005-07-01T10:00:00+08:00"}],
        "items": [{"performance": "P1", "duration_s": 60, **item} for item in items],
    }
    file.write_text(json.dumps(tables), encoding="utf-8")
    return file


AB = [{"id": "A", "title": "开场"}, {"id": "B", "title": "合唱"}]


def items(lianyun: Command) -> list[str]:
    return [item["id"] for item in lianyun.done("status", "--json").json["performances"][0]["items"]]


def test_a_plan_is_imported_and_what_changed_is_said(lianyun: Command, tmp_path: Path) -> None:
    lines = lianyun.done("import", plan(tmp_path, AB)).lines
    assert "added to items: A 开场" in lines
    assert lines[-1] == "Imported: 5 records."
    assert items(lianyun) == ["A", "B"]


def test_the_sample_is_imported(lianyun: Command) -> None:
    assert lianyun.done("import", SAMPLE).lines[-1] == "Imported: 498 records."
    assert lianyun.done("import", SAMPLE).lines[-1] == "Nothing to change."


def test_by_whom(lianyun: Command, tmp_path: Path) -> None:
    lianyun.done("import", plan(tmp_path, AB), "--as", "文周全", "--role", "command")
    assert {entry["actor"] for entry in lianyun.done("log", "--json").json} == {"文周全"}
    assert len({entry["batch"] for entry in lianyun.done("log", "--json").json}) == 1


def test_a_check_changes_nothing(lianyun: Command, tmp_path: Path) -> None:
    answer = lianyun.done("import", plan(tmp_path, AB), "--check")
    assert "added to items: A 开场" in answer.lines
    assert answer.lines[-1] == "Nothing was imported: this was a check."
    assert not lianyun.folder.exists()


def test_a_check_of_a_festival_that_is_there_only_reads_it(lianyun: Command, tmp_path: Path) -> None:
    lianyun.done("import", plan(tmp_path, AB))
    before = {file.name: file.read_bytes() for file in lianyun.folder.iterdir()}
    changed = plan(tmp_path, [{"id": "A", "title": "新"}, AB[1]])
    assert any("开场 → 新" in line for line in lianyun.done("import", changed, "--check").lines)
    assert {file.name: file.read_bytes() for file in lianyun.folder.iterdir()} == before


def test_every_fault_stands_on_its_own_line_and_nothing_is_imported(lianyun: Command, tmp_path: Path) -> None:
    broken = plan(
        tmp_path, [{"id": "A", "title": "x", "duration_s": "long"}, {"id": "B", "performance": "P9", "title": "y"}]
    )
    answer = lianyun("import", broken)
    assert (answer.status, answer.out) == (1, "")
    *faults, last = answer.err.splitlines()
    assert len(faults) == 2
    assert all(fault.startswith("plan.json") for fault in faults)
    assert sum("“long”" in fault for fault in faults) == sum("“P9”" in fault for fault in faults) == 1
    assert last == "The plan has faults: 2. Nothing was imported."
    assert not lianyun.folder.exists()


@pytest.mark.parametrize("name", ["missing.xlsx", "missing.json", "plan.pdf", ".", "a\x00b"])
def test_what_is_no_plan_is_refused(lianyun: Command, tmp_path: Path, name: str) -> None:
    answer = lianyun("import", tmp_path / name)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.endswith("Nothing was imported.\n")


def test_json(lianyun: Command, tmp_path: Path) -> None:
    checked = lianyun.done("import", plan(tmp_path, AB), "--check", "--json").json
    done = lianyun.done("import", plan(tmp_path, AB), "--json").json
    assert (checked["recorded"], done["recorded"]) == (False, True)
    assert checked["changes"] == done["changes"]
    assert done["changes"][-1]["subject"] == "B"
    assert done["changes"][-1]["fields"]["title"] == "合唱"
    assert lianyun.done("import", plan(tmp_path, AB), "--json").json == {"recorded": False, "changes": [], "lines": []}


@pytest.fixture
def played(lianyun: Command, tmp_path: Path) -> Command:
    lianyun.done("import", plan(tmp_path, AB))
    lianyun.done("do", "item.start", "A", "--at", "10:00")
    lianyun.done("do", "item.finish", "A", "--at", "10:01")
    return lianyun


def test_what_has_played_is_not_removed_without_a_word(played: Command, tmp_path: Path) -> None:
    answer = played("import", plan(tmp_path, AB[1:]))
    assert (answer.status, answer.out) == (1, "")
    assert "A 开场" in answer.err
    assert answer.err.endswith("To go on all the same: --yes\n")
    assert items(played) == ["A", "B"]


def test_a_check_says_that_it_would_be_removed(played: Command, tmp_path: Path) -> None:
    answer = played("import", plan(tmp_path, AB[1:]), "--check")
    assert answer.status == 0
    assert "A 开场" in answer.err
    assert any(line.startswith("removed from items: A") for line in answer.lines)


def test_with_yes_it_is_removed(played: Command, tmp_path: Path) -> None:
    assert played.done("import", plan(tmp_path, AB[1:]), "--yes").lines[-1] == "Imported: 2 records."  # B moves up
    assert items(played) == ["B"]


@pytest.mark.parametrize(("said", "status"), [("y", 0), ("n", 1)])
def test_on_a_terminal_it_is_asked(
    played: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, status: int
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{said}\n"))
    monkeypatch.setattr("tui.commands.common.is_terminal", lambda *_: True)
    assert played("import", plan(tmp_path, AB[1:])).status == status
    assert items(played) == (["B"] if said == "y" else ["A", "B"])


def test_what_was_edited_by_hand_survives_the_same_file(lianyun: Command, tmp_path: Path) -> None:
    lianyun.done("import", plan(tmp_path, AB))
    lianyun.done("do", "item.edit", "A", "title=改过")
    lianyun.done("import", plan(tmp_path, AB))
    assert lianyun.done("status", "--json").json["performances"][0]["items"][0]["title"] == "改过"


def test_what_was_taken_back_is_imported_again(lianyun: Command, tmp_path: Path) -> None:
    lianyun.done("import", plan(tmp_path, AB))
    lianyun.done("undo")
    assert lianyun.done("import", plan(tmp_path, AB)).lines[-1] == "Imported: 5 records."
    assert items(lianyun) == ["A", "B"]


# -- template ---------------------------------------------------------------------------------------------------------


def test_a_template_is_written_once(lianyun: Command, tmp_path: Path) -> None:
    file = tmp_path / "new.xlsx"
    assert lianyun.done("template", file).lines == [f"Written: {file}"]
    before = file.read_bytes()
    answer = lianyun("template", file)
    assert (answer.status, answer.err) == (1, f"{file} exists already; --force overwrites it.\n")
    assert file.read_bytes() == before
    lianyun.done("template", file, "--force")
    assert not lianyun.folder.exists()


def test_where_no_template_can_be_written(lianyun: Command, tmp_path: Path) -> None:
    assert "has to end in .xlsx" in lianyun("template", tmp_path / "new.csv").err
    assert "There is no folder" in lianyun("template", tmp_path / "none" / "new.xlsx").err


def test_someone_who_may_be_somebody_else_is_asked_about(lianyun: Command, tmp_path: Path) -> None:
    lianyun.done("import", plan(tmp_path, AB))
    roster = tmp_path / "roster.csv"
    roster.write_text("姓名,单位\n王伟,教育局\n李娜,文化局\n", encoding="utf-8")
    lianyun.done("import", roster)
    roster.write_text("姓名,单位\n王伟,水务局\n李娜,文化局\n", encoding="utf-8")
    refused = lianyun("import", roster)
    assert refused.status == 1
    assert "Not clear: 王伟, 水务局, is taken for O-001, 教育局." in refused.err
    assert "--yes" in refused.err
    assert "王伟: Unit: 教育局 → 水务局" in lianyun.done("import", roster, "--yes").out
