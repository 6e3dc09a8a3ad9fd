"""The keys of a page, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from store.words import tr
from tui.keys import COMMON, DEMO, PAGES, Key, caps
from widgets.details import Details


class HelpDialog(ModalScreen[None]):
    """The keys of the page, then those that every page has."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,question_mark,q,enter", "dismiss(None)", show=False)]
    CSS = """
    HelpDialog .dialog { width: 84; height: 90%; }
    HelpDialog VerticalScroll { height: 1fr; margin-bottom: 1; }
    HelpDialog .group { color: $muted; margin-top: 1; }
    """

    def __init__(self, page: str, keys: Sequence[Key], *, demo: bool) -> None:
        super().__init__()
        self._groups = [(page, keys), (tr("Everywhere"), (*PAGES, *COMMON, *(DEMO if demo else ())))]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            with VerticalScroll():
                for title, keys in self._groups:
                    if keys:
                        yield Static(title, markup=False, classes="group")
                        yield Details([(caps(key), tr(key.sentence)) for key in keys])
                yield Static(
                    tr("Letters do nothing while an input method is composing: switch it to English."),
                    markup=False,
                    classes="group",
                )
            yield Static(tr("Esc closes    ↑ ↓ scrolls"), markup=False, classes="hint")
