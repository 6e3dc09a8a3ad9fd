"""A question that is answered with a line of text."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from store.text import clean
from store.words import tr


class AskDialog(ModalScreen[str | None]):
    """Asks; enter answers with what was typed, Esc with None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._question, markup=False, classes="question")
            yield Input()
            yield Static(tr("Enter does it    Esc leaves it"), markup=False, classes="hint")

    @on(Input.Submitted)
    def _answered(self, answer: Input.Submitted) -> None:
        self.dismiss(clean(answer.value))
