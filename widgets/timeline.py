"""A timeline: lanes of bars over an axis of hours, with a line at now."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from widgets.cells import fit
from widgets.signs import tone

LONGEST_LABEL = 28
STEPS_MIN = (5, 10, 15, 30, 60, 120, 180, 240, 360, 720)


class Bar(NamedTuple):
    """A stretch of time, drawn with one mark, in one tone; `name` stands at its start where there is room."""

    start: datetime
    end: datetime
    mark: str
    tone: str
    name: str = ""


class Lane(NamedTuple):
    """A line of the chart: its label, and its bars; a later bar covers an earlier one."""

    label: str
    bars: tuple[Bar, ...]


class Chart(NamedTuple):
    """All that a timeline shows. The axis runs from `start` to `end` and is labelled in `zone`."""

    lanes: tuple[Lane, ...]
    start: datetime
    end: datetime
    now: datetime
    zone: tzinfo


Drawn = list[tuple[str, str]]


class Timeline(Widget):
    """Draws a chart over its whole width; a line of it is drawn again only where it has changed."""

    DEFAULT_CSS = "Timeline { height: auto; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._chart: Chart | None = None
        self._drawn: list[Drawn] = []

    def show(self, chart: Chart) -> None:
        """Show the chart."""
        lanes = len(self._chart.lanes) if self._chart else -1
        self._chart = chart
        if len(chart.lanes) != lanes:
            self.refresh(layout=True)
        self._draw()

    def get_content_height(self, *_: object) -> int:
        return len(self._chart.lanes) + 1 if self._chart else 1

    def on_resize(self) -> None:
        self._drawn = []
        self._draw()

    def _draw(self) -> None:
        if self._chart is None or self.size.width <= LONGEST_LABEL:
            return
        before = self._drawn
        self._drawn = [
            _axis(self._chart, self.size.width),
            *(_lane(self._chart, lane, self.size.width) for lane in self._chart.lanes),
        ]
        for y, line in enumerate(self._drawn):
            if y >= len(before) or before[y] != line:
                self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        width, ground = self.size.width, self.visual_style
        line = self._drawn[y] if y < len(self._drawn) else []
        segments = [Segment(text, (ground + tone(self, name)).rich_style) for text, name in line]
        return Strip(segments).adjust_cell_length(width, ground.rich_style)


def _label(chart: Chart, width: int) -> int:
    """How many cells the labels take: as many as the longest needs, but no more than a sixth of the chart."""
    return min(LONGEST_LABEL, width // 6, max(cell_len(lane.label) for lane in chart.lanes) + 2) if chart.lanes else 0


def _place(chart: Chart, moment: datetime, width: int) -> int:
    """The cell, from the end of the labels, at which a moment lies; out of the chart where it lies outside."""
    whole = (chart.end - chart.start).total_seconds() or 1
    return int((moment - chart.start).total_seconds() / whole * (width - _label(chart, width)))


def _axis(chart: Chart, width: int) -> Drawn:
    label = _label(chart, width)
    marks = [" "] * (width - label)
    minutes = (chart.end - chart.start).total_seconds() / 60
    step = next((each for each in STEPS_MIN if minutes / each * 8 <= width - label), STEPS_MIN[-1])
    first = chart.start.astimezone(chart.zone).replace(minute=0, second=0, microsecond=0)
    moment = first
    while moment <= chart.end:
        text, place = moment.strftime("%H:%M"), _place(chart, moment, width)
        if place >= 0 and place + len(text) <= len(marks):
            marks[place : place + len(text)] = text
        moment += timedelta(minutes=step)
    return [(" " * label, "dim"), ("".join(marks), "dim")]


def _lane(chart: Chart, lane: Lane, width: int) -> Drawn:
    label = _label(chart, width)
    room = width - label
    cells: list[tuple[str, str]] = [(" ", "dim")] * room
    for bar in lane.bars:
        start = max(0, _place(chart, bar.start, width))
        end = min(room, max(start + 1, _place(chart, bar.end, width)))
        marks = (
            bar.name + bar.mark * (end - start - len(bar.name)) if len(bar.name) < end - start else bar.mark * (end - start)
        )
        cells[start:end] = [(mark, bar.tone) for mark in marks]
    now = _place(chart, chart.now, width)
    if 0 <= now < room:
        cells[now] = ("┊", "warning")
    line: Drawn = [(fit(lane.label, label - 1) + " ", "plain")]
    for text, name in cells:
        if line[-1][1] == name and len(line) > 1:
            line[-1] = (line[-1][0] + text, name)
        else:
            line.append((text, name))
    return line
