"""What the check-in desk asks for in dialogs: notes, corrections, walk-ins, substitutes, codes and their printing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from store.actions import (
    OfficialAdmit,
    OfficialAttend,
    OfficialDepart,
    OfficialLeave,
    OfficialNote,
    OfficialSubstitute,
)
from store.checkin.answer import Answer
from store.checkin.desk import Desk
from store.codes.issuing import code_of, first_key, issue, key_of
from store.errors import LianyunError
from store.fields import read_time
from store.models import Official
from store.words import mark, tr
from tui.codework import CodeWork
from tui.dialogs.form import Field, Form

if TYPE_CHECKING:
    from tui.app import LianyunApp

FIELDS = {
    "name": mark("name"),
    "unit": mark("unit"),
    "title": mark("title"),
    "rank": mark("rank"),
    "seat": mark("seat"),
    "phone": mark("phone"),
    "attention": mark("attention"),
}


class DeskWork(Screen[None]):
    """The part of the check-in page that opens dialogs; the page says who they are about."""

    counter: Desk

    def person(self) -> Official | None:
        """Whom the keys are about."""
        raise NotImplementedError

    def answered(self, answer: Answer) -> None:
        """Show an answer."""
        raise NotImplementedError

    @property
    def _app(self) -> LianyunApp:
        return cast("LianyunApp", self.app)

    @property
    def _codework(self) -> CodeWork:
        return self._app.codework

    # -- coming and going ----------------------------------------------------------------------------------------------

    def action_admit_all_the_same(self) -> None:
        if official := self.person():
            self.answered(self.counter.admit(official.id, self._app.who, all_the_same=True))

    def action_depart(self) -> None:
        if official := self.person():
            self._app.perform(OfficialDepart(subject=official.id))

    def action_leave(self) -> None:
        if official := self.person():
            on_leave = official.expected == "leave"
            self._app.perform(OfficialAttend(subject=official.id) if on_leave else OfficialLeave(subject=official.id))

    # -- the roster ----------------------------------------------------------------------------------------------------

    def action_note(self) -> None:
        official = self.person()
        if official is None:
            return

        def hand_in(changed: Mapping[str, str]) -> None:
            self._app.festival.do(OfficialNote(subject=official.id, text=changed["note"]), self._app.who)

        field = Field("note", tr("note"), official.note)
        self._app.fill_in(Form(tr("Note on {name}", name=official.name), [field], hand_in))

    def action_edit(self) -> None:
        official = self.person()
        if official is None:
            return
        fields = [Field(key, tr(words), str(getattr(official, key))) for key, words in FIELDS.items()]

        def hand_in(changed: Mapping[str, str]) -> None:
            self._app.hand_in("official.edit", official.id, changed)

        self._app.fill_in(Form(tr("Correct {name}", name=official.name), fields, hand_in))

    def action_walk_in(self) -> None:
        fields = [Field(key, tr(words)) for key, words in FIELDS.items()]

        def hand_in(filled: Mapping[str, str]) -> None:
            said = {key: text for key, text in filled.items() if text.strip()}
            subject = self._new_id("|".join(said.values()))
            self._app.hand_in("official.add", subject, said)
            self.answered(self.counter.admit(subject, self._app.who))

        self._app.fill_in(Form(tr("Someone who is not in the roster"), fields, hand_in))

    def _new_id(self, said: str) -> str:
        """An id of this station's own: two desks that add two people at the same time add two."""
        station = self._app.festival.station
        return f"W-{station}-{sha256(f'{said}|{len(self.counter.roster)}'.encode()).hexdigest()[:6]}"

    def action_substitute(self) -> None:
        official = self.person()
        if official is None:
            return
        from tui.dialogs.ask import AskDialog

        def named(by: str | None) -> None:
            if by:
                self._app.perform(OfficialSubstitute(subject=official.id, by=by))
                for other in self.counter.roster.standing_in_for(official.id):
                    if by in (other.name, other.id) and other.arrived_at is None:
                        self.answered(self.counter.admit(other.id, self._app.who))

        question = tr("Who comes for {name}? Their name, or their id where they are in the roster:", name=official.name)
        self._app.push_screen(AskDialog(question), named)

    def action_admit_late(self) -> None:
        official = self.person()
        if official is None:
            return

        def hand_in(changed: Mapping[str, str]) -> None:
            action = OfficialAdmit(
                subject=official.id,
                gate=self.counter.name,
                how="late",
                came_at=self._time(changed["time"]),
                confirm=("leave", "substitute"),
            )
            self._app.festival.do(action, self._app.who)

        field = Field("time", tr("came at"), "", "08:55")
        self._app.fill_in(Form(tr("When did {name} come?", name=official.name), [field], hand_in))

    def _time(self, text: str) -> datetime:
        day = self._app.day
        return read_time(text, day.festival.date if day.festival else day.now.date(), day.zone)

    def action_details(self) -> None:
        official = self.person()
        if official is not None:
            from tui.dialogs.details import DetailsDialog
            from tui.views.checkin import details

            self._app.push_screen(DetailsDialog(details(self._app.day, official)))

    # -- codes ---------------------------------------------------------------------------------------------------------

    def action_code(self) -> None:
        official = self.person()
        if official is None:
            return
        from tui.dialogs.code import CodeDialog

        try:
            code = code_of(key_of(self._app.festival.documents, self._app.keys_at_hand), official)
        except LianyunError as refusal:
            self._app.say_refused(str(refusal))
        else:
            self._app.push_screen(CodeDialog(code, official))

    def action_reissue(self) -> None:
        official = self.person()
        if official is None:
            return
        try:
            key, actions = first_key(self._app.festival.documents, self._app.keys_at_hand)
            self._app.festival.do_all([*actions, *issue(key, [official], again=True)], self._app.who)
        except LianyunError as refusal:
            self._app.say_refused(str(refusal))

    def action_codes(self) -> None:
        self._codework.choose(self.person_or_none())

    def person_or_none(self) -> Official | None:
        """Whom the keys are about, where there is someone; nothing is said where there is nobody."""
        raise NotImplementedError

    def action_scanner(self) -> None:
        from tui.dialogs.scanner import ScannerDialog

        self._app.push_screen(ScannerDialog(self.counter.tag))
