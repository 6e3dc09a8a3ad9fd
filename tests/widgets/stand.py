"""A widget on a screen of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from tests.harness.pilot import settle
from tests.harness.snapshot import text
from tui.themes import DARK

M = TypeVar("M", bound=Message)


class Stand(App[None]):
    """An app that shows one widget in the program's colours, and keeps the messages that reach it."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.heard: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK.variables

    def compose(self) -> ComposeResult:
        yield self.widget

    def said(self, kind: type[M]) -> list[M]:
        """The messages of a kind, each once, however far it has bubbled."""
        return [each for each in {id(message): message for message in self.heard}.values() if isinstance(each, kind)]

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return text(self).splitlines()


@asynccontextmanager
async def shown(widget: Widget, size: tuple[int, int] = (40, 10)) -> AsyncIterator[tuple[Stand, Any]]:
    """The widget on a screen of that size; gives the app and its pilot."""
    stand = Stand(widget)
    async with stand.run_test(size=size, message_hook=stand.heard.append) as pilot:
        await settle(pilot)
        yield stand, pilot


def watch(widget: Widget) -> list[Region | None]:
    """Note what a widget asks to be drawn again from now on: its regions, None for all of it."""
    drawn: list[Region | None] = []
    refresh = widget.refresh

    def noted(*regions: Region, **how: bool) -> Widget:
        drawn.extend(regions or [None])
        return refresh(*regions, **how)

    widget.refresh = noted  # type: ignore[method-assign, assignment]  # a spy, in tests alone
    return drawn
