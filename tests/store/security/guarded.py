"""A festival with security: a stage of 3,000 with two public gates and a staff entrance, a post that counts nothing,
incidents, units and duties."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from store.actions import Action
from store.actions.checkpoint import CheckpointCount, CheckpointSetStatus
from store.festival import Festival
from store.models import Checkpoint, Duty, Incident
from tests.store.festivals import at, fixture_f, opened, put

WINDOW = {"open": at("10:00").isoformat(), "close": at("12:00").isoformat()}
CHAIN = ["安保组长 卫长安", "总指挥 廉守正"]


def guarded(approved: int = 3000) -> list[Action]:
    """The plan: fixture F, its stage's area, its gates, a unit and two duties."""
    gate = {"kind": "public_gate", "stage": "S1", "counts_area": "S1", "open_windows": [WINDOW], "lanes": 2}
    gate |= {"unit": "公安局", "staff": 4, "min_staff": 4, "escalate_to": CHAIN}
    return [
        *fixture_f(),
        put("stages", "S1", name="主舞台", name_en="Main stage", capacity=approved, exits=[
            {"id": "E1", "name": "南门"}, {"id": "E2", "name": "北门"},
        ]),
        put("checkpoints", "G1", name="南门", name_en="South gate", call_sign="岗01", contact="查细微", **gate),
        put("checkpoints", "G2", name="北门", name_en="North gate", call_sign="岗02", sweep_required=True, **gate),
        put("checkpoints", "G3", name="演职", name_en="Staff", kind="staff_gate", stage="S1", counts_area="S1"),
        put("checkpoints", "R1", name="供电", name_en="Power", kind="restricted_area", stage="S1", open_windows=[WINDOW]),
        put("units", "公安局", name="公安局", leader="肃明远", contact="8111"),
        put("duties", "D1", unit="公安局", task="安检", person="查细微", contact="8112", deadline=at("12:00").isoformat()),
        put("duties", "D2", unit="文化局", task="催场", deadline=at("12:00").isoformat()),
    ]  # fmt: skip


def guarded_festival(folder: Path, station: str = "a7f3", plan: Sequence[Action] | None = None) -> Festival:
    """That festival in a new folder, open at 10:00."""
    return opened(folder, "10:00", station=station, plan=guarded() if plan is None else plan)


def checkpoint(festival: Festival, subject: str = "G1") -> Checkpoint:
    """A checkpoint as it stands."""
    return festival.day().need(Checkpoint, subject)


def incident(festival: Festival, subject: str = "I1") -> Incident:
    """An incident as it stands."""
    return festival.day().need(Incident, subject)


def duty(festival: Festival, subject: str = "D1") -> Duty:
    """A duty as it stands."""
    return festival.day().need(Duty, subject)


def came(inward: int = 0, outward: int = 0, gate: str = "G1") -> CheckpointCount:
    """So many have come in and gone out."""
    return CheckpointCount(subject=gate, inward=inward, outward=outward)


def turned(status: str, gate: str = "G1") -> CheckpointSetStatus:
    """A checkpoint is declared to be in that status."""
    return CheckpointSetStatus(subject=gate, status=status)  # type: ignore[arg-type]  # tests name them as they are
