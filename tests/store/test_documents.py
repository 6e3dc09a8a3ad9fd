"""The typed view of the tables: each document once, the items of a show without a look at the others."""

from __future__ import annotations

from typing import Any

import pytest

from store import documents as module
from store.documents import Documents
from store.models import TABLES, Item, Performance, Stage


def raw(subject: str, performance: str = "P1") -> dict[str, Any]:
    return {"id": subject, "performance": performance, "title": subject, "duration_s": 60}


@pytest.fixture
def tables() -> dict[str, dict[str, Any]]:
    return {"items": {"A": raw("A"), "B": raw("B"), "M": raw("M", "P2")}, "stages": {"S1": {"id": "S1", "name": "台"}}}


def ids(found: list[Item]) -> str:
    return "".join(item.id for item in found)


def test_documents_are_read_as_their_models(tables: dict[str, dict[str, Any]]) -> None:
    documents = Documents(tables)
    assert documents.get(Item, "A") == Item(id="A", performance="P1", title="A", duration_s=60)
    assert documents.read("stages", "S1") == Stage(id="S1", name="台")
    assert documents.get(Item, "Z") is documents.get(Performance, "P1") is None
    assert ids(documents.all(Item)) == "ABM"


def test_each_is_converted_once(tables: dict[str, dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    documents = Documents(tables)
    first = documents.all(Item)
    monkeypatch.setattr(module.msgspec, "convert", lambda *_: pytest.fail("converted again"))
    assert all(one is other for one, other in zip(documents.all(Item), first, strict=True))


def test_the_items_of_a_show(tables: dict[str, dict[str, Any]]) -> None:
    documents = Documents(tables)
    assert (ids(documents.of(Item, "P1")), ids(documents.of(Item, "P2")), ids(documents.of(Item, "P9"))) == ("AB", "M", "")


def test_a_change_is_seen_and_an_item_that_goes_to_another_show_goes_there(tables: dict[str, dict[str, Any]]) -> None:
    documents = Documents(tables)
    tables["items"]["B"] = raw("B", "P2")
    documents.changed("items", "B", Item(id="B", performance="P2", title="new", duration_s=60))
    assert (ids(documents.of(Item, "P1")), ids(documents.of(Item, "P2"))) == ("A", "MB")
    found = documents.get(Item, "B")
    assert found is not None
    assert found.title == "new"


def test_a_document_that_is_deleted_is_gone_everywhere(tables: dict[str, dict[str, Any]]) -> None:
    documents = Documents(tables)
    assert ids(documents.of(Item, "P1")) == "AB"
    del tables["items"]["A"]
    documents.changed("items", "A", None)
    assert documents.get(Item, "A") is None
    assert (ids(documents.all(Item)), ids(documents.of(Item, "P1"))) == ("BM", "B")


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_is_not_there_is_empty(table: str) -> None:
    assert Documents({}).all(TABLES[table]) == []
