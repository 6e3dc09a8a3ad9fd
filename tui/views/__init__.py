"""From the day to what the widgets show: pure functions, one module a page."""
