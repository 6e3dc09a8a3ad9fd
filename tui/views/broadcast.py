"""The cues of a live show and its time on the air, as the broadcast page shows them."""

from __future__ import annotations

from datetime import tzinfo

import msgspec

from store.airtime import AirTime, airtime, back_times, cuts
from store.alerts.broadcast import LATE_S
from store.cues import CueRow, CueSheet
from store.day import Day
from store.formats import clock_time, deviation, duration, titled
from store.labels import label
from store.links.streams import Seen
from store.models import Cue, Fault, Performance
from store.rundown import Rundown, seconds
from store.triggers import mask_header, mask_url
from store.words import Message, pick, tr
from widgets.line import Part
from widgets.nextcue import Upcoming
from widgets.rows import Cell, Column, Row
from widgets.signs import AIR_SIGNS, CUE_SIGNS, ON_AIR, Sign

CRITICAL = "◆"
HOUR_S = 3600
FAR_S = 100 * 3600
ANSWER_S = 5


def columns(cues: CueSheet) -> tuple[Column, ...]:
    """The columns of the cues; where the screen is narrow, the trigger, the type and to whom fold away.

    A show without triggers does without their column.
    """
    trigger = Column("trigger", tr("Trigger"), 18, fold=3)
    return (
        Column("sign", "", 1),
        Column("number", tr("No."), 3, "right"),
        Column("due", tr("Due"), 8, "right"),
        Column("left", tr("In"), 8, "right"),
        Column("critical", "", 1),
        Column("text", tr("Cue"), 14, share=3),
        Column("to", tr("To"), 8, share=1, fold=1),
        Column("type", tr("Type"), 10, fold=2),
        Column("state", tr("State"), 14),
        *([trigger] if any(row.cue.trigger for row in cues.rows) else []),
    )


def rows(cues: CueSheet, zone: tzinfo) -> list[Row]:
    """The cues by their moments; the next one is lit."""
    following = cues.next.cue.id if cues.next else ""
    return [_row(row, cues, zone, lit=row.cue.id == following) for row in cues.rows]


def sign_of(row: CueRow) -> Sign:
    """The sign of a cue: of its state, and once its moment has come, of that."""
    if row.is_due:
        return CUE_SIGNS["late" if row.late_s >= LATE_S else "due"]
    return CUE_SIGNS[row.state]


def _row(row: CueRow, cues: CueSheet, zone: tzinfo, *, lit: bool) -> Row:
    cue, sign = row.cue, sign_of(row)
    text = {"fired": "done", "skipped": "skipped", "failed": "danger"}.get(row.state, "strong" if lit else "plain")
    cells = {
        "sign": Cell(sign.mark, sign.tone),
        "number": Cell(str(cue.number), text),
        "due": Cell(clock_time(row.due, zone, seconds=True), text),
        "left": Cell(_left(row), sign.tone if row.is_due or row.state == "standby" else text),
        "critical": Cell(CRITICAL if cue.critical else "", text),
        "text": Cell(pick(cue.text, cue.text_en), text),
        "to": Cell(" ".join(cue.to), text if row.state == "skipped" else "dim"),
        "type": Cell(type_of(cue), text if row.state == "skipped" else "dim"),
        "state": Cell(state_words(row, zone), sign.tone),
        "trigger": Cell(*_trigger(cue, cues)),
    }
    return Row(cue.id, cells, lit=lit)


def _left(row: CueRow) -> str:
    if row.left_s is None:
        return ""
    return duration(row.left_s) if row.left_s >= 0 else f"+{duration(-row.left_s)}"


def type_of(cue: Cue) -> str:
    """The type of a cue in a word; one that the program does not know stands for itself."""
    return label("cue.type", cue.type) if cue.type else ""


def state_words(row: CueRow, zone: tzinfo) -> str:
    """The state of a cue in a word or two: how late, since when."""
    cue = row.cue
    if row.late_s:
        return tr("late {time}", time=duration(row.late_s))
    if row.is_due:
        return tr("due now")
    if cue.state == "fired" and cue.fired_at:
        return tr("fired {time}", time=clock_time(cue.fired_at, zone, seconds=True))
    if row.due is None and row.state in ("pending", "standby", "acked"):
        return tr("no moment")
    if row.state == "standby" and cue.needs_ack:
        return tr("standby ?")
    return label("cue.state", row.state)


def _trigger(cue: Cue, cues: CueSheet) -> tuple[str, str]:
    if cue.trigger is None:
        return "", "dim"
    kind = cue.trigger.kind if cue.trigger.kind != "http" else cue.trigger.method
    outcome = cue.outcome
    if outcome is not None:
        said = (
            f"{outcome.status} · {outcome.latency_ms} ms"
            if outcome.status
            else tr("{latency} ms", latency=outcome.latency_ms)
        )
        return f"{kind} {said}", "dim" if outcome.ok else "danger"
    if cue.state == "fired" and cue.fired_at is not None:
        late = seconds(cue.fired_at, cues.show.now) > ANSWER_S
        return (tr("{kind} ? no answer", kind=kind), "warning") if late else (tr("{kind} …", kind=kind), "plain")
    return kind, "dim"


# -- the next cue -----------------------------------------------------------------------------------------------------


def upcoming(cues: CueSheet, zone: tzinfo, *, rehearsal: bool) -> Upcoming:
    """The head of the page: the next cue with the seconds to it, and the two after it."""
    row = cues.next
    if row is None:
        done = tr("All cues of this show have been called.") if cues.rows else tr("This show has no cues. i inserts one.")
        return Upcoming(((done, "dim"),), (), (), (), "", "dim", tr("REHEARSAL") if rehearsal else "")
    cue, sign = row.cue, sign_of(row)
    left = row.left_s or 0
    heading = (
        (f"{sign.mark} ", sign.tone),
        (f"{cue.number} {pick(cue.text, cue.text_en)}", "strong"),
        (f"  {CRITICAL} {tr('critical')}" if cue.critical else "", "strong"),
    )
    facts = (
        (f"  {' · '.join(filter(None, (type_of(cue), ' '.join(cue.to))))}", "plain"),
        (tr("   called by {who}", who=cue.caller) if cue.caller else "", "dim"),
        *_readiness(row),
    )
    moment = (
        (tr("  due {time}", time=clock_time(row.due, zone, seconds=True)), "plain"),
        (f"  {anchor_words(cue, cues.show, zone)}", "dim"),
    )
    far = abs(left) >= FAR_S  # counted in days, which are no figure: another day's show
    large = "" if far else duration(left) if left >= 0 else f"+{duration(-left)}"
    caption = tr("to cue {number}", number=cue.number) if left > 0 else tr("cue {number} DUE", number=cue.number)
    if row.late_s:
        caption = tr("cue {number} late", number=cue.number)
    if far:
        caption = tr("{what}: {time}", what=caption, time=duration(abs(left)))
    if rehearsal:
        caption = tr("REHEARSAL · {what}", what=caption)
    after = tuple(_after(each, zone) for each in cues.waiting[1:3])
    return Upcoming(heading, facts, moment, after, large, _urgency(row, cues), caption)


def _urgency(row: CueRow, cues: CueSheet) -> str:
    if row.is_due:
        return sign_of(row).tone
    return "running" if (row.left_s or 0) <= cues.show.performance.standby_lead_s else "plain"


def _readiness(row: CueRow) -> tuple[Part, ...]:
    """Whether the standby was called, and answered where it has to be."""
    cue = row.cue
    if row.state == "acked":
        return ((tr("   ✓ answered by {who}", who=cue.acked_by), "running"),)
    if row.state == "standby":
        said: tuple[Part, ...] = ((tr("   ◑ STANDBY"), "running"),)
        return (*said, (tr(" ! not answered yet"), "warning")) if cue.needs_ack else said
    return ((tr("   wants an answer"), "dim"),) if cue.needs_ack else ()


def _after(row: CueRow, zone: tzinfo) -> tuple[Part, ...]:
    cue, sign = row.cue, sign_of(row)
    return (
        (f"{sign.mark} ", sign.tone),
        (f"{_left(row):>7}  " if (row.left_s or 0) < HOUR_S else f"{clock_time(row.due, zone):>7}  ", sign.tone),
        (f"{cue.number} {pick(cue.text, cue.text_en)}  ", "plain"),
        (" ".join(cue.to), "dim"),
    )


def anchor_words(cue: Cue, show: Rundown, zone: tzinfo) -> str:
    """What the moment of a cue hangs on, in words: `item start 6 “Song” −0:20`."""
    anchor = cue.anchor
    item = next((each for each in show.items if each.id == anchor.item), None)
    what = (
        f" {item.number} {titled(item.title)}"
        if item
        else f" {clock_time(anchor.at, zone, seconds=True)}"
        if anchor.at
        else ""
    )
    offset = f" {'+' if anchor.offset_s > 0 else '−'}{duration(abs(anchor.offset_s))}" if anchor.offset_s else ""
    return f"{label('cue.ref', anchor.ref)}{what}{offset}"


# -- on the air -------------------------------------------------------------------------------------------------------


def air_line(cues: CueSheet, zone: tzinfo) -> tuple[Part, ...]:
    """The on-air clock: how long on the air, how long to the hard out, and how the show ends against it."""
    air = airtime(cues)
    if air is None:
        return ((tr("○ not live: {what}", what=label("performance.broadcast", cues.show.performance.broadcast)), "dim"),)
    return (*_on_air(air, cues, zone), *_to_out(air, cues, zone))


def _on_air(air: AirTime, cues: CueSheet, zone: tzinfo) -> tuple[Part, ...]:
    if air.state == "before":
        left = seconds(cues.show.now, air.since)
        return ((tr("○ on the air at {time} in {left}", time=clock_time(air.since, zone), left=duration(left)), "plain"),)
    if air.state == "off":
        return ((tr("○ off the air after {time}", time=duration(air.elapsed_s)), "dim"),)
    off = any(fault.kind == "off_air" and fault.until is None for fault in cues.show.performance.faults)
    if off:
        return ((tr("‼ OFF AIR"), "danger"), (f" {duration(air.elapsed_s)}", "plain"))
    return ((f"{ON_AIR.mark} ", ON_AIR.tone), (tr("ON AIR {time}", time=duration(air.elapsed_s)), "strong"))


def _to_out(air: AirTime, cues: CueSheet, zone: tzinfo) -> tuple[Part, ...]:
    out = cues.show.performance.off_air
    if out is None or air.over_s is None or air.state == "off":
        return ()
    parts: list[Part] = [(tr("   hard out {time}", time=clock_time(out, zone, seconds=True)), "plain")]
    if air.to_out_s is not None:
        parts.append((tr(" in {left}", left=duration(air.to_out_s)), "strong" if air.to_out_s >= 0 else "danger"))
    parts.append((tr("   show ends {time} ", time=clock_time(cues.show.forecast.end, zone, seconds=True)), "plain"))
    tone = "danger" if air.over_s > 0 else "plain"
    parts.append((("‼ " if air.over_s > 0 else "") + deviation(air.over_s), tone))
    return tuple(parts)


def signal_line(show: Performance, seen: Seen | None, day: Day) -> tuple[Part, ...]:
    """The stream, since when it is what it is, and the incidents that are not over."""
    parts: list[Part] = [*_faults(show.faults, day), *_stream(show, seen, day)]
    return tuple(parts)


def _faults(faults: tuple[Fault, ...], day: Day) -> list[Part]:
    parts: list[Part] = []
    for fault in faults:
        if fault.until is None:
            said = f"‼ {label('broadcast.fault', fault.kind)} {duration(max(0, seconds(fault.since, day.now)))}   "
            parts.append((said, "danger"))
    return parts


def _stream(show: Performance, seen: Seen | None, day: Day) -> list[Part]:
    if not show.stream:
        return [(tr("no stream is watched (w)"), "dim")]
    signal = show.signal
    state = seen.state if seen else signal.state if signal else "off"
    sign = AIR_SIGNS[state]
    parts: list[Part] = [(tr("stream "), "dim"), (f"{sign.mark} {label('broadcast.signal', state)}", sign.tone)]
    if signal is not None and signal.state == state:
        since = clock_time(signal.since, day.zone, seconds=True)
        parts.append((tr(" since {time}", time=since), "plain"))
    if seen is not None and seen.newest_age_s is not None:
        parts.append((tr("   newest segment {age} s old", age=int(seen.newest_age_s)), "dim"))
    reason = seen.reason if seen else signal.reason if signal else None
    if reason:
        parts.append((f"   {said_of(reason)}", "danger" if state in ("stalled", "lost") else "warning"))
    return parts


def said_of(reason: Message | dict[str, object] | None) -> str:
    """A message that may have come back from a file as plain data, in the current language."""
    return "" if reason is None else str(msgspec.convert(reason, Message) if isinstance(reason, dict) else reason)


def time_columns() -> tuple[Column, ...]:
    """The columns of the items with their back-times."""
    return (
        Column("mark", "", 1),
        Column("number", "", 2, "right"),
        Column("title", "", 10, share=1),
        Column("starts", "", 8, "right"),
        Column("latest", "", 8, "right"),
    )


def times(show: Rundown, zone: tzinfo) -> list[Row]:
    """The items to come: when each starts, and the latest start that still makes the hard out."""
    found = []
    for each in back_times(show):
        tone = "plain" if each.made else "danger"
        cells = {
            "mark": Cell("" if each.made else "‼", "danger"),
            "number": Cell(str(each.item.number), tone),
            "title": Cell(each.item.title, tone),
            "starts": Cell(clock_time(each.starts, zone, seconds=True), tone),
            "latest": Cell(clock_time(each.latest, zone, seconds=True), "strong" if each.made else "danger"),
        }
        found.append(Row(each.item.id, cells))
    return found or [Row("none", {"title": Cell(tr("no items to come, or no hard out"), "dim")})]


def times_title() -> tuple[Part, ...]:
    """What stands above the back-times."""
    return ((tr("Items: starts · latest start for the hard out"), "dim"),)


def time_lines(show: Rundown, zone: tzinfo) -> list[tuple[str, str]]:
    """The same as pairs of a name and a value, for where there is no room beside the cues."""
    found = []
    for each in back_times(show):
        values = {
            "starts": clock_time(each.starts, zone, seconds=True),
            "latest": clock_time(each.latest, zone, seconds=True),
        }
        said = (
            tr("starts {starts}, latest {latest}", **values)
            if each.made
            else tr("‼ starts {starts}, latest {latest}", **values)
        )
        found.append((f"{each.item.number} {each.item.title}", said))
    return found or [(tr("Items"), tr("no items to come, or no hard out"))]


def cut_choices(show: Rundown) -> list[tuple[str, str]]:
    """What could be cut, as choices: the item, what that saves, and how the show then ends against the hard out."""
    return [
        (
            cut.item.id,
            tr(
                "{mark} {number} {title} · saves {saves} → {over}",
                mark="✓" if cut.over_s <= 0 else "‼",
                number=cut.item.number,
                title=cut.item.title,
                saves=duration(cut.saves_s),
                over=deviation(cut.over_s),
            ),
        )
        for cut in cuts(show)
    ]


# -- all about a cue --------------------------------------------------------------------------------------------------


def details(row: CueRow, cues: CueSheet, zone: tzinfo) -> list[tuple[str, str]]:
    """All about a cue, as pairs of a name and a value, the empty ones left out."""
    cue = row.cue
    trigger, outcome = cue.trigger, cue.outcome
    pairs = [
        (tr("Cue"), f"{cue.number} {cue.text}"),
        ("", cue.text_en),
        (tr("State"), state_words(row, zone)),
        (tr("Due"), clock_time(row.due, zone, seconds=True)),
        (tr("Hangs on"), anchor_words(cue, cues.show, zone)),
        (tr("Type"), type_of(cue)),
        (tr("To"), " ".join(cue.to)),
        (tr("Called by"), cue.caller),
        (tr("Critical"), tr("yes") if cue.critical else tr("no")),
        (tr("Wants an answer"), tr("yes") if cue.needs_ack else tr("no")),
        (tr("Answered by"), cue.acked_by),
        (tr("Fired by"), cue.fired_by),
        (tr("Skipped because"), cue.skip_reason),
        (tr("Trigger"), f"{trigger.method} {mask_url(trigger.url)}" if trigger else ""),
        *[
            (tr("Header"), f"{name}: {mask_header(name, value)}")
            for name, value in (trigger.headers.items() if trigger else ())
        ],
        (tr("Body"), trigger.body if trigger else ""),
        (tr("Answer"), outcome_words(cue)),
        *[(clock_time(note.at, zone), f"{note.text} ({note.by})") for note in cue.notes],
    ]
    if outcome is not None:
        pairs.append((tr("Answered at"), clock_time(outcome.at, zone, seconds=True)))
    return [(name, value) for name, value in pairs if value]


def outcome_words(cue: Cue) -> str:
    """What became of the trigger of a cue, in words."""
    outcome = cue.outcome
    if outcome is None:
        return ""
    if outcome.ok:
        return tr("done: {status} in {latency} ms", status=outcome.status, latency=outcome.latency_ms)
    return tr("FAILED after {latency} ms: {error}", latency=outcome.latency_ms, error=outcome.error or "")
