"""The cues of a show as they stand at a moment: when each is due, in which order, and what is next. Pure; kept nowhere.

A cue stands by on its own once it is the next one and its moment is no further away than the show's lead. That follows
from the plan and the time, so it is derived and not recorded: every station sees the same, no two can record it twice, and
when the show moves away from the cue the standby goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from store.models import Cue, CueState
from store.rundown import Rundown, seconds

if TYPE_CHECKING:
    from store.day import Day

WAITING = ("pending", "standby", "acked")


class CueRow(NamedTuple):
    """A cue, its moment (None where its item is skipped), its state as it shows, and the seconds to its moment.

    `left_s` is negative once it is late; None where nothing is to be waited for any more.
    """

    cue: Cue
    due: datetime | None
    state: CueState
    left_s: int | None

    @property
    def late_s(self) -> int:
        """By how many seconds it is late, 0 where it is not."""
        return max(0, -self.left_s) if self.left_s is not None else 0

    @property
    def is_due(self) -> bool:
        """Whether its moment has come and it has not been fired."""
        return self.left_s is not None and self.left_s <= 0


class CueSheet:
    """The cues of one show, `halted` where its stage is held or stopped: then nothing stands by on its own."""

    def __init__(self, show: Rundown, cues: Iterable[Cue], halted: bool = False) -> None:
        self.show = show
        self._cues = list(cues)
        self._halted = halted

    @cached_property
    def rows(self) -> list[CueRow]:
        """All cues by their moments; where these tie by their manual order; those without a moment last."""
        due = [(self.show.due(cue), cue) for cue in self._cues]
        due.sort(key=lambda each: (each[0] is None, each[0] or self.show.now, each[1].order, each[1].number, each[1].id))
        following = next((cue.id for moment, cue in due if moment is not None and cue.state in WAITING), "")
        return [self._row(cue, moment, cue.id == following) for moment, cue in due]

    def _row(self, cue: Cue, due: datetime | None, is_next: bool) -> CueRow:
        left = seconds(self.show.now, due) if due is not None and cue.state in WAITING else None
        state = cue.state
        lead = self.show.performance.standby_lead_s
        if is_next and state == "pending" and lead and left is not None and left <= lead and not self._halted:
            state = "standby"
        return CueRow(cue, due, state, left)

    @cached_property
    def waiting(self) -> list[CueRow]:
        """The cues that are still to be fired and have a moment, the next first."""
        return [row for row in self.rows if row.left_s is not None]

    @property
    def next(self) -> CueRow | None:
        """The cue that GO fires: the first that waits, also where it is late."""
        return self.waiting[0] if self.waiting else None

    def row(self, cue: str) -> CueRow | None:
        """The row of the cue of that id."""
        return next((row for row in self.rows if row.cue.id == cue), None)


def sheet(day: Day, performance: str) -> CueSheet:
    """The cues of a show as they stand now; raises Refused where there is no such show."""
    show = day.rundown(performance)
    return CueSheet(show, day.documents.of(Cue, performance), show.halted)
