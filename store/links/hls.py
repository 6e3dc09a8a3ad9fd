"""Reading an HLS stream (RFC 8216): the playlist, its highest variant, and whether the newest segment can be had.

Whatever a server answers comes out as a `Reading` or as a `NoStream` that says in plain words what is wrong.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from store.errors import LianyunError
from store.links.faults import fault_words
from store.links.watch import Reading
from store.triggers import is_address
from store.words import mark

if TYPE_CHECKING:
    import httpx
    from m3u8 import M3U8

LARGEST = 1_000_000
CONNECT_S, TOTAL_S = 2.0, 4.0
MOST_REDIRECTS = 5

STATUS = mark("the server answers {status}")
EMPTY = mark("the playlist is empty")
A_PAGE = mark("it is a web page, not a playlist")
NO_PLAYLIST = mark("it is no playlist")
TOO_LARGE = mark("it does not end: more than 1 MB, and no playlist is that long")
NO_SEGMENTS = mark("the playlist has no segments")
NO_VARIANT = mark("the master playlist leads to no stream")
NO_SEGMENT = mark("its newest segment cannot be had: {reason}")


class NoStream(LianyunError):
    """The stream cannot be read, and why."""


def new_client() -> httpx.AsyncClient:
    """A client for streams: it follows redirects, and a proxy where the system names one."""
    import httpx

    return httpx.AsyncClient(
        timeout=httpx.Timeout(TOTAL_S, connect=CONNECT_S),
        follow_redirects=True,
        max_redirects=MOST_REDIRECTS,
        headers={"User-Agent": "lianyun", "Accept": "*/*", "Cache-Control": "no-cache"},
    )


class Stream:
    """One stream. It remembers which segment it has had, so that each is asked for once."""

    def __init__(self, client: httpx.AsyncClient, url: str) -> None:
        self._client = client
        self._url = url
        self._had = ""

    async def read(self) -> Reading:
        """Read the playlist, and have its newest segment. Raises NoStream."""
        playlist, url = await self._media()
        if not playlist.segments:
            raise NoStream(NO_SEGMENTS)
        newest = _address(url, playlist.segments[-1].uri)
        if newest != self._had:
            await self._have(newest)
            self._had = newest
        return Reading(
            position=(playlist.media_sequence or 0) + len(playlist.segments),
            target_s=float(playlist.target_duration or 0),
            ended=bool(playlist.is_endlist),
        )

    async def _media(self) -> tuple[M3U8, str]:
        """The media playlist and its address: the one at the URL, or the highest variant of a master playlist there."""
        playlist, url = parsed(*await self._get(self._url))
        if not playlist.is_variant:
            return playlist, url
        variants = [each for each in playlist.playlists if each.uri]
        if not variants:
            raise NoStream(NO_VARIANT)
        highest = max(variants, key=lambda each: each.stream_info.bandwidth or 0)
        playlist, url = parsed(*await self._get(_address(url, highest.uri)))
        if playlist.is_variant:
            raise NoStream(NO_VARIANT)
        return playlist, url

    async def _get(self, url: str) -> tuple[bytes, str]:
        """What is at an address, at most `LARGEST` bytes of it unpacked, and where it was found in the end."""
        import httpx

        status: int | None = None
        data = bytearray()
        try:
            async with asyncio.timeout(TOTAL_S), self._client.stream("GET", url) as response:
                status = response.status_code
                if status != 200:
                    raise NoStream(STATUS, status=status)
                async for chunk in response.aiter_bytes(16_384):
                    data += chunk
                    if len(data) > LARGEST:
                        raise NoStream(A_PAGE if _is_page(data) else TOO_LARGE)
                return bytes(data), str(response.url)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as fault:
            if isinstance(fault, httpx.DecodingError):
                raise NoStream(NO_PLAYLIST) from fault
            words = fault_words(fault, status=status, total_s=TOTAL_S, connect_s=CONNECT_S)
            raise NoStream(words.text, **words.values) from fault

    async def _have(self, url: str) -> None:
        """See that a segment can be had: its first bytes are enough."""
        import httpx

        status: int | None = None
        try:
            async with asyncio.timeout(TOTAL_S), self._client.stream("GET", url) as response:
                status = response.status_code
                if status not in (200, 206):
                    raise NoStream(NO_SEGMENT, reason={"text": STATUS, "values": {"status": status}})
                async for chunk in response.aiter_raw():
                    if chunk:
                        return
                raise NoStream(NO_SEGMENT, reason={"text": EMPTY, "values": {}})
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as fault:
            words = fault_words(fault, status=status, total_s=TOTAL_S, connect_s=CONNECT_S)
            raise NoStream(NO_SEGMENT, reason={"text": words.text, "values": words.values}) from fault


def parsed(data: bytes, url: str) -> tuple[M3U8, str]:
    """The playlist that these bytes are, and its address. Raises NoStream where they are none."""
    import m3u8

    text = data.decode("utf-8", errors="replace").lstrip("\ufeff").lstrip()
    if not text:
        raise NoStream(EMPTY)
    if not text.startswith("#EXTM3U"):
        raise NoStream(A_PAGE if _is_page(data) else NO_PLAYLIST)
    try:
        playlist = m3u8.loads(text)
    except (m3u8.ParseError, ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError) as fault:
        raise NoStream(NO_PLAYLIST) from fault  # the parser stumbles over a damaged line in each of these ways
    if not playlist.is_variant and (type(playlist.media_sequence) not in (int, type(None))):
        raise NoStream(NO_PLAYLIST)
    return playlist, url


def _is_page(data: bytes | bytearray) -> bool:
    start = bytes(data[:1000]).lstrip().lower()
    return start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body"))


def _address(base: str, uri: str) -> str:
    """An address in a playlist, which may be relative to it. Raises NoStream where it leads out of HTTP."""
    try:
        url = urljoin(base, uri)
    except ValueError as fault:
        raise NoStream(NO_VARIANT) from fault
    if not is_address(url):
        raise NoStream(NO_VARIANT)
    return url
