"""The reader's own themes, a dark and a light one, in addition to those of Textual."""

from __future__ import annotations

from textual.theme import Theme

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

WITHOUT_COLOUR = "textual-dark"
"""The theme under NO_COLOR. Textual's monochrome filter (8.2.8) turns themes with ANSI colours into black on black."""


def theme_to_use(wanted: str, available: set[str], *, no_colour: bool) -> str:
    """Return the theme `wanted` if it is available and usable, otherwise a default."""
    if no_colour and (wanted.startswith("ansi") or wanted not in available):
        return WITHOUT_COLOUR
    return wanted if wanted in available else DARK.name
