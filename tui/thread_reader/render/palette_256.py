"""Colour tokens for terminals with 256 colours: colours of their palette that keep the contrasts.

Rich rounds every colour to that palette. Rounded each for itself, a quarter of the pairs of text and ground would
have too little contrast, and some grounds would be the same as the background.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from thread_reader.render.tokens import GROUNDS, TOKENS, farthest, luminance, ratio, requirements

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

FIRST, COUNT = 16, 240
"""The colours that are the same on every terminal."""
LAST_OF_CUBE, GREYS = 231, 25
"""After this colour come the greys, of which Rich makes so many steps."""
GROUND_CONTRAST = 8.0
"""The contrast that a ground must leave for white or black."""


class PaletteColour(NamedTuple):
    """A colour of the palette that Rich rounds some colour to."""

    value: str
    """That colour, as `#rrggbb`."""
    light: float
    """Its relative luminance."""
    rgb: tuple[int, int, int]


@lru_cache(maxsize=1)
def _palette() -> tuple[PaletteColour, ...]:
    found = []
    for number in range(FIRST, FIRST + COUNT):
        rgb = Color.from_ansi(number).get_truecolor(DEFAULT_TERMINAL_THEME)
        grey = round(255 * (number - LAST_OF_CUBE) / GREYS)  # Rich rounds greys to others than themselves
        wanted = rgb if number <= LAST_OF_CUBE else ColorTriplet(grey, grey, grey)
        if Color.from_triplet(wanted).downgrade(ColorSystem.EIGHT_BIT).number == number:
            found.append(PaletteColour(wanted.hex, luminance(rgb.hex), (rgb.red, rgb.green, rgb.blue)))
    return tuple(found)


def in_256(tokens: Mapping[str, str]) -> dict[str, str]:
    """Return tokens, given as `#rrggbb`, in colours of the palette: the nearest ones whose contrasts hold."""
    return dict(_in_256(tuple(tokens.items())))


@lru_cache(maxsize=8)
def _in_256(items: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    tokens = dict(items)
    end = farthest(tokens["bg"])
    found: dict[str, str] = {}
    usable = [one for one in _palette() if ratio(one.light, luminance(end)) >= GROUND_CONTRAST]
    for ground in GROUNDS:
        found[ground] = _nearest(tokens[ground], usable, [found["bg"]] if found else [])
    light_of = {one.value: one.light for one in _palette()}
    lights = {ground: light_of[found[ground]] for ground in GROUNDS}
    taken: dict[str, list[str]] = {}
    for name, token in TOKENS.items():
        if name in found:
            continue
        needed = [(lights[ground], least) for ground, least in requirements(token)]
        fit = [one for one in _palette() if all(ratio(one.light, light) >= least for light, least in needed)]
        alike = taken.setdefault(name.partition("-")[0], [])
        found[name] = _nearest(tokens[name], fit, alike) if fit else end
        alike.append(found[name])
    return tuple(found.items())


def _nearest(wanted: str, colours: Collection[PaletteColour], other_than: Collection[str]) -> str:
    """Return the colour that is nearest to one, weighted as the eye sees red, green and blue."""
    red, green, blue = (int(wanted[at : at + 2], 16) for at in (1, 3, 5))

    def distance(one: PaletteColour) -> float:
        r, g, b = one.rgb
        mean = (red + r) / 2
        return (2 + mean / 256) * (red - r) ** 2 + 4 * (green - g) ** 2 + (2 + (255 - mean) / 256) * (blue - b) ** 2

    return min((one for one in colours if one.value not in other_than), key=distance).value
