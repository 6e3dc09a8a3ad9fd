"""The command room's subjects fold the same in whatever order their entries arrive: three stations, cut off and meeting."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from store import disk
from store.actions import Action, ItemStart, StageSetStatus
from store.actions import checkpoint as cp
from store.actions import duty as du
from store.actions import incident as inc
from store.actions import stop as sp
from store.alerts import alerts
from store.errors import Refused
from store.festival import Festival
from store.fold import fold
from store.models import ACKS
from store.rules.checkpoint import NEXT
from store.status import status
from store.verify import verify
from tests.store.festivals import MANAGER, at, documents, plain
from tests.store.security.guarded import guarded_festival
from tests.store.test_fold import STATIONS, Done, Sent, TakenBack, encoded, happen, send

gates = st.sampled_from(["G1", "G2", "R1"])
incidents = st.sampled_from(["I1", "I2", "I3"])
gravity = st.integers(1, 4)
notes = st.sampled_from([f"{name}-{n}" for name in STATIONS for n in range(14, 22)])
clicks = st.integers(-20, 1500)
texts = st.sampled_from(["一", "[/]", ""])
some = st.sampled_from(["一", "[red]x[/]"])
duties = st.sampled_from(["D1", "D2"])
actions: st.SearchStrategy[Action] = st.one_of(
    st.builds(cp.CheckpointSetStatus, subject=gates, status=st.sampled_from(sorted(NEXT))),
    st.builds(cp.CheckpointReopen, subject=gates),
    st.builds(cp.CheckpointCount, subject=gates, inward=clicks, outward=clicks),
    st.builds(cp.CheckpointCorrect, subject=gates, count_in=st.integers(0, 4000)),
    st.builds(cp.CheckpointReport, subject=gates, note=texts, queue=st.none() | st.integers(0, 200)),
    st.builds(cp.CheckpointSweep, subject=gates),
    st.builds(cp.CheckpointStaff, subject=gates, staff=st.integers(0, 9)),
    st.builds(inc.IncidentRaise, subject=incidents, summary=some, type=st.none() | st.just("crowd"), severity=gravity),
    *(
        st.builds(each, subject=incidents)
        for each in (
            inc.IncidentAccept, inc.IncidentDispatch, inc.IncidentArrive, inc.IncidentControl, inc.IncidentHold,
            inc.IncidentReopen, inc.IncidentFalseAlarm, inc.IncidentEscalate, inc.IncidentClose,
        )
    ),
    st.builds(inc.IncidentDuplicate, subject=incidents, of=incidents),
    st.builds(inc.IncidentLink, subject=incidents, to=incidents),
    st.builds(inc.IncidentUnlink, subject=incidents, to=incidents),
    st.builds(inc.IncidentAssign, subject=incidents, who=st.sampled_from("甲乙丙")),
    st.builds(inc.IncidentUnassign, subject=incidents, who=st.sampled_from("甲乙丙")),
    st.builds(inc.IncidentSeverity, subject=incidents, severity=st.integers(1, 4)),
    st.builds(inc.IncidentNote, subject=incidents, text=some),
    st.builds(inc.IncidentStrike, subject=incidents, note=notes),
    st.builds(inc.IncidentEdit, subject=incidents, place=texts),
    *(st.builds(each, subject=st.just("S1")) for each in (sp.StopRequest, sp.StopAuthorise, sp.StopResume, sp.StopEvacuate)),
    st.builds(sp.StopAck, subject=st.just("S1"), by=st.sampled_from(ACKS)),
    st.builds(sp.StopClear, subject=st.just("S1"), exit=st.sampled_from(["E1", "E2"])),
    st.builds(StageSetStatus, subject=st.just("S1"), status=st.sampled_from(["setup", "held", "stopped"])),
    st.builds(ItemStart, subject=st.sampled_from("AB")),
    st.builds(du.DutyReport, subject=duties, progress_pct=st.integers(0, 100), note=texts),
    st.builds(du.DutyProblem, subject=duties, text=some),
    *(st.builds(each, subject=duties) for each in (du.DutySolve, du.DutyDone, du.DutyVerify)),
    st.builds(du.DutyReject, subject=duties, note=some),
)  # fmt: skip
stations = st.integers(0, len(STATIONS) - 1)


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "sync", lambda _descriptor: None)
        patch.setattr(disk, "sync_folder", lambda _folder: None)
        yield


class Stations(RuleBasedStateMachine):
    """Three stations do things, take them back and send each other what they have; in the end all have the same."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.random = Random(1)

    @initialize()
    def open(self) -> None:
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.festivals = [
            self.stack.enter_context(guarded_festival(folder / name, name, None if name == "a7f3" else []))
            for name in STATIONS
        ]
        for other in self.festivals[1:]:
            other.absorb(self.festivals[0].journal.all())

    @rule(station=stations, action=actions, later_s=st.integers(-60, 600))
    def do(self, station: int, action: Action, later_s: int) -> None:
        happen(Done(station, action, later_s), self.festivals, self.random)

    @rule(station=stations, which=st.integers(0, 12))
    def take_back(self, station: int, which: int) -> None:
        happen(TakenBack(station, which), self.festivals, self.random)

    @rule(station=stations, to=stations, seed=st.integers(0, 99))
    def send(self, station: int, to: int, seed: int) -> None:
        happen(Sent(station, to, seed), self.festivals, self.random)

    def teardown(self) -> None:
        with self.stack:
            if hasattr(self, "festivals"):
                self.meet()

    def meet(self) -> None:
        """All entries reach all stations: the documents, and all that follows from them, are the same everywhere."""
        for one in self.festivals * 2:
            for other in self.festivals:
                send(one, other, self.random)
        first = self.festivals[0]
        now = at("11:00")
        for festival in self.festivals:
            assert plain(festival)["entries"] == plain(first)["entries"]
            assert encoded(festival) == encoded(first)
            assert verify(festival.folder).faults == ()
            assert _said(festival, now) == _said(first, now)


def _said(festival: Festival, now: datetime) -> tuple[set[str], bytes]:
    """What is said of the day at a moment; documents stand in the order in which they came, which is each station's own."""
    day = festival.day(now)
    crowds = status(day)["crowds"]
    return {str(alert.words) for alert in alerts(day)}, msgspec.json.encode(crowds)


Stations.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestStations = Stations.TestCase


@settings(max_examples=40, deadline=None)
@given(st.lists(actions, min_size=1, max_size=25), st.integers(0, 99).map(Random))
def test_one_station_in_any_order(done: list[Action], random: Random) -> None:
    with tempfile.TemporaryDirectory() as folder, guarded_festival(Path(folder) / "f") as festival:
        for action in done:
            try:
                festival.do(action, MANAGER)
            except Refused:
                continue
        for document in festival.journal.documents():
            entries = festival.journal.of(document)
            random.shuffle(entries)
            folded, senseless = fold([*entries, *entries[::2]])
            table, _, subject = document.partition("/")
            assert senseless == 0
            assert msgspec.to_builtins(folded) == documents(festival).get(table, {}).get(subject)
