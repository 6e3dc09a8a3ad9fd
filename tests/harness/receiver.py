"""A receiver of triggers, and a server of whatever a stream may be, as a process of its own.

    with Receiver() as receiver:
        ...  send something to receiver.url("ok")
        assert receiver.requests == [("GET", "/ok", "")]

The path says how it answers. Run as a program it prints its port and serves until it is ended.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import subprocess
import sys
import urllib.request
from time import monotonic
from types import TracebackType
from typing import Any

MEDIA = """#EXTM3U
#EXT-X-TARGETDURATION:1
#EXT-X-MEDIA-SEQUENCE:{at}
#EXTINF:1.0,
seg{at}.ts
#EXTINF:1.0,
segment.ts?n={at}
"""
MASTER = (
    "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100\nlow/none.m3u8\n"
    "#EXT-X-STREAM-INF:BANDWIDTH=900,RESOLUTION=1280x720\n../high/media.m3u8\n"
)


class Receiver:
    """The process, for as long as the `with` lasts."""

    def __enter__(self) -> Receiver:
        command = [sys.executable, "-m", "tests.harness.receiver"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.port = int(self._process.stdout.readline())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process; whoever asks from now on is refused."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://{self.host}/{path}"

    @property
    def requests(self) -> list[tuple[str, str, str]]:
        """What it was sent so far: method, path and body of each request, and its headers left out."""
        return [(each["method"], each["path"], each["body"]) for each in self.log()]

    def log(self) -> list[dict[str, Any]]:
        """All that it was sent so far."""
        with urllib.request.urlopen(self.url("requests")) as answer:
            found: list[dict[str, Any]] = json.loads(answer.read())
        return found


# -- the process itself -----------------------------------------------------------------------------------------------


class Server:
    """Answers as the path says, and remembers what it was asked."""

    def __init__(self) -> None:
        self._seen: list[dict[str, Any]] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            return  # whoever asked has gone
        finally:
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readexactly(1)
        arrived = monotonic()  # of the system, so that another process can compare
        if first == b"\x16":  # someone who speaks TLS
            await _answer(writer, 400, b"")
            return
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = head[0].split(" ")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:]) if name}
        body = (await reader.readexactly(int(headers.get("content-length", 0)))).decode()
        place = path.partition("?")[0].strip("/")
        if place == "requests":
            await _answer(writer, 200, json.dumps(self._seen).encode())
            return
        seen = {"method": method, "path": path, "body": body, "headers": headers, "at": arrived}
        self._seen.append(seen)
        await self._judge(place, writer)

    async def _judge(self, place: str, writer: asyncio.StreamWriter) -> None:
        times = sum(each["path"].partition("?")[0].strip("/") == place for each in self._seen)
        media = MEDIA.format(at=times).encode()
        match place.split("/")[-1]:
            case "press" if "/9/" in place:
                await _answer(writer, 204, b"")
            case "204":
                await _answer(writer, 204, b"")
            case "500" | "404":
                await _answer(writer, int(place.split("/")[-1]), b"no")
            case "slow":
                await asyncio.sleep(0.4)
                await _answer(writer, 200, b"ok")
            case "hang":
                await asyncio.sleep(60)
            case "hangup":
                return
            case "cut":
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
                await writer.drain()
            case "noise":
                writer.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
                await writer.drain()
            case "circle":
                await _answer(writer, 302, b"", f"Location: /{place}\r\n")
            case "moved":
                await _answer(writer, 302, b"", "Location: /high/media.m3u8\r\n")
            case "endless":
                await _endless(writer, b"#EXTM3U\n#" + b"x" * 60_000)
            case "bomb":
                await _answer(writer, 200, gzip.compress(b"#EXTM3U\n" + b"#" * 30_000_000), "Content-Encoding: gzip\r\n")
            case "html":
                await _answer(writer, 200, b"<!DOCTYPE html><html><body>Log in</body></html>")
            case "empty":
                await _answer(writer, 200, b"")
            case "media.m3u8":
                await _answer(writer, 200, media)
            case "packed.m3u8":
                await _answer(writer, 200, gzip.compress(media), "Content-Encoding: gzip\r\n")
            case "master.m3u8":
                await _answer(writer, 200, MASTER.encode())
            case "torn.m3u8":
                await _answer(writer, 200, media.replace(b"segment.ts", b"404"))
            case _:
                await _answer(writer, 200, b"ok")


async def _answer(writer: asyncio.StreamWriter, status: int, body: bytes, more: str = "") -> None:
    writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{more}\r\n".encode() + body)
    await writer.drain()


async def _endless(writer: asyncio.StreamWriter, chunk: bytes) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    while True:
        writer.write(chunk)
        await writer.drain()


async def _main() -> None:
    server = await asyncio.start_server(Server().serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main())
