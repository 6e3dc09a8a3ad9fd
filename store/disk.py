"""The calls to the disk that durability rests on, with what each platform has for them.

Every write of the store goes through here, so that tests can let each of them fail.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "darwin":
    import fcntl

    def sync(descriptor: int) -> None:
        """Return once what was written is on the disk. macOS's fsync stops at the drive's cache."""
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)

else:
    sync = getattr(os, "fdatasync", os.fsync)  # Windows has no fdatasync


def write(descriptor: int, data: bytes) -> None:
    """Write all of `data`, however many calls that takes."""
    written = os.write(descriptor, data)
    while written < len(data):
        written += os.write(descriptor, data[written:])


def reserve(descriptor: int, start: int, length: int) -> None:
    """Have the disk set `length` bytes from `start` aside, as zeros, so that what is written there later moves nothing else.

    A sync then has less to do. Where the platform has no such call, or the disk no such room, nothing is set aside.
    """
    if hasattr(os, "posix_fallocate"):
        with suppress(OSError):  # writing itself will say whether there is room
            os.posix_fallocate(descriptor, start, length)


def truncate(descriptor: int, length: int) -> None:
    """Cut the file to `length` bytes."""
    os.ftruncate(descriptor, length)


def sync_folder(folder: Path) -> None:
    """Return once the folder's own entries (a new file, a new name) are on the disk. Windows cannot, and need not."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file at `path`: at any moment the old file is there whole, or the new one."""
    beside = path.with_name(path.name + ".new")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o644)
        try:
            write(descriptor, data)
            sync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)  # on a full disk its room is wanted
        raise
    sync_folder(path.parent)
