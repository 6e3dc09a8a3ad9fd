"""One writer at a time: the lock on a festival's folder."""

from __future__ import annotations

from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from store.errors import FolderError, InUse

LOCK = "festival.lock"


def hold(folder: Path) -> BaseFileLock:
    """Make the folder where there is none and lock it for writing; `release()` it, or use it as a context.

    Raises InUse where another program holds it, FolderError where it cannot be written.
    """
    lock = FileLock(folder / LOCK, thread_local=False)  # whichever thread closes the folder lets go of it
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as held:
        raise InUse(
            "{folder} is being written by another lianyun. Close that one, or look on with --follow.", folder=str(folder)
        ) from held
    except OSError as fault:
        raise FolderError(
            "{folder} cannot be written: {fault}.", folder=str(folder), fault=fault.strerror or str(fault)
        ) from fault
    return lock
