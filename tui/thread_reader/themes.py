"""The reader's own themes, a dark and a light one, in addition to those of Textual, and the colour tokens of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter
from textual.theme import Theme

from thread_reader.render import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.color import Color


def _theme(name: str, palette: Mapping[str, str], *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=palette["title"],
        secondary=palette["head"],
        accent=palette["accent"],
        success=palette["good"],
        warning=palette["warn"],
        error=palette["error"],
        foreground=palette["text"],
        background=palette["bg"],
        surface=palette["raised"],
        panel=palette["bar"],
        dark=dark,
    )


DARK = _theme("reader-dark", tokens.DARK, dark=True)
LIGHT = _theme("reader-light", tokens.LIGHT, dark=False)
OF_TERMINAL = ("ansi-dark", "ansi-light")
"""The themes of Textual with the colours of the terminal."""
OURS = {DARK.name: tokens.DARK, LIGHT.name: tokens.LIGHT}


def theme_to_use(wanted: str, available: set[str], *, dark: bool = True, sixteen: bool = False) -> str:
    """Return the theme `wanted` if it is available, otherwise the one for a dark or a light background. On a terminal
    with `sixteen` colours that is one with the terminal's own colours."""
    if sixteen:
        return wanted if wanted in OF_TERMINAL else OF_TERMINAL[0 if dark else 1]
    if wanted in available:
        return wanted
    return DARK.name if dark else LIGHT.name


def tokens_of(theme: Theme, *, has_256: bool = False) -> Mapping[str, str]:
    """Return the colour tokens of a theme, as Rich names colours. `has_256`: in those that a terminal with 256 colours
    has."""
    if theme.ansi:
        return tokens.of_terminal(dark=theme.dark)
    own = OURS.get(theme.name)
    found = tokens.mapped(theme.to_color_system().generate()) if own is None else own
    if has_256:
        from thread_reader.render.palette_256 import in_256  # most terminals have more

        return in_256(found)
    return found


def is_adjusted(theme: Theme) -> bool:
    """Whether the colour of a theme's text had to be moved to be readable."""
    return not theme.ansi and theme.name not in OURS and tokens.is_adjusted(theme.to_color_system().generate())


class WithoutColour(LineFilter):
    """Removes all colours, for NO_COLOR. Textual (8.2.8) would write shades of grey."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without colours; bold, reverse and underline stay."""
        return [Segment(text, style and style.without_color, control) for text, style, control in segments]
