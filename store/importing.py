"""A plan's files against a festival: what importing them would record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from store.entry import Entry
from store.festival import Festival
from store.fold import alive
from store.plan import Changes, Plan, compare, read

Raw = dict[str, Any]


def read_plan(paths: Sequence[Path], festival: Festival | None, today: date) -> Plan:
    """Read a plan for a festival, None where there is none yet.

    `today` is the festival's date where nothing else says it. Raises PlanFaults.
    """
    return read(paths, known=lambda table: _standing(festival, table), today=today)


def compare_plan(plan: Plan, festival: Festival | None, *, remove_played: bool = False) -> Changes:
    """What importing the plan would change; raises NeedsConsent("remove_played") as `store.plan.compare` does."""

    def imported(table: str, subject: str) -> Mapping[str, Any]:
        return _imported(festival.journal.of(f"{table}/{subject}")) if festival else {}

    return compare(plan, lambda table: _standing(festival, table), imported, remove_played=remove_played)


def _standing(festival: Festival | None, table: str) -> dict[str, Raw]:
    return festival.db.storage.tables.get(table, {}) if festival else {}


def _imported(entries: Sequence[Entry]) -> Raw:
    """The fields of a document as the plan last gave them."""
    fields: Raw = {}
    for entry in alive(entries):
        if entry.action == "plan.put":
            fields |= entry.fields["fields"]
        elif entry.action == "plan.remove":
            fields = {}
    return fields
