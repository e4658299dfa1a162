"""The reader's own themes, a dark and a light one, in addition to those of Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter
from textual.theme import Theme

if TYPE_CHECKING:
    from textual.color import Color

DARK = Theme(
    name="reader-dark",
    primary="#7fb4ca",
    secondary="#c8a2d8",
    accent="#e6c384",
    success="#98bb6c",
    warning="#ffa066",
    error="#e46876",
    foreground="#d8d5c9",
    background="#16171b",
    surface="#1d1f24",
    panel="#262932",
    dark=True,
)

LIGHT = Theme(
    name="reader-light",
    primary="#1f5c7a",
    secondary="#6a3d86",
    accent="#9a5b00",
    success="#3c6e22",
    warning="#b3500b",
    error="#a32638",
    foreground="#26241f",
    background="#faf7ef",
    surface="#f2eee2",
    panel="#e6e0cf",
    dark=False,
)

OURS = (DARK, LIGHT)


def theme_to_use(wanted: str, available: set[str], *, dark: bool = True) -> str:
    """Return the theme `wanted` if it is available, otherwise the one for a dark or a light background."""
    if wanted in available:
        return wanted
    return DARK.name if dark else LIGHT.name


class WithoutColour(LineFilter):
    """Removes all colours, for NO_COLOR. Textual (8.2.8) would write shades of grey."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without colours; bold, reverse and underline stay."""
        return [Segment(text, style and style.without_color, control) for text, style, control in segments]
