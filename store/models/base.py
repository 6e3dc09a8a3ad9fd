"""What all documents share: the types of their fields, and what every document has."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import msgspec

Time = Annotated[datetime, msgspec.Meta(tz=True)]
WEEK_S = 7 * 24 * 3600
Seconds = Annotated[int, msgspec.Meta(ge=-WEEK_S, le=WEEK_S)]
Duration = Annotated[int, msgspec.Meta(ge=0, le=WEEK_S)]
Name = Annotated[str, msgspec.Meta(min_length=1)]


class Conflict(msgspec.Struct, frozen=True):
    """An entry that made no sense when it was folded in: its id, and why, as a `Message` kept as plain data."""

    entry: str
    reason: dict[str, Any]


class Document(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every document has."""

    id: Name
    conflicts: tuple[Conflict, ...] = ()
