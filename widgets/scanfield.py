"""The field that takes what a scanner types, and what a hand does.

A scanner is a keyboard that types a code in a few milliseconds and ends it with Enter, Tab, a line feed or nothing.
Textual's own Input tells of Enter by a message, and by the time that is read the next code stands in the field; here what
is in the field is taken, and the field emptied, in the very handling of the key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

ENDINGS = ("enter", "ctrl+j", "tab")


class ScanField(Input, inherit_bindings=False):
    """One line. `complete` tells whether a text need not wait for its ending: it is then taken at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("home", "home", show=False),
        Binding("end", "end", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
    ]
    DEFAULT_CSS = """
    ScanField { height: 3; border: tall $primary; background: $surface; padding: 0 1; }
    ScanField:focus { border: tall $accent; }
    """

    @dataclass
    class Taken(Message):
        """A text was ended, or was complete; the field is empty again."""

        field: ScanField
        text: str

        @property
        def control(self) -> ScanField:
            return self.field

    def __init__(self, complete: Callable[[str], bool], *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(placeholder=placeholder, id=id, select_on_focus=False)
        self._complete = complete

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ENDINGS:
            event.stop()
            event.prevent_default()
            self._take()
            return
        await super()._on_key(event)
        self._take_if_complete()

    def _on_paste(self, event: events.Paste) -> None:
        super()._on_paste(event)
        event.prevent_default()
        self._take_if_complete()

    def _take_if_complete(self) -> None:
        if self._complete(self.value):
            self._take()

    def _take(self) -> None:
        text = self.value
        with self.prevent(Input.Changed):  # else what was found for the text would be forgotten before it is taken
            self.value = ""
        if text.strip():
            self.post_message(self.Taken(self, text))
