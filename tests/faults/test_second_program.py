"""A second program on the same folder: told so at once, or looking on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.actions import ItemSkip
from store.errors import InUse
from store.festival import Festival
from store.repair import repair
from store.verify import verify
from tests.store.festivals import MANAGER, states

HOLDER = """
import sys
from pathlib import Path
from store.actions import ItemStart
from tests.store.festivals import do, opened
festival = opened(Path(sys.argv[1]))
do(festival, ItemStart(subject="A"))
print("open", flush=True)
sys.stdin.readline()
festival.close()
"""


class Held:
    """A folder that another process has open for writing, and that process."""

    def __init__(self, folder: Path, process: subprocess.Popen[str]) -> None:
        self.folder = folder
        self.process = process

    def let_go(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        assert self.process.wait(30) == 0

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(30)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Held]:
    folder = tmp_path / "f"
    command = [sys.executable, "-c", HOLDER, str(folder)]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield Held(folder, process)
        process.kill()


def test_it_is_told_so_and_changes_nothing(held: Held) -> None:
    before = {path.name: path.read_bytes() for path in held.folder.iterdir()}
    for attempt in (Festival.open, repair):
        with pytest.raises(InUse) as told:
            attempt(held.folder)
        assert str(told.value) == (
            f"{held.folder} is being written by another lianyun. Close that one, or look on with --follow."
        )
    assert {path.name: path.read_bytes() for path in held.folder.iterdir()} == before


def test_it_can_look_on_and_verify(held: Held) -> None:
    with Festival.open(held.folder, follow=True) as looking:
        assert states(looking) == "A:r B:p C:p D:p E:p"
        assert verify(held.folder).faults == ()
        held.let_go()
        assert not looking.refresh()
        assert states(looking) == "A:r B:p C:p D:p E:p"


@pytest.mark.parametrize("end", ["let_go", "kill"])
def test_once_the_first_has_ended_the_folder_is_free(held: Held, end: str) -> None:
    getattr(held, end)()
    with Festival.open(held.folder) as festival:
        festival.do(ItemSkip(subject="B"), MANAGER)
        assert states(festival) == "A:r B:s C:p D:p E:p"
    assert verify(held.folder).faults == ()
