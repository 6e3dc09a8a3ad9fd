"""The checkpoints and the crowds: counted, reported on, opened and closed from here."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Digits

from store.actions.checkpoint import (
    CheckpointCount,
    CheckpointReopen,
    CheckpointReport,
    CheckpointSetStatus,
    CheckpointStaff,
    CheckpointSweep,
)
from store.alerts.security import called
from store.checkpoints import urgency
from store.crowd import proposals
from store.day import Day
from store.errors import LianyunError
from store.labels import label
from store.models import Checkpoint, CheckpointStatus
from store.rules.checkpoint import NEXT
from store.words import mark, tr
from tui.dialogs.ask import AskDialog
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.form import Field, Form
from tui.keys import SECURITY, bindings
from tui.page import Page
from tui.views import security as view
from widgets.line import Line
from widgets.rows import Listing, Rows
from widgets.sitemap import SiteMap
from widgets.tiles import Tiles

VIEWS = ("tiles", "rows", "map")
MOST = 9999


class SecurityPage(Page):
    """Every checkpoint, as tiles, as rows or on the map; the one under the cursor in large above them."""

    NAME = mark("Security")
    KEYS = SECURITY
    BINDINGS = bindings(SECURITY)
    CSS: ClassVar[str] = """
    SecurityPage #crowds { height: auto; max-height: 4; }
    SecurityPage #head { height: 5; margin: 1 0; }
    SecurityPage.-low #head { margin: 0; }
    SecurityPage #head Vertical { height: 5; }
    SecurityPage #head #figures { width: 30; padding-left: 2; }
    SecurityPage #head Digits { height: 3; width: 1fr; text-align: right; text-style: bold; }
    SecurityPage Digits.-warning { color: $warning; }
    SecurityPage Digits.-danger { color: $error; }
    SecurityPage #caption { text-align: right; }
    SecurityPage #rows, SecurityPage #map { display: none; }
    SecurityPage.-rows #rows, SecurityPage.-map #rows, SecurityPage.-map #map { display: block; }
    SecurityPage.-rows #tiles, SecurityPage.-map #tiles { display: none; }
    SecurityPage.-map #map { height: 2fr; }
    """
    LINES = 4

    def __init__(self) -> None:
        super().__init__()
        self._view = "tiles"
        self._found = False

    def body(self) -> ComposeResult:
        yield Listing(id="crowds")
        yield Line(id="proposal")
        with Horizontal(id="head"):
            with Vertical():
                for place in range(self.LINES):
                    yield Line(id=f"head-{place}")
            with Vertical(id="figures"):
                yield Digits("")
                yield Line(id="caption")
        yield Tiles(id="tiles", empty=tr("The plan has no checkpoints."))
        yield SiteMap(id="map")
        yield Rows(id="rows", empty=tr("The plan has no checkpoints."), gap=1)

    def on_mount(self) -> None:
        self.query_one(Tiles).focus()

    def show(self, day: Day) -> None:
        self.query_one("#crowds", Listing).show(view.crowd_columns(), view.crowd_rows(day))
        self.query_one("#proposal", Line).show(*view.proposal(day))
        if self._view == "tiles":
            self.query_one(Tiles).show(view.tiles(day))
        else:
            self.query_one("#rows", Rows).show(view.columns(), view.rows(day))
        if not self._found and day.checkpoints:
            self._found = True
            self._to_the_one_in_need(day)
        self._show_chosen(day)

    def _show_chosen(self, day: Day) -> None:
        post = self._selected(day)
        if self._view == "map":
            self.query_one(SiteMap).show(view.spots(day, post.id if post else ""))
        head = view.head(day, post) if post else view.Head((), "", "plain", "")
        for place in range(self.LINES):
            self.query_one(f"#head-{place}", Line).show(*(head.lines[place] if place < len(head.lines) else ()))
        digits = self.query_one(Digits)
        if digits.value != head.figure:
            digits.update(head.figure)
        if not digits.has_class(f"-{head.tone}"):
            digits.set_classes(f"-{head.tone}")
        self.query_one("#caption", Line).show((head.caption, "dim"))

    @on(Tiles.Moved)
    @on(Rows.Moved)
    def _moved(self) -> None:
        self._show_chosen(self.desk.day)

    # -- which checkpoint ----------------------------------------------------------------------------------------------

    @property
    def _key(self) -> str:
        return self.query_one(Tiles).key if self._view == "tiles" else self.query_one("#rows", Rows).key

    def _selected(self, day: Day) -> Checkpoint | None:
        return day.documents.get(Checkpoint, self._key)

    def _go_to(self, key: str) -> None:
        self.query_one(Tiles).move_to(key)
        self.query_one("#rows", Rows).move_to(key)

    def _to_the_one_in_need(self, day: Day) -> bool:
        """Put the cursor on the next checkpoint, behind the one under it, that wants someone most."""
        posts = day.checkpoints
        place = next((at for at, each in enumerate(posts) if each.id == self._key), -1)
        following = [*posts[place + 1 :], *posts[: place + 1]]
        wanted = max(following, key=lambda each: urgency(each, day.now), default=None)
        if wanted is None or not urgency(wanted, day.now):
            return False
        self._go_to(wanted.id)
        return True

    def action_next(self) -> None:
        if not self._to_the_one_in_need(self.desk.day):
            self.desk.say(tr("No checkpoint needs anyone."))

    def action_view(self) -> None:
        key = self._key
        self._view = VIEWS[(VIEWS.index(self._view) + 1) % len(VIEWS)]
        for name in VIEWS:
            self.set_class(name == self._view, f"-{name}")
        self.refresh_day()
        self._go_to(key)
        self.query_one("#tiles" if self._view == "tiles" else "#rows").focus()

    # -- counting ------------------------------------------------------------------------------------------------------

    def action_count(self, inward: int, outward: int) -> None:
        if post := self._selected(self.desk.day):
            self.desk.perform(CheckpointCount(subject=post.id, inward=inward, outward=outward))

    def action_type_count(self) -> None:
        def answered(post: Checkpoint, typed: str) -> None:
            numbers = [int(each) for each in re.findall(r"[+-]?[0-9]{1,6}", typed, re.ASCII)]
            if not 1 <= len(numbers) <= 2 or any(abs(each) > MOST for each in numbers):
                self.desk.say_refused(tr("One number or two are wanted, up to {most}: in, then out.", most=MOST))
                return
            outward = numbers[1] if len(numbers) == 2 else 0
            self.desk.perform(CheckpointCount(subject=post.id, inward=numbers[0], outward=outward))

        self._ask(tr("How many came in, and perhaps how many went out? Such as 25, or 25 10"), answered)

    def action_correct(self) -> None:
        if post := self._selected(self.desk.day):
            fields = (
                Field("count_in", tr("In"), str(post.count_in)),
                Field("count_out", tr("Out"), str(post.count_out)),
                Field("reason", tr("Reason")),
            )
            title = tr("Correct the counts of {name}", name=called(post))
            self.desk.fill_in(Form(title, fields, lambda typed: self.desk.hand_in("checkpoint.correct", post.id, typed)))

    def _ask(self, question: str, done: Callable[[Checkpoint, str], None]) -> None:
        post = self._selected(self.desk.day)
        if post is not None:
            self.app.push_screen(
                AskDialog(f"{called(post)}: {question}"), lambda typed: None if typed is None else done(post, typed)
            )

    def _ask_number(self, question: str, done: Callable[[Checkpoint, int], None]) -> None:
        def answered(post: Checkpoint, typed: str) -> None:
            if typed.isascii() and typed.isdigit() and len(typed) < 6:
                done(post, int(typed))
            else:
                self.desk.say_refused(tr("A whole number is wanted."))

        self._ask(question, answered)

    # -- reporting -----------------------------------------------------------------------------------------------------

    def action_report_nil(self) -> None:
        if post := self._selected(self.desk.day):
            self.desk.perform(CheckpointReport(subject=post.id, kind="nil"))

    def action_report(self) -> None:
        self._ask(
            tr("What is to be reported?"),
            lambda post, typed: self.desk.perform(CheckpointReport(subject=post.id, note=typed, kind="ad_hoc")),
        )

    def action_make_up(self) -> None:
        if post := self._selected(self.desk.day):
            fields = (Field("happened_at", tr("For what time"), "", "17:30"), Field("note", tr("Note")))
            title = tr("Make up a report of {name}; it is marked as made up", name=called(post))
            self.desk.fill_in(Form(title, fields, lambda typed: self.desk.hand_in("checkpoint.report", post.id, typed)))

    def action_queue(self) -> None:
        def done(post: Checkpoint, queue: int) -> None:
            self.desk.perform(CheckpointReport(subject=post.id, kind="ad_hoc", queue=queue))

        self._ask_number(tr("How many wait before the gate?"), done)

    def action_staff(self) -> None:
        def done(post: Checkpoint, staff: int) -> None:
            self.desk.perform(CheckpointStaff(subject=post.id, staff=staff))

        self._ask_number(tr("How many are on post?"), done)

    # -- status --------------------------------------------------------------------------------------------------------

    def action_sweep(self) -> None:
        if post := self._selected(self.desk.day):
            self.desk.perform(CheckpointSweep(subject=post.id))

    def action_status(self) -> None:
        post = self._selected(self.desk.day)
        if post is None:
            return

        def chosen(code: str | None) -> None:
            if code is not None:
                self._turn(post, cast("CheckpointStatus", code))

        choices = [(code, label("checkpoint.status", code)) for code in NEXT[post.status]]
        if post.status == "sweeping":
            choices.insert(0, ("cleared", label("checkpoint.status", "cleared")))
        question = tr("{name} is {status}. What now?", name=called(post), status=label("checkpoint.status", post.status))
        self.app.push_screen(ChooseDialog(question, choices), chosen)

    def _turn(self, post: Checkpoint, status: CheckpointStatus) -> None:
        if status == "cleared":
            self.desk.perform(CheckpointSweep(subject=post.id))
        elif post.held_full and status in ("open", "restricted"):
            self.desk.perform(CheckpointReopen(subject=post.id, status=status))
        else:
            self.desk.perform(CheckpointSetStatus(subject=post.id, status=status))

    def action_confirm(self) -> None:
        found = proposals(self.desk.day)
        if not found:
            self.desk.say(tr("Nothing is proposed."))
            return
        try:
            self.desk.festival.do_all([each.action() for each in found if each.status == found[0].status], self.desk.who)
        except LianyunError as refusal:
            self.desk.say_refused(str(refusal))

    @on(Tiles.Chosen)
    @on(Rows.Chosen)
    def action_detail(self) -> None:
        from tui.dialogs.details import DetailsDialog

        if post := self._selected(self.desk.day):
            self.app.push_screen(DetailsDialog(view.details(self.desk.day, post)))
