"""The command room's day in the demo: posts, counts and reports, three incidents, a stop that was practised, duties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from store.actions import Action
from store.actions.checkpoint import CheckpointCount, CheckpointReport, CheckpointSetStatus, CheckpointSweep
from store.actions.duty import DutyDone, DutyProblem, DutyReport, DutySolve, DutyVerify
from store.actions.incident import (
    IncidentAccept,
    IncidentArrive,
    IncidentAssign,
    IncidentClose,
    IncidentControl,
    IncidentDispatch,
    IncidentNote,
    IncidentRaise,
)
from store.actions.stop import StopAck, StopAuthorise, StopRequest, StopResume
from store.day import Day
from store.models import Checkpoint, Duty, Window
from store.who import Who

Done = tuple[datetime, Who, Action]

COMMANDER = Who("廉守正", "command")
LEADER = Who("卫长安", "security")
INSPECTOR = Who("督行健", "command")

EVERY = timedelta(minutes=10)  # how often the clickers are read, and every
NEAR = timedelta(minutes=2)  # two minutes at the theatre in the hour before the demo opens
STEADY = time(16, 40)

# How many come in by a gate in a window, by the hour at which it opens; they leave by it in its last part.
CROWDS = {
    ("CP-01", 8): 860, ("CP-02", 8): 540, ("CP-03", 8): 96, ("CP-04", 8): 60,
    ("CP-01", 13): 1130, ("CP-02", 13): 620, ("CP-03", 13): 40, ("CP-04", 12): 120,
    ("CP-01", 18): 1480, ("CP-02", 18): 960, ("CP-03", 18): 110, ("CP-04", 17): 180,
    ("CP-08", 10): 430, ("CP-09", 9): 70, ("CP-08", 16): 441, ("CP-09", 15): 68, ("CP-10", 13): 388,
}  # fmt: skip
STAYING = {("CP-08", 16), ("CP-09", 15)}  # the live show: they are inside until its end
LEAVING = timedelta(minutes=25)
SILENT = {"CP-07": time(17, 2, 50)}  # after this report there is none any more
LATE = {"CP-12": (time(14, 35), timedelta(minutes=9))}  # the report that is due then comes so much later

DONE_BEFORE = timedelta(minutes=10)


def events(day: Day) -> Iterator[Done]:
    """What the command room does on the sample's day; in no order."""
    for checkpoint in day.checkpoints:
        who = Who(checkpoint.contact, "security")
        for window in checkpoint.open_windows:
            yield from _window(day, checkpoint, window, who)
    yield from _incidents(day)
    yield from _practice(day)
    for duty in day.documents.all(Duty):
        yield from _duty(day, duty)


def _at(day: Day, hour: int, minute: int, second: int = 0) -> datetime:
    return day.now.astimezone(day.zone).replace(hour=hour, minute=minute, second=second, microsecond=0)


def _window(day: Day, post: Checkpoint, window: Window, who: Who) -> Iterator[Done]:
    """A post's window: swept, opened, counting and reporting, stood down."""
    opens, closes = window.open.astimezone(day.zone), window.close.astimezone(day.zone)
    if post.sweep_required:
        yield opens - timedelta(minutes=22), who, CheckpointSetStatus(subject=post.id, status="sweeping")
        yield opens - timedelta(minutes=6), who, CheckpointSweep(subject=post.id)
    yield opens, who, CheckpointSetStatus(subject=post.id, status="open")
    yield from _reports(post, opens, closes, who)
    yield from _counts(post, opens, closes, who)
    yield closes, who, CheckpointSetStatus(subject=post.id, status="stood_down")


def _reports(post: Checkpoint, opens: datetime, closes: datetime, who: Who) -> Iterator[Done]:
    interval = timedelta(seconds=post.report_interval_s)
    at = opens + interval - timedelta(seconds=70 + 7 * int(post.id[-2:]))
    while at < closes:
        silent = SILENT.get(post.id)
        if silent is not None and at.time() >= silent:
            yield at.replace(hour=silent.hour, minute=silent.minute, second=silent.second), who, _nil(post)
            return
        late = LATE.get(post.id)
        if late is not None and at.time() < late[0] < (at + interval).time():
            at += late[1]
        yield at, who, _nil(post)
        at += interval - timedelta(seconds=20)


def _nil(post: Checkpoint) -> CheckpointReport:
    return CheckpointReport(subject=post.id, kind="nil")


def _counts(post: Checkpoint, opens: datetime, closes: datetime, who: Who) -> Iterator[Done]:
    """Most come in the first half hour, all have left by the end; so many a time as the clicker was read."""
    total = CROWDS.get((post.id, opens.hour))
    if total is None:
        return
    stays = (post.id, opens.hour) in STAYING
    leave = closes - LEAVING
    inside, at, entering = 0, opens, timedelta(minutes=100 if stays else 80)
    while at + NEAR < closes:
        step = NEAR if stays and at.time() >= STEADY else EVERY
        at += step
        if at <= leave:
            part = min(1.0, (at - opens) / entering)
            inward = round(total * (1 - (1 - part) ** 2)) - inside
            outward = 0
        else:
            inward, outward = 0, min(inside, round(total * step / LEAVING) + 1)
        inside += inward - outward
        if inward or outward:
            yield at, who, CheckpointCount(subject=post.id, inward=inward, outward=outward)


def _incidents(day: Day) -> Iterator[Done]:
    """One that is long dealt with, one that took an hour, and one that is being handled when the demo opens."""
    raised = (
        ("I001-demo", "medical", "中心广场南门安检口", "老人头晕，已扶至阴凉处", 4, (9, 21)),
        ("I002-demo", "missing_person", "中心广场", "一名七岁男孩与家长走散", 3, (14, 43)),
        ("I003-demo", "crowd", "文化馆剧场正门安检口", "门口排队过长，人群向台阶涌", 3, (17, 26)),
    )
    for subject, kind, place, summary, severity, (hour, minute) in raised:
        action = IncidentRaise(subject=subject, type=kind, place=place, summary=summary, severity=severity)  # type: ignore[arg-type]  # the codes above are incident types
        yield _at(day, hour, minute), Who("查细微", "security"), action
    for subject, hour, minute, team in (("I001-demo", 9, 22, "医疗组 药到安"), ("I002-demo", 14, 44, "应急分队 应急先")):
        at = _at(day, hour, minute)
        for nth, step in enumerate((IncidentAccept, IncidentDispatch, IncidentArrive, IncidentControl, IncidentClose)):
            yield at + timedelta(minutes=4 * nth), LEADER, step(subject=subject)
        yield at + timedelta(seconds=50), LEADER, IncidentAssign(subject=subject, who=team)
    note = IncidentNote(subject="I002-demo", text="在北门志愿者岗找到，已交家长")
    yield _at(day, 14, 57), Who("检无遗", "security"), note
    third = "I003-demo"
    yield _at(day, 17, 27, 10), LEADER, IncidentAccept(subject=third)
    yield _at(day, 17, 28, 0), LEADER, IncidentAssign(subject=third, who="审门清")
    yield _at(day, 17, 28, 20), LEADER, IncidentDispatch(subject=third)
    yield _at(day, 17, 31, 40), Who("审门清", "security"), IncidentNote(subject=third, text="加开一条通道，用护栏分两列")


def _practice(day: Day) -> Iterator[Done]:
    """The stop of the square's stage, practised while it is being set up."""
    at = _at(day, 12, 50)
    yield at, Who("步稳台", "stage"), StopRequest(subject="S1", reason="停演演练")
    yield at + timedelta(seconds=18), COMMANDER, StopAuthorise(subject="S1")
    acks = (("act", "步稳台", "stage", 9), ("announcement", "清风徐", "stage", 14), ("gates", "查细微", "security", 21))
    for name, person, role, after in acks:
        yield at + timedelta(seconds=18 + after), Who(person, role), StopAck(subject="S1", by=name)  # type: ignore[arg-type]  # the names above are acknowledgements
    yield at + timedelta(seconds=44), LEADER, StopAck(subject="S1", by="medics")
    yield at + timedelta(seconds=61), Who("统帅屏", "broadcast"), StopAck(subject="S1", by="filler")
    yield at + timedelta(minutes=4), COMMANDER, StopResume(subject="S1")


def _duty(day: Day, duty: Duty) -> Iterator[Done]:
    """A duty's reports; done before its deadline, and verified, where that is during the day."""
    who = Who(duty.person, "security")
    starts = (duty.start_at or day.now).astimezone(day.zone)
    ends = (duty.deadline or starts).astimezone(day.zone)
    yield starts + timedelta(minutes=5), who, DutyReport(subject=duty.id, progress_pct=10, note="人员到岗")
    middle = starts + (ends - starts) / 2
    yield middle, who, DutyReport(subject=duty.id, progress_pct=60, note="按计划推进")
    if duty.id == "D-26":
        yield _at(day, 12, 4), who, DutyProblem(subject=duty.id, text="午餐缺 40 份")
        yield _at(day, 12, 31), who, DutySolve(subject=duty.id, note="已追加送到")
    if duty.id == "D-23":
        yield _at(day, 17, 18), who, DutyProblem(subject=duty.id, text="东街停车场已满，请求加开西街停车场")
        yield _at(day, 18, 5), COMMANDER, DutySolve(subject=duty.id, note="西街停车场已开")
    yield max(ends - DONE_BEFORE, middle + timedelta(minutes=1)), who, DutyDone(subject=duty.id, note="完成")
    verified = max(ends, middle) + timedelta(minutes=25)
    yield verified, INSPECTOR, DutyVerify(subject=duty.id, note="督查：已核查")
