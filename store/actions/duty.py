"""What can be done to a duty."""

from __future__ import annotations

from store.actions.base import Action
from store.models import Name, Percent


class DutyReport(Action, frozen=True, tag="duty.report"):
    """Say how far it is, in per cent, and perhaps in words."""

    progress_pct: Percent
    note: str = ""


class DutyProblem(Action, frozen=True, tag="duty.problem"):
    """Report a problem to the committee (反映问题)."""

    text: Name


class DutySolve(Action, frozen=True, tag="duty.solve"):
    """The problem is solved."""

    note: str = ""


class DutyDone(Action, frozen=True, tag="duty.done"):
    """Report it done; that is to be verified yet."""

    note: str = ""


class DutyVerify(Action, frozen=True, tag="duty.verify"):
    """Inspection has found it done (督查)."""

    note: str = ""


class DutyReject(Action, frozen=True, tag="duty.reject"):
    """Inspection puts it back for correction."""

    note: Name
