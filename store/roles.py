"""Who may do what. One table, looked at before anything is recorded.

Undoing needs the right to what is taken back. Folding never looks here: what a station once recorded, it was allowed to.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from store.errors import Refused
from store.labels import message
from store.who import ROLES
from store.words import mark

COMMAND = "command"  # may do everything


class Right(NamedTuple):
    """A line of the table: the actions, by `name`, `subject.*` or `name field=value`; the roles that may do them beside
    command; and what that is in words."""

    actions: tuple[str, ...]
    roles: tuple[str, ...]
    words: str


# The first line that has an action decides.
RIGHTS: tuple[Right, ...] = (
    Right(("stage.status status=stopped",), (), mark("declare a stage stopped without a stop")),
    Right(("item.*", "stage.*"), ("stage",), mark("run the running order, sign stages off")),
    Right(("cue.result", "broadcast.signal"), ROLES[1:], mark("what the program records by itself")),
    Right(("cue.*", "broadcast.*"), ("broadcast",), mark("call cues, tell of the broadcast")),
    Right(("checkpoint.reopen",), (), mark("reopen admission after the approved number")),
    Right(("checkpoint.*",), ("security",), mark("run checkpoints: status, counts, reports, staff")),
    Right(("incident.raise", "incident.note"), ROLES[1:], mark("raise an incident, write a note to one")),
    Right(("incident.*",), ("security",), mark("handle incidents")),
    Right(("stop.request",), ROLES[1:], mark("request a show stop")),
    Right(("stop.ack by=act", "stop.ack by=announcement"), ("stage",), mark("acknowledge a stop for the act and the sound")),
    Right(("stop.ack by=filler",), ("broadcast",), mark("acknowledge a stop for the director")),
    Right(("stop.ack by=gates", "stop.ack by=medics"), ("security",), mark("acknowledge a stop for gates and medics")),
    Right(("stop.clear",), ("security",), mark("report an exit all clear")),
    Right(("stop.*",), (), mark("authorise a stop, evacuate, resume")),
    Right(("duty.verify", "duty.reject"), (), mark("verify duties, put them back")),
    Right(("duty.*",), ROLES[1:], mark("report on duties")),
    Right(("official.*", "festival.tag"), ("desk",), mark("check officials in")),
    Right(("plan.*",), ROLES[1:], mark("import a plan")),
)


def right_for(name: str, fields: Mapping[str, Any]) -> Right | None:
    """The line of the table that decides on an action of that name with these fields; None where none does."""
    return next((right for right in RIGHTS if any(_has(each, name, fields) for each in right.actions)), None)


def _has(pattern: str, name: str, fields: Mapping[str, Any]) -> bool:
    actions, _, field = pattern.partition(" ")
    key, _, value = field.partition("=")
    return actions in (name, name.partition(".")[0] + ".*") and (not key or fields.get(key) == value)


def may(role: str, name: str, fields: Mapping[str, Any]) -> bool:
    """Whether a role may do it. What the table does not name is for command alone."""
    right = right_for(name, fields)
    return role == COMMAND or (right is not None and role in right.roles)


def must_be_allowed(role: str, name: str, fields: Mapping[str, Any]) -> None:
    """Raise Refused, naming the roles that may, where this one may not do it."""
    if may(role, name, fields):
        return
    right = right_for(name, fields)
    allowed = [message("role", each) for each in (COMMAND, *(right.roles if right else ()))]
    raise Refused(
        "{role} may not do this ({action}); {allowed} may.", role=message("role", role), action=name, allowed=allowed
    )
