"""Lines to be read, and perhaps a yes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from store.words import tr


class LinesDialog(ModalScreen[bool]):
    """Shows the lines under a title; with `question` it asks, and y answers yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "yes", show=False),
        Binding("n,escape,q", "dismiss(False)", show=False),
        Binding("enter", "close", show=False),
    ]
    CSS = """
    LinesDialog .dialog { width: 96; }
    LinesDialog VerticalScroll { height: auto; max-height: 16; margin-bottom: 1; }
    """

    def __init__(self, title: str, lines: Sequence[str], question: str = "") -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._title, markup=False, classes="question")
            with VerticalScroll():
                yield Static("\n".join(self._lines), markup=False)
            if self._question:
                yield Static(self._question, markup=False, classes="question")
            yield Static(
                tr("y yes    n or Esc no") if self._question else tr("Esc closes    ↑ ↓ scrolls"),
                markup=False,
                classes="hint",
            )

    def action_yes(self) -> None:
        if self._question:
            self.dismiss(True)

    def action_close(self) -> None:
        if not self._question:
            self.dismiss(False)
