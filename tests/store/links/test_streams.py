"""Streams as servers really give them: one made by ffmpeg, stopped and resumed, and whatever else may be at an address."""

from __future__ import annotations

import asyncio
import http.server
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from time import monotonic

import pytest

from store.links.background import Background
from store.links.hls import LARGEST, NoStream, Stream, new_client
from store.links.streams import Seen, Streams
from store.links.watch import Reading
from tests.harness.receiver import Receiver


def read(url: str, times: int = 1) -> Reading:
    """Read a stream so many times and return the last reading."""

    async def reading() -> Reading:
        async with new_client() as client:
            stream = Stream(client, url)
            found = await stream.read()
            for _ in range(times - 1):
                found = await stream.read()
            return found

    return asyncio.run(reading())


@pytest.mark.parametrize("path", ["high/media.m3u8", "high/packed.m3u8", "low/master.m3u8", "moved"])
def test_a_playlist_is_read_plain_packed_by_variants_and_after_a_redirect(receiver: Receiver, path: str) -> None:
    assert read(receiver.url(path), 2) == Reading(4, 1.0, False)


def test_the_highest_variant_is_followed_from_where_the_master_lies(receiver: Receiver) -> None:
    read(receiver.url("low/master.m3u8"))
    assert [path for _, path, _ in receiver.requests] == ["/low/master.m3u8", "/high/media.m3u8", "/high/segment.ts?n=1"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("404", "the server answers 404"),
        ("empty", "the playlist is empty"),
        ("html", "it is a web page, not a playlist"),
        ("endless", "more than 1 MB"),
        ("bomb", "more than 1 MB"),
        ("circle", "from one address to the next"),
        ("hangup", "closed the connection"),
        ("cut", "closed the connection in the middle"),
        ("noise", "not HTTP"),
        ("torn.m3u8", "its newest segment cannot be had: the server answers 404"),
        ("hang", "no answer within 4 s"),
        ("ok", "it is no playlist"),
    ],
)
def test_whatever_else_is_there_is_said_in_plain_words(receiver: Receiver, path: str, words: str) -> None:
    with pytest.raises(NoStream, match=words):
        read(receiver.url(path))
    assert LARGEST == 1_000_000


@pytest.mark.parametrize(("url", "words"), [("https://{host}/", "TLS"), ("http://127.0.0.1:1/", "cannot be reached")])
def test_no_connection_is_said_in_plain_words(receiver: Receiver, url: str, words: str) -> None:
    with pytest.raises(NoStream, match=words):
        read(url.replace("{host}", receiver.host))


# -- a real stream ----------------------------------------------------------------------------------------------------


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """Serve a folder over HTTP; yields the port."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def encoder(folder: Path) -> subprocess.Popen[bytes]:
    """A live stream of a test card, a second a segment."""
    command = [
        "ffmpeg", "-loglevel", "error", "-nostdin", "-re", "-f", "lavfi", "-i", "testsrc=size=64x36:rate=5",
        "-c:v", "mpeg2video", "-g", "5", "-f", "hls", "-hls_time", "1", "-hls_list_size", "4",
        "-hls_flags", "delete_segments+append_list+omit_endlist", str(folder / "index.m3u8"),
    ]  # fmt: skip
    return subprocess.Popen(command)


class Changes:
    """The states that the watch went through, each with when it was told."""

    def __init__(self) -> None:
        self._queue: Queue[tuple[Seen, float]] = Queue()

    def __call__(self, _show: str, seen: Seen) -> None:
        self._queue.put((seen, monotonic()))

    def until(self, state: str, timeout: float) -> float:
        """Wait until that state is told; return when it was."""
        deadline = monotonic() + timeout
        told = []
        while True:
            try:
                seen, at = self._queue.get(timeout=max(0.01, deadline - monotonic()))
            except Empty:
                raise AssertionError(f"never {state}, but {told}") from None
            told.append(seen)
            if seen.state == state:
                return at


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")
def test_a_real_stream_starts_is_on_the_air_stalls_and_comes_back(tmp_path: Path) -> None:
    background, changes = Background(), Changes()
    with served(tmp_path) as port:
        streams = Streams(background, changes)
        streams.watch({"L": f"http://127.0.0.1:{port}/index.m3u8"})
        changes.until("starting", 5)
        running = encoder(tmp_path)
        try:
            changes.until("on_air", 30)
            assert streams.seen("L").newest_age_s is not None
            running.send_signal(signal.SIGSTOP)
            stopped = monotonic()
            assert changes.until("stalled", 30) - stopped <= 3 * 2 + 2  # the target duration is told rounded up
            running.send_signal(signal.SIGCONT)
            changes.until("on_air", 20)
            (tmp_path / "index.m3u8").rename(tmp_path / "gone")
            running.kill()
            stopped = monotonic()
            assert changes.until("lost", 30) - stopped <= 3 * 2 + 2
            assert "404" in str(streams.seen("L").reason)
        finally:
            running.kill()
            running.wait()
            streams.watch({})
            background.close()
    changes.until("off", 5)
