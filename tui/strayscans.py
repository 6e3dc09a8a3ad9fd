"""Scans that come while a dialog is open over the check-in desk: they are answered, and the dialog is none the wiser.

A scanner does not see the screen. What it types while someone fills in a note is taken out of the note again, its Enter
hands nothing in, and the scan is answered as any other.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.screen import Screen
from textual.widgets import Input

from store.codes.scan import complete
from widgets.scanfield import ENDINGS

PAUSE_S = 0.25  # a scanner leaves no longer pause between two characters


class StrayScans:
    """Looks at the keys that go to dialogs. `monotonic` counts seconds."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._typed = ""
        self._at = 0.0
        self._ending_until = 0.0
        self._seen: events.Key | None = None

    def taken(self, event: events.Key, dialog: Screen[object], tag: str) -> str | None:
        """Look at a key on its way to a dialog.

        Returns the whole code that it completes, "" where the key is the ending of one and must not reach the dialog, and
        None where it is the dialog's own.
        """
        if event is self._seen:  # what no widget wanted comes by a second time
            return None
        self._seen = event
        now = self._monotonic()
        if event.key in ENDINGS and now < self._ending_until:
            self._ending_until = 0.0
            return ""
        if now - self._at > PAUSE_S:
            self._typed = ""
        self._at = now
        if not event.is_printable or event.character is None:
            self._typed = ""
            return None
        self._typed += event.character
        if not (tag and complete(self._typed, tag)):
            return None
        code, self._typed = self._typed, ""
        self._ending_until = now + PAUSE_S
        focused = dialog.focused
        if isinstance(focused, Input) and focused.value.endswith(code[:-1]):
            focused.value = focused.value.removesuffix(code[:-1])
        return code
