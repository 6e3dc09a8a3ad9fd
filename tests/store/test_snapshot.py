"""The file: a plain TinyDB file, one document a line, of which every bit is proved."""

from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.errors import Damaged, FolderError
from store.snapshot import FORMAT, Snapshot, decode, from_file, to_file

SNAPSHOT = Snapshot(
    17, "a7f3", {"items": {"A": {"title": '正气颂 "1"'}, "B/2": {"title": "清风颂"}}, "entries": {}, "units": {"纪委": {}}}
)


def test_what_was_written_is_read_back() -> None:
    assert from_file(to_file(SNAPSHOT)) == SNAPSHOT


def test_it_is_json_with_one_document_a_line() -> None:
    data = to_file(SNAPSHOT)
    found = json.loads(data)
    about = found.pop("_store")["1"]
    assert found == SNAPSHOT.tables
    assert (about["format"], about["seq"], about["station"]) == (FORMAT, 17, "a7f3")
    assert [line.partition(b":")[0] for line in data.splitlines()[1:]] == [
        b'"items"',
        b'"A"',
        b'"B/2"',
        b'"entries"',
        b'"units"',
        '"纪委"'.encode(),
    ]


def test_stock_tinydb_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "festival.json"
    path.write_bytes(to_file(SNAPSHOT))
    with TinyDB(path, encoding="utf-8") as db:
        found = db.table("items").get(doc_id="A")  # type: ignore[call-overload]  # TinyDB types ids as int
        assert found == SNAPSHOT.tables["items"]["A"]
        assert len(db.table("items")) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-1],
        lambda data: data + b" ",
        lambda data: data.replace(b"17", b"18"),
        lambda _data: b"",
        lambda _data: b"{}",
    ],
)
def test_anything_else_is_damage(change: object) -> None:
    assert callable(change)
    with pytest.raises(Damaged, match=r"^festival\.json: this is not what was written\. Run “lianyun repair”\.$"):
        from_file(change(to_file(SNAPSHOT)))


def test_the_file_of_a_later_program_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.snapshot.FORMAT", 2)
    data = to_file(SNAPSHOT)
    monkeypatch.undo()
    with pytest.raises(FolderError, match=r"^festival\.json is of format 2; this program reads format 1\.$"):
        from_file(data)


@pytest.mark.parametrize("collecting", [True, False])
def test_the_garbage_collector_is_left_as_it_was(collecting: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        assert decode(b"[1]") == [1]
        with pytest.raises(ValueError, match="truncated"):
            decode(b"[")
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()
