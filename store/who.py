"""Who does something: a name and a role, as an entry records them."""

from __future__ import annotations

from typing import NamedTuple

from store.text import clean

ROLES = ("command", "stage", "broadcast", "security", "desk")


class Who(NamedTuple):
    """An operator: the name by which they answer for what they do, and their role, one of `ROLES`."""

    name: str
    role: str = "command"


def operator(name: str, role: str = "command") -> Who:
    """Make a `Who` of what someone typed; raises ValueError for a role that there is not."""
    if role not in ROLES:
        raise ValueError(role)
    return Who(clean(name), role)
