"""Colour tokens: a colour for every purpose, and the contrast that each one must have on its grounds.

The own palettes are tables. The colours of another theme are mapped to tokens, and each one is moved towards black or
white until its contrast holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.author_hues import HUES_ON_DARK, HUES_ON_LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TEXT_CONTRAST, STRUCTURE_CONTRAST = 7.0, 4.5
"""The contrast ratios of WCAG 2 that text, and structure with a meaning, must have on every ground it may stand on."""

GROUNDS = ("bg", "raised", "bar", "select", "code", "hit")
"""Backgrounds: the screen; pinned parents and sheets; the status line; the cursor row of lists; code; search hits."""


class Token(NamedTuple):
    """A colour: its values on a dark and on a light ground, and the grounds it may stand on."""

    dark: str
    light: str
    text_on: tuple[str, ...] = ()
    """Grounds on which it is text."""
    structure_on: tuple[str, ...] = ()
    """Grounds on which it is a bar, a rule or a sign."""


_CHROME = ("bg", "raised", "bar")
_WORDS = {"text_on": _CHROME, "structure_on": ("select",)}

TOKENS: dict[str, Token] = {
    "bg": Token("#16171b", "#faf7ef"),
    "raised": Token("#1c1e23", "#f4f0e4"),
    "bar": Token("#23262e", "#e9e3d3"),
    "select": Token("#2b303b", "#e2dac4"),
    "code": Token("#1f2128", "#f1ecde"),
    "hit": Token("#4a3c12", "#f3dfa6"),
    "text": Token("#e0ddd2", "#26241f", (*_CHROME, "select", "code")),
    "strong": Token("#f6f3ea", "#11100d", GROUNDS),
    "quiet": Token("#c1beb2", "#45423a", (*_CHROME, "select", "code")),
    "quote": Token("#c2bfb3", "#47443c", ("bg", "raised", "code")),
    "accent": Token("#e6c384", "#683d00", **_WORDS),
    "title": Token("#9fcbe0", "#14475f", ("bg", "raised"), ("select",)),
    "head": Token("#d0b8e0", "#54306c", ("bg", "raised"), ("select",)),
    "good": Token("#a5cb80", "#285014", **_WORDS),
    "warn": Token("#ffb585", "#783203", **_WORDS),
    "error": Token("#ffa3ad", "#821a2b", **_WORDS),
    "link": Token("#93c9ea", "#114a63", **_WORDS),
    "new": Token("#40e2d8", "#044348", **_WORDS),
    "faint": Token("#8f8e85", "#68645a", (), ("bg", "raised", "code")),
    "frame": Token("#41444e", "#c4bda9"),
}  # fmt: skip
"""Every token but those of the authors. `frame` is decoration: rules, frames, the track of the scroll bar."""

_LINES_ON_DARK = (
    "#bd7576", "#b8765f", "#a88247", "#868c49", "#6a935e", "#41957c",
    "#369891", "#3b93ab", "#6a89c0", "#8783af", "#9c7db6", "#b77591",
)  # fmt: skip
_LINES_ON_LIGHT = (
    "#9c585d", "#975a3e", "#856629", "#706b37", "#4b7644", "#347761",
    "#3d7378", "#2f728c", "#476d9f", "#61669f", "#855d90", "#965875",
)  # fmt: skip
"""The colours of the thread lines of authors: the hues of their names, dimmer."""

for _number, _names in enumerate(zip(HUES_ON_DARK, HUES_ON_LIGHT, strict=True)):
    TOKENS[f"author-{_number}"] = Token(*_names, ("bg", "raised"), ("select",))
    TOKENS[f"line-{_number}"] = Token(_LINES_ON_DARK[_number], _LINES_ON_LIGHT[_number], (), ("bg", "raised"))

DARK: Mapping[str, str] = {name: token.dark for name, token in TOKENS.items()}
LIGHT: Mapping[str, str] = {name: token.light for name, token in TOKENS.items()}

_OF_TERMINAL = {
    "title": ("cyan", "blue"), "new": ("cyan", "magenta"), "good": ("green", "magenta"), "head": ("green", "magenta"),
    "warn": ("yellow", "red"), "error": ("yellow", "red"), "accent": ("yellow", "blue"),
}  # fmt: skip
"""The colours of signs among the six of a terminal, on dark and on light: the best readable ones in common palettes."""
_AUTHORS_OF_TERMINAL = (("green", "yellow", "cyan"), ("red", "magenta", "blue"))


def of_terminal(*, dark: bool) -> dict[str, str]:
    """Return the tokens in the sixteen colours of a terminal, as Rich names them: for signs, not for words."""
    light = int(not dark)
    found = dict.fromkeys(TOKENS, "default") | {name: both[light] for name, both in _OF_TERMINAL.items()}
    for number in range(len(HUES_ON_DARK)):
        colours = _AUTHORS_OF_TERMINAL[light]
        found[f"author-{number}"] = found[f"line-{number}"] = colours[number % len(colours)]
    return found | {"frame": "bright_black"}


_SHARES = {"raised": 0.04, "bar": 0.07, "select": 0.12, "code": 0.04}
"""How much of the text's colour a ground has, in a theme from elsewhere."""
_HIT_SHARE = 0.25
"""How much of the theme's warning colour the ground of search hits has."""
_MIXED = {"quiet": 0.8, "quote": 0.8, "faint": 0.5, "frame": 0.25}
"""How much of the text's colour the tokens have that are between text and background."""
_FROM_THEME = {
    "accent": "accent", "title": "primary", "head": "secondary", "good": "success", "warn": "warning", "error": "error",
    "link": "primary",
}  # fmt: skip
"""The tokens that are a colour of the theme itself."""
_VARIABLE = "token-"
_STEPS = 64
"""In how many steps a colour is moved to black or white."""


def mapped(theme: Mapping[str, str]) -> dict[str, str]:
    """Map the colours of a theme, by Textual's names and as `#rrggbb`, to tokens whose contrast holds."""
    wanted = _wanted(theme)
    to = farthest(wanted["bg"])
    for name, token in TOKENS.items():
        needed = list(_needed(token, wanted))
        if needed:
            wanted[name] = _moved(wanted[name], needed, to)
    return wanted


def as_variables(tokens: Mapping[str, str]) -> dict[str, str]:
    """Return tokens as variables for style sheets: `$token-accent`. Colours of the terminal have longer names there."""
    return {_VARIABLE + name: value if value[0] == "#" else f"ansi_{value}" for name, value in tokens.items()}


def of_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the tokens that `as_variables` has put among the variables of style sheets."""
    return {name: variables[_VARIABLE + name].removeprefix("ansi_") for name in TOKENS}


def is_adjusted(theme: Mapping[str, str]) -> bool:
    """Whether the theme's colour of text has to be moved to be readable."""
    wanted = _wanted(theme)
    return _moved(wanted["text"], list(_needed(TOKENS["text"], wanted)), farthest(wanted["bg"])) != wanted["text"]


def requirements(token: Token) -> Iterator[tuple[str, float]]:
    """Yield every ground that a token may stand on, and the contrast that it needs there."""
    for ground in token.text_on:
        yield ground, TEXT_CONTRAST
    for ground in token.structure_on:
        yield ground, STRUCTURE_CONTRAST


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours by WCAG 2, from 1 to 21."""
    return ratio(luminance(one), luminance(other))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour by WCAG 2, from 0 to 1."""
    red, green, blue = (_LINEAR[channel] for channel in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _wanted(theme: Mapping[str, str]) -> dict[str, str]:
    """Return the tokens before they are moved."""
    bg, text = theme["background"][:7].lower(), theme["foreground"][:7].lower()
    end = farthest(bg)
    wanted = dict(DARK if end == "#ffffff" else LIGHT)
    wanted |= {"bg": bg, "text": text, "strong": _mix(text, end, 0.6)}
    wanted |= {name: _mix(bg, text, share) for name, share in _MIXED.items()}
    wanted |= {name: theme[of][:7].lower() for name, of in _FROM_THEME.items()}
    wanted |= {name: _ground(bg, text, share, end) for name, share in _SHARES.items()}
    wanted["hit"] = _ground(bg, wanted["warn"], _HIT_SHARE, end)
    return wanted


def _ground(bg: str, other: str, share: float, end: str) -> str:
    """Return the background with a share of another colour, or less of it, so that text can be read on it."""
    ground = _mix(bg, other, share)
    while contrast(ground, end) < TEXT_CONTRAST and share > 0.01:
        share *= 0.9
        ground = _mix(bg, other, share)
    return ground


def farthest(bg: str) -> str:
    """Return black or white, whichever has more contrast with a background."""
    return max("#ffffff", "#000000", key=lambda end: contrast(end, bg))


def _needed(token: Token, tokens: Mapping[str, str]) -> Iterator[tuple[float, float]]:
    """Yield the luminance of every ground that a token may stand on, and the contrast that it needs there."""
    for ground, least in requirements(token):
        yield luminance(tokens[ground]), least


def _moved(colour: str, needed: Iterable[tuple[float, float]], end: str) -> str:
    """Return the colour, moved as little as possible towards `end`, so that it has the contrasts that it needs."""
    for step in range(_STEPS):
        moved = _mix(colour, end, step / _STEPS)
        light = luminance(moved)
        if all(ratio(light, ground) >= least for ground, least in needed):
            return moved
    return end


def _mix(one: str, other: str, share: float) -> str:
    """Return `one` with a share of `other`, from 0 to 1."""
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(_rgb(one), _rgb(other), strict=True))


def ratio(one: float, other: float) -> float:
    """Return the contrast ratio of two relative luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: int) -> float:
    """Return the linear share of a channel of sRGB."""
    share = channel / 255
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)


_LINEAR = [_linear(channel) for channel in range(256)]
