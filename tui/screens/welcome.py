"""The first start: a folder without a festival, and how to get one into it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Center, Middle, Vertical
from textual.widgets import Static

from store.day import Day
from store.words import mark, tr
from tui.keys import WELCOME, bindings, cap
from tui.loading import ask_for_file, load_sample
from tui.page import Page


class WelcomePage(Page):
    """Offers the sample festival, and the import of a plan."""

    NAME = mark("Welcome")
    KEYS = WELCOME
    BINDINGS = bindings(WELCOME)
    DEFAULT_CSS = """
    WelcomePage #offer { width: 66; height: auto; }
    WelcomePage #offer Static { margin-bottom: 1; }
    WelcomePage .choice { text-style: bold; }
    """

    def body(self) -> ComposeResult:
        with Middle(), Center(), Vertical(id="offer"):
            folder = str(self.desk.festival.folder)
            yield Static(tr("There is no festival in this folder yet: {folder}", folder=folder), markup=False)
            for key in WELCOME:
                yield Static(f"{cap(key)}   {tr(key.sentence)}", classes="choice", markup=False)
            yield Static(tr("“lianyun template plan.xlsx” writes a workbook to fill in and import."), markup=False)

    def show(self, day: Day) -> None:
        if day.festival is not None:
            self.desk.page("overview")

    def action_sample(self) -> None:
        load_sample(self.desk)

    def action_import(self) -> None:
        ask_for_file(self.desk)
