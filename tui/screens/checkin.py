"""The check-in desk: a field that takes every scan, a large answer, and behind it who has come and who has not."""

from __future__ import annotations

import asyncio
import gc
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Input

from store.checkin.answer import Answer
from store.checkin.desk import Desk
from store.checkin.search import SearchIndex
from store.codes.scan import complete, is_code_like
from store.day import Day
from store.festival import Changed
from store.models import Official
from store.words import mark, tr
from tui.deskwork import DeskWork
from tui.keys import CHECKIN, bindings
from tui.page import Page
from tui.views import checkin as view
from widgets.answerpanel import AnswerPanel
from widgets.line import Line
from widgets.rows import Sheet
from widgets.scanfield import ScanField

MOST = 100
CHUNK = 200
BELLS = {"green": 1, "amber": 2, "red": 3}
BELL_S = 0.18
SCAN_PAUSE_S = 0.06  # a scanner types faster than that, a hand hardly ever
PANES = ("people", "units", "missing")


class CheckinPage(DeskWork, Page):
    """The desk of this dashboard. Its field has the focus for as long as the page is in front."""

    NAME = mark("Check-in")
    KEYS = CHECKIN
    UNDO = mark("   ^Z undo")
    BINDINGS = bindings(CHECKIN)
    CSS: ClassVar[str] = """
    CheckinPage #figures { margin: 1 0 0 0; }
    CheckinPage #curve { margin-bottom: 1; }
    CheckinPage.-low AnswerPanel { height: 6; padding: 0 2; }
    CheckinPage.-low #figures { margin: 0; }
    CheckinPage.-low #curve { margin: 0; }
    CheckinPage .pane { width: 1fr; height: 1fr; }
    CheckinPage #people-pane { width: 3fr; }
    CheckinPage #units-pane, CheckinPage #missing-pane { width: 2fr; padding-left: 2; display: none; }
    CheckinPage.-normal.-pane-people #units-pane, CheckinPage.-normal.-pane-units #units-pane { display: block; }
    CheckinPage.-normal.-pane-missing #missing-pane { display: block; }
    CheckinPage.-wide #units-pane, CheckinPage.-wide #missing-pane { display: block; }
    CheckinPage.-narrow #units-pane, CheckinPage.-narrow #missing-pane { width: 1fr; padding-left: 0; }
    CheckinPage.-narrow.-pane-units #people-pane, CheckinPage.-narrow.-pane-missing #people-pane { display: none; }
    CheckinPage.-narrow.-pane-units #units-pane { display: block; }
    CheckinPage.-narrow.-pane-missing #missing-pane { display: block; }
    CheckinPage Line.title { color: $muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._index = SearchIndex()
        self._answer: Answer | None = None
        self._found: tuple[str, ...] = ()
        self._count = 0
        self._chosen = 0
        self._pane = 0
        self._by_rank = False
        self._answering = False
        self._pause: Timer | None = None
        self._drawn: dict[str, object] = {}

    def body(self) -> ComposeResult:
        self.counter = Desk(self.desk.festival, self.desk.desk_name, self.desk.monotonic)
        self.add_class("-pane-people")
        yield ScanField(self._complete, placeholder=tr("scan a code, or type a name, pinyin, a unit or a seat"), id="scan")
        yield AnswerPanel()
        yield Line(id="figures")
        yield Line(id="curve")
        with Horizontal():
            for pane in PANES:
                with Vertical(id=f"{pane}-pane", classes="pane"):
                    yield Line(id=f"{pane}-title")
                    yield Sheet(id=pane)

    def on_mount(self) -> None:
        self._listen()
        self._field.focus()
        self.call_after_refresh(self.refresh_day)  # by then it is known which lists there is room for

    def on_screen_resume(self) -> None:
        self._field.focus()  # Textual has the base class do its own part as well

    def on_descendant_blur(self) -> None:
        if self.is_current:
            self._field.focus()

    @property
    def _field(self) -> ScanField:
        return self.query_one(ScanField)

    def heading(self, day: Day) -> str:
        return f"{tr(self.NAME)} › {self.desk.desk_name}"

    # -- scans and searches --------------------------------------------------------------------------------------------

    def _complete(self, text: str) -> bool:
        return complete(text, self.counter.tag)

    @on(ScanField.Taken)
    def _taken(self, taken: ScanField.Taken) -> None:
        """A scan is answered; a text that found someone admits the one chosen."""
        self.take(taken.text)

    def take(self, text: str) -> None:
        """Answer what was typed or scanned."""
        picked = self._picked(text)
        self._answering = True
        try:
            if picked is not None:
                answer = self.counter.admit(picked, self.desk.who)
            elif is_code_like(text):
                answer = self.counter.scan(text, self.desk.who)
            else:
                answer = None
        finally:
            self._answering = False
        if answer is not None:
            self.answered(answer)
        else:
            self.desk.say_refused(tr("Nobody is found for “{text}”.", text=text[:40]))

    def _picked(self, text: str) -> str | None:
        if is_code_like(text):
            return None
        if text.strip() != self._searched:
            self._search(text)
        return self._found[self._chosen] if self._found else None

    def answered(self, answer: Answer) -> None:
        """Show an answer, and let it be heard."""
        self._answer = answer
        self._clear_search()
        for nth in range(BELLS[answer.colour]):
            if nth:
                self.set_timer(nth * BELL_S, self.app.bell)
            else:
                self.app.bell()
        self.refresh_day()

    @on(Input.Changed, "#scan")
    def _typed(self, typed: Input.Changed) -> None:
        """Search at once; where digits come, which may be a scan, once no more come."""
        if self._pause is not None:
            self._pause.stop()
        if typed.value[-1:].isdigit():
            self._pause = self.set_timer(SCAN_PAUSE_S, self._search_typed)
        else:
            self._search_typed()

    def _search_typed(self) -> None:
        if not is_code_like(self._field.value):
            self._search(self._field.value)
            self._show_people(self.desk.day)

    _searched = ""

    def _search(self, text: str) -> None:
        self._searched = text.strip()
        found = self._index.find(text, MOST)
        self._found, self._count, self._chosen = found.subjects, found.total, 0

    def _clear_search(self) -> None:
        self._searched, self._found, self._count, self._chosen = "", (), 0, 0

    def action_choose(self, by: int) -> None:
        if self._found:
            self._chosen = max(0, min(len(self._found) - 1, self._chosen + by))
            self._show_people(self.desk.day)
            self.query_one("#people", Sheet).bring_into_view(self._chosen)

    def action_clear(self) -> None:
        self._field.value = ""
        self._clear_search()
        self._show_people(self.desk.day)

    # -- the index -----------------------------------------------------------------------------------------------------

    @work(group="search-index", exclusive=True, exit_on_error=False)
    async def _fill_index(self) -> None:
        """Take the roster into the index, a part at a time, so that nobody waits for it."""
        officials = list(self.counter.roster)
        await asyncio.to_thread(__import__, "pypinyin")
        for at in range(0, len(officials), CHUNK):
            current = (self.counter.roster.get(each.id) for each in officials[at : at + CHUNK])
            self._index.add(each for each in current if each is not None)
            await asyncio.sleep(0)
        gc.freeze()  # 50,000 officials stay: to go through them for garbage would hold a scan up for a tenth of a second
        if self._field.value:
            self._search(self._field.value)
            self._show_people(self.desk.day)

    def _listen(self) -> None:
        """Have the index filled, and kept up to date with the festival that is shown."""
        festival = self.counter.festival
        festival.subscribe(lambda changed: self._keep_index(changed) if festival is self.counter.festival else None)
        self._fill_index()

    def _keep_index(self, changed: Changed) -> None:
        for subject in (subject for table, subject in changed.documents if table == "officials"):
            if (official := self.counter.roster.get(subject)) is not None:
                self._index.add([official])
            else:
                self._index.remove(subject)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def refresh_day(self) -> None:
        if self._answering:  # it is drawn once, together with the answer
            return
        if self.counter.festival is not self.desk.festival:  # a rehearsal begins, or is over
            self.counter = Desk(self.desk.festival, self.desk.desk_name, self.desk.monotonic)
            self._answer, self._index, self._drawn = None, SearchIndex(), {}
            self._clear_search()
            self._listen()
        super().refresh_day()

    def show(self, day: Day) -> None:
        panel = self.query_one(AnswerPanel)
        panel.show(view.said(self._now(self._answer), day) if self._answer else view.ready(self.desk.desk_name))
        width = max(20, self.size.width - 2)
        self.query_one("#figures", Line).show(*view.numbers(day, width))
        self.query_one("#curve", Line).show(*view.curve(day, width))
        self._show_people(day)
        self._show_others(day)

    def _now(self, answer: Answer) -> Answer:
        """An answer with its official as they stand: a note may have been written, an arrival taken back."""
        if answer.official is None:
            return answer
        return answer._replace(official=self.counter.roster.get(answer.official.id) or answer.official)

    def _show_people(self, day: Day) -> None:
        roster = day.documents.roster
        if self._searched:
            officials = [each for subject in self._found if (each := roster.get(subject)) is not None]
            title = tr("{count} found · ↑ ↓ and Enter admit without a code", count=self._count)
            if not officials:
                title = tr("nobody found")
            chosen = self._found[self._chosen] if self._found else ""
        else:
            officials, chosen = roster.last_arrivals(self.size.height), ""
            title = tr("last arrivals")
        self.query_one("#people-title", Line).show((title, "dim"))
        self.query_one("#people", Sheet).show(view.arrival_columns(), view.person_rows(day, officials, chosen))

    def _show_others(self, day: Day) -> None:
        """The units and the missing, where they are seen: drawn anew only where the roster has changed."""
        roster = day.documents.roster
        key = (id(roster), roster.version, self._by_rank)
        if self.query_one("#units-pane").display and self._drawn.get("units") != key:
            self._drawn["units"] = key
            self.query_one("#units", Sheet).show(view.unit_columns(), view.unit_rows(roster))
            self.query_one("#units-title", Line).show((tr("by unit, most absent first"), "dim"))
        if self.query_one("#missing-pane").display and self._drawn.get("missing") != key:
            self._drawn["missing"] = key
            rows = view.missing_rows(roster, by_rank=self._by_rank)
            self.query_one("#missing", Sheet).show(view.missing_columns(), rows)
            order = tr("missing, by rank") if self._by_rank else tr("missing, by unit")
            self.query_one("#missing-title", Line).show((order, "dim"))

    def action_pane(self) -> None:
        self.remove_class(f"-pane-{PANES[self._pane]}")
        wide = not self.has_class("-narrow")
        self._pane = (2 if self._pane != 2 else 1) if wide else (self._pane + 1) % len(PANES)
        self.add_class(f"-pane-{PANES[self._pane]}")
        self.call_after_refresh(self.refresh_day)

    def action_order(self) -> None:
        self._by_rank = not self._by_rank
        self.refresh_day()

    # -- whom the keys are about ---------------------------------------------------------------------------------------

    def person(self) -> Official | None:
        """The one chosen among those found, else the one that the last answer is about; says so where there is neither."""
        official = self.person_or_none()
        if official is None:
            self.desk.say_refused(tr("Scan a code or find someone first."))
        return official

    def person_or_none(self) -> Official | None:
        subject = self._found[self._chosen] if self._found else ""
        if not subject and self._answer and self._answer.official:
            subject = self._answer.official.id
        return self.counter.roster.get(subject) if subject else None
