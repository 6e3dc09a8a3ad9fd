"""The documents: what each subject is now.

A document is what its subject's entries make of it (`store.fold`). All are frozen; ids are short, readable strings; times
are aware; durations are whole seconds and end in `_s`. `Document.conflicts` lists the entries that made no sense when
they were folded in.

`TABLES` maps each table of the store to its model, `DAY_FIELDS` each table to the fields that the day writes and an
imported plan must leave alone.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

from store.models.base import WEEK_S, Conflict, Document, Duration, Name, Seconds, Time
from store.models.security import (
    ACKS,
    Ack,
    AckName,
    CapacityLevel,
    Checkpoint,
    CheckpointStatus,
    Duty,
    DutyState,
    Gravity,
    Incident,
    IncidentState,
    IncidentType,
    Minute,
    Percent,
    Remark,
    Report,
    ReportKind,
    ReportState,
    Stop,
    StopState,
    Unit,
    Window,
)

__all__ = [
    "ACKS",
    "DAY_FIELDS",
    "DEPARTMENTS",
    "TABLES",
    "WEEK_S",
    "Ack",
    "AckName",
    "Anchor",
    "AnchorRef",
    "Broadcast",
    "Call",
    "CapacityLevel",
    "Checkpoint",
    "CheckpointStatus",
    "Conflict",
    "Cue",
    "CueState",
    "Department",
    "DepartmentName",
    "DepartmentState",
    "Document",
    "Duration",
    "Duty",
    "DutyState",
    "Exit",
    "Fault",
    "FaultKind",
    "Festival",
    "Gravity",
    "Incident",
    "IncidentState",
    "IncidentType",
    "Item",
    "ItemKind",
    "ItemState",
    "Minute",
    "Name",
    "Note",
    "Official",
    "Outcome",
    "Percent",
    "Performance",
    "Printed",
    "Remark",
    "Report",
    "ReportKind",
    "ReportState",
    "Seconds",
    "Signal",
    "SignalState",
    "Span",
    "Stage",
    "StageStatus",
    "Stop",
    "StopState",
    "Time",
    "Trigger",
    "TriggerKind",
    "Unit",
    "Window",
]

DepartmentName = Literal["lighting", "sound", "video", "set", "power", "comms"]
DepartmentState = Literal["ready", "not_ready", "fault"]
StageStatus = Literal["dark", "setup", "rehearsal", "ready", "live", "changeover", "held", "stopped", "closed"]
Broadcast = Literal["live", "recorded", "none"]
ItemKind = Literal["act", "ceremony", "speech", "host", "break"]
Call = Literal["not_called", "called", "standing_by"]
ItemState = Literal["planned", "running", "held", "done", "skipped"]
CueState = Literal["pending", "standby", "acked", "fired", "failed", "skipped"]
AnchorRef = Literal["clock", "on_air", "item_start", "item_end"]
TriggerKind = Literal["http", "vmix", "companion", "ontime"]
FaultKind = Literal["off_air", "wrong_item", "degraded"]
SignalState = Literal["off", "starting", "on_air", "stalled", "lost"]
AdmittedHow = Literal["code", "name", "late"]

DEPARTMENTS: tuple[DepartmentName, ...] = ("lighting", "sound", "video", "set", "power", "comms")


class Festival(Document, frozen=True, kw_only=True, omit_defaults=True):
    """The festival itself; there is one in a folder. `tag` is what its check-in codes begin with, once there are any."""

    name: Name
    name_en: str = ""
    theme: str = ""
    date: date
    timezone: str = "Asia/Shanghai"
    organiser: str = ""
    tag: str = ""


class Department(msgspec.Struct, frozen=True, omit_defaults=True):
    """One department's sign-off of a stage: its word, who gave it and when."""

    state: DepartmentState = "not_ready"
    by: str = ""
    at: Time | None = None
    note: str = ""


class Exit(msgspec.Struct, frozen=True, omit_defaults=True):
    """A way out of a stage's area; its clear width in metres."""

    id: str
    name: str
    width_m: float | None = None


class Span(msgspec.Struct, frozen=True):
    """A stretch of time; `until` is None while it lasts."""

    since: Time
    until: Time | None = None


class Stage(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A stage, and what its departments say of it."""

    name: Name
    name_en: str = ""
    venue: str = ""
    status: StageStatus = "dark"
    capacity: int | None = None
    departments: dict[DepartmentName, Department] = {}
    halts: tuple[Span, ...] = ()
    stop: Stop | None = None
    seats: int | None = None
    stage_manager: str = ""
    unit: str = ""
    contact: str = ""
    indoor: bool | None = None
    area_m2: float | None = None
    exits: tuple[Exit, ...] = ()
    wet_weather_plan: str = ""


class Fault(msgspec.Struct, frozen=True, omit_defaults=True):
    """A broadcast incident (停播, 错播, 劣播), from when to when, and who reported it; `until` is None while it lasts."""

    kind: FaultKind
    since: Time
    until: Time | None = None
    by: str = ""
    note: str = ""


class Signal(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the watch of a stream has last seen: the state, since when, why (a `Message`), and which station saw it."""

    state: SignalState
    since: Time
    reason: dict[str, Any] | None = None
    station: str = ""


class Performance(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A show: its stage, its planned times, and for a live one the times on the air. `off_air` is the hard out.

    `standby_lead_s` is how long before its moment a cue stands by on its own, 0 for never; `stream` is the HLS address.
    """

    name: Name
    name_en: str = ""
    stage: str
    start: Time
    end: Time | None = None
    broadcast: Broadcast = "none"
    on_air: Time | None = None
    off_air: Time | None = None
    lead_unit: str = ""
    director: str = ""
    stage_manager: str = ""
    co_units: tuple[str, ...] = ()
    hosts: str = ""
    doors_at: Time | None = None
    sweep_by: Time | None = None
    slot_end: Time | None = None
    expected_audience: int | None = None
    standby_lead_s: Duration = 30
    stream: str = ""
    faults: tuple[Fault, ...] = ()
    signal: Signal | None = None


class Printed(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the programme said of an item before the day: lateness is measured against it."""

    duration_s: Duration
    order: float = 0.0
    changeover_s: Duration = 0
    fixed_start: Time | None = None
    fixed_end: Time | None = None
    min_duration_s: Duration | None = None


class Item(Document, frozen=True, kw_only=True, omit_defaults=True):
    """One item of a running order. `printed` is None for what was inserted on the day.

    `holds` are the times at which it was held. `accepted` names what was knowingly
    passed over when it was started: "unapproved", or departments of the stage that were not ready.
    """

    performance: str
    number: int = 0
    title: Name
    form: str = ""
    kind: ItemKind = "act"
    unit: str = ""
    contact: str = ""
    duration_s: Duration
    changeover_s: Duration = 0
    fixed_start: Time | None = None
    fixed_end: Time | None = None
    min_duration_s: Duration | None = None
    approved: bool = True
    call: Call = "not_called"
    state: ItemState = "planned"
    started_at: Time | None = None
    ended_at: Time | None = None
    adjust_s: Seconds = 0
    order: float = 0.0
    holds: tuple[Span, ...] = ()
    skip_reason: str = ""
    accepted: tuple[str, ...] = ()
    performers: int | None = None
    mics: int | None = None
    props: str = ""
    fallback_item: str | None = None
    printed: Printed | None = None


class Anchor(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a cue's moment hangs on: a clock time, the start of the air time, or an item; `offset_s` after it."""

    ref: AnchorRef
    item: str | None = None
    at: Time | None = None
    offset_s: Seconds = 0


class Trigger(msgspec.Struct, frozen=True, omit_defaults=True):
    """The HTTP request that firing a cue sends, and what kind of receiver judges its answer."""

    method: str
    url: str
    headers: dict[str, str] = {}
    body: str = ""
    kind: TriggerKind = "http"


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """A remark: who made it, and when."""

    text: str
    by: str
    at: Time


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of a trigger: whether it was done, the answer's status, how long that took, else what went wrong."""

    ok: bool
    at: Time
    status: int | None = None
    latency_ms: int | None = None
    error: dict[str, Any] | None = None


class Cue(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A call of the broadcast. `order` decides between cues of one moment; `fired_by_entry` is the GO that stands."""

    performance: str
    number: int = 0
    type: str = ""
    text: str
    text_en: str = ""
    anchor: Anchor
    to: tuple[str, ...] = ()
    caller: str = ""
    critical: bool = False
    needs_ack: bool = False
    order: float = 0.0
    state: CueState = "pending"
    trigger: Trigger | None = None
    acked_by: str = ""
    fired_at: Time | None = None
    fired_by: str = ""
    fired_by_entry: str = ""
    outcome: Outcome | None = None
    accepted: tuple[str, ...] = ()
    skip_reason: str = ""
    notes: tuple[Note, ...] = ()


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


TABLES: dict[str, type[Document]] = {
    "festival": Festival,
    "stages": Stage,
    "performances": Performance,
    "items": Item,
    "cues": Cue,
    "checkpoints": Checkpoint,
    "incidents": Incident,
    "units": Unit,
    "duties": Duty,
    "officials": Official,
}

DAY_FIELDS: dict[str, frozenset[str]] = {
    "festival": frozenset({"tag"}),
    "stages": frozenset({"status", "departments", "halts", "stop"}),
    "performances": frozenset({"faults", "signal"}),
    "items": frozenset(
        {"call", "state", "started_at", "ended_at", "adjust_s", "holds", "skip_reason", "accepted", "printed"}
    ),
    "cues": frozenset(
        {"state", "acked_by", "fired_at", "fired_by", "fired_by_entry", "outcome", "accepted", "skip_reason", "notes"}
    ),
    "checkpoints": frozenset(
        {
            "status",
            "status_at",
            "staff",
            "count_in",
            "count_out",
            "minutes",
            "counted_at",
            "counted_stamp",
            "level",
            "level_since",
            "beyond",
            "held_full",
            "queue",
            "queue_at",
            "swept",
            "last_report",
            "reports",
        }
    ),
    "incidents": frozenset(),
    "units": frozenset(),
    "duties": frozenset(
        {"progress_pct", "state", "last_report", "last_report_at", "problem", "problem_at", "inspection", "inspected"}
    ),
    "officials": frozenset(
        {"code_issue", "code_digest", "old_digests", "arrived_at", "left_at", "gate", "how", "admission", "walk_in"}
    ),
}
