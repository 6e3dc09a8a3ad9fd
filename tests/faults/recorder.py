"""Records as fast as it can until it is killed: the other side of `test_kill`.

For each line on standard input a child is forked that opens the folder and records; it says `pid N`, then `ack ID` for each
entry that is acknowledged. When it has died, `dead` is said. Forking saves the imports: two hundred children take seconds.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

from store.actions import ItemCall, ItemStart
from store.clock import FixedClock
from store.festival import Changed, Festival
from tests.store.festivals import MANAGER, at, the_item


def say(words: str) -> None:
    os.write(1, f"{words}\n".encode())  # in one call, so that what was said before a kill was said whole


def acknowledge(changed: Changed) -> None:
    for entry in changed.entries:
        say(f"ack {entry.id}")


def record(folder: Path) -> None:
    """Call, call again, GO, take the GO back, and fold the log into the file now and then; without end."""
    say(f"pid {os.getpid()}")
    festival = Festival.open(folder, FixedClock(at("10:00")))
    if the_item(festival, "B").state == "running":  # the one before was killed between its GO and the undo
        acknowledge(festival.undo(MANAGER))
    while True:
        for state in ("called", "standing_by", "not_called"):
            acknowledge(festival.do(ItemCall(subject="E", state=state), MANAGER))  # type: ignore[arg-type]
        acknowledge(festival.do(ItemStart(subject="B"), MANAGER))
        acknowledge(festival.undo(MANAGER))
        festival.db.storage.checkpoint()


def main(folder: Path) -> None:
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                record(folder)
            finally:
                traceback.print_exc()
                os._exit(1)
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
