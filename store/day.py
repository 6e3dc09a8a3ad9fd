"""The day as it stands at a moment: everything that follows from the documents and the time, and is kept nowhere."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import cached_property
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from store.documents import Documents
from store.errors import Refused
from store.labels import message
from store.models import DEPARTMENTS, Checkpoint, Document, Duty, Festival, Incident, Item, Performance, Stage, Unit
from store.rundown import Rundown
from store.words import Message, pick

D = TypeVar("D", bound=Document)


class Blocker(NamedTuple):
    """Something that keeps a stage from being ready: its code, and in words."""

    code: str
    words: Message


class Day:
    """The documents at `now`. It is made anew for every moment; what it works out, it works out once."""

    def __init__(self, documents: Documents, now: datetime) -> None:
        self.documents = documents
        self.now = now
        self._rundowns: dict[str, Rundown] = {}
        self.places: dict[str, Checkpoint | None] = {}  # which checkpoint a place names: looked for once

    def need(self, model: type[D], subject: str) -> D:
        """The document of that model and id; raises Refused where there is none."""
        document = self.documents.get(model, subject)
        if document is None:
            raise Refused("There is no {subject}.", subject=subject)
        return document

    @property
    def festival(self) -> Festival | None:
        """The festival; None before a plan has been imported."""
        return next(iter(self.documents.all(Festival)), None)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which this festival's times are shown."""
        return self.documents.zone()

    def name(self, document: Festival | Stage | Performance) -> str:
        """Its name in the current language."""
        return pick(document.name, document.name_en)

    def short_name(self, performance: Performance) -> str:
        """What people call a show: its name up to the dash or the bracket."""
        name = self.name(performance)
        cuts = [at for mark in ("—", " (", "（") if (at := name.find(mark)) > 0]
        return name[: min(cuts, default=len(name))].strip()

    def stages(self) -> list[Stage]:
        """All stages, in the order of the plan."""
        return self.documents.all(Stage)

    def performances(self) -> list[Performance]:
        """All performances, by their planned start."""
        return sorted(self.documents.all(Performance), key=lambda performance: (performance.start, performance.id))

    def performances_on(self, stage: str) -> list[Performance]:
        """The performances on a stage, by their planned start."""
        return [performance for performance in self.performances() if performance.stage == stage]

    def stage_of(self, performance: Performance) -> Stage | None:
        """The stage on which a performance plays."""
        return self.documents.get(Stage, performance.stage)

    def items(self, performance: str) -> list[Item]:
        """The items of a performance, unsorted."""
        return self.documents.of(Item, performance)

    def rundown(self, performance: str) -> Rundown:
        """A performance as it stands now; raises Refused where there is none."""
        if performance not in self._rundowns:
            about = self.need(Performance, performance)
            stage = self.stage_of(about)
            self._rundowns[performance] = Rundown(about, self.items(performance), self.now, stage.halts if stage else ())
        return self._rundowns[performance]

    def on_stage(self, stage: str) -> Rundown | None:
        """What a stage is about: the show that is on, else the next to come, else the last one; None where it has none."""
        shows = [self.rundown(performance.id) for performance in self.performances_on(stage)]
        return next(
            (show for states in (("running", "held"), ("planned",)) for show in shows if show.state in states),
            shows[-1] if shows else None,
        )

    def stage_status(self, stage: Stage) -> str:
        """The status of a stage: what has been declared, unless the show on it says more."""
        if stage.status in ("held", "stopped"):
            return stage.status
        show = self.on_stage(stage.id)
        if show is None or show.state in ("planned", "done"):
            return stage.status
        if show.current is None:
            return "changeover"
        return "held" if show.state == "held" else "live"

    def blockers(self, stage: Stage) -> list[Blocker]:
        """What keeps a stage from being ready.

        A stage of which no department has said anything does without sign-offs; of one that uses them, every
        department must have signed. A stage walk, or a stage that is closed, keeps it from being ready too.
        """
        found = (
            [Blocker(stage.status, message("stage.status", stage.status))] if stage.status in ("rehearsal", "closed") else []
        )
        if not stage.departments:
            return found
        for name in DEPARTMENTS:
            word = stage.departments.get(name)
            state = word.state if word else "unknown"
            if state != "ready":
                values = {"department": message("stage.department", name), "state": message("department.state", state)}
                note = word.note if word else ""
                words = Message("{department} {state}", values)
                if note:
                    words = Message("{what} ({note})", {"what": words, "note": note})
                found.append(Blocker(name, words))
        return found

    @cached_property
    def units(self) -> list[Unit]:
        """All units, in the order of the plan."""
        return self.documents.all(Unit)

    @cached_property
    def _units(self) -> dict[str, Unit]:
        return {unit.name: unit for unit in reversed(self.units)}

    def unit(self, name: str) -> Unit | None:
        """The unit of that name."""
        return self._units.get(name)

    @cached_property
    def _phones(self) -> dict[str, str]:
        return {duty.person: duty.contact for duty in self.documents.all(Duty) if duty.contact}

    def phone(self, person: str, unit: str) -> str:
        """How a person is reached: at the number that their duty gives, else at their unit's; "" where neither is known."""
        about = self.unit(unit)
        return self._phones.get(person) or (about.contact if about else "")

    # -- the security of a stage --------------------------------------------------------------------------------------

    @cached_property
    def checkpoints(self) -> list[Checkpoint]:
        """All checkpoints, in the order of the plan."""
        return self.documents.all(Checkpoint)

    @cached_property
    def counting(self) -> dict[str, list[Checkpoint]]:
        """The checkpoints that count for a stage's area, by the stage's id."""
        found: dict[str, list[Checkpoint]] = {}
        for checkpoint in self.checkpoints:
            if checkpoint.counts_area is not None:
                found.setdefault(checkpoint.counts_area, []).append(checkpoint)
        return found

    def checkpoints_at(self, stage: str) -> list[Checkpoint]:
        """The checkpoints of a stage, and those that count for its area."""
        return [each for each in self.checkpoints if stage in (each.stage, each.counts_area)]

    @cached_property
    def incidents(self) -> list[Incident]:
        """All incidents, in the order in which they came."""
        return self.documents.all(Incident)

    @cached_property
    def incident_numbers(self) -> Counter[int]:
        """How many incidents there are of each number."""
        return Counter(each.number for each in self.incidents)
