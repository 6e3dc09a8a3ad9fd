"""The forms for a cue: to insert one, and to edit one with its trigger."""

from __future__ import annotations

from datetime import tzinfo

from store.cues import CueSheet
from store.formats import clock_time, duration
from store.labels import label
from store.models import Cue
from store.phrases import FIELDS
from store.triggers import written
from store.words import mark, tr
from tui.dialogs.form import Field, Form
from tui.dialogs.item import HandIn

_SHOWN = (
    "number", "text", "text_en", "type", "to", "caller", "ref", "item", "at", "offset_s", "critical", "needs_ack", "trigger",
    "headers", "body",
)  # fmt: skip
_EXAMPLES = {
    "to": mark("camera 2, captions"),
    "ref": mark("clock, going on air, item start, item end"),
    "item": mark("the item's number"),
    "at": "20:00:00",
    "offset_s": "-0:20",
    "trigger": "vmix 10.0.0.5 Cut Input=2",
    "headers": "Content-Type: application/json",
    "body": '{"cue": "{number}"}',
}


def edit_form(cue: Cue, cues: CueSheet, zone: tzinfo, do: HandIn) -> Form:
    """The form to edit a cue. `do` is given the action, its subject and the fields that were changed."""
    values = _written(cue, cues, zone)
    fields = [_field(key, values[key]) for key in _SHOWN]
    title = tr("Edit cue {number} {text}", number=cue.number, text=cue.text)
    return Form(title, fields, lambda changed: do("cue.edit", cue.id, changed))


def insert_form(cues: CueSheet, station: str, do: HandIn) -> Form:
    """The form to insert a cue. Its id bears the station, so that two stations that insert at once insert two cues."""
    show = cues.show.performance.id
    number = max((row.cue.number for row in cues.rows), default=0) + 1
    subject = f"C-{show}-{number:03d}-{station}"
    return Form(
        tr("Insert a cue"),
        [_field(key, "") for key in _SHOWN],
        lambda filled: do(
            "cue.insert", subject, {"performance": show, **{key: text for key, text in filled.items() if text}}
        ),
    )


def _field(key: str, value: str) -> Field:
    return Field(key, tr(FIELDS[key]), value, tr(_EXAMPLES.get(key, "")))


def _written(cue: Cue, cues: CueSheet, zone: tzinfo) -> dict[str, str]:
    anchor = cue.anchor
    item = next((each for each in cues.show.items if each.id == anchor.item), None)
    trigger, headers, body = written(cue.trigger)
    offset = duration(abs(anchor.offset_s))
    return {
        "number": str(cue.number),
        "text": cue.text,
        "text_en": cue.text_en,
        "type": cue.type,
        "to": ", ".join(cue.to),
        "caller": cue.caller,
        "ref": label("cue.ref", anchor.ref),
        "item": str(item.number) if item else anchor.item or "",
        "at": clock_time(anchor.at, zone, seconds=True) if anchor.at else "",
        "offset_s": f"{'-' if anchor.offset_s < 0 else ''}{offset}",
        "critical": tr("yes") if cue.critical else tr("no"),
        "needs_ack": tr("yes") if cue.needs_ack else tr("no"),
        "trigger": trigger,
        "headers": headers,
        "body": body,
    }
