"""Issuing codes: the key at hand, the actions that put the digests into the roster, and the codes that are drawn of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from store.actions import Action, FestivalTag, OfficialIssue, OfficialRevoke
from store.codes.form import digest
from store.codes.key import Key, KeyRing
from store.documents import Documents
from store.errors import LianyunError, Refused
from store.models import Festival as About
from store.models import Official

BATCH = 250  # officials a transaction, where many are issued: short enough that the dashboard draws in between


def about(documents: Documents) -> About:
    """The festival; raises Refused where there is none."""
    found = next(iter(documents.all(About)), None)
    if found is None:
        raise Refused("There is no plan yet. Import one: lianyun import FILE")
    return found


def key_of(documents: Documents, keys: KeyRing) -> Key:
    """The key of the festival; raises NoKey where it is not here, Refused where no code has been issued yet."""
    tag = about(documents).tag
    if not tag:
        raise Refused("No codes have been issued yet: lianyun codes issue")
    return keys.get(tag)


def first_key(documents: Documents, keys: KeyRing) -> tuple[Key, list[Action]]:
    """The festival's key, made and kept where this is the first use; and what is to be recorded of that."""
    festival = about(documents)
    if festival.tag:
        return keys.get(festival.tag), []
    key = keys.make()
    return key, [FestivalTag(subject=festival.id, tag=key.tag)]


def issue(key: Key, officials: Iterable[Official], *, again: bool = False) -> list[Action]:
    """What gives the officials their first code, or with `again` a new one, which revokes the one before."""
    wanted = [official for official in officials if again or not official.code_digest]
    return [
        OfficialIssue(
            subject=official.id,
            issue=official.code_issue + 1,
            digest=digest(key.code(official.id, official.code_issue + 1)),
        )
        for official in wanted
    ]


def revoke(officials: Iterable[Official]) -> list[Action]:
    """What revokes the codes that the officials have."""
    return [OfficialRevoke(subject=official.id) for official in officials if official.code_digest]


def batches(actions: Sequence[Action]) -> Iterator[Sequence[Action]]:
    """The actions in transactions of `BATCH`."""
    for at in range(0, len(actions), BATCH):
        yield actions[at : at + BATCH]


def code_of(key: Key, official: Official) -> str:
    """The code that an official has; raises LianyunError where they have none, or where it was made with another key."""
    if not official.code_digest:
        raise Refused("{name} has no code that is good.", name=official.name)
    code = key.code(official.id, official.code_issue)
    if digest(code) != official.code_digest:
        raise LianyunError("The code of {name} was made with another key than the one that is here.", name=official.name)
    return code


def fits(key: Key, documents: Documents) -> bool:
    """Whether the roster's codes were made with the key, as far as one can tell: where there is a code, it must be that."""
    for official in documents.roster:
        if official.code_digest:
            return digest(key.code(official.id, official.code_issue)) == official.code_digest
    return True
