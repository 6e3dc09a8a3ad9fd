"""The watch over the streams of the live shows, beside the screen; what it sees change is recorded once, as it changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from store.errors import LianyunError
from store.links.background import Background
from store.links.hls import Stream, new_client
from store.links.settings import secrets
from store.links.watch import Watch
from store.models import SignalState
from store.triggers import fill_secrets
from store.words import Message

if TYPE_CHECKING:
    import httpx

GLANCE_S = 0.25


class Seen(NamedTuple):
    """What the watch saw of the stream of a show: its state, the age of its newest segment, and what is wrong."""

    state: SignalState
    newest_age_s: float | None = None
    reason: Message | None = None


class Streams:
    """Watches one stream for each show. `changed` is called in the watching thread, with the show, as its state changes."""

    def __init__(self, background: Background, changed: Callable[[str, Seen], None]) -> None:
        self._background = background
        self._changed = changed
        self._tasks: dict[str, tuple[str, Future[None]]] = {}
        self._watches: dict[str, Watch] = {}

    def watch(self, urls: Mapping[str, str]) -> None:
        """Watch exactly these streams, by show; what is watched already goes on."""
        for show, (url, task) in list(self._tasks.items()):
            if urls.get(show) != url:
                task.cancel()
                del self._tasks[show]
                self._watches.pop(show, None)
                self._changed(show, Seen("off"))
        for show, url in urls.items():
            if show not in self._tasks:
                self._watches[show] = Watch(monotonic())
                self._tasks[show] = (url, self._background.submit(self._follow(show, url)))

    def seen(self, show: str) -> Seen:
        """What is seen of a show's stream at this moment."""
        watch, now = self._watches.get(show), monotonic()
        if watch is None:
            return Seen("off")
        return Seen(watch.state(now), watch.newest_age_s(now), watch.reason(now))

    async def _follow(self, show: str, url: str) -> None:
        told: SignalState = "off"
        async with new_client() as client:
            reader = asyncio.create_task(self._read_on(show, client, url))
            try:
                while True:  # a stall is seen by looking at the clock, also while an answer is awaited
                    seen = self.seen(show)
                    if seen.state != told:
                        told = seen.state
                        self._changed(show, seen)
                    await asyncio.sleep(GLANCE_S)
            finally:
                reader.cancel()

    async def _read_on(self, show: str, client: httpx.AsyncClient, url: str) -> None:
        stream: Stream | None = None
        while True:
            watch = self._watches[show]
            try:
                stream = stream or Stream(client, fill_secrets(url, secrets()))
                watch = watch.read(await stream.read(), monotonic())
            except LianyunError as fault:  # no stream, or a secret that is missing
                watch = watch.failed(fault.message, monotonic())
            self._watches[show] = watch
            await asyncio.sleep(watch.next_read_in_s())
