"""The officials who attend."""

from __future__ import annotations

from typing import Literal

from store.models.base import Document, Time

AdmittedHow = Literal["code", "name", "late"]


class Official(Document, frozen=True, kw_only=True, omit_defaults=True):
    """An official who is expected; `substitute_of` is the id of whom they come for.

    `performance` is the show that they come to, where it is not the day's first. `gate` is the desk that admitted them,
    `how` the way: by their code, without it, or signed in late (补签到); `admission` names the act of admitting, so that
    the same one sent twice is one. `walk_in` tells who was added at a desk. `old_digests` are those of revoked codes.
    """

    name: str
    unit: str = ""
    title: str = ""
    rank: str = ""
    seat: str = ""
    phone: str = ""
    expected: Literal["yes", "leave"] = "yes"
    substitute_of: str | None = None
    performance: str | None = None
    code_issue: int = 0
    code_digest: str = ""
    old_digests: tuple[str, ...] = ()
    arrived_at: Time | None = None
    left_at: Time | None = None
    gate: str = ""
    how: AdmittedHow | None = None
    admission: str = ""
    walk_in: bool = False
    attention: str = ""
    note: str = ""
