"""The demo: the sample festival, and its day as people might have lived it up to a moment.

What happens is written down here and always the same. It goes the way of everything else, action by action through
`Festival.do`, so that the rules check it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import cycle, starmap
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from store import demo_security
from store.actions import (
    Action,
    CueAck,
    CueGo,
    CueNote,
    FestivalTag,
    ItemAdjust,
    ItemApprove,
    ItemCall,
    ItemEdit,
    ItemFinish,
    ItemHold,
    ItemResume,
    ItemSkip,
    ItemStart,
    StageDepartment,
    StageSetStatus,
)
from store.clock import GANSU, FixedClock, SimulatedClock
from store.codes.issuing import issue
from store.day import Day
from store.demo_arrivals import DEMO_KEY, arrivals
from store.festival import Changed, Festival
from store.fields import read_time
from store.importing import compare_plan
from store.models import DEPARTMENTS, Cue, Item, Performance, Stage
from store.sample import sample_plan
from store.timing import running_order
from store.who import Who

DATE = date(2005, 7, 1)  # the sample's
AT = "17:40"
STATION = "demo"

OPERATOR = Who("廉守正", "command")  # may do everything, so that everything can be tried
OFFICE = Who("文周全", "command")
DISCIPLINE = Who("清怀远", "command")
COORDINATOR = Who("播天下", "broadcast")

# Who answers for the departments of each stage, in the order of DEPARTMENTS.
CREWS = {
    "S1": ("排有序", "清风徐", "播天下", "搭牢固", "安守场", "协众力"),
    "S2": ("苑清朗", "苑清朗", "备无患", "排有序", "供无缺", "协众力"),
    "S3": ("明如灯", "明如灯", "播天下", "护学童", "供无缺", "协众力"),
}

# How many seconds longer than planned the items of a show take, one after the other and over again.
SLIPS = {"P4": (20, 15, 95, 40, 0, -20, 10, -15, 5)}
USUAL_SLIPS = (10, -5, 20, 0, 15, -10, 5)

OPENS_LATE_S = {"P0": 20, "P1": 45, "P2": 30}
HELD = {"P2-06": (180, 75)}  # after so many seconds, for so many
GIVEN = {"P4-05": (35, 60)}  # after so many seconds, so many more
SKIPPED = {"P2-08": ("14:31:20", "演员嗓子不适，导演同意撤下")}
CALLED_S = (0, 1, 0, 2, 1)  # how many seconds after their moments cues are called
GO_OVER_S = 30  # where the stage is reset faster than this, GO is pressed over the item that still runs


class Event(NamedTuple):
    """Something that someone did at a moment."""

    at: datetime
    who: Who
    action: Action


def prepare(folder: Path, at: datetime | str = AT, speed: float = 1.0) -> Festival:
    """Make the demo in a folder that is empty or does not exist: open, at the moment `at`, its clock running at `speed`.

    `at` may be a text as on the command line, on the sample's date. Raises NotUnderstood where it cannot be read.
    """
    zone = ZoneInfo(GANSU)
    now = read_time(at, DATE, zone) if isinstance(at, str) else at
    festival = Festival.open(folder, FixedClock(min(now, moment("07:30"))), station=STATION)
    try:
        import_sample(festival, OFFICE)
        issue_codes(festival, OFFICE)
        play(festival, now)
    except BaseException:
        festival.close()
        raise
    festival.clock = SimulatedClock(now, speed)
    return festival


def import_sample(festival: Festival, who: Who) -> Changed:
    """Import the sample plan into a festival."""
    return festival.do_all(compare_plan(sample_plan(), festival).actions, who)


def issue_codes(festival: Festival, who: Who) -> Changed:
    """Give everyone in the roster a code, made with the demo's key."""
    about = festival.day().festival
    actions: list[Action] = [FestivalTag(subject=about.id, tag=DEMO_KEY.tag)] if about else []
    return festival.do_all([*actions, *issue(DEMO_KEY, festival.documents.roster)], who)


def play(festival: Festival, until: datetime) -> None:
    """Play the sample's day up to a moment; the festival has the sample's plan and nothing else."""
    for event in sorted(script(festival.day()), key=lambda event: event.at):
        if event.at > until:
            break
        festival.clock = FixedClock(event.at)
        festival.do(event.action, event.who)


def moment(text: str) -> datetime:
    """A time of the sample's day."""
    return datetime.combine(DATE, time.fromisoformat(text), ZoneInfo(GANSU))


def script(day: Day) -> Iterator[Event]:
    """All that happens on the day, stage by stage."""
    for stage in day.stages():
        yield from _stage(day, stage)
    video = CREWS["S1"][DEPARTMENTS.index("video")]
    yield _signed("17:35", video, "fault", "LED 屏左侧两块黑屏")
    yield _signed("18:25", video, "ready", "已换备件")
    yield from starmap(Event, arrivals(day))
    yield Event(moment("16:30"), DISCIPLINE, ItemEdit(subject="P5-06", approved=False))
    yield Event(moment("19:20"), DISCIPLINE, ItemApprove(subject="P5-06"))
    yield Event(moment("17:31"), COORDINATOR, CueNote(subject="C-P4-021", text="短片换成第二版，4 分 10 秒"))
    for subject, (at, reason) in SKIPPED.items():
        yield Event(moment(at), Who("步稳台", "stage"), ItemSkip(subject=subject, reason=reason))
    for done in demo_security.events(day):
        yield Event(*done)


def _signed(at: str, who: str, state: str, note: str) -> Event:
    action = StageDepartment(subject="S1", department="video", state="fault" if state == "fault" else "ready", note=note)
    return Event(moment(at), Who(who, "stage"), action)


def _stage(day: Day, stage: Stage) -> Iterator[Event]:
    """A stage's day: set up, signed off, made ready and played on, show after show, then closed."""
    shows = day.performances_on(stage.id)
    manager = Who(stage.stage_manager, "stage")
    free = shows[0].start - timedelta(minutes=90)
    for show in shows:
        yield Event(free, manager, StageSetStatus(subject=stage.id, status="setup"))
        for nth, (department, person) in enumerate(zip(DEPARTMENTS, CREWS[stage.id], strict=True)):
            at = show.start - timedelta(minutes=35 - 3 * nth)
            action = StageDepartment(subject=stage.id, department=department, state="ready")
            yield Event(at, Who(person, "stage"), action)
        yield Event(show.start - timedelta(minutes=12), manager, StageSetStatus(subject=stage.id, status="ready"))
        played = list(_show(day, show))
        yield from played
        yield from _cues(day, show, played)
        free = played[-1].at + timedelta(minutes=8)
    yield Event(free, manager, StageSetStatus(subject=stage.id, status="closed"))


def _show(day: Day, show: Performance) -> Iterator[Event]:
    """A show from its first call to the end of its last item, which comes last."""
    who = Who(show.stage_manager, "stage")
    items = [item for item in running_order(day.items(show.id)) if item.id not in SKIPPED]
    begins = max(show.start, items[0].fixed_start or show.start) + timedelta(seconds=OPENS_LATE_S.get(show.id, 0))
    yield Event(begins - timedelta(minutes=15), who, ItemCall(subject=items[0].id, state="called"))
    yield Event(begins - timedelta(minutes=6), who, ItemCall(subject=items[1].id, state="called"))
    yield Event(begins - timedelta(minutes=4), who, ItemCall(subject=items[0].id, state="standing_by"))
    slips = cycle(SLIPS.get(show.id, USUAL_SLIPS))
    for nth, item in enumerate(items):
        yield Event(begins, who, ItemStart(subject=item.id))
        yield from _calls(begins, who, items[nth + 1 : nth + 3])
        more_s = yield from _unplanned(begins, who, item)
        ends = begins + timedelta(seconds=item.duration_s + next(slips) + more_s)
        begins = ends + timedelta(seconds=item.changeover_s)
        if item.changeover_s > GO_OVER_S or item is items[-1]:
            yield Event(ends, who, ItemFinish(subject=item.id))


def _cues(day: Day, show: Performance, played: Sequence[Event]) -> Iterator[Event]:
    """The cues of a show, called when their moments came; those that want an answer have it before."""
    starts = {event.action.subject: event.at for event in played if isinstance(event.action, ItemStart)}
    ends = {event.action.subject: event.at for event in played if isinstance(event.action, ItemFinish)}
    names = list(starts)
    ends = {name: ends.get(name) or starts[names[place + 1]] for place, name in enumerate(names)}
    moments = {"on_air": show.on_air or show.start}
    for cue, slip in zip(day.documents.of(Cue, show.id), cycle(CALLED_S), strict=False):
        anchor = cue.anchor
        base = {"item_start": starts, "item_end": ends}.get(anchor.ref, moments).get(anchor.item or anchor.ref)
        if base is None:
            continue
        at = base + timedelta(seconds=anchor.offset_s + slip)
        if cue.needs_ack:
            yield Event(at - timedelta(seconds=12), COORDINATOR, CueAck(subject=cue.id, by=cue.to[0] if cue.to else ""))
        yield Event(at, COORDINATOR, CueGo(subject=cue.id))


def _calls(begun: datetime, who: Who, following: Sequence[Item]) -> Iterator[Event]:
    """Once an item is on, the one after the next is called, and the next stands by."""
    for item in following[1:]:
        yield Event(begun + timedelta(seconds=30), who, ItemCall(subject=item.id, state="called"))
    for item in following[:1]:
        yield Event(begun + timedelta(seconds=40), who, ItemCall(subject=item.id, state="standing_by"))


def _unplanned(begun: datetime, who: Who, item: Item) -> Generator[Event, None, int]:
    """The hold and the minute more of an item that has them; returns by how many seconds it lasts longer."""
    more_s = 0
    if item.id in HELD:
        after, held = HELD[item.id]
        yield Event(begun + timedelta(seconds=after), who, ItemHold(subject=item.id))
        yield Event(begun + timedelta(seconds=after + held), who, ItemResume(subject=item.id))
        more_s += held
    if item.id in GIVEN:
        after, given = GIVEN[item.id]
        yield Event(begun + timedelta(seconds=after), who, ItemAdjust(subject=item.id, seconds=given))
        more_s += given
    return more_s
