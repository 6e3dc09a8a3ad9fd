"""What can be done to a stage."""

from __future__ import annotations

from store.actions.base import Action
from store.models import DepartmentName, DepartmentState, StageStatus


class StageSetStatus(Action, frozen=True, tag="stage.status"):
    """Declare the status of a stage. `confirm` as for GO: "not_ready" to declare it ready all the same."""

    status: StageStatus
    confirm: tuple[str, ...] = ()


class StageDepartment(Action, frozen=True, tag="stage.department"):
    """Sign a department of a stage off, or say what is wrong with it."""

    department: DepartmentName
    state: DepartmentState
    note: str = ""
