"""What the command palette offers: every page and every show by its name, and what has a key of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from store.words import tr
from tui.keys import COMMON, DEMO, PAGES, cap
from tui.loading import ask_for_file

if TYPE_CHECKING:
    from tui.app import LianyunApp


def commands(app: LianyunApp) -> list[SystemCommand]:
    """The commands of the palette, as things stand."""
    found = [
        SystemCommand(
            tr(key.word), f"{tr(key.sentence)} ({cap(key)})", partial(app.run_action, key.action.removeprefix("app."))
        )
        for key in (*PAGES, *(key for key in COMMON if key.id != "palette"), *(DEMO if app.mode_of_day == "demo" else ()))
    ]
    if not app.festival.read_only:
        found.append(
            SystemCommand(tr("Import a plan"), tr("An Excel workbook, a csv or a json file"), partial(ask_for_file, app))
        )
    for performance in app.day.performances():
        stage = next((stage for stage in app.day.stages() if stage.id == performance.stage), None)
        where = app.day.name(stage) if stage else performance.stage
        found.append(
            SystemCommand(
                app.day.name(performance),
                tr("Its running order · {stage}", stage=where),
                partial(app.open_show, performance.id),
            )
        )
    return found
