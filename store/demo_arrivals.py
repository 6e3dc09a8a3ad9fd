"""The demo's check-in: who came to the opening and to the live shows, at which desk, and what went on there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from store.actions import (
    Action,
    OfficialAdmit,
    OfficialDepart,
    OfficialEdit,
    OfficialNote,
    OfficialSubstitute,
)
from store.codes.key import Key
from store.day import Day
from store.models import Official, Performance
from store.rules.official import substitute_id
from store.who import Who

# The demo's codes are made with a key that everyone can read here: it opens nothing but the demo.
DEMO_KEY = Key("2005", b"lianyun's demo!!")

SEED = 20050701
DESKS = ("北门1号台", "北门2号台", "嘉宾台")
CLERKS = ("迎如春", "笔清正", "礼周到")
COME = {"P0": 0.93, "P4": 0.88, "P5": 0.9}  # which part of those who are expected to a show comes to it
LATER = {"P4": 40, "P5": 60}  # how many of the roster come to a live show rather than to the opening
MEAN_MIN, SPREAD_MIN = 22.0, 11.0  # how long before the start people come

Step = tuple[datetime, Who, Action]


def arrivals(day: Day) -> Iterator[Step]:
    """All that happens at the desks, in no order; always the same."""
    chance = Random(SEED)
    shows = {show.id: show for show in day.performances()}
    expected = [official for official in day.documents.roster if official.expected == "yes"]
    taken: list[Official] = []
    for subject, count in LATER.items():
        group = [official for official in expected if official not in taken][len(expected) // 3 :: 4][:count]
        taken += group
        for official in group:
            noon = shows[subject].start.replace(hour=7, minute=45)
            yield noon, Who(CLERKS[0], "desk"), OfficialEdit(subject=official.id, performance=subject)
        yield from _come(shows[subject], group, chance)
    opening = [official for official in expected if official not in taken]
    early, *others, first, second, third = opening
    yield from _come(shows["P0"], others, chance)
    yield from _substitutes(shows["P0"], (first, second, third))
    yield from _early(shows["P0"], early)
    for official, text in zip(opening[5:7], ("轮椅通道入场", "发言嘉宾，请引导至后台"), strict=True):
        noted = OfficialEdit(subject=official.id, attention=text)
        yield shows["P0"].start.replace(hour=7, minute=50), Who(CLERKS[2], "desk"), noted


def _come(show: Performance, officials: Sequence[Official], chance: Random) -> Iterator[Step]:
    """Those who come to a show: most before it begins, a few late, some without their badge."""
    for official in officials:
        if chance.random() >= COME[show.id]:
            continue
        before_s = max(-9 * 60, chance.gauss(MEAN_MIN, SPREAD_MIN) * 60)
        desk = chance.randrange(len(DESKS))
        action = OfficialAdmit(subject=official.id, gate=DESKS[desk], how="name" if chance.random() < 0.04 else "code")
        yield show.start - timedelta(seconds=int(before_s)), Who(CLERKS[desk], "desk"), action


def _substitutes(show: Performance, officials: Sequence[Official]) -> Iterator[Step]:
    """Three who send somebody else."""
    clerk = Who(CLERKS[2], "desk")
    for nth, (official, name) in enumerate(zip(officials, ("廉代章", "替如约", "明代会"), strict=True)):
        yield show.start - timedelta(minutes=70 - nth), clerk, OfficialSubstitute(subject=official.id, by=name)
        came = OfficialAdmit(subject=substitute_id(official, name), gate=DESKS[2])
        yield show.start - timedelta(minutes=17 - nth), clerk, came


def _early(show: Performance, official: Official) -> Iterator[Step]:
    """One who comes first and leaves early, as the note says."""
    clerk = Who(CLERKS[2], "desk")
    yield show.start - timedelta(minutes=71), clerk, OfficialNote(subject=official.id, text="10 点另有会议")
    yield show.start - timedelta(minutes=52), clerk, OfficialAdmit(subject=official.id, gate=DESKS[2], how="code")
    yield show.start + timedelta(minutes=50), clerk, OfficialDepart(subject=official.id)
