"""The scanner's test for the morning: scan anything, and see what arrives."""

from __future__ import annotations

import time
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from store.codes.trial import ENDINGS, Press, Trial, trial
from store.words import tr
from widgets.details import Details

QUIET_S = 0.3  # behind this much silence a scan is over
KEPT = 8


class ScannerDialog(ModalScreen[None]):
    """Takes every key for a part of a scan but Esc; nothing that is scanned here is recorded."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False, priority=True)]
    CSS = """
    ScannerDialog .dialog { width: 92; }
    ScannerDialog Details { margin-bottom: 1; }
    ScannerDialog #before { color: $muted; height: auto; margin-bottom: 1; }
    """

    def __init__(self, tag: str) -> None:
        super().__init__()
        self._tag = tag
        self._presses: list[Press] = []
        self._trials: list[Trial] = []
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(tr("Test the scanner: scan a code. Nothing is recorded."), markup=False, classes="question")
            yield Details()
            yield Static("", markup=False, id="before")
            yield Static(tr("Esc closes"), markup=False, classes="hint")

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self._presses.append(Press(event.key, event.character or "", time.monotonic()))
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(QUIET_S, self.finish)

    def finish(self) -> None:
        """Nothing more has come: say what did."""
        presses, self._presses = self._presses, []
        if not any(press.character for press in presses):
            return
        found = trial(presses, self._tag)
        self.query_one("#before", Static).update("\n".join(map(_line, self._trials)))
        self._trials = [found, *self._trials][:KEPT]
        self.query_one(Details).show(
            [
                (tr("arrived"), found.text),
                (tr("before the code"), found.prefix or tr("nothing")),
                (tr("ending"), tr(ENDINGS[found.ending])),
                (tr("speed"), tr("{ms} ms a character", ms=f"{found.each_ms:.1f}")),
                (tr("verdict"), f"{'✓' if found.right else '✕'} {found.verdict}"),
            ]
        )


def _line(found: Trial) -> str:
    return f"{'✓' if found.right else '✕'} {found.text[:36]}  {tr(ENDINGS[found.ending])}  {found.each_ms:.1f} ms"
