"""All about one thing, where the page has no room for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from store.words import tr
from widgets.details import Details, Pair


class DetailsDialog(ModalScreen[None]):
    """Names and values; any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,space,q", "dismiss(None)", show=False)]
    CSS = "DetailsDialog VerticalScroll { height: auto; max-height: 18; margin-bottom: 1; }"

    def __init__(self, pairs: Sequence[Pair]) -> None:
        super().__init__()
        self._pairs = pairs

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            with VerticalScroll():
                yield Details(self._pairs)
            yield Static(tr("Esc closes"), markup=False, classes="hint")
