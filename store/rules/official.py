"""Officials: the roster, their codes, and their coming and going.

Of two admissions the earlier stands and the later becomes a conflict, for the desks may have been cut off from each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict, replace

from store.actions import (
    Action,
    FestivalTag,
    OfficialAdd,
    OfficialAdmit,
    OfficialAttend,
    OfficialDepart,
    OfficialEdit,
    OfficialIssue,
    OfficialLeave,
    OfficialNote,
    OfficialRevoke,
    OfficialSubstitute,
    fields_of,
)
from store.errors import DoesNotApply, NeedsConsent, Refused
from store.formats import clock_time
from store.models import Festival, Official, Performance
from store.rules.base import Rule

if TYPE_CHECKING:
    from store.day import Day
    from store.entry import Entry

ON_LEAVE, STOOD_IN_FOR = "leave", "substitute"


# -- what happens to an official ---------------------------------------------------------------------------------------


def tag(festival: Festival, action: FestivalTag, _entry: Entry) -> Festival:
    if festival.tag and festival.tag != action.tag:
        raise DoesNotApply("The festival's codes begin with {tag} already.", tag=festival.tag)
    return replace(festival, tag=action.tag)


def add(official: Official | None, action: OfficialAdd, _entry: Entry) -> Official:
    if official is not None:
        raise DoesNotApply("There is an official {id} already: {name}.", id=official.id, name=official.name)
    said: dict[str, Any] = asdict(action)
    return Official(id=said.pop("subject"), walk_in=action.substitute_of is None, **said)


def edit(official: Official, action: OfficialEdit, _entry: Entry) -> Official:
    given = fields_of(action)
    if not given:
        raise DoesNotApply("There is nothing to change.")
    return replace(official, **given)


def leave(official: Official, _action: OfficialLeave, _entry: Entry) -> Official:
    if official.arrived_at is not None:
        raise _here(official)
    if official.expected == "leave":
        raise DoesNotApply("{name} is on leave already.", name=official.name)
    return replace(official, expected="leave")


def attend(official: Official, _action: OfficialAttend, _entry: Entry) -> Official:
    if official.expected == "yes":
        raise DoesNotApply("{name} is expected already.", name=official.name)
    return replace(official, expected="yes")


def substitute(_official: Official, _action: OfficialSubstitute, _entry: Entry) -> Official:
    raise DoesNotApply("A substitute is recorded with the one who comes.")


def admit(official: Official, action: OfficialAdmit, entry: Entry) -> Official:
    came = action.came_at or entry.at
    if official.arrived_at is None:
        return replace(official, arrived_at=came, left_at=None, gate=action.gate, how=action.how, admission=action.admission)
    if action.admission and action.admission == official.admission:
        return official  # the same act, sent twice
    if official.left_at is None:
        raise _here(official)
    return replace(official, left_at=None)  # back again: they came when they first came


def depart(official: Official, _action: OfficialDepart, entry: Entry) -> Official:
    if official.arrived_at is None:
        raise DoesNotApply("{name} has not come yet.", name=official.name)
    if official.left_at is not None:
        raise DoesNotApply("{name} has left already.", name=official.name)
    return replace(official, left_at=entry.at)


def issue(official: Official, action: OfficialIssue, _entry: Entry) -> Official:
    if action.issue <= official.code_issue:
        raise DoesNotApply("{name} has had code number {issue} already.", name=official.name, issue=official.code_issue)
    return replace(official, code_issue=action.issue, code_digest=action.digest, old_digests=_old(official))


def revoke(official: Official, _action: OfficialRevoke, _entry: Entry) -> Official:
    if not official.code_digest:
        raise DoesNotApply("{name} has no code that is good.", name=official.name)
    return replace(official, code_digest="", old_digests=_old(official))


def _old(official: Official) -> tuple[str, ...]:
    return (*official.old_digests, official.code_digest) if official.code_digest else official.old_digests


def note(official: Official, action: OfficialNote, _entry: Entry) -> Official:
    return replace(official, note=action.text)


def _here(official: Official) -> DoesNotApply:
    at = official.arrived_at
    time = clock_time(at, at.tzinfo) if at is not None and at.tzinfo is not None else ""
    if official.gate:
        return DoesNotApply("{name} came at {time} already, at {desk}.", name=official.name, time=time, desk=official.gate)
    return DoesNotApply("{name} came at {time} already.", name=official.name, time=time)


# -- whether it may be done --------------------------------------------------------------------------------------------


def check_add(day: Day, action: OfficialAdd) -> Sequence[Action]:
    _must_be_known(day, action.subject, action.substitute_of, action.performance)
    return (action,)


def check_edit(day: Day, action: OfficialEdit) -> Sequence[Action]:
    given = fields_of(action)
    _must_be_known(day, action.subject, given.get("substitute_of"), given.get("performance"))
    return (action,)


def _must_be_known(day: Day, subject: str, substitute_of: str | None, performance: str | None) -> None:
    if performance is not None:
        day.need(Performance, performance)
    if substitute_of is None:
        return
    replaced = day.need(Official, substitute_of)
    if subject == substitute_of or replaced.substitute_of == subject:
        raise Refused("Nobody comes for themselves.")
    if replaced.substitute_of is not None:
        raise Refused("{name} comes for someone else already.", name=replaced.name)
    if replaced.arrived_at is not None:
        raise _here(replaced)


def check_substitute(day: Day, action: OfficialSubstitute) -> Sequence[Action]:
    replaced = day.need(Official, action.subject)
    if (other := day.documents.get(Official, action.by)) is not None:
        return check_edit(day, OfficialEdit(subject=other.id, substitute_of=replaced.id))
    found = OfficialAdd(
        subject=substitute_id(replaced, action.by),
        name=action.by,
        unit=replaced.unit,
        seat=replaced.seat,
        performance=replaced.performance,
        substitute_of=replaced.id,
    )
    return check_add(day, found)


def substitute_id(replaced: Official, name: str) -> str:
    """The id of a substitute who is not in the roster. It comes from the name: two desks that are cut off from each other
    add two people, or the same one."""
    return f"{replaced.id}-{sha256(name.encode()).hexdigest()[:4]}"


def check_admit(day: Day, action: OfficialAdmit) -> Sequence[Action]:
    official = day.need(Official, action.subject)
    if action.came_at is not None and action.came_at > day.now:
        raise Refused("Nobody can be signed in for a moment that is still to come.")
    if official.arrived_at is not None:
        return () if action.admission and action.admission == official.admission else (action,)
    if official.expected == "leave" and ON_LEAVE not in action.confirm:
        raise NeedsConsent(ON_LEAVE, "{name} is on leave.", name=official.name)
    standing_in = day.documents.roster.come_for(official.id)
    if standing_in is not None and STOOD_IN_FOR not in action.confirm:
        raise NeedsConsent(
            STOOD_IN_FOR, "{other} has come in the place of {name}.", other=standing_in.name, name=official.name
        )
    return (action,)


def check_issue(day: Day, action: OfficialIssue) -> Sequence[Action]:
    day.need(Official, action.subject)
    if not action.digest:
        raise Refused("A code is made with the festival's key: lianyun codes issue {id}", id=action.subject)
    return (action,)


RULES: dict[type[Action], Rule] = {
    FestivalTag: Rule(tag),
    OfficialAdd: Rule(add, check_add, creates=True),
    OfficialEdit: Rule(edit, check_edit),
    OfficialLeave: Rule(leave),
    OfficialAttend: Rule(attend),
    OfficialSubstitute: Rule(substitute, check_substitute),
    OfficialAdmit: Rule(admit, check_admit),
    OfficialDepart: Rule(depart),
    OfficialIssue: Rule(issue, check_issue),
    OfficialRevoke: Rule(revoke),
    OfficialNote: Rule(note),
}
