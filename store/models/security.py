"""The command room's documents: checkpoints, incidents, a stage's stop, units and their duties."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from store.models.base import Document, Duration, Time

CheckpointStatus = Literal[
    "not_open", "sweeping", "cleared", "open", "restricted", "admission_stopped", "egress_only", "evacuating", "all_clear",
    "stood_down",
]  # fmt: skip
CapacityLevel = Literal["normal", "yellow", "orange", "red"]
ReportKind = Literal["routine", "nil", "ad_hoc"]
ReportState = Literal["on_time", "late", "made_up"]
IncidentState = Literal[
    "reported", "accepted", "dispatched", "on_scene", "controlled", "closed", "on_hold", "duplicate", "false_alarm"
]
IncidentType = Literal[
    "crowd", "medical", "fire", "order", "contraband", "missing_person", "structure", "power", "broadcast", "weather",
    "traffic", "other",
]  # fmt: skip
StopState = Literal["requested", "authorised", "evacuating", "clear", "resumed", "declined"]
AckName = Literal["act", "filler", "announcement", "gates", "medics"]
DutyState = Literal["open", "reported", "done", "verified"]
Gravity = Annotated[int, msgspec.Meta(ge=1, le=4)]
Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]

ACKS: tuple[AckName, ...] = ("act", "filler", "announcement", "gates", "medics")


class Ack(msgspec.Struct, frozen=True):
    """Someone's word that something has been done, and when they gave it."""

    by: str
    at: Time


class Stop(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stop of a stage's show, from the request on. `before` is the stage's status before it was authorised; `acks` are
    the words that were asked for, `exits` the exits that are all clear, by their ids."""

    state: StopState
    requested_at: Time
    requested_by: str
    reason: str = ""
    authorised_at: Time | None = None
    authorised_by: str = ""
    before: str = ""
    acks: dict[AckName, Ack] = {}
    evacuated_at: Time | None = None
    exits: dict[str, Ack] = {}
    ended_at: Time | None = None
    ended_by: str = ""


class Window(msgspec.Struct, frozen=True):
    """A time during which a checkpoint is to be open."""

    open: Time
    close: Time


class Minute(msgspec.Struct, frozen=True, array_like=True):
    """What a gate counted in the minute that began `at`, in minutes of Unix time."""

    at: int
    inward: int
    outward: int


class Report(msgspec.Struct, frozen=True, omit_defaults=True):
    """A checkpoint's report: the time for which it speaks, when it was recorded where that is another, and by whom."""

    at: Time
    by: str
    kind: ReportKind = "routine"
    state: ReportState = "on_time"
    note: str = ""
    recorded_at: Time | None = None


class Checkpoint(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A security post. `counts_area` names the stage whose crowd its counts are part of; `x`, `y` its place on the map.

    `minutes` are its counts of the last hour, `level` and `level_since` the area's alarm as it stood after its last count
    `counted_at`; by that count's `counted_stamp` the gates of an area agree on the latest. `beyond` are those whom it let
    in above the approved number. `held_full` tells that its admission was stopped at the approved number.
    """

    name: str
    name_en: str = ""
    kind: str = ""
    stage: str | None = None
    counts_area: str | None = None
    status: CheckpointStatus = "not_open"
    status_at: Time | None = None
    staff: int = 0
    min_staff: int = 0
    capacity: int | None = None
    count_in: int = 0
    count_out: int = 0
    minutes: tuple[Minute, ...] = ()
    counted_at: Time | None = None
    counted_stamp: str = ""
    level: CapacityLevel = "normal"
    level_since: Time | None = None
    beyond: int = 0
    held_full: bool = False
    queue: int | None = None
    queue_at: Time | None = None
    swept: Ack | None = None
    report_interval_s: Duration = 1800
    grace_s: Duration = 300
    open_windows: tuple[Window, ...] = ()
    last_report: Time | None = None
    reports: tuple[Report, ...] = ()
    lanes: int = 0
    rate_per_lane_min: float | None = None
    unit: str = ""
    contact: str = ""
    channel: str = ""
    call_sign: str = ""
    sweep_required: bool = False
    escalate_to: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    x: int | None = None
    y: int | None = None


class Remark(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of an incident's timeline. `text` is what someone wrote; `words` what the program wrote, a `Message` as
    plain data. `happened_at` is the time it speaks of, where that is another than when it was recorded."""

    id: str
    at: Time
    by: str = ""
    text: str = ""
    words: dict[str, Any] | None = None
    happened_at: Time | None = None
    struck_at: Time | None = None
    struck_by: str = ""


class Incident(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Something that happened. Severity 1 is the gravest, 4 the least.

    `before` is the state to which one that is on hold goes back; `duplicate_of` its original, `links` others that have to
    do with it; `escalated` those to whom it has been taken, in their order.
    """

    number: int = 0
    summary: str
    type: str = ""
    severity: Gravity = 4
    place: str = ""
    state: IncidentState = "reported"
    before: IncidentState | None = None
    assigned: tuple[str, ...] = ()
    notes: tuple[Remark, ...] = ()
    links: tuple[str, ...] = ()
    duplicate_of: str | None = None
    escalated: tuple[str, ...] = ()
    happened_at: Time | None = None
    reported_at: Time | None = None
    reported_by: str = ""
    closed_at: Time | None = None


class Unit(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A unit of the district and its leader (第一责任人)."""

    name: str
    leader: str = ""
    contact: str = ""


class Duty(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A unit's task and the person who answers for it (具体责任人)."""

    unit: str
    task: str
    person: str = ""
    contact: str = ""
    category: str = ""
    performances: tuple[str, ...] = ()
    co_units: tuple[str, ...] = ()
    start_at: Time | None = None
    deadline: Time | None = None
    progress_pct: Percent = 0
    state: DutyState = "open"
    last_report: str = ""
    last_report_at: Time | None = None
    problem: str = ""
    problem_at: Time | None = None
    inspection: str = ""
    inspected: Ack | None = None
