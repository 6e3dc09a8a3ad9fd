"""The whole day on one screen."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Digits

from store.day import Day
from store.formats import clock_time
from store.words import mark, tr
from tui.keys import OVERVIEW
from tui.page import Page
from tui.views import overview as view
from tui.views import security
from widgets.line import Line
from widgets.lines import Lines
from widgets.rows import Listing, Rows
from widgets.timeline import Timeline

TALL = 30


class OverviewPage(Page):
    """Every stage's lane and what is on there, and the rest of the day in figures."""

    NAME = mark("Overview")
    KEYS = OVERVIEW
    DEFAULT_CSS = """
    OverviewPage #head { height: 4; }
    OverviewPage.-low #head { display: none; }
    OverviewPage #head Digits { width: 20; height: 3; }
    OverviewPage #summary { width: 1fr; height: 3; }
    OverviewPage Timeline { margin-bottom: 1; }
    OverviewPage #stages { height: auto; min-height: 3; }
    OverviewPage .panes { height: 1fr; min-height: 3; border-top: solid $surface-lighten-2; }
    OverviewPage.-low .panes { border-top: none; }
    OverviewPage .pane { width: 1fr; padding-right: 2; }
    OverviewPage #cues { width: 2fr; }
    """

    def body(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Digits("", id="hour")
            yield Lines(id="summary")
        yield Timeline()
        yield Rows(id="stages", empty=tr("The plan has no stages."))
        with Horizontal(classes="panes"):
            with Vertical(id="cues", classes="pane"):
                yield Line(id="cues-title")
                yield Listing(id="next-cues")
            yield Lines(id="checked-in", classes="pane")
            yield Lines(id="security", classes="pane")

    def on_mount(self) -> None:
        self.query_one("#stages", Rows).focus()

    def show(self, day: Day) -> None:
        tall = self.size.height >= TALL
        if tall:
            hour = clock_time(day.now, day.zone)
            digits = self.query_one("#hour", Digits)
            if digits.value != hour:
                digits.update(hour)
            self.query_one("#summary", Lines).show(view.summary(day))
        self.query_one(Timeline).show(view.chart(day, compact=not tall))
        self.query_one("#stages", Rows).show(view.columns(), view.rows(day))
        self.query_one("#cues-title", Line).show((tr("Cues"), "dim"), *view.on_air(day))
        listing = self.query_one("#next-cues", Listing)
        listing.show(view.cue_columns(), view.cues(day, max(1, listing.size.height - 1)))
        self.query_one("#checked-in", Lines).show([((tr("Check-in"), "dim"),), *view.checked_in(day)])
        pane = self.query_one("#security", Lines)
        pane.show([((tr("Security"), "dim"),), *security.pane(day, max(1, pane.size.height - 1))])

    @on(Rows.Chosen)
    def action_open(self) -> None:
        show = self.desk.day.on_stage(self.query_one("#stages", Rows).key)
        if show is not None:
            self.desk.open_show(show.performance.id)
