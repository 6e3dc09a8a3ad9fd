"""Times, durations and deviations as they are read, the same on every screen, in every command and report."""

from __future__ import annotations

from datetime import datetime, tzinfo

from store.words import tr

NOTHING = "—"


def clock_time(moment: datetime | None, zone: tzinfo, *, seconds: bool = False) -> str:
    """A moment as `20:07`, or `20:07:05` where seconds matter; a dash where there is none."""
    if moment is None:
        return NOTHING
    return moment.astimezone(zone).strftime("%H:%M:%S" if seconds else "%H:%M")


def duration(seconds: int | None) -> str:
    """A length of time as `m:ss`, past an hour `h:mm:ss`, with a minus where it is negative."""
    if seconds is None:
        return NOTHING
    sign, length = ("−" if seconds < 0 else ""), abs(seconds)
    minutes, rest = divmod(length, 60)
    if minutes < 60:
        return f"{sign}{minutes}:{rest:02d}"
    if minutes >= 100 * 60:
        return sign + span(length)
    return f"{sign}{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


def span(seconds: int) -> str:
    """A length of time in round words: `25 min`, `3 h 5 min`, from two days on `12 days`."""
    minutes = abs(seconds) // 60
    if minutes < 60:
        return tr("{minutes} min", minutes=minutes)
    if minutes < 48 * 60:
        return tr("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)
    return tr("{days} days", days=minutes // 1440)


def deviation(seconds: int | None) -> str:
    """A deviation with sign and word: `+3:20 over`, `−1:05 early`, `±0`; a dash where there is none to tell."""
    if seconds is None:
        return NOTHING
    if seconds == 0:
        return "±0"
    if seconds > 0:
        return tr("+{time} over", time=duration(seconds))
    return tr("−{time} early", time=duration(-seconds))


def titled(title: str) -> str:
    """A title in the quotation marks of the language."""
    return tr("“{title}”", title=title)
