"""TinyDB's own operations on the durable storage: each is one transaction, and none is missed by the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import add, delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from store import disk
from store.database import FestivalDB
from store.errors import NotRecorded
from store.log import LOG

Raw = dict[str, Any]

START: dict[str, Raw] = {
    "A": {"id": "A", "n": 1, "call": "not_called", "deep": {"list": [1, 2]}},
    "B": {"id": "B", "n": 2, "call": "called", "deep": {"list": []}},
    "C": {"id": "C", "n": 3, "call": "called", "deep": {"list": [3]}},
}


def document(subject: str, value: Raw) -> Document:
    return Document(value, doc_id=subject)  # type: ignore[arg-type]  # TinyDB types ids as int


def filled(folder: Path) -> FestivalDB:
    db = FestivalDB(folder, station="a7f3")
    db.table("items").insert_multiple(document(subject, raw) for subject, raw in START.items())
    return db


def reopened(db: FestivalDB) -> dict[str, dict[str, Raw]]:
    """The tables as the folder has them, read from the disk after a crash."""
    db.storage.release()
    return FestivalDB(db.storage.folder, read_only=True).storage.read()


def change_in_place(raw: Any) -> None:
    raw["deep"]["list"].append("new")


def replace_all(raw: Any) -> None:
    raw.clear()
    raw["only"] = True


class Op:
    """One operation: what is done to the table, which is in it afterwards."""

    def __init__(self, name: str, do: Callable[[Table], object], after: Callable[[dict[str, Raw]], object]) -> None:
        self.name, self.do, self.after = name, do, after


def updated(**fields: Any) -> Callable[[str], Callable[[dict[str, Raw]], object]]:
    return lambda subjects: lambda tables: [tables[subject].update(fields) for subject in subjects]


OPERATIONS = [
    Op("insert", lambda t: t.insert(document("D", {"n": 4})), lambda d: d.update(D={"n": 4})),
    Op(
        "insert_multiple",
        lambda t: t.insert_multiple([document("D", {"n": 4}), document("E", {"n": 5})]),
        lambda d: d.update(D={"n": 4}, E={"n": 5}),
    ),
    Op("update all", lambda t: t.update({"n": 9}), updated(n=9)("ABC")),
    Op("update by query", lambda t: t.update({"n": 9}, where("call") == "called"), updated(n=9)("BC")),
    Op("update by id", lambda t: t.update({"n": 9}, doc_ids=["A"]), updated(n=9)("A")),  # type: ignore[list-item]
    Op("update by operation", lambda t: t.update(increment("n"), where("id") == "A"), updated(n=2)("A")),
    Op("update adding", lambda t: t.update(add("n", 10), where("id") == "A"), updated(n=11)("A")),
    Op("update deleting a field", lambda t: t.update(delete("n"), where("id") == "A"), lambda d: d["A"].pop("n")),
    Op(
        "update deep inside, in place",
        lambda t: t.update(change_in_place, where("id") == "A"),
        lambda d: d["A"]["deep"]["list"].append("new"),
    ),
    Op(
        "update to something else", lambda t: t.update(replace_all, where("id") == "A"), lambda d: d.update(A={"only": True})
    ),
    Op(
        "update_multiple",
        lambda t: t.update_multiple([({"n": 9}, where("id") == "A"), (change_in_place, where("id") == "B")]),
        lambda d: (d["A"].update(n=9), d["B"]["deep"]["list"].append("new")),
    ),
    Op("upsert what is there", lambda t: t.upsert(document("A", {"n": 7})), updated(n=7)("A")),
    Op("upsert what is new", lambda t: t.upsert(document("D", {"n": 7})), lambda d: d.update(D={"n": 7})),
    Op("upsert by query", lambda t: t.upsert({"n": 7}, where("call") == "called"), updated(n=7)("BC")),
    Op("remove by query", lambda t: t.remove(where("call") == "called"), lambda d: (d.pop("B"), d.pop("C"))),
    Op("remove by id", lambda t: t.remove(doc_ids=["B"]), lambda d: d.pop("B")),  # type: ignore[list-item]
    Op("truncate", lambda t: t.truncate(), lambda d: d.clear()),
]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_each_operation_is_one_transaction_that_survives(tmp_path: Path, operation: Op) -> None:
    expected = {subject: {**raw, "deep": {"list": [*raw["deep"]["list"]]}} for subject, raw in START.items()}
    operation.after(expected)
    db = filled(tmp_path)
    before = db.storage.seq
    operation.do(db.table("items"))
    assert {str(each.doc_id): dict(each) for each in db.table("items")} == expected
    assert db.storage.seq == before + 1
    assert reopened(db).get("items", {}) == expected


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_each_operation_leaves_the_table_as_it_was_where_the_disk_refuses(
    tmp_path: Path, operation: Op, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = filled(tmp_path)

    def refuse(_descriptor: int, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "write", refuse)
        with pytest.raises(NotRecorded):
            operation.do(db.table("items"))
    assert db.storage.read()["items"] == START
    operation.do(db.table("items"))  # once there is room
    standing = db.storage.read()
    assert reopened(db) == standing


@pytest.mark.parametrize(
    "operation",
    [
        op
        for op in OPERATIONS
        if op.name not in ("upsert what is new", "insert", "insert_multiple", "remove by id", "update by id")
    ],
    ids=lambda operation: operation.name,
)
def test_each_operation_does_what_it_does_in_stock_tinydb(tmp_path: Path, operation: Op) -> None:
    class StringTable(Table):
        document_id_class = str  # type: ignore[assignment]

    stock = TinyDB(storage=MemoryStorage)
    table = StringTable(stock.storage, "items")
    for subject, raw in START.items():
        table.insert(document(subject, {**raw, "deep": {"list": [*raw["deep"]["list"]]}}))
    operation.do(table)
    db = filled(tmp_path)
    operation.do(db.table("items"))
    assert {each.doc_id: dict(each) for each in db.table("items")} == {each.doc_id: dict(each) for each in table}
    db.close()


@pytest.mark.parametrize(("drop", "left"), [("drop_table", {"stages"}), ("drop_tables", set())])
def test_tables_can_be_dropped(tmp_path: Path, drop: str, left: set[str]) -> None:
    db = filled(tmp_path)
    db.table("stages").insert(document("S", {"n": 1}))
    getattr(db, drop)(*(["items"] if drop == "drop_table" else []))
    assert db.tables() == left
    assert reopened(db).keys() == left


def test_searching(tmp_path: Path) -> None:
    db = filled(tmp_path)
    items = db.table("items")
    item = Query()
    assert [each.doc_id for each in items.search(item.call == "called")] == ["B", "C"]
    assert [each.doc_id for each in items.search(item.deep.list.any([3]))] == ["C"]
    assert items.get(doc_id="A") == START["A"]  # type: ignore[call-overload]
    assert items.get(doc_id="Z") is None  # type: ignore[call-overload]
    assert [each.doc_id for each in items.get(doc_ids=["A", "C"])] == ["A", "C"]  # type: ignore[call-overload]
    assert items.contains(item.n == 3)
    assert (len(items), items.count(item.n > 1)) == (3, 2)
    db.close()


def test_a_search_is_never_answered_from_before_a_change(tmp_path: Path) -> None:
    db = filled(tmp_path)
    called = where("call") == "called"
    assert len(db.table("items").search(called)) == 2
    db.storage.commit({"items": {"B": None}})  # as the festival does it
    assert len(db.table("items").search(called)) == 1
    db.close()


def test_documents_are_handed_out_and_taken_in_as_copies(tmp_path: Path) -> None:
    db = filled(tmp_path)
    items = db.table("items")
    for found in (items.get(doc_id="A"), items.all()[0], items.search(where("id") == "A")[0]):  # type: ignore[call-overload]
        found["deep"]["list"].append("mine")
        found["n"] = 99
    mine = {"deep": {"list": [1]}}
    items.insert(document("D", mine))
    mine["deep"]["list"].append(2)
    assert db.storage.tables["items"] == {**START, "D": {"deep": {"list": [1]}}}
    db.close()


def test_an_update_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    db = filled(tmp_path)
    length = (tmp_path / LOG).stat().st_size
    db.table("items").update({"n": 1}, where("id") == "A")
    db.table("items").remove(where("id") == "Z")
    assert (tmp_path / LOG).stat().st_size == length
    db.close()


def test_an_update_that_fails_half_way_changes_nothing(tmp_path: Path) -> None:
    db = filled(tmp_path)

    def fail_at_c(raw: Any) -> None:
        raw["n"] = 100
        assert raw["id"] != "C", "half way"

    with pytest.raises(AssertionError, match="half way"):
        db.table("items").update(fail_at_c)
    assert db.storage.read()["items"] == START
    assert reopened(db)["items"] == START


@pytest.mark.parametrize("insert", [lambda t: t.insert({"n": 1}), lambda t: t.insert_multiple([{"n": 1}])])
def test_a_document_without_an_id_is_not_taken(tmp_path: Path, insert: Callable[[Table], object]) -> None:
    db = filled(tmp_path)
    with pytest.raises(ValueError, match="carries its own id"):
        insert(db.table("items"))
    db.close()


def test_an_id_is_taken_once(tmp_path: Path) -> None:
    db = filled(tmp_path)
    with pytest.raises(ValueError, match="Document with ID A already exists"):
        db.table("items").insert(document("A", {}))
    with pytest.raises(ValueError, match="Document with ID D already exists"):
        db.table("items").insert_multiple([document("D", {}), document("D", {})])
    assert db.storage.read()["items"] == START
    db.close()
