"""The alerts of the moment, the gravest first, between the page and the status line; none covers the page."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from store.words import tr
from widgets.cells import fit
from widgets.signs import ALERT_SIGNS, tone

AlertLine = tuple[str, str, str]


class AlertStrip(Widget):
    """Lines of alerts: each its severity, what is wrong, and who answers for it. As many as `MOST`, then how many more."""

    DEFAULT_CSS = "AlertStrip { height: auto; max-height: 3; }"
    MOST = 3

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id)
        self._lines: Sequence[AlertLine] = ()
        self._hidden = 0

    def show(self, lines: Sequence[AlertLine], more: int = 0) -> None:
        """Show these alerts, and that there are so many `more`; where they are the same as before, nothing is drawn."""
        seen, hidden = lines[: self.MOST], max(0, len(lines) - self.MOST) + more
        if (seen, hidden) != (self._lines, self._hidden):
            grown = len(seen) != len(self._lines)
            self._lines, self._hidden = seen, hidden
            self.refresh(layout=grown)

    def get_content_height(self, *_: object) -> int:
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        width, ground = self.size.width, self.visual_style
        if y >= len(self._lines):
            return Strip.blank(width, ground.rich_style)
        severity, what, who = self._lines[y]
        sign = ALERT_SIGNS[severity]
        more = tr("  +{count} more", count=self._hidden) if y == self.MOST - 1 and self._hidden > 0 else ""
        text = f" {sign.mark} {what}" + (f" · {who}" if who else "")
        return Strip(
            [Segment(fit(text, width - cell_len(more)) + more, (ground + tone(self, sign.tone)).rich_style)]
        ).adjust_cell_length(width)
