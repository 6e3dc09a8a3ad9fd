"""Sending a trigger: once, with short time-outs, and with an answer in plain words whatever happens.

There is no retry: none of the receivers knows a request that it has had before, so a second one would act twice. Each
request has a connection of its own, since one that was kept open may be gone without anyone knowing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from store.links.faults import fault_words
from store.models import TriggerKind
from store.triggers import Request
from store.words import Message, mark

if TYPE_CHECKING:
    import httpx

CONNECT_S = 2.0
TOTAL_S = 3.0
MOST_READ = 4096

NO_SUCH_BUTTON = mark("Companion has no such button (204), so nothing was pressed")
REFUSED_STATUS = mark("the receiver answered {status}")
REDIRECTED = mark("the receiver points elsewhere ({status}); a trigger is not sent a second time")


class Answer(NamedTuple):
    """What became of a request. Not `ok`, it says why; `latency_ms` is from its start to the end of the answer."""

    ok: bool
    status: int | None
    latency_ms: int
    error: Message | None


def new_client() -> httpx.AsyncClient:
    """A client for triggers: no redirects, no proxy between here and a receiver in the same network."""
    import httpx

    return httpx.AsyncClient(
        timeout=httpx.Timeout(TOTAL_S, connect=CONNECT_S),
        limits=httpx.Limits(max_keepalive_connections=0),
        follow_redirects=False,
        trust_env=False,
        headers={"User-Agent": "lianyun", "Connection": "close"},
    )


async def send(
    client: httpx.AsyncClient, request: Request, kind: TriggerKind, left: Callable[[], None] = lambda: None
) -> Answer:
    """Send the request, once, and judge the answer as its kind of receiver means it. Never raises for what goes wrong.

    `left` is called when the request has left.
    """
    import httpx

    async def trace(event: str, _about: dict[str, object]) -> None:
        if event == "http11.send_request_body.complete":
            left()

    began = perf_counter()
    status: int | None = None
    error: Message | None
    try:
        async with (
            asyncio.timeout(TOTAL_S),
            client.stream(
                request.method,
                request.url,
                headers=request.headers,
                content=request.body.encode() or None,
                extensions={"trace": trace},
            ) as response,
        ):
            status = response.status_code
            await _read_some(response)
            error = judge(kind, status)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as fault:  # a TimeoutError is an OSError
        error = fault_words(fault, status=status, total_s=TOTAL_S, connect_s=CONNECT_S)
    return Answer(error is None, status, round((perf_counter() - began) * 1000), error)


async def practise(client: httpx.AsyncClient) -> None:
    """Send a request to ourselves, so that whatever is done at the first one only has been done when it matters."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as ourselves:
        port = ourselves.sockets[0].getsockname()[1]
        await send(client, Request("GET", f"http://127.0.0.1:{port}/", {}, ""), "http")


async def _read_some(response: httpx.Response) -> None:
    """Read the answer to its end, or as much of it as anyone would."""
    size = 0
    async for chunk in response.aiter_raw():
        size += len(chunk)
        if size > MOST_READ:
            return


def judge(kind: TriggerKind, status: int) -> Message | None:
    """What is wrong with an answer of that status; None where it says that it was done."""
    if kind == "companion" and status == 204:
        return Message(NO_SUCH_BUTTON)
    if kind == "companion" and status != 200:
        return Message(REFUSED_STATUS, {"status": status})
    if 200 <= status < 300:
        return None
    return Message(REDIRECTED if 300 <= status < 400 else REFUSED_STATUS, {"status": status})
