"""A check-in desk at work: it takes scans, answers them at once from the local store, and records who came."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from store.actions import OfficialAdmit
from store.checkin.answer import Answer, answer, judge, of
from store.codes.scan import Scan, read
from store.errors import LianyunError, NeedsConsent
from store.festival import Festival
from store.models import AdmittedHow, Official
from store.models import Festival as About
from store.roster import Roster
from store.who import Who

AGAIN_S = 2.0


class Last(NamedTuple):
    """The last scan: its digits, when it came in seconds, and what was answered."""

    digits: str
    at: float
    answer: Answer


class Desk:
    """The desk called `name`. `monotonic` counts the seconds by which a second scan is told from a repeated one."""

    def __init__(self, festival: Festival, name: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.festival = festival
        self.name = name
        self._monotonic = monotonic
        self._last: Last | None = None

    @property
    def roster(self) -> Roster:
        """The officials as they stand."""
        return self.festival.documents.roster

    @property
    def tag(self) -> str:
        """What this festival's codes begin with; "" where none has been issued."""
        about = next(iter(self.festival.documents.all(About)), None)
        return about.tag if about else ""

    def scan(self, text: str, who: Who) -> Answer:
        """Answer a scan, and record that the official came where they may come in.

        The same code within two seconds is the same scan, and gets the same answer. Where the disk refuses, the answer is
        red and says so.
        """
        found, now = read(text), self._monotonic()
        last = self._last
        if last and found.digits == last.digits and now - last.at < AGAIN_S and self._still_true(last.answer):
            self._last = last._replace(at=now)
            return last.answer
        given = self._answered(found, who)
        self._last = Last(found.digits, now, given)
        return given

    def _answered(self, scan: Scan, who: Who) -> Answer:
        given = judge(scan, self.tag, self.roster)
        if given.admits and given.official is not None:
            return self._admitted(given, OfficialAdmit(subject=given.official.id, how="code"), who)
        if given.kind == "here" and given.official and self._just_came(given.official, self.festival.clock.now()):
            return answer("welcome", given.official)
        return given

    def _still_true(self, given: Answer) -> bool:
        if given.official is None or not given.admits:
            return given.official is None
        standing = self.roster.get(given.official.id)
        return standing is not None and standing.arrived_at is not None

    def _just_came(self, official: Official, now: datetime) -> bool:
        """Whether the official was admitted at this desk a moment ago, by another run of the program."""
        came = official.arrived_at
        return bool(came and official.gate == self.name and timedelta() <= now - came < timedelta(seconds=AGAIN_S))

    def admit(
        self,
        subject: str,
        who: Who,
        how: AdmittedHow = "name",
        *,
        came_at: datetime | None = None,
        all_the_same: bool = False,
    ) -> Answer:
        """Admit an official without a code, or late; `all_the_same` though they are on leave or their substitute came."""
        official = self.roster.get(subject)
        if official is None:
            return answer("unknown")
        given = of(official, self.roster)
        if given.kind == "here" or not (given.admits or all_the_same):
            return given
        confirm = ("leave", "substitute") if all_the_same else ()
        action = OfficialAdmit(subject=subject, how=how, came_at=came_at, confirm=confirm)
        return self._admitted(answer("back" if given.kind == "back" else "welcome", official), action, who)

    def _admitted(self, given: Answer, action: OfficialAdmit, who: Who) -> Answer:
        action = replace(action, gate=self.name, admission=secrets.token_hex(8))
        try:
            self.festival.do(action, who)
        except NeedsConsent as needed:  # another program wrote it a moment ago
            return answer("refused", given.official, needed.message)
        except LianyunError as fault:
            return answer("refused", given.official, fault.message)
        return given._replace(official=self.roster.get(action.subject))
