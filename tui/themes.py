"""The two themes. In the dark one nothing is brighter than it must be: it is looked at in the wings."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="lianyun-dark",
    primary="#3f6fa8",
    secondary="#5a7d9a",
    accent="#62b6ff",
    foreground="#d7dce2",
    background="#0f1317",
    surface="#171d24",
    panel="#1f2831",
    success="#5fc27e",
    warning="#e8b339",
    error="#ff6b5e",
    dark=True,
    variables={"muted": "#8b96a1", "scrollbar": "#3a4754", "scrollbar-background": "#171d24"},
)

LIGHT = Theme(
    name="lianyun-light",
    primary="#9fc0e6",
    secondary="#5a7d9a",
    accent="#0b5fb0",
    foreground="#1b2229",
    background="#fbfbf9",
    surface="#eef1f3",
    panel="#e1e7ec",
    success="#1d7a3c",
    warning="#8f5f00",
    error="#b3261e",
    dark=False,
    variables={"muted": "#5b6670", "scrollbar": "#b3bec8", "scrollbar-background": "#eef1f3"},
)
