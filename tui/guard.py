"""What keeps one press from being two GOs, for items and cues alike."""

from __future__ import annotations

from collections.abc import Callable

GO_GAP_S = 1.0


class GoGuard:
    """Lets a GO through where at least a second has passed since the last press, so that a key that repeats is one GO.

    `monotonic` counts the seconds.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._last = float("-inf")

    def lets_through(self) -> bool:
        """Take note of a press and say whether it is a GO."""
        now, last = self._monotonic(), self._last
        self._last = now
        return now - last >= GO_GAP_S
