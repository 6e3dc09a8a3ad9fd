"""The dry run of a trigger: what would be sent, and whether its receiver is there. Nothing is sent."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import NamedTuple
from urllib.parse import urlsplit

from store.errors import Refused
from store.festival import Festival
from store.links.firing import request_of
from store.links.sending import CONNECT_S
from store.links.settings import is_open_to_others, secrets, settings_file
from store.models import Cue
from store.triggers import mask_header, mask_secrets, mask_url
from store.words import Message, tr


class DryRun(NamedTuple):
    """What a cue would send, as it may be seen; where it would be sent; and what is wrong before it is tried."""

    method: str
    url: str
    headers: dict[str, str]
    body: str
    host: str
    port: int
    warnings: tuple[Message, ...]

    def lines(self) -> list[str]:
        """The request as one reads it."""
        head = [f"{self.method} {self.url}", *(f"{name}: {value}" for name, value in self.headers.items())]
        body = ["", *self.body.splitlines()] if self.body else []
        return [*head, *body, *(f"! {warning}" for warning in self.warnings)]


def dry_run(festival: Festival, cue: Cue) -> DryRun:
    """Fill in everything that the cue would send. Raises Refused where it has no trigger, or where a secret is missing."""
    if cue.trigger is None:
        raise Refused("Cue {number} {call} has no trigger.", number=cue.number, call=cue.text)
    request = request_of(festival, cue, cue.trigger)
    known = secrets()
    try:
        parts = urlsplit(request.url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as fault:
        raise Refused(
            "{found} is no web address; accepted: http://HOST:PORT/PATH", found=mask_url(cue.trigger.url)
        ) from fault
    warnings = [
        Message(
            "Other users of this machine can read the settings; make the file yours alone: {file}",
            {"file": str(settings_file())},
        )
    ] * is_open_to_others()
    return DryRun(
        request.method,
        mask_secrets(mask_url(request.url), known),
        {name: mask_secrets(mask_header(name, value), known) for name, value in request.headers.items()},
        mask_secrets(request.body, known),
        host,
        port,
        tuple(warnings),
    )


async def reach(host: str, port: int) -> str:
    """Whether something listens there, in words; a connection is opened and closed, and nothing is sent."""
    began = perf_counter()
    try:
        async with asyncio.timeout(CONNECT_S):
            _, writer = await asyncio.open_connection(host, port)
    except TimeoutError:
        return tr("‼ {host}:{port}: no connection within {seconds} s", host=host, port=port, seconds=f"{CONNECT_S:g}")
    except OSError:
        return tr("‼ {host}:{port} cannot be reached", host=host, port=port)
    writer.close()
    return tr(
        "✓ {host}:{port} is there ({latency} ms)", host=host, port=port, latency=round((perf_counter() - began) * 1000)
    )
