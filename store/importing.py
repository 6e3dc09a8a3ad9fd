"""A plan's files against a festival: what importing them would record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from store.festival import Festival
from store.fold import alive
from store.plan import Changes, Plan, compare, read

Raw = dict[str, Any]


def read_plan(paths: Sequence[Path], festival: Festival | None, today: date) -> Plan:
    """Read a plan for a festival, None where there is none yet.

    `today` is the festival's date where nothing else says it. Raises PlanFaults.
    """
    return read(paths, known=partial(_standing, festival), imported=partial(_imported, festival), today=today)


def compare_plan(plan: Plan, festival: Festival | None, *, remove_played: bool = False) -> Changes:
    """What importing the plan would change; raises NeedsConsent("remove_played") as `store.plan.compare` does."""
    return compare(plan, partial(_standing, festival), partial(_imported, festival), remove_played=remove_played)


def _standing(festival: Festival | None, table: str) -> dict[str, Raw]:
    return festival.db.storage.tables.get(table, {}) if festival else {}


def _imported(festival: Festival | None, table: str, subject: str) -> Raw:
    """The fields of a document as the plan last gave them; {} where it never did."""
    fields: Raw = {}
    for entry in alive(festival.journal.of(f"{table}/{subject}")) if festival else ():
        if entry.action == "plan.put":
            fields |= entry.fields["fields"]
        elif entry.action == "plan.remove":
            fields = {}
    return fields
