"""The officials as a whole: who has a code, who has come and when, and how many; kept up to date change by change.

A scan, and a tick of the clock, must not cost more with 50,000 officials than with 300: nothing here looks at all of them
but the making of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from store.attendance import Attendance, share, summed
from store.models import Official

Arrival = tuple[datetime, str]

_NOBODY = Attendance()
_NEVER = datetime.max.replace(tzinfo=UTC)


class Roster:
    """The officials. `changed` must be told of every one that is written. `version` counts what it was told."""

    def __init__(self, officials: Iterable[Official]) -> None:
        self.version = 0
        self._officials: dict[str, Official] = {}
        self._by_digest: dict[str, str] = {}
        self._by_old_digest: dict[str, str] = {}
        self._coming_for: dict[str, dict[str, None]] = {}
        self._shares: dict[str, Attendance] = {}
        self._units: dict[str, Attendance] = {}
        self._absent: dict[str, None] = {}
        self._arrivals: list[Arrival] = []
        self._arrivals_to: dict[str | None, list[Arrival]] = {}
        self._conflicting: dict[str, None] = {}
        self.total = _NOBODY
        for official in officials:
            self._put(official)
            for arrivals in self._lists(official):
                arrivals.append((official.arrived_at or _NEVER, official.id))
        for arrivals in (self._arrivals, *self._arrivals_to.values()):
            arrivals.sort()
        self._count_all()

    def __len__(self) -> int:
        return len(self._officials)

    def __iter__(self) -> Iterator[Official]:
        return iter(self._officials.values())

    def get(self, subject: str) -> Official | None:
        """The official of that id."""
        return self._officials.get(subject)

    # -- found by what a desk has in hand ------------------------------------------------------------------------------

    def holder(self, digest: str) -> Official | None:
        """Whose code it is, by its digest."""
        return self._officials.get(self._by_digest.get(digest, ""))

    def former_holder(self, digest: str) -> Official | None:
        """Whose code it was, before it was revoked."""
        return self._officials.get(self._by_old_digest.get(digest, ""))

    def come_for(self, subject: str) -> Official | None:
        """Who has come in the place of an official; None where nobody has."""
        return next((each for each in self.standing_in_for(subject) if each.arrived_at is not None), None)

    def standing_in_for(self, subject: str) -> list[Official]:
        """Who is to come in the place of an official."""
        return [self._officials[each] for each in self._coming_for.get(subject, {})]

    # -- the numbers ---------------------------------------------------------------------------------------------------

    @property
    def units(self) -> dict[str, Attendance]:
        """The numbers of each unit, in the order of the roster."""
        return {unit: numbers for unit, numbers in self._units.items() if numbers != _NOBODY}

    def absent(self) -> list[Official]:
        """Who is expected, has not come and has sent nobody."""
        return [self._officials[each] for each in self._absent]

    def conflicting(self) -> list[Official]:
        """Of whom there are records in conflict: two desks admitted them, say."""
        return [self._officials[each] for each in self._conflicting]

    def last_arrivals(self, most: int) -> list[Official]:
        """Who came last, the last first."""
        return [self._officials[subject] for _, subject in reversed(self._arrivals[-most:])]

    def arrivals_a_minute(self, until: datetime, minutes: int) -> list[int]:
        """How many came in each of the minutes before `until`, the earliest first; the last is the one under way."""
        end = until.replace(second=0, microsecond=0) + timedelta(minutes=1)
        edges = [end - timedelta(minutes=minutes - place) for place in range(minutes + 1)]
        places = [bisect_left(self._arrivals, (edge, "")) for edge in edges]
        return [after - before for before, after in pairwise(places)]

    @property
    def first_arrival(self) -> datetime | None:
        """When the first one came."""
        return self._arrivals[0][0] if self._arrivals else None

    def arrived_after(self, performance: str | None, moment: datetime) -> int:
        """How many of those who come to a performance, None for those who name none, came after a moment."""
        arrivals = self._arrivals_to.get(performance, [])
        return len(arrivals) - bisect_right(arrivals, (moment, "\U0010ffff"))

    def performances(self) -> set[str | None]:
        """To which performances someone has come."""
        return {performance for performance, arrivals in self._arrivals_to.items() if arrivals}

    # -- kept up to date -----------------------------------------------------------------------------------------------

    def changed(self, subject: str, official: Official | None) -> None:
        """Take note that an official has been written, or is gone where it is None."""
        self.version += 1
        before = self._officials.get(subject)
        if before is not None:
            self._take_out(before)
        if official is None:
            self._officials.pop(subject, None)
        else:
            self._put(official)
            for arrivals in self._lists(official):
                insort(arrivals, (official.arrived_at or _NEVER, subject))
            self._count(official)
        principals = {each.substitute_of for each in (before, official) if each is not None and each.substitute_of}
        for principal in principals - {subject}:
            if (other := self._officials.get(principal)) is not None:
                self._uncount(other)
                self._count(other)

    def _put(self, official: Official) -> None:
        subject = official.id
        self._officials[subject] = official
        if official.code_digest:
            self._by_digest[official.code_digest] = subject
        for digest in official.old_digests:
            self._by_old_digest[digest] = subject
        if official.conflicts:
            self._conflicting[subject] = None
        if official.substitute_of is not None:
            self._coming_for.setdefault(official.substitute_of, {})[subject] = None

    def _lists(self, official: Official) -> tuple[list[Arrival], ...]:
        """The lists of arrivals in which an official stands."""
        if official.arrived_at is None:
            return ()
        return self._arrivals, self._arrivals_to.setdefault(official.performance, [])

    def _take_out(self, official: Official) -> None:
        subject = official.id
        self._uncount(official)
        self._conflicting.pop(subject, None)
        if self._by_digest.get(official.code_digest) == subject:
            del self._by_digest[official.code_digest]
        for digest in official.old_digests:
            self._by_old_digest.pop(digest, None)
        if official.substitute_of is not None:
            self._coming_for.get(official.substitute_of, {}).pop(subject, None)
        for arrivals in self._lists(official):
            del arrivals[bisect_left(arrivals, (official.arrived_at or _NEVER, subject))]

    def _count_all(self) -> None:
        alike: Counter[tuple[str, Attendance]] = Counter()
        for official in self._officials.values():
            mine = self._shares[official.id] = self._share(official)
            alike[official.unit, mine] += 1
            if mine.absent:
                self._absent[official.id] = None
        for (unit, mine), times in alike.items():
            self.total = summed(self.total, mine, times)
            self._units[unit] = summed(self._units.get(unit, _NOBODY), mine, times)

    def _share(self, official: Official) -> Attendance:
        return share(official, (official.id,) if self.come_for(official.id) is not None else ())

    def _count(self, official: Official) -> None:
        mine = self._shares[official.id] = self._share(official)
        self.total = summed(self.total, mine)
        self._units[official.unit] = summed(self._units.get(official.unit, _NOBODY), mine)
        if mine.absent:
            self._absent[official.id] = None

    def _uncount(self, official: Official) -> None:
        mine = self._shares.pop(official.id)
        self.total = summed(self.total, mine, -1)
        self._units[official.unit] = summed(self._units[official.unit], mine, -1)
        self._absent.pop(official.id, None)
