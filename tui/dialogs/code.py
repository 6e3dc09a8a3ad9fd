"""One person's code on the whole screen: to be scanned off it, or photographed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from store.codes.form import grouped
from store.codes.terminal import HEIGHT, WIDTH, half_blocks, whole_blocks
from store.models import Official
from store.words import tr


class CodeDialog(ModalScreen[None]):
    """The code, dark on light whatever the theme, as large as the screen has room for; beside it whose it is.

    Its two colours are literal, for a scanner needs them so; everything else is the theme's.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,space,q,ctrl+v", "dismiss(None)", show=False)]
    CSS = f"""
    CodeDialog {{ background: $background; align: center middle; }}
    CodeDialog Horizontal {{ width: auto; height: auto; }}
    CodeDialog #code {{ width: {WIDTH}; height: {HEIGHT}; background: #ffffff; color: #000000; }}
    CodeDialog.-large #code {{ width: {2 * WIDTH}; height: {WIDTH}; }}
    CodeDialog Vertical {{ width: 40; height: auto; padding: 1 0 0 3; }}
    CodeDialog Vertical Static {{ height: auto; margin-bottom: 1; }}
    CodeDialog #name {{ text-style: bold; color: $accent; }}
    CodeDialog .dim {{ color: $muted; }}
    """

    def __init__(self, code: str, official: Official) -> None:
        super().__init__()
        self._code = code
        self._official = official

    def compose(self) -> ComposeResult:
        official = self._official
        with Horizontal():
            yield Static("", markup=False, id="code")
            with Vertical():
                yield Static(official.name, markup=False, id="name")
                for text in (official.unit, official.title, official.seat):
                    if text:
                        yield Static(text, markup=False)
                yield Static(grouped(self._code), markup=False, classes="dim")
                yield Static(tr("Esc closes"), markup=False, classes="dim")

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        large = self.app.size.width >= 2 * WIDTH + 43 and self.app.size.height >= WIDTH
        self.set_class(large, "-large")
        lines = whole_blocks(self._code) if large else half_blocks(self._code)
        self.query_one("#code", Static).update("\n".join(lines))
