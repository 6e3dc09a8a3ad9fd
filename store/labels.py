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
    "checkpoint.status": {
        "not_open": mark("not open"),
        "sweeping": mark("being swept"),
        "cleared": mark("swept and clear"),
        "open": mark("open"),
        "restricted": mark("restricted"),
        "admission_stopped": mark("admission stopped"),
        "egress_only": mark("egress only"),
        "evacuating": mark("evacuating"),
        "all_clear": mark("evacuated and clear"),
        "stood_down": mark("stood down"),
    },
    "checkpoint.kind": {
        "public_gate": mark("public search gate"),
        "vip_gate": mark("VIP entrance"),
        "staff_gate": mark("staff entrance"),
        "vehicle_gate": mark("vehicle gate"),
        "stage_front": mark("stage-front post"),
        "restricted_area": mark("restricted area"),
        "emergency_exit": mark("emergency exit"),
        "patrol": mark("patrol route"),
    },
    "capacity.level": {
        "normal": mark("normal"),
        "yellow": mark("early warning"),
        "orange": mark("restrict admission"),
        "red": mark("stop admission"),
    },
    "report.kind": {
        "routine": mark("routine report"),
        "nil": mark("all normal"),
        "ad_hoc": mark("ad hoc report"),
    },
    "report.state": {
        "on_time": mark("on time"),
        "due": mark("due now"),
        "overdue": mark("report overdue"),
        "late": mark("reported late"),
        "made_up": mark("made up"),
    },
    "incident.state": {
        "reported": mark("reported"),
        "accepted": mark("accepted"),
        "dispatched": mark("dispatched"),
        "on_scene": mark("on scene"),
        "controlled": mark("contained"),
        "closed": mark("dealt with"),
        "on_hold": mark("on hold"),
        "duplicate": mark("duplicate"),
        "false_alarm": mark("false alarm"),
    },
    "incident.type": {
        "crowd": mark("crowding"),
        "medical": mark("medical"),
        "fire": mark("fire"),
        "order": mark("public order"),
        "contraband": mark("contraband"),
        "missing_person": mark("missing person"),
        "structure": mark("stage structure"),
        "power": mark("power failure"),
        "broadcast": mark("broadcast fault"),
        "weather": mark("weather"),
        "traffic": mark("traffic"),
        "other": mark("other"),
    },
    "incident.severity": {
        "1": mark("Ⅰ extremely grave"),
        "2": mark("Ⅱ grave"),
        "3": mark("Ⅲ serious"),
        "4": mark("Ⅳ ordinary"),
    },
    "stop.state": {
        "normal": mark("the show goes on"),
        "requested": mark("stop requested"),
        "authorised": mark("show stopped"),
        "evacuating": mark("evacuation under way"),
        "clear": mark("evacuated, all exits clear"),
        "resumed": mark("show resumed"),
        "declined": mark("stop declined"),
    },
    "stop.ack": {
        "act": mark("stage manager: the act has stopped"),
        "filler": mark("director: on filler"),
        "announcement": mark("sound: announcement made"),
        "gates": mark("gates: egress only"),
        "medics": mark("medics: ready"),
    },
    "duty.state": {
        "open": mark("not started"),
        "reported": mark("in progress"),
        "done": mark("reported done"),
        "verified": mark("verified"),
    },
    "duty.shown": {
        "not_started": mark("not started"),
        "in_progress": mark("in progress"),
        "blocked": mark("problem"),
        "done": mark("reported done"),
        "overdue": mark("past its deadline"),
        "verified": mark("verified"),
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
