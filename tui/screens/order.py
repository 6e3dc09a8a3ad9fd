"""The running order of a show: what is on, what is next, and every key that runs the show."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from store.actions import (
    ItemAdjust,
    ItemApprove,
    ItemCall,
    ItemFinish,
    ItemHold,
    ItemMove,
    ItemRestore,
    ItemResume,
    ItemSkip,
)
from store.day import Day
from store.models import Call, Item
from store.rundown import Rundown
from store.words import mark, tr
from tui.keys import ORDER, bindings
from tui.page import Page
from tui.views import order as view
from widgets.details import Details
from widgets.nowplaying import NowPlaying
from widgets.rows import Rows
from widgets.timeline import Timeline


class OrderPage(Page):
    """The running order of the show that the application has chosen."""

    NAME = mark("Running order")
    KEYS = ORDER
    BINDINGS = bindings(ORDER)
    DEFAULT_CSS = """
    OrderPage Timeline { margin-bottom: 1; }
    OrderPage.-low Timeline, OrderPage.-tall.-timeline Timeline { display: none; }
    OrderPage.-low.-timeline Timeline { display: block; }
    OrderPage.-low NowPlaying { margin-bottom: 0; }
    OrderPage Details { width: 44; display: none; padding-left: 2; }
    OrderPage.-wide Details { display: block; }
    OrderPage #filter { display: none; height: 1; border: none; padding: 0 1; background: $panel; }
    OrderPage.-filtering #filter { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._followed = ("", "")

    def body(self) -> ComposeResult:
        yield NowPlaying()
        yield Timeline()
        yield Input(placeholder=tr("Show the items with this text in them; Enter keeps it, Esc shows all"), id="filter")
        with Horizontal():
            yield Rows(id="items", empty=tr("Nothing here. Esc shows all, i inserts an item."))
            yield Details()

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def heading(self, day: Day) -> str:
        name = self._performance(day)
        return f"{tr(self.NAME)} › {day.short_name(day.rundown(name).performance)}" if name else tr(self.NAME)

    def show(self, day: Day) -> None:
        name = self._performance(day)
        if not name:
            return
        show = day.rundown(name)
        self.query_one(NowPlaying).show(view.playing(show, day))
        self.query_one(Timeline).show(view.chart(show, day))
        self.query_one(Rows).show(view.columns(), view.rows(show, day.zone, self.query_one("#filter", Input).value))
        followed = (name, show.current.id if show.current else "")
        if followed != self._followed:
            if name != self._followed[0]:
                self._show_all()
            self._followed = followed
            self._follow_next()
        self._show_details(day)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._show_details(self.desk.day)

    def _show_details(self, day: Day) -> None:
        details = self.query_one(Details)
        if not details.display:  # there is no room for it
            return
        item = self._selected(day)
        details.show(view.details(day.rundown(item.performance), item, day.zone) if item else [])

    # -- which show, which item ----------------------------------------------------------------------------------------

    def _performance(self, day: Day) -> str:
        """The chosen show; where none has been chosen yet, the one that is on, else the next to come, else the last."""
        shows = [day.rundown(performance.id) for performance in day.performances()]
        known = [show.performance.id for show in shows]
        if self.desk.performance not in known and shows:
            wanted = (show for states in (("running", "held"), ("planned",)) for show in shows if show.state in states)
            self.desk.performance = next(wanted, shows[-1]).performance.id
        return self.desk.performance if known else ""

    def _show_now(self) -> Rundown | None:
        name = self._performance(self.desk.day)
        return self.desk.day.rundown(name) if name else None

    def _selected(self, day: Day) -> Item | None:
        return day.documents.get(Item, self.query_one(Rows).key)

    def _follow_next(self) -> None:
        """Put the cursor on the item that GO would start: it is the one to be called."""
        show = self._show_now()
        if show is not None and (item := show.next or show.current):
            self.query_one(Rows).move_to(item.id)

    def action_choose(self) -> None:
        from tui.dialogs.choose import ChooseDialog

        day = self.desk.day
        choices = []
        for performance in day.performances():
            stage = day.stage_of(performance)
            choices.append((performance.id, f"{day.name(stage) if stage else performance.stage} · {day.name(performance)}"))
        self.app.push_screen(ChooseDialog(tr("Which show?"), choices), self._chosen)

    def _chosen(self, performance: str | None) -> None:
        if performance:
            self.desk.performance = performance
            self.refresh_day()

    def action_show(self, by: int) -> None:
        names = [performance.id for performance in self.desk.day.performances()]
        name = self._performance(self.desk.day)
        if name:
            self._chosen(names[max(0, min(names.index(name) + by, len(names) - 1))])

    # -- what is on ----------------------------------------------------------------------------------------------------

    def action_go(self) -> None:
        if show := self._show_now():
            self.desk.go(show.performance.id)

    def _current(self) -> Item | None:
        show = self._show_now()
        if show is None or show.current is None:
            self.desk.say_refused(tr("Nothing is running in this show."))
            return None
        return show.current

    def action_finish(self) -> None:
        if item := self._current():
            self.desk.perform(ItemFinish(subject=item.id))

    def action_hold(self) -> None:
        if item := self._current():
            self.desk.perform(ItemResume(subject=item.id) if item.state == "held" else ItemHold(subject=item.id))

    def action_adjust(self, seconds: int) -> None:
        if item := self._current():
            self.desk.perform(ItemAdjust(subject=item.id, seconds=seconds))

    # -- the item under the cursor -------------------------------------------------------------------------------------

    def action_call(self, state: Call) -> None:
        if item := self._selected(self.desk.day):
            self.desk.perform(ItemCall(subject=item.id, state="not_called" if item.call == state else state))

    def action_skip(self) -> None:
        item = self._selected(self.desk.day)
        if item is None:
            return
        if item.state == "skipped":
            self.desk.perform(ItemRestore(subject=item.id))
            return
        from tui.dialogs.ask import AskDialog

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.desk.perform(ItemSkip(subject=item.id, reason=reason))

        question = tr("Skip {number} {title}? Why (may be left empty):", number=item.number, title=item.title)
        self.app.push_screen(AskDialog(question), answered)

    def action_move(self, by: int) -> None:
        show, item = self._show_now(), self._selected(self.desk.day)
        if show is None or item is None:
            return
        names = [each.id for each in show.items]
        place = names.index(item.id) + by
        if 0 <= place < len(names):
            names.remove(item.id)
            self.desk.perform(ItemMove(subject=item.id, after=names[place - 1] if place else ""))

    def action_approve(self) -> None:
        if item := self._selected(self.desk.day):
            self.desk.perform(ItemApprove(subject=item.id))

    def action_insert(self) -> None:
        from tui.dialogs.item import insert_form

        if show := self._show_now():
            self.desk.fill_in(insert_form(show, self.query_one(Rows).key, self.desk.festival.station, self.desk.hand_in))

    def action_edit(self) -> None:
        from tui.dialogs.item import edit_form

        if item := self._selected(self.desk.day):
            self.desk.fill_in(edit_form(item, self.desk.day.zone, self.desk.hand_in))

    @on(Rows.Chosen)
    def action_detail(self) -> None:
        from tui.dialogs.details import DetailsDialog

        if item := self._selected(self.desk.day):
            show = self.desk.day.rundown(item.performance)
            self.app.push_screen(DetailsDialog(view.details(show, item, self.desk.day.zone)))

    def action_timeline(self) -> None:
        self.toggle_class("-timeline")
        self.refresh_day()

    # -- the filter ----------------------------------------------------------------------------------------------------

    def action_filter(self) -> None:
        self.add_class("-filtering")
        self.query_one("#filter", Input).focus()

    @on(Input.Changed, "#filter")
    def _filtered(self) -> None:
        self.refresh_day()

    @on(Input.Submitted, "#filter")
    def _kept(self) -> None:
        self.query_one(Rows).focus()

    def key_escape(self) -> None:
        self._show_all()
        self.query_one(Rows).focus()

    def _show_all(self) -> None:
        self.query_one("#filter", Input).value = ""
        self.remove_class("-filtering")
