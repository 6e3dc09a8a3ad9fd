"""Issuing and printing codes from the dashboard: long work beside the desk, its progress in the status line, to be ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from store.codes.issuing import batches, code_of, first_key, issue, key_of
from store.codes.key import Key
from store.codes.picture import Drawn, write_pictures
from store.codes.sheet import LAYOUTS, LayoutName, write_sheet
from store.errors import LianyunError
from store.models import Official
from store.words import mark, tr

if TYPE_CHECKING:
    from tui.app import LianyunApp

GROUP = "codes"
LOOK_S = 0.25
LAYOUT_WORDS: dict[LayoutName, str] = {
    "badges": mark("badges, 8 a page"),
    "cards": mark("cards, 10 a page"),
    "labels": mark("labels, 24 a page"),
}

GoesOn = Callable[[int], bool]


class CodeWork:
    """The work on codes of a dashboard; one at a time."""

    def __init__(self, app: LianyunApp) -> None:
        self._app = app
        self._running = False
        self._ended = False
        self._done = 0

    # -- what to do ----------------------------------------------------------------------------------------------------

    def choose(self, official: Official | None) -> None:
        """Ask what to do; while something is being done, end that."""
        if self._running:
            self._ended = True
            return
        from tui.dialogs.choose import ChooseDialog

        without = [each for each in self._app.festival.documents.roster if not each.code_digest]
        choices = [("issue", tr("Issue codes to the {count} who have none", count=len(without)))] if without else []
        if official is not None:
            choices.append(("badge", tr("Print the badge of {name}", name=official.name)))
        choices.append(("png", tr("Write every code as a PNG picture")))
        choices += [(layout, tr("Write a sheet to print: {layout}", layout=tr(LAYOUT_WORDS[layout]))) for layout in LAYOUTS]
        choices.append(("recovery", tr("Show the recovery number, to be printed and put in a safe")))

        def chosen(choice: str | None) -> None:
            if choice is not None:
                self._begin(choice, official)

        self._app.push_screen(ChooseDialog(tr("Codes"), choices), chosen)

    def _begin(self, choice: str, official: Official | None) -> None:
        self._running, self._ended, self._done = True, False, 0
        self._app.run_worker(self._work(choice, official), group=GROUP, exit_on_error=False)

    async def _work(self, choice: str, official: Official | None) -> None:
        try:
            said = await self._chosen(choice, official)
        except LianyunError as refusal:
            self._app.say_refused(str(refusal))
        else:
            if said:
                self._app.say(said)
        finally:
            self._running = False

    async def _chosen(self, choice: str, official: Official | None) -> str:
        if choice == "issue":
            return await self._issue()
        key = key_of(self._app.festival.documents, self._app.keys_at_hand)
        if choice == "recovery":
            self._show_recovery(key)
            return ""
        folder = folder_for(key)
        if choice == "badge" and official is not None:
            path = folder / "badge.html"
            write_sheet([Drawn(official, code_of(key, official))], path)
            return tr("The badge of {name} is in {file}.", name=official.name, file=str(path))
        officials = [each for each in self._app.festival.documents.roster if each.code_digest]
        if choice == "png":
            return await self._pictures(key, officials, folder / "png")
        return await self._sheet(key, officials, folder / f"{choice}.html", cast("LayoutName", choice))

    def _show_recovery(self, key: Key) -> None:
        from tui.dialogs.lines import LinesDialog

        text = tr("Whoever has this number can make every code of this festival. Print it, and put it in a safe.")
        self._app.push_screen(LinesDialog(tr("Recovery number"), [key.recovery, "", text]))

    # -- how it is done ------------------------------------------------------------------------------------------------

    async def _issue(self) -> str:
        """Issue in transactions so short that the desk goes on in between."""
        key, first = first_key(self._app.festival.documents, self._app.keys_at_hand)
        if first:
            self._app.festival.do_all(first, self._app.who)
        actions = issue(key, self._app.festival.documents.roster)
        for batch in batches(actions):
            if self._ended:
                return tr("Ended: {done} of {count} codes have been issued.", done=self._done, count=len(actions))
            self._app.festival.do_all(batch, self._app.who)
            self._done += len(batch)
            self._app.say(tr("issuing codes: {done} of {count} · ^K ends it", done=self._done, count=len(actions)))
            await asyncio.sleep(0)
        return tr("{count} codes have been issued. Print the recovery number now: ^K", count=len(actions))

    async def _pictures(self, key: Key, officials: Sequence[Official], folder: Path) -> str:
        def job(goes_on: GoesOn) -> int:
            return sum(1 for _ in write_pictures(drawn(key, officials), folder, goes_on))

        count = await self._watched(job, mark("writing pictures: {done} of {count} · ^K ends it"), len(officials))
        if self._ended:
            return tr(
                "Ended: {done} of {count} pictures are in {folder}.", done=count, count=len(officials), folder=str(folder)
            )
        return tr("{count} pictures are in {folder}.", count=count, folder=str(folder))

    async def _sheet(self, key: Key, officials: Sequence[Official], path: Path, layout: LayoutName) -> str:
        def job(goes_on: GoesOn) -> bool:
            return write_sheet(drawn(key, officials), path, layout, goes_on)

        whole = await self._watched(job, mark("writing the sheet: {done} of {count} · ^K ends it"), len(officials))
        if not whole:
            return tr("Ended: the sheet was not written.")
        return tr("The sheet is in {file}: open it in a browser and print it.", file=str(path))

    async def _watched(self, job: Callable[[GoesOn], int], words: str, count: int) -> int:
        """Run the job in a thread, and say how far it is."""

        def goes_on(done: int) -> bool:
            self._done = done
            return not self._ended

        working = asyncio.create_task(asyncio.to_thread(job, goes_on))
        while not working.done():
            await asyncio.wait([working], timeout=LOOK_S)
            self._app.say(tr(words, done=self._done, count=count))
        return working.result()


def drawn(key: Key, officials: Sequence[Official]) -> list[Drawn]:
    """The officials with their codes; raises LianyunError where one was made with another key."""
    return [Drawn(official, code_of(key, official)) for official in officials]


def folder_for(key: Key) -> Path:
    """Where printed codes go: among the user's documents, for they are secrets and belong in no folder that is shared."""
    from platformdirs import user_documents_path

    return user_documents_path() / f"lianyun-codes-{key.tag}"
