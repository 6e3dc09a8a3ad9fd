"""The forms for an item: to insert one, and to edit one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import tzinfo

from store.formats import clock_time, duration
from store.labels import label
from store.models import Item
from store.phrases import FIELDS
from store.rundown import Rundown
from store.words import tr
from tui.dialogs.form import Field, Form

HandIn = Callable[[str, str, Mapping[str, str]], None]

_SHOWN = (
    "number", "title", "form", "kind", "unit", "contact", "duration_s", "changeover_s", "fixed_start", "fixed_end",
    "min_duration_s", "performers", "mics", "props", "approved",
)  # fmt: skip
_EXAMPLES = {
    "duration_s": "4:30",
    "changeover_s": "1:00",
    "fixed_start": "20:00",
    "fixed_end": "20:15",
    "min_duration_s": "5:00",
}


def edit_form(item: Item, zone: tzinfo, do: HandIn) -> Form:
    """The form to edit an item. `do` is given the action, its subject and the fields that were changed."""
    fields = [Field(key, tr(FIELDS[key]), _written(item, key, zone), _EXAMPLES.get(key, "")) for key in _SHOWN]
    title = tr("Edit {number} {title}", number=item.number, title=item.title)
    return Form(title, fields, lambda changed: do("item.edit", item.id, changed))


def insert_form(show: Rundown, after: str, station: str, do: HandIn) -> Form:
    """The form to insert an item behind `after`, or at the end where that is "". Its id bears the station, so that two
    stations that insert at the same time insert two items."""
    number = max((item.number for item in show.items), default=0) + 1
    subject = f"{show.performance.id}-{number:02d}-{station}"
    fields = [Field(key, tr(FIELDS[key]), "", _EXAMPLES.get(key, "")) for key in _SHOWN if key != "approved"]
    place = {"after": after} if after else {}
    return Form(
        tr("Insert an item"),
        fields,
        lambda filled: do(
            "item.insert",
            subject,
            {"performance": show.performance.id, **place, **{key: text for key, text in filled.items() if text}},
        ),
    )


def _written(item: Item, key: str, zone: tzinfo) -> str:
    value = getattr(item, key)
    if value is None:
        return ""
    if key == "kind":
        return label("item.kind", value)
    if key.endswith("_s"):
        return duration(value)
    if key.startswith("fixed"):
        return clock_time(value, zone, seconds=True)
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return str(value)
