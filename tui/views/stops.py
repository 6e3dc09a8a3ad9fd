"""How the stops of all stages stand, line by line: each acknowledgement, each exit."""

from __future__ import annotations

from collections.abc import Iterator

from store.day import Day
from store.formats import clock_time, duration
from store.labels import label
from store.models import ACKS, Ack, Stage
from store.rundown import seconds
from store.stops import exits_of, late_acks
from store.words import tr
from widgets.rows import Cell, Column, Row

TONES = {"requested": "warning", "authorised": "danger", "evacuating": "danger", "clear": "strong"}


def columns() -> tuple[Column, ...]:
    """The columns of the stops."""
    return (
        Column("sign", "", 2),
        Column("what", tr("Stage"), 20, share=3),
        Column("who", tr("Who"), 8, share=1),
        Column("at", tr("At"), 8, "right"),
    )


def rows(day: Day) -> list[Row]:
    """A row for each stage, and below one whose show is stopped its acknowledgements and exits. A row's key is
    the stage's id, or behind a tab each that id, "ack" or "exit", and the name."""
    return [row for stage in day.stages() for row in _of(day, stage)]


def _of(day: Day, stage: Stage) -> Iterator[Row]:
    stop = stage.stop
    state = stop.state if stop else "normal"
    tone = TONES.get(state, "plain")
    since = (stop.evacuated_at if state == "evacuating" else stop.authorised_at or stop.requested_at) if stop else None
    who = (stop.authorised_by or stop.requested_by) if stop and tone != "plain" else ""
    lasting = duration(seconds(since, day.now)) if since and tone != "plain" else ""
    words = f"{day.name(stage)}: {label('stop.state', state)}"
    if stop and stop.reason and tone != "plain":
        words += f" ({stop.reason})"
    sign = "‼" if tone == "danger" else "!" if tone == "warning" else "✓"
    yield Row(
        stage.id,
        {"sign": Cell(sign, tone), "what": Cell(words, tone), "who": Cell(who), "at": Cell(lasting, tone)},
        lit=tone != "plain",
    )
    if stop is None or state not in ("authorised", "evacuating"):
        return
    late = late_acks(stop, day.now)
    for name in ACKS:
        yield _line(day, f"{stage.id}\tack\t{name}", label("stop.ack", name), stop.acks.get(name), name in late)
    if state == "evacuating":
        for exit_ in exits_of(stage):
            words = tr("all clear: {exit}", exit=exit_.name)
            yield _line(day, f"{stage.id}\texit\t{exit_.id}", words, stop.exits.get(exit_.id), False)


def _line(day: Day, key: str, words: str, given: Ack | None, late: bool) -> Row:
    sign, tone = ("✓", "dim") if given else ("‼", "danger") if late else ("○", "strong")
    at = clock_time(given.at, day.zone, seconds=True) if given else tr("missing") if late else ""
    cells = {
        "sign": Cell(f" {sign}", tone),
        "what": Cell(f"  {words}", tone),
        "who": Cell(given.by if given else "", "dim"),
        "at": Cell(at, tone),
    }
    return Row(key, cells)
