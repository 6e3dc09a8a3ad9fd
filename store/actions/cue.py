"""What can be done to a cue of the broadcast."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, UnsetType

from store.actions.base import Action
from store.models import AnchorRef, Duration, FaultKind, Name, Seconds, SignalState, Time


class CueStandby(Action, frozen=True, tag="cue.standby"):
    """Call the standby of the cue."""


class CueAck(Action, frozen=True, tag="cue.ack"):
    """The standby has been answered, `by` whom; by the operator where nobody is named."""

    by: str = ""


class CueGo(Action, frozen=True, tag="cue.go"):
    """GO: fire the cue; one that has failed is fired again.

    `seen` is the cue that the operator saw as next, "" for none; where it is given and is no longer so, GO is refused.
    `confirm` names what the operator has been asked and accepts: "halted".
    """

    seen: str | None = None
    confirm: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()


class CueResult(Action, frozen=True, tag="cue.result"):
    """What became of the trigger of the GO that is the entry `go`; for another GO it changes nothing. Recorded by itself."""

    go: str
    ok: bool
    status: int | None = None
    latency_ms: int | None = None
    error: dict[str, Any] | None = None


class CueSkip(Action, frozen=True, tag="cue.skip"):
    """The cue is not called."""

    reason: str = ""


class CueReset(Action, frozen=True, tag="cue.reset"):
    """The cue is pending again, whatever had become of it."""


class CueNote(Action, frozen=True, tag="cue.note"):
    """Remark something on the cue."""

    text: Name


class CueMove(Action, frozen=True, tag="cue.move"):
    """Put the cue behind another one that is due at the same moment, "" for the first of them. `order` is worked out."""

    after: str
    order: float | None = None


class CueInsert(Action, frozen=True, tag="cue.insert"):
    """Add a cue on the day.

    `ref`, `item`, `at` and `offset_s` are its anchor; `item` may be an item's id or its number. `trigger` is written as
    `store.triggers` reads it.
    """

    performance: str
    text: Name
    ref: AnchorRef = "on_air"
    item: str = ""
    at: Time | None = None
    offset_s: Seconds = 0
    number: int | None = None
    type: str = ""
    text_en: str = ""
    to: tuple[str, ...] = ()
    caller: str = ""
    critical: bool = False
    needs_ack: bool = False
    trigger: str = ""
    headers: str = ""
    body: str = ""


class CueEdit(Action, frozen=True, tag="cue.edit"):
    """Change what the list says of the cue; what is not given stays. An empty `trigger` takes the trigger away."""

    number: int | UnsetType = UNSET
    text: Name | UnsetType = UNSET
    text_en: str | UnsetType = UNSET
    type: str | UnsetType = UNSET
    to: tuple[str, ...] | UnsetType = UNSET
    caller: str | UnsetType = UNSET
    critical: bool | UnsetType = UNSET
    needs_ack: bool | UnsetType = UNSET
    ref: AnchorRef | UnsetType = UNSET
    item: str | UnsetType = UNSET
    at: Time | UnsetType | None = UNSET
    offset_s: Seconds | UnsetType = UNSET
    trigger: str | UnsetType = UNSET
    headers: str | UnsetType = UNSET
    body: str | UnsetType = UNSET


class BroadcastFault(Action, frozen=True, tag="broadcast.fault"):
    """A broadcast incident has begun: off air 停播, wrong item 错播, degraded 劣播; at `since` where it was not just now."""

    kind: FaultKind
    since: Time | None = None
    note: str = ""


class BroadcastRestore(Action, frozen=True, tag="broadcast.restore"):
    """The incident is over, at `until` where it was not just now; with `kind`, that of this kind, else every open one."""

    kind: FaultKind | None = None
    until: Time | None = None


class BroadcastLead(Action, frozen=True, tag="broadcast.lead"):
    """How long before its moment the next cue of the show stands by on its own; 0 for never."""

    lead_s: Duration


class BroadcastStream(Action, frozen=True, tag="broadcast.stream"):
    """The HLS address of the show's stream that is to be watched, "" for none."""

    url: str


class BroadcastSignal(Action, frozen=True, tag="broadcast.signal"):
    """What the watch of the stream has seen change. The program records it."""

    state: SignalState
    since: Time
    reason: dict[str, Any] | None = None
