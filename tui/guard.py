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
        self._last = self._moved = float("-inf")

    def moved(self) -> None:
        """What GO would do has changed under the operator's hand: for a second they cannot have seen it."""
        self._moved = self._monotonic()

    @property
    def unseen(self) -> bool:
        """Whether what GO would do has changed within the last second."""
        return self._monotonic() - self._moved < GO_GAP_S

    def lets_through(self) -> bool:
        """Take note of a press and say whether it is a GO."""
        now, last = self._monotonic(), self._last
        self._last = now
        return now - last >= GO_GAP_S
