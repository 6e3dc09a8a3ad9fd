"""The sample festival that comes with the program."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any

from store.plan import Plan, read


def sample_plan(on: date | None = None) -> Plan:
    """The sample's plan; with `on` its day is moved there, every time with it."""
    with resources.as_file(resources.files("assets").joinpath("sample", "plan.json")) as path:
        plan = read([path], known=lambda _table: {}, today=date.min)
    if on is None:
        return plan
    held = date.fromisoformat(next(iter(plan.tables["festival"].values()))["date"])
    return Plan(_moved(plan.tables, on - held), plan.notices)


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, dict):
        return {key: _moved(each, by) for key, each in value.items()}
    if isinstance(value, list):
        return [_moved(each, by) for each in value]
    if isinstance(value, str) and len(value) >= 10 and value[4:5] == "-" and value[7:8] == "-":
        return _later(value, by)
    return value


def _later(text: str, by: timedelta) -> str:
    moment = date if len(text) == 10 else datetime
    try:
        return (moment.fromisoformat(text) + by).isoformat()
    except ValueError:
        return text  # a name that looks like a date
