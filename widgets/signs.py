"""The signs and tones: one sign and one colour for each state, always together, so that colour alone never speaks.

A tone is a Textual style with the theme's variables in it. Green is for “go ahead” only.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.style import Style
from textual.widget import Widget

TONES: dict[str, str] = {
    "plain": "$foreground",
    "dim": "$muted",
    "strong": "bold $foreground",
    "running": "bold $accent",
    "held": "bold $warning",
    "done": "$muted",
    "skipped": "strike $muted",
    "planned": "$foreground",
    "called": "$foreground",
    "standing_by": "bold $foreground",
    "ready": "$success",
    "on_air": "bold $error",
    "warning": "bold $warning",
    "danger": "bold $error",
    "unknown": "$muted",
    "rule": "$surface-lighten-2",
}


class Sign(NamedTuple):
    """A sign, one cell wide, and its tone."""

    mark: str
    tone: str


ITEM_SIGNS: dict[str, Sign] = {
    "planned": Sign("○", "planned"),
    "called": Sign("◔", "called"),
    "standing_by": Sign("◑", "standing_by"),
    "running": Sign("▶", "running"),
    "held": Sign("⏸", "held"),
    "done": Sign("✓", "done"),
    "skipped": Sign("✕", "skipped"),
}

CUE_SIGNS: dict[str, Sign] = {
    "pending": Sign("○", "planned"),
    "standby": Sign("◑", "standing_by"),
    "acked": Sign("◑", "running"),
    "due": Sign("!", "warning"),
    "late": Sign("‼", "danger"),
    "fired": Sign("✓", "done"),
    "failed": Sign("‼", "danger"),
    "skipped": Sign("✕", "skipped"),
}

AIR_SIGNS: dict[str, Sign] = {
    "off": Sign("○", "dim"),
    "starting": Sign("◔", "called"),
    "on_air": Sign("●", "on_air"),
    "stalled": Sign("‼", "danger"),
    "lost": Sign("‼", "danger"),
}

STAGE_SIGNS: dict[str, Sign] = {
    "dark": Sign("·", "dim"),
    "setup": Sign("○", "planned"),
    "rehearsal": Sign("◔", "called"),
    "ready": Sign("✓", "ready"),
    "live": Sign("▶", "running"),
    "changeover": Sign("◑", "standing_by"),
    "held": Sign("⏸", "held"),
    "stopped": Sign("‼", "danger"),
    "closed": Sign("✕", "dim"),
}

DEPARTMENT_SIGNS: dict[str, Sign] = {
    "ready": Sign("✓", "ready"),
    "not_ready": Sign("○", "planned"),
    "fault": Sign("‼", "danger"),
    "unknown": Sign("?", "unknown"),
}

URGENCY_SIGNS: dict[str, Sign] = {
    "normal": Sign("▶", "running"),
    "warning": Sign("!", "warning"),
    "danger": Sign("!", "danger"),
    "overtime": Sign("‼", "danger"),
}

ALERT_SIGNS: dict[str, Sign] = {
    "danger": Sign("‼", "danger"),
    "warning": Sign("!", "warning"),
}

CHECKPOINT_SIGNS: dict[str, Sign] = {
    "not_open": Sign("○", "dim"),
    "sweeping": Sign("◔", "called"),
    "cleared": Sign("◑", "standing_by"),
    "open": Sign("▶", "ready"),
    "restricted": Sign("⏸", "held"),
    "admission_stopped": Sign("■", "danger"),
    "egress_only": Sign("◀", "warning"),
    "evacuating": Sign("‼", "danger"),
    "all_clear": Sign("✓", "done"),
    "stood_down": Sign("·", "dim"),
}

LEVEL_SIGNS: dict[str, Sign] = {
    "normal": Sign(" ", "plain"),
    "yellow": Sign("!", "warning"),
    "orange": Sign("!", "warning"),
    "red": Sign("‼", "danger"),
}

INCIDENT_SIGNS: dict[str, Sign] = {
    "reported": Sign("!", "warning"),
    "accepted": Sign("◔", "called"),
    "dispatched": Sign("◑", "standing_by"),
    "on_scene": Sign("▶", "running"),
    "controlled": Sign("✓", "planned"),
    "closed": Sign("✓", "done"),
    "on_hold": Sign("⏸", "held"),
    "duplicate": Sign("=", "dim"),
    "false_alarm": Sign("✕", "skipped"),
}

SEVERITY_TONES: dict[int, str] = {1: "danger", 2: "danger", 3: "warning", 4: "running"}

DUTY_SIGNS: dict[str, Sign] = {
    "not_started": Sign("○", "planned"),
    "in_progress": Sign("▶", "running"),
    "blocked": Sign("‼", "danger"),
    "done": Sign("◑", "standing_by"),
    "overdue": Sign("!", "warning"),
    "verified": Sign("✓", "done"),
}

ON_AIR = Sign("●", "on_air")


def item_sign(state: str, call: str) -> Sign:
    """The sign of an item: of its state, and while it is still to come, of how far it has been called."""
    return ITEM_SIGNS[call if state == "planned" and call != "not_called" else state]


def tone(widget: Widget, name: str) -> Style:
    """The style of a tone in the theme that the widget is shown in."""
    return Style.parse(TONES[name], widget.app.theme_variables)
