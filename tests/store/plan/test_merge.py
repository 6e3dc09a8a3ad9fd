"""Importing again: what is known again, what is taken over, what is left alone, what is removed."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from store.actions import PlanPut, PlanRemove
from store.errors import NeedsConsent
from store.models import DAY_FIELDS
from store.plan import Changes, Plan, compare
from tests.store.plan.books import ITEMS, SHOWS, STAGES, column, delimited, plan_of, workbook

Tables = dict[str, dict[str, dict[str, Any]]]


class Folder:
    """A festival's folder as far as importing knows it: the documents, and what was last imported."""

    def __init__(self) -> None:
        self.documents: Tables = {}
        self.imported: Tables = {}

    def take(self, *paths: Path, **options: bool) -> Changes:
        """Import files."""
        return self.take_plan(plan_of(*paths, known=self.documents, imported=self.imported), **options)

    def take_plan(self, plan: Plan, **options: bool) -> Changes:
        """Import a plan, as the rules do."""
        changes = self.compare(plan, **options)
        for action in changes.actions:
            if isinstance(action, PlanRemove):
                del self.documents[action.table][action.subject]
            else:
                for tables in (self.documents, self.imported):
                    document = tables.setdefault(action.table, {}).setdefault(action.subject, {"id": action.subject})
                    document |= copy.deepcopy(action.fields)
        return changes

    def compare(self, plan: Plan, **options: bool) -> Changes:
        def documents(table: str) -> Mapping[str, dict[str, Any]]:
            return self.documents.get(table, {})

        return compare(plan, documents, lambda table, ident: self.imported.get(table, {}).get(ident, {}), **options)


@pytest.fixture
def folder() -> Folder:
    return Folder()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.xlsx"


def book(path: Path, items: list[list[Any]] | None = None, **more: list[list[Any]]) -> Path:
    return workbook(path, {"舞台": STAGES, "演出": SHOWS, "节目单": items or ITEMS, **more})


def test_a_new_plan_is_put_whole_and_in_order(folder: Folder, path: Path) -> None:
    changes = folder.take(book(path))
    assert [(type(action), action.table) for action in changes.actions] == [
        (PlanPut, table)
        for table in ("festival", "stages", "stages", "performances", "performances", "items", "items", "items")
    ]
    assert changes.lines()[:2] == ["added to festival: festival plan", "added to stages: S1 中心广场"]
    assert "id" not in changes.actions[0].fields


def test_an_unchanged_file_changes_nothing(folder: Folder, path: Path) -> None:
    folder.take(book(path))
    changes = folder.take(path)
    assert (changes.actions, changes.lines()) == ((), [])


@pytest.mark.parametrize(
    "rows",
    [
        [ITEMS[0], ITEMS[3], ITEMS[2], ITEMS[1]],
        [ITEMS[0], ITEMS[1], ["正气颂", 2, "新", "一中", 60], ["正气颂", 3, *ITEMS[2][2:]], ITEMS[3]],
        [ITEMS[0], ["正气颂", 1, "清风又起", "文化馆", 270], *ITEMS[2:]],
        [ITEMS[0], ["正气颂", 1, "清风起", "文化局", 270], *ITEMS[2:]],
    ],
    ids=["sorted otherwise", "one inserted", "title mended", "unit mended"],
)
def test_items_without_ids_are_known_again(folder: Folder, path: Path, rows: list[list[Any]]) -> None:
    folder.take(book(path))
    before = {(raw["performance"], raw["duration_s"]): ident for ident, raw in folder.documents["items"].items()}
    folder.take(book(path, rows))
    after = {(raw["performance"], raw["duration_s"]): ident for ident, raw in folder.documents["items"].items()}
    assert before.items() <= after.items()


def test_what_changed_in_the_file_is_put_and_nothing_else(folder: Folder, path: Path) -> None:
    folder.take(book(path))
    changes = folder.take(book(path, [ITEMS[0], ["正气颂", 1, "清风起", "文化馆", "5分"], *ITEMS[2:]]))
    assert changes.actions == (PlanPut(subject="P1-01", table="items", fields={"duration_s": 300}),)
    assert changes.lines() == ["changed in items: P1-01 清风起: Duration: 4:30 → 5:00"]


def test_an_edit_on_the_day_survives_the_same_file(folder: Folder, path: Path) -> None:
    folder.take(book(path))
    folder.documents["items"]["P1-01"] |= {
        "duration_s": 999,
        "title": "清风再起",
        "unit": "一中",
        "number": 7,
        "state": "done",
    }
    assert folder.take(path).actions == ()
    changes = folder.take(book(path, [ITEMS[0], ["正气颂", 1, "清风起", "文化局", "4分30秒"], *ITEMS[2:]]))
    assert changes.actions == (PlanPut(subject="P1-01", table="items", fields={"unit": "文化局"}),)


def test_the_same_change_made_by_hand_is_taken_over_without_a_word(folder: Folder, path: Path) -> None:
    folder.take(book(path))
    folder.documents["items"]["P1-01"]["unit"] = "文化局"
    changes = folder.take(book(path, [ITEMS[0], ["正气颂", 1, "清风起", "文化局", "4分30秒"], *ITEMS[2:]]))
    assert len(changes.actions) == 1  # so that the next import knows what the file said
    assert changes.lines() == []


def test_an_empty_cell_overwrites_nothing(folder: Folder, path: Path) -> None:
    folder.take(book(path))
    assert folder.take(book(path, [ITEMS[0], ["正气颂", 1, "清风起", None, "4分30秒"], *ITEMS[2:]])).actions == ()


@pytest.mark.parametrize("table", ["stages", "items", "cues", "checkpoints", "duties", "officials"])
def test_what_the_day_writes_is_left_alone(folder: Folder, table: str) -> None:
    name = sorted(DAY_FIELDS[table])[0]
    first = Plan({table: {"X": {"id": "X", "name": "甲", "performance": "P1", name: "before"}}})
    assert folder.take_plan(first).actions[0].fields[name] == "before"
    assert (
        folder.take_plan(Plan({table: {"X": {"id": "X", "name": "甲", "performance": "P1", name: "after"}}})).actions == ()
    )


def test_items_and_cues_that_are_gone_are_removed(folder: Folder, path: Path) -> None:
    cues = [
        ["演出", "序号", "时间", "口令"],
        ["P1", 1, "19:30", "开机"],
        ["P1", 2, "19:31", "切"],
        ["P2", 1, "14:00", "开机"],
    ]
    folder.take(book(path, 口令=cues))
    changes = folder.take(book(path, [*ITEMS[:2], ITEMS[3]], 口令=cues[:2]))
    assert changes.actions == (PlanRemove(subject="P1-02", table="items"), PlanRemove(subject="C-P1-002", table="cues"))
    assert changes.lines() == ["removed from items: P1-02 拒礼", "removed from cues: C-P1-002 切"]


def test_a_performance_that_the_file_does_not_list_keeps_its_items(folder: Folder, path: Path) -> None:
    folder.take(book(path))
    assert folder.take(book(path, ITEMS[:3])).actions == ()


def test_what_was_inserted_on_the_day_is_kept(folder: Folder, path: Path) -> None:
    folder.take(book(path))
    folder.documents["items"]["P1-X1"] = {"id": "P1-X1", "performance": "P1", "title": "加演", "duration_s": 60}
    assert folder.take(path).actions == ()


@pytest.mark.parametrize("state", ["running", "held", "done"])
def test_removing_an_item_that_has_played_needs_consent(folder: Folder, path: Path, state: str) -> None:
    folder.take(book(path))
    folder.documents["items"]["P1-02"]["state"] = state
    shorter = book(path, [*ITEMS[:2], ITEMS[3]])
    with pytest.raises(NeedsConsent, match="P1-02 拒礼") as asked:
        folder.take(shorter)
    assert asked.value.consent == "remove_played"
    assert folder.take(shorter, remove_played=True).actions == (PlanRemove(subject="P1-02", table="items"),)


def test_an_item_that_has_played_does_not_become_another_one(folder: Folder, path: Path) -> None:
    folder.take(book(path))
    folder.documents["items"]["P1-02"]["state"] = "done"
    changes = folder.take(book(path, [*ITEMS[:2], ["正气颂", 2, "换的", "三中", 60], ITEMS[3]]), remove_played=True)
    assert [(type(action), action.subject) for action in changes.actions] == [(PlanPut, "P1-03"), (PlanRemove, "P1-02")]


def test_other_documents_are_never_removed(folder: Folder, path: Path) -> None:
    folder.take(book(path))
    changes = folder.take(workbook(path, {"舞台": STAGES[:2]}))
    assert changes.actions == ()
    assert changes.lines() == ["stages: not in the file and kept as they are (1): S2 文化馆剧场."]


def test_officials_are_known_again_though_the_roster_is_sorted_otherwise(folder: Folder, tmp_path: Path) -> None:
    head = ["序号", "姓名", "单位", "联系电话", "座位"]
    path = delimited(
        tmp_path / "a.csv",
        [head, [1, "王伟", "教育局", 1, "A1"], [2, "王伟", "教育局", 2, "A2"], [3, "李娜", "文化局", 3, "A3"]],
    )
    folder.take(path)
    delimited(
        path,
        [
            head,
            [1, "赵敏", "广电局", 9, "A9"],
            [2, "李娜", "文化局", 3, "A3"],
            [3, "王伟", "教育局", 2, "B2"],
            [4, "王伟", "教育局", 1, "A1"],
        ],
    )
    changes = folder.take(path)
    assert changes.lines() == ["added to officials: O-004 赵敏", "changed in officials: O-002 王伟: Seat: A2 → B2"]


def test_the_plan_may_name_what_stands(folder: Folder, path: Path, tmp_path: Path) -> None:
    folder.take(workbook(path, {"舞台": STAGES, "演出": SHOWS}))
    plan = plan_of(delimited(tmp_path / "items.csv", ITEMS), known=folder.documents)
    assert list(plan.tables) == ["items"]
    assert column(plan, "items", "performance") == ["P1", "P1", "P2"]


def test_a_folder_holds_one_festival(folder: Folder, path: Path, tmp_path: Path) -> None:
    folder.take(book(path))
    other = tmp_path / "plan.json"
    other.write_text('{"festival": [{"id": "f2", "name": "文化节", "date": "2005-07-01"}]}', encoding="utf-8")
    folder.take(other)
    assert {ident: raw["name"] for ident, raw in folder.documents["festival"].items()} == {"festival": "文化节"}


def test_an_official_known_by_name_alone_is_pointed_out(folder: Folder, tmp_path: Path) -> None:
    head = ["序号", "姓名", "单位"]
    path = delimited(tmp_path / "a.csv", [head, [1, "王伟", "教育局"], [2, "李娜", "文化局"]])
    folder.take(path)
    delimited(path, [head, [1, "李娜", "文化局"], [2, "王伟", "水务局"]])
    lines = folder.take(path).lines()
    assert "changed in officials: O-001 王伟: Unit: 教育局 → 水务局" in lines
    assert [line for line in lines if line.startswith("Not clear: 王伟, 水务局, is taken for O-001, 教育局.")]
