"""The checkpoints and the crowds, as the security page and the overview show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.alerts import Answerable
from store.alerts.base import answerable
from store.alerts.security import called
from store.checkpoints import needs, next_report, on_duty, report_due, urgency
from store.crowd import Crowd, arrivals, clear_minutes, crowd, crowds, curve, proposals
from store.day import Day
from store.formats import NOTHING, clock_time, duration
from store.incidents import is_active, listed, numbered
from store.labels import label
from store.models import Checkpoint, Stage
from store.rundown import seconds
from store.words import pick, tr
from widgets.details import Pair
from widgets.line import Part
from widgets.rows import Cell, Column, Row
from widgets.signs import CHECKPOINT_SIGNS, INCIDENT_SIGNS, LEVEL_SIGNS, SEVERITY_TONES
from widgets.sitemap import Spot
from widgets.tiles import Tile

STEPS = "▁▂▃▄▅▆▇█"
GAUGE = 12
TILE_POINTS = 6
BELOW = 3  # lines between the map and what has no place on it


class Head(NamedTuple):
    """All about the checkpoint under the cursor, in lines, and its one large figure."""

    lines: tuple[tuple[Part, ...], ...]
    figure: str
    tone: str
    caption: str


def thousands(number: int) -> str:
    """A number of people, its thousands parted."""
    return f"{number:,}".replace("-", "−")


def spark(values: Sequence[int]) -> str:
    """A small curve: each value as a bar as high as it is against the highest; blank where nothing came."""
    top = max(values, default=0)
    return (
        "".join(STEPS[min(7, value * 8 // (top + 1))] if value > 0 else "·" for value in values)
        if top
        else "·" * len(values)
    )


def gauge(part: float | None, width: int) -> str:
    """A bar that is filled so far."""
    filled = 0 if part is None else max(0, min(width, round(width * part / 100)))
    return "█" * filled + "░" * (width - filled)


# -- the crowds -------------------------------------------------------------------------------------------------------


def crowd_columns() -> tuple[Column, ...]:
    """The columns of the stages' areas."""
    return (
        Column("sign", "", 1),
        Column("stage", "", 12, share=1),
        Column("inside", "", 13, "right"),
        Column("percent", "", 5, "right"),
        Column("gauge", "", GAUGE),
        Column("level", "", 13),
        Column("rate", "", 8, "right", fold=1),
        Column("curve", "", 12, fold=3),
        Column("queue", "", 18, fold=2),
    )


def crowd_rows(day: Day) -> list[Row]:
    """A row for each area: how many are inside, against the approved number, and how fast more come."""
    return [_crowd(day, each) for each in crowds(day)] or [Row("none", {"stage": Cell(tr("nothing is counted"), "dim")})]


def _crowd(day: Day, area: Crowd) -> Row:
    sign = LEVEL_SIGNS[area.level]
    tone = sign.tone if area.level != "normal" else "plain"
    level = label("capacity.level", area.level) if area.level != "normal" else ""
    if area.anomalous:
        level, tone = tr("more out than in"), "warning"
    if area.beyond:
        level = tr("{count} too many", count=area.beyond)
    queue = "" if area.queue is None else tr("queue {count}", count=thousands(area.queue))
    if area.clear_min is not None:
        queue += tr(" {minutes} min", minutes=area.clear_min)
    cells = {
        "sign": Cell("!" if area.anomalous else sign.mark, tone),
        "stage": Cell(day.name(area.stage), "strong"),
        "inside": Cell(f"{thousands(area.inside)}/{thousands(area.approved) if area.approved else NOTHING}", tone),
        "percent": Cell("" if area.percent is None else f"{int(area.percent)} %", tone),
        "gauge": Cell(gauge(area.percent, GAUGE), tone if tone != "plain" else "dim"),
        "level": Cell(level, tone),
        "rate": Cell(tr("{count}/min", count=f"{area.per_min:.0f}"), "dim"),
        "curve": Cell(spark(curve(area.gates, day.now)), "dim"),
        "queue": Cell(queue, "dim"),
    }
    return Row(area.stage.id, cells)


def proposal(day: Day) -> tuple[Part, ...]:
    """What is proposed now, and by which key it is confirmed; that nothing is, where nothing is."""
    found = proposals(day)
    if not found:
        return ((tr("nothing is proposed"), "dim"),)
    status = found[0].status
    gates = [called(each.gate) for each in found if each.status == status]
    words = tr("Proposed: {status} at {gates}", status=label("checkpoint.status", status), gates=gates)
    return ((f"‼ {words}", "danger"), (tr("   y does it"), "strong"))


# -- the checkpoints --------------------------------------------------------------------------------------------------


def percent_of(day: Day, checkpoint: Checkpoint) -> str:
    """How full its area is, in per cent of the approved number."""
    stage = day.documents.get(Stage, checkpoint.counts_area or "")
    area = crowd(day, stage) if stage is not None else None
    return f"{int(area.percent)} %" if area and area.percent is not None else ""


def report_words(day: Day, checkpoint: Checkpoint) -> Part:
    """How it stands with the next report: when it is due, or since when it is overdue."""
    due, state = next_report(checkpoint, day.now), report_due(checkpoint, day.now)
    if due is None:
        return (tr("no report due"), "dim")
    if state == "overdue" and on_duty(checkpoint):
        late = seconds(due, day.now) - checkpoint.grace_s
        return (tr("overdue {time}", time=duration(late)), "danger")
    if state == "due":
        return (tr("due now"), "warning")
    return (tr("report {time}", time=clock_time(due, day.zone)), "dim")


def tiles(day: Day) -> list[Tile]:
    """A tile for each checkpoint, in the order of the plan."""
    percents = {stage.id: "" for stage in day.stages()}
    for area in crowds(day):
        percents[area.stage.id] = f"{int(area.percent)} %" if area.percent is not None else ""
    return [_tile(day, each, percents.get(each.counts_area or "", "")) for each in day.checkpoints]


def _tile(day: Day, post: Checkpoint, percent: str) -> Tile:
    sign = CHECKPOINT_SIGNS[post.status]
    name = f"{post.call_sign} {pick(post.name, post.name_en)}".strip()
    short = post.staff < post.min_staff and on_duty(post)
    counts = bool(post.counts_area) or bool(post.count_in or post.count_out)
    anomaly = post.count_out > post.count_in
    inside = tr("in {inward} out {out}", inward=thousands(post.count_in), out=thousands(post.count_out))
    rate = f"{arrivals(post, day.now):.0f}" if counts else ""
    return Tile(
        post.id,
        (
            ((name, "strong" if on_duty(post) else "dim"), ("", "plain")),
            (
                (f"{sign.mark} {label('checkpoint.status', post.status)}", sign.tone),
                (f"{post.staff}/{post.min_staff}", "warning" if short else "dim"),
            ),
            (
                (
                    inside if counts else label("checkpoint.kind", post.kind),
                    "warning" if anomaly else "plain" if counts else "dim",
                ),
                (f"{thousands(post.count_in - post.count_out)} {percent}" if counts else "", "plain"),
            ),
            (
                (f"{spark(curve([post], day.now, TILE_POINTS))} {tr('{count}/min', count=rate)}" if counts else "", "dim"),
                report_words(day, post),
            ),
        ),
        urgency(post, day.now),
    )


def columns() -> tuple[Column, ...]:
    """The columns of the checkpoints as rows."""
    return (
        Column("sign", "", 1),
        Column("call", tr("Post"), 4),
        Column("name", tr("Checkpoint"), 14, share=2),
        Column("kind", tr("Kind"), 12, fold=4),
        Column("status", tr("State"), 10),
        Column("inside", tr("Inside"), 6, "right"),
        Column("in", tr("In"), 6, "right", fold=1),
        Column("out", tr("Out"), 6, "right", fold=1),
        Column("percent", "%", 5, "right", fold=2),
        Column("rate", tr("/min"), 4, "right"),
        Column("curve", tr("Last hour"), 12, fold=2),
        Column("staff", tr("Staff"), 5, "right"),
        Column("last", tr("Last"), 5, "right", fold=3),
        Column("due", tr("Next report"), 14, "right"),
        Column("who", tr("Answers"), 10, share=1, fold=3),
        Column("phone", tr("Phone"), 8, fold=5),
        Column("channel", tr("Channel"), 10, fold=5),
    )


def rows(day: Day) -> list[Row]:
    """A row for each checkpoint."""
    percents = {area.stage.id: f"{int(area.percent)} %" for area in crowds(day) if area.percent is not None}
    return [_row(day, each, percents.get(each.counts_area or "", "")) for each in day.checkpoints]


def _row(day: Day, post: Checkpoint, percent: str) -> Row:
    sign = CHECKPOINT_SIGNS[post.status]
    counts = bool(post.counts_area) or bool(post.count_in or post.count_out)
    wanted = urgency(post, day.now)
    mark = ("‼", "danger") if wanted == 2 else ("!", "warning") if wanted else (sign.mark, sign.tone)
    due, tone = report_words(day, post)
    short = post.staff < post.min_staff and on_duty(post)
    cells = {
        "sign": Cell(*mark),
        "call": Cell(post.call_sign, "strong"),
        "name": Cell(pick(post.name, post.name_en), "plain" if on_duty(post) else "dim"),
        "kind": Cell(label("checkpoint.kind", post.kind), "dim"),
        "status": Cell(label("checkpoint.status", post.status), sign.tone),
        "inside": Cell(thousands(post.count_in - post.count_out) if counts else ""),
        "in": Cell(thousands(post.count_in) if counts else ""),
        "out": Cell(thousands(post.count_out) if counts else "", "warning" if post.count_out > post.count_in else "plain"),
        "percent": Cell(percent),
        "rate": Cell(f"{arrivals(post, day.now):.0f}" if counts else ""),
        "curve": Cell(spark(curve([post], day.now)) if counts else "", "dim"),
        "staff": Cell(f"{post.staff}/{post.min_staff}", "warning" if short else "dim"),
        "last": Cell(clock_time(post.last_report, day.zone), "dim"),
        "due": Cell(due, tone),
        "who": Cell(post.contact),
        "phone": Cell(day.phone(post.contact, post.unit)),
        "channel": Cell(post.channel, "dim"),
    }
    return Row(post.id, cells)


def head(day: Day, post: Checkpoint) -> Head:
    """The checkpoint under the cursor, in large: its name, what it needs, its figures, and who answers for it."""
    sign = CHECKPOINT_SIGNS[post.status]
    counts = bool(post.counts_area) or bool(post.count_in or post.count_out)
    needed: list[Part] = []
    for need in needs(post, day.now):
        late = f" {duration(seconds(need.since, day.now))}" if need.kind in ("report_overdue", "not_open") else ""
        needed.append((f"{'‼' if need.grave else '!'} {need.words}{late}  ", "danger" if need.grave else "warning"))
    last = post.reports[-1] if post.reports else None
    reported = tr("last report {time}", time=clock_time(post.last_report, day.zone))
    if last is not None:
        reported += f" {label('report.state', last.state)} {last.note}".rstrip()
    clear = clear_minutes(post)
    queue = "" if post.queue is None else tr("   queue {count}", count=post.queue)
    queue += "" if clear is None else tr(", clear in {minutes} min", minutes=clear)
    swept = tr("swept {time} {who}", time=clock_time(post.swept.at, day.zone), who=post.swept.by) if post.swept else ""
    lines: tuple[tuple[Part, ...], ...] = (
        (
            (f"{called(post)}  ", "strong"),
            (f"{sign.mark} {label('checkpoint.status', post.status)}", sign.tone),
            (f"  {label('checkpoint.kind', post.kind)}", "dim"),
        ),
        (*(needed or [(tr("all is well"), "dim")]), (f"  {swept}", "dim")),
        ((reported, "plain"), (" · ", "dim"), report_words(day, post), (queue, "plain")),
        ((str(_answers(day, post)), "strong"), (f"  {post.channel}", "plain")),
    )
    if counts:
        figure = thousands(post.count_in - post.count_out).replace("−", "-")
        caption = tr("in {inward} · out {out}", inward=thousands(post.count_in), out=thousands(post.count_out))
        return Head(lines, figure, "warning" if post.count_out > post.count_in else "plain", caption)
    due = next_report(post, day.now)
    if due is None:
        return Head(lines, "", "plain", "")
    left = seconds(day.now, due)
    if urgency(post, day.now) == 2:
        return Head(lines, duration(max(0, -left - post.grace_s)), "danger", tr("overdue"))
    return Head(lines, duration(max(0, left)), "plain" if left > 0 else "warning", tr("to the next report"))


def _answers(day: Day, post: Checkpoint) -> Answerable:
    return answerable(day, post.contact, post.unit)


def details(day: Day, post: Checkpoint) -> list[Pair]:
    """All about a checkpoint."""
    windows = [f"{clock_time(each.open, day.zone)}–{clock_time(each.close, day.zone)}" for each in post.open_windows]
    pairs = [
        (tr("Checkpoint"), called(post)),
        (tr("Kind"), label("checkpoint.kind", post.kind)),
        (tr("State"), f"{label('checkpoint.status', post.status)} {clock_time(post.status_at, day.zone)}"),
        (
            tr("Inside"),
            f"{thousands(post.count_in - post.count_out)} = {thousands(post.count_in)} − {thousands(post.count_out)}",
        ),
        (tr("Above the number"), str(post.beyond)),
        (tr("Area"), f"{post.counts_area or NOTHING} {percent_of(day, post)}"),
        (tr("Lanes"), f"{post.lanes} × {post.rate_per_lane_min or NOTHING}/min"),
        (tr("Queue"), NOTHING if post.queue is None else f"{post.queue} ({clock_time(post.queue_at, day.zone)})"),
        (tr("Staff"), f"{post.staff}/{post.min_staff}"),
        (tr("Open"), "  ".join(windows) or NOTHING),
        (tr("Swept"), f"{clock_time(post.swept.at, day.zone)} {post.swept.by}" if post.swept else NOTHING),
        (tr("Answers"), str(_answers(day, post))),
        (tr("Channel"), post.channel),
        (tr("Chain"), " → ".join(post.escalate_to)),
        (tr("Equipment"), " ".join(post.equipment)),
    ]
    for report in reversed(post.reports):
        when = clock_time(report.at, day.zone)
        words = f"{label('report.kind', report.kind)} · {label('report.state', report.state)} · {report.by} {report.note}"
        pairs.append((tr("Report {time}", time=when), words.rstrip()))
    return pairs


# -- the map ----------------------------------------------------------------------------------------------------------


def spots(day: Day, chosen: str) -> list[Spot]:
    """The checkpoints where the plan places them; those without a place below, stage by stage."""
    placed = [each for each in day.checkpoints if each.x is not None and each.y is not None]
    found = [_spot(day, each, each.x or 0, each.y or 0, chosen) for each in placed]
    right = max((each.x or 0 for each in placed), default=60) or 60
    below = max((each.y or 0 for each in placed), default=-BELOW) + BELOW
    rest = [each for each in day.checkpoints if each.x is None or each.y is None]
    stages = list(dict.fromkeys(each.stage for each in rest))
    for nth, stage in enumerate(stages):
        here = day.documents.get(Stage, stage or "")
        x = right * nth // len(stages)
        found.append(Spot(f"stage {stage}", x, below, ((day.name(here) if here else tr("no stage"), "dim"),)))
        posts = [each for each in rest if each.stage == stage]
        found += [_spot(day, each, x, below + 1 + line, chosen) for line, each in enumerate(posts)]
    return found


def _spot(day: Day, post: Checkpoint, x: int, y: int, chosen: str) -> Spot:
    sign = CHECKPOINT_SIGNS[post.status]
    wanted = urgency(post, day.now)
    parts: list[Part] = [(f"{sign.mark} {post.call_sign or post.id}", sign.tone)]
    if post.counts_area:
        parts.append((f" {thousands(post.count_in - post.count_out)}", "plain"))
    if wanted:
        parts.append((" ‼" if wanted == 2 else " !", "danger" if wanted == 2 else "warning"))
    return Spot(post.id, x, y, tuple(parts), post.id == chosen)


# -- the overview -----------------------------------------------------------------------------------------------------


def pane(day: Day, most: int) -> list[tuple[Part, ...]]:
    """The command room's part of the overview: a gauge for each stage, the checkpoints, what is overdue, the incidents."""
    lines: list[tuple[Part, ...]] = []
    for area in crowds(day):
        tone = LEVEL_SIGNS[area.level].tone if area.level != "normal" else "plain"
        approved = thousands(area.approved) if area.approved else NOTHING
        percent = "" if area.percent is None else f" {int(area.percent)}%"
        figures = f"{thousands(area.inside)}/{approved}{percent}"
        lines.append(
            (
                (f"{gauge(area.percent, 8)} ", tone if tone != "plain" else "dim"),
                (f"{figures}  ", tone),
                (day.name(area.stage), "dim"),
            )
        )
    posts = day.checkpoints
    open_ = sum(each.status in ("open", "restricted") for each in posts)
    lines.append(((tr("{open} of {count} open", open=open_, count=len(posts)), "plain"),))
    active = [each for each in listed(day.incidents) if is_active(each)]
    if not active:
        lines.append(((tr("no incident is open"), "dim"),))
    for incident in active[:3]:
        sign = INCIDENT_SIGNS[incident.state]
        tone = SEVERITY_TONES[incident.severity]
        words = f"{numbered(day, incident)} {incident.summary}"
        lines.append(((f"{sign.mark} ", sign.tone), (words, tone), (f" {label('incident.state', incident.state)}", "dim")))
    wanted = [post for post in posts if urgency(post, day.now) == 2]
    lines += [((f"‼ {called(post)} ", "danger"), report_words(day, post)) for post in wanted]
    return lines[:most]
