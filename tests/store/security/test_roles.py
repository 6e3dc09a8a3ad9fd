"""Who may do what: one table, and every action is in it."""

from __future__ import annotations

import pytest

from store.actions import ACTIONS, EntryUndo, name_of
from store.actions.incident import IncidentNote, IncidentRaise
from store.errors import Refused
from store.festival import Festival
from store.roles import may, right_for
from store.who import ROLES, Who
from tests.store.security.guarded import came


def test_every_action_has_its_line_in_the_table() -> None:
    assert [
        name for name in ACTIONS if name != name_of(EntryUndo) and right_for(name, {}) is None and name != "stop.ack"
    ] == []


def test_command_may_do_everything() -> None:
    assert all(may("command", name, {}) for name in [*ACTIONS, "of.tomorrow"])
    assert not any(may(role, "of.tomorrow", {}) for role in ROLES[1:])


def test_the_refusal_names_the_role_that_may(room: Festival) -> None:
    with pytest.raises(Refused) as refused:
        room.do(came(1), Who("甲", "desk"))
    assert str(refused.value) == "check-in desk may not do this (checkpoint.count); command, security may."
    with pytest.raises(Refused):
        room.do_all([came(1)], Who("甲", "stage"))


@pytest.mark.parametrize("role", ROLES)
def test_everyone_may_raise_an_incident_and_write_to_it(room: Festival, role: str) -> None:
    room.do(IncidentRaise(subject="I1", summary="事"), Who("甲", role))
    room.do(IncidentNote(subject="I1", text="记"), Who("甲", role))
