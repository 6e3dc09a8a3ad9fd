"""A thread with an event loop of its own, in which everything that waits for the network waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from threading import Event, Thread
from typing import Any, TypeVar

T = TypeVar("T")


class Background:
    """Starts its thread when it is first given something to do; `close` ends what still goes on."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None

    def submit(self, work: Coroutine[Any, Any, T], done: Callable[[Future[T]], None] | None = None) -> Future[T]:
        """Do some work beside the screen; `done` is called with what came of it, in the thread."""
        future = asyncio.run_coroutine_threadsafe(work, self._running())
        if done is not None:
            future.add_done_callback(done)
        return future

    def close(self) -> None:
        """End whatever still goes on, and the thread."""
        if self._loop is None or self._thread is None:
            return
        asyncio.run_coroutine_threadsafe(_cancel_all(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop = self._thread = None

    def _running(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop, ready = asyncio.new_event_loop(), Event()
            self._thread = Thread(target=_run, args=(self._loop, ready), name="links", daemon=True)
            self._thread.start()
            ready.wait()
        return self._loop


def _run(loop: asyncio.AbstractEventLoop, ready: Event) -> None:
    asyncio.set_event_loop(loop)
    loop.call_soon(ready.set)
    try:
        loop.run_forever()
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _cancel_all() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
