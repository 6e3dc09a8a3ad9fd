"""The words for the codes: each enumeration of the models, with the English that the catalogue translates."""

from __future__ import annotations

from store.words import Message, mark, tr

LABELS: dict[str, dict[str, str]] = {
    "item.state": {
        "planned": mark("planned"),
        "running": mark("running"),
        "held": mark("held"),
        "done": mark("done"),
        "skipped": mark("skipped"),
    },
    "item.kind": {
        "act": mark("act"),
        "ceremony": mark("ceremony"),
        "speech": mark("speech"),
        "host": mark("host"),
        "break": mark("break"),
    },
    "item.call": {
        "not_called": mark("not called"),
        "called": mark("called"),
        "standing_by": mark("standing by"),
    },
    "performance.state": {
        "planned": mark("to come"),
        "running": mark("on now"),
        "held": mark("held"),
        "done": mark("ended"),
    },
    "performance.broadcast": {
        "live": mark("live broadcast"),
        "recorded": mark("recorded"),
        "none": mark("not broadcast"),
    },
    "stage.status": {
        "dark": mark("dark"),
        "setup": mark("setup"),
        "rehearsal": mark("stage walk"),
        "ready": mark("ready"),
        "live": mark("live"),
        "changeover": mark("changeover"),
        "held": mark("held"),
        "stopped": mark("stopped"),
        "closed": mark("closed"),
    },
    "stage.department": {
        "lighting": mark("lighting"),
        "sound": mark("sound"),
        "video": mark("video"),
        "set": mark("set"),
        "power": mark("power"),
        "comms": mark("comms"),
    },
    "department.state": {
        "ready": mark("ready"),
        "not_ready": mark("not ready"),
        "fault": mark("fault"),
        "unknown": mark("no word"),
    },
    "cue.state": {
        "pending": mark("pending"),
        "standby": mark("standby"),
        "acked": mark("acknowledged"),
        "fired": mark("fired"),
        "failed": mark("failed"),
        "skipped": mark("skipped"),
    },
    "cue.type": {
        "check": mark("check"),
        "safety": mark("safety"),
        "standby": mark("standby"),
        "countdown": mark("countdown"),
        "vt_go": mark("VTR"),
        "cut": mark("cut"),
        "light": mark("lights"),
        "audio": mark("audio"),
        "stage": mark("stage"),
        "gfx_on": mark("caption"),
        "insert": mark("insert"),
        "handover": mark("hand back"),
        "stop": mark("stop"),
        "filler": mark("filler"),
    },
    "cue.ref": {
        "clock": mark("clock"),
        "on_air": mark("going on air"),
        "item_start": mark("item start"),
        "item_end": mark("item end"),
    },
    "broadcast.fault": {
        "off_air": mark("off-air incident"),
        "wrong_item": mark("wrong item"),
        "degraded": mark("degraded"),
    },
    "broadcast.signal": {
        "off": mark("not watched"),
        "starting": mark("starting"),
        "on_air": mark("on air"),
        "stalled": mark("stream stalled"),
        "lost": mark("signal lost"),
    },
    "official.expected": {
        "yes": mark("expected"),
        "leave": mark("leave"),
    },
    "official.how": {
        "code": mark("by code"),
        "name": mark("without code"),
        "late": mark("signed in late"),
    },
    "official.state": {
        "here": mark("present"),
        "late": mark("late"),
        "left": mark("left early"),
        "leave": mark("leave"),
        "stood_in": mark("stood in for"),
        "absent": mark("absent"),
    },
    "role": {
        "command": mark("command"),
        "stage": mark("stage manager"),
        "broadcast": mark("broadcast"),
        "security": mark("security"),
        "desk": mark("check-in desk"),
    },
}


def label(kind: str, code: str) -> str:
    """The word for a code in the current language; an unknown code stands for itself."""
    return tr(LABELS[kind].get(code, code))


def message(kind: str, code: str) -> Message:
    """The word for a code as a message, for a text that is read later."""
    return Message(LABELS[kind].get(code, code))
