"""What can be done to a checkpoint."""

from __future__ import annotations

from typing import Annotated

import msgspec

from store.actions.base import Action
from store.models import CapacityLevel, CheckpointStatus, ReportKind, Time

Clicks = Annotated[int, msgspec.Meta(ge=-9999, le=9999)]
Number = Annotated[int, msgspec.Meta(ge=0, le=999_999)]


class CheckpointSetStatus(Action, frozen=True, tag="checkpoint.status"):
    """Declare the status of a checkpoint, along its state machine. `full`, worked out when it is recorded, tells that its
    area is at the approved number."""

    status: CheckpointStatus
    full: bool = False


class CheckpointReopen(Action, frozen=True, tag="checkpoint.reopen"):
    """Admit people again where admission was stopped at the approved number: for the commander."""

    status: CheckpointStatus = "open"


class CheckpointCount(Action, frozen=True, tag="checkpoint.count"):
    """So many more have come in and gone out; negative where a click was one too many.

    `level`, `level_since` and `beyond` are worked out when it is recorded: the area's alarm with this count in it, since
    when, and how many of these came in above the approved number.
    """

    inward: Clicks = 0
    outward: Clicks = 0
    level: CapacityLevel = "normal"
    level_since: Time | None = None
    beyond: Number = 0


class CheckpointCorrect(Action, frozen=True, tag="checkpoint.correct"):
    """Set the totals right, and say why. What is not given stays; `level` and `level_since` as for a count."""

    count_in: Number | None = None
    count_out: Number | None = None
    reason: str = ""
    level: CapacityLevel = "normal"
    level_since: Time | None = None


class CheckpointReport(Action, frozen=True, tag="checkpoint.report"):
    """The post reports. A nil report says that all is normal; with `happened_at` it is made up for a time that is past.
    `queue` is how many wait before the gate."""

    note: str = ""
    kind: ReportKind = "routine"
    happened_at: Time | None = None
    queue: Number | None = None


class CheckpointSweep(Action, frozen=True, tag="checkpoint.sweep"):
    """Confirm that the sweep is done and the place is clear."""


class CheckpointStaff(Action, frozen=True, tag="checkpoint.staff"):
    """Say how many are on post."""

    staff: Number
