"""A question that needs a yes: the answer is recorded with what is done."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from store.words import tr


class ConsentDialog(ModalScreen[bool]):
    """Says what is amiss and asks whether to go on; only `y` means yes, so that a second GO does not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", show=False),
        Binding("n,escape", "dismiss(False)", show=False),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(f"! {self._question}", markup=False, classes="question")
            yield Static(tr("Go on all the same? It is recorded that you were asked."), markup=False, classes="question")
            yield Static(tr("y yes    n or Esc no"), markup=False, classes="hint")
