"""The issuing key: made once, its own to read, brought back from its number; and a desk's folder holds nothing of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random

import pytest

from store.clock import FixedClock
from store.codes.issuing import code_of, first_key, fits, issue, key_of, revoke
from store.codes.key import Key, KeyRing, NoKey, from_recovery
from store.errors import LianyunError, Refused
from store.festival import Festival
from store.models import Official
from tests.store.festivals import MANAGER, at, put


def ring(folder: Path) -> KeyRing:
    return KeyRing(folder / "keys")


def festival(folder: Path, officials: int = 3) -> Festival:
    found = Festival.open(folder / "festival", FixedClock(at("08:00")), station="a7f3")
    plan = [put("festival", "festival", name="廉韵", date="2005-07-01")]
    plan += [put("officials", f"O-{n:03d}", name=f"来宾{n}", unit="区纪委") for n in range(1, officials + 1)]
    found.do_all(plan, MANAGER)
    return found


def issued(found: Festival, keys: KeyRing) -> Key:
    key, first = first_key(found.documents, keys)
    found.do_all([*first, *issue(key, found.documents.roster)], MANAGER)
    return key


@pytest.mark.skipif(sys.platform == "win32", reason="no modes")
def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    keys = ring(tmp_path)
    key = keys.make()
    assert keys.file(key.tag).stat().st_mode & 0o777 == 0o600
    assert keys.folder.stat().st_mode & 0o777 == 0o700
    assert keys.get(key.tag) == key
    os.chmod(keys.file(key.tag), 0o644)
    with pytest.raises(LianyunError, match="Others can read"):
        keys.get(key.tag)


def test_a_recovery_number_brings_the_key_back(tmp_path: Path) -> None:
    key = ring(tmp_path).make(Random(1).randrange)
    assert len(key.recovery.replace(" ", "")) == 45
    assert from_recovery(key.recovery) == key
    assert from_recovery("-".join(key.recovery.split())) == key
    digits = key.recovery.replace(" ", "")
    for place in range(len(digits)):
        slipped = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
        with pytest.raises(LianyunError):
            from_recovery(slipped)
    for text in ("", "123", "x" * 45, digits + "0"):
        with pytest.raises(LianyunError):
            from_recovery(text)


def test_no_key_is_overwritten_and_no_tag_is_used_twice(tmp_path: Path) -> None:
    keys = ring(tmp_path)
    key = keys.make()
    with pytest.raises(LianyunError, match="not overwritten"):
        keys.keep(Key(key.tag, b"another key ...."))
    numbers = iter([int(key.tag) - 1000, 5, 7, 9])
    assert keys.make(lambda _below: next(numbers)).tag == "1007"


def test_issue_again_and_revoke(tmp_path: Path) -> None:
    keys = ring(tmp_path)
    with festival(tmp_path) as found:
        with pytest.raises(Refused):
            key_of(found.documents, keys)
        key = issued(found, keys)
        official = found.documents.get(Official, "O-001")
        assert official is not None
        first = code_of(key, official)
        assert fits(key, found.documents)
        assert not fits(Key(key.tag, b"x" * 16), found.documents)
        assert issue(key, found.documents.roster) == []
        found.do_all(issue(key, [official], again=True), MANAGER)
        again = found.documents.get(Official, "O-001")
        assert again is not None
        assert code_of(key, again) != first
        assert again.code_issue == 2
        found.do_all(revoke([again]), MANAGER)
        gone = found.documents.get(Official, "O-001")
        assert gone is not None
        with pytest.raises(Refused, match="no code"):
            code_of(key, gone)
        assert len(gone.old_digests) == 2
        with pytest.raises(NoKey):
            key_of(found.documents, KeyRing(tmp_path / "elsewhere"))


def test_a_stolen_desk_folder_holds_nothing_of_a_code(tmp_path: Path) -> None:
    keys = ring(tmp_path)
    with festival(tmp_path) as found:
        key = issued(found, keys)
        codes = [code_of(key, official) for official in found.documents.roster]
    held = b"".join(file.read_bytes() for file in (tmp_path / "festival").rglob("*") if file.is_file())
    digits = key.recovery.replace(" ", "")
    secrets = [key.secret.hex(), digits, digits[4:-2], key.recovery, *codes, *(code[4:28] for code in codes)]
    assert not any(secret.encode() in held for secret in secrets)
    assert key.secret not in held
    assert not list((tmp_path / "festival").rglob("*.key"))
