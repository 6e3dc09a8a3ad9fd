"""Firing: a GO is recorded first, then its trigger is sent once, and what became of it is recorded with the cue."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Event
from typing import TYPE_CHECKING

import msgspec

from store.actions import CueGo, CueResult, name_of
from store.cues import sheet
from store.errors import LianyunError, Refused
from store.formats import clock_time
from store.links.background import Background
from store.links.sending import TOTAL_S, Answer, new_client, practise, send
from store.links.settings import secrets
from store.models import Cue, Trigger
from store.triggers import Request, expand, values_of
from store.who import Who

if TYPE_CHECKING:
    import httpx

    from store.entry import Entry
    from store.festival import Changed, Festival

GO = name_of(CueGo)
# Python runs one thread at a time, and drawing keeps it busy: so long, at most, the screen lets a request go first.
HEAD_START_S = 0.01
Answered = Callable[[CueResult], None]


def request_of(festival: Festival, cue: Cue, trigger: Trigger) -> Request:
    """The request of a cue as it would be sent now, with the secrets in it. Raises Refused where one is missing."""
    show = sheet(festival.day(), cue.performance)
    row = show.row(cue.id)
    due = clock_time(row.due if row else None, festival.zone, seconds=True)
    return expand(trigger, values_of(show.show, cue, due), secrets())


class Firing:
    """Sends the triggers of the GOs that are done through it, from a thread beside the screen.

    `answered` is told what became of each, in that thread. Where it is not `enabled`, a GO is recorded and nothing leaves.
    Only what goes through `go` here is ever sent: neither an entry from another station nor one that is read again.
    """

    def __init__(self, festival: Festival, background: Background, answered: Answered, *, enabled: bool = True) -> None:
        self.festival = festival
        self.enabled = enabled
        self._background = background
        self._answered = answered
        self._client: httpx.AsyncClient | None = None
        self._going = ""
        self._under_way: set[Future[Answer]] = set()
        festival.subscribe(self._recorded)

    def warm(self) -> None:
        """Have everything ready, so that the first GO is as quick as the others."""
        self._background.submit(self._open())

    def go(self, action: CueGo, who: Who) -> Changed:
        """Record the GO and send its trigger; raises as `Festival.do` does, and then nothing is sent."""
        self._going = action.subject
        try:
            return self.festival.do(action, who)
        finally:
            self._going = ""

    def finish(self) -> None:
        """Wait for the triggers that are under way, no longer than each may take."""
        for future in list(self._under_way):
            try:
                future.result(TOTAL_S + 1)
            except (TimeoutError, asyncio.CancelledError):
                continue  # nothing is recorded of it, and the cue says that there is no answer

    def _recorded(self, changed: Changed) -> None:
        """Called right after the GO is on the disk and, being the first listener, before anything is drawn."""
        for entry in changed.entries:
            if entry.action == GO and entry.subject == self._going:
                self._fire(entry)

    def _fire(self, entry: Entry) -> None:
        cue = self.festival.documents.get(Cue, entry.subject)
        if cue is None or cue.trigger is None or not self.enabled:
            return
        trigger = cue.trigger
        try:
            request = request_of(self.festival, cue, trigger)
        except LianyunError as refusal:
            self._answered(_result(entry, Answer(False, None, 0, refusal.message)))
            return
        left = Event()
        future = self._background.submit(self._send(request, trigger, left))
        self._under_way.add(future)
        future.add_done_callback(lambda done: self._done(entry, done))
        left.wait(HEAD_START_S)

    def _done(self, entry: Entry, done: Future[Answer]) -> None:
        self._under_way.discard(done)
        if not done.cancelled():
            self._answered(_result(entry, done.result()))

    async def _open(self) -> httpx.AsyncClient:
        if self._client is None:
            self._client = new_client()
            await practise(self._client)
        return self._client

    async def _send(self, request: Request, trigger: Trigger, left: Event) -> Answer:
        self._client = self._client or new_client()
        return await send(self._client, request, trigger.kind, left.set)


def fire_recorded(festival: Festival, changed: Changed, who: Who) -> Answer | None:
    """Send the trigger of a GO that has just been recorded, wait for the answer and record it: what the command does.

    Returns what became of it; None where the cue has no trigger.
    """
    entry = next((each for each in changed.entries if each.action == GO), None)
    cue = festival.documents.get(Cue, entry.subject) if entry else None
    if entry is None or cue is None or cue.trigger is None:
        return None
    try:
        answer = asyncio.run(_once(request_of(festival, cue, cue.trigger), cue.trigger))
    except Refused as refusal:
        answer = Answer(False, None, 0, refusal.message)
    festival.do(_result(entry, answer), who)
    return answer


async def _once(request: Request, trigger: Trigger) -> Answer:
    async with new_client() as client:
        return await send(client, request, trigger.kind)


def _result(entry: Entry, answer: Answer) -> CueResult:
    return CueResult(
        subject=entry.subject,
        go=entry.id,
        ok=answer.ok,
        status=answer.status,
        latency_ms=answer.latency_ms,
        error=None if answer.error is None else msgspec.to_builtins(answer.error),
    )
