"""What a dialog is that goes on showing the day while it is open."""

from __future__ import annotations


class Live:
    """A screen that the application tells of the day as it tells the pages."""

    def refresh_day(self) -> None:
        """Show the day as it is now."""
        raise NotImplementedError
