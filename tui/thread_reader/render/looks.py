"""Styles: one for every role, and a fixed colour for every author.

A role says what something is on the screen; its token says in which colour. Without colours, or with the sixteen of a
terminal, of which none can be read well on every ground, words are told apart by attributes alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.style import Style

from thread_parsers.discussion.author_hues import author_hue
from thread_reader.render.bodies.pieces import CODE, EMPHASIS, FAINT, HEADING, LINK, QUIET, QUOTE, STRONG, STRUCK
from thread_reader.state.authors import COLOURS
from thread_reader.view.links import hyperlink

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Role(NamedTuple):
    """What a style can be for."""

    token: str
    style: str = ""
    """Its attributes, separated by blanks."""
    plain: str = ""
    """Its attributes without colours and with sixteen: bold, reverse and underline only."""
    ground: str = ""
    """The token of its background, if that differs from the one it stands on."""
    is_sign: bool = False
    """Whether it is a sign, a bar or a badge, which keep their colours in sixteen."""


_WORDS = {
    "quiet": Role("quiet"),
    "strong": Role("strong", "bold", "bold"),
    "head": Role("strong", "bold", "bold"),
    "title": Role("title", "bold", "bold"),
    "heading": Role("head", "bold", "bold"),
    "match": Role("good", "bold", "bold"),
    "warning": Role("warn", "bold", "bold"),
    "error": Role("error", "bold", "bold"),
    "new": Role("new", "bold", "bold"),
    "accent": Role("accent"),
    "key": Role("accent", "bold", "bold"),
    "pane-name": Role("quiet", "bold", "bold"),
    "quote": Role("quote"),
    "link": Role("link", "underline", "underline"),
    "emphasis": Role("text", "italic", "underline"),
    "struck": Role("text", "strike"),
    **{f"author-{number}": Role(f"author-{number}") for number in range(len(COLOURS))},
}
_GROUNDS = {
    "focus": Role("bg", "bold", "bold reverse", "accent"),
    "hit": Role("strong", "underline", "underline", "hit"),
    "hit-current": Role("bg", "bold", "bold reverse", "accent"),
    "place": Role("text", "", "reverse", "select"),
    "code": Role("text", ground="code"),
    "raised": Role("text", ground="raised"),
}
_SIGNS = {
    "cursor": Role("accent", "bold", "bold", is_sign=True),
    "rail": Role("faint", is_sign=True),
    "faint": Role("faint", is_sign=True),
    "thumb": Role("faint", is_sign=True),
    "unread": Role("faint", is_sign=True),
    "track": Role("frame", is_sign=True),
    "chart": Role("title", is_sign=True),
    "burst": Role("warn", is_sign=True),
    "match-sign": Role("good", "bold", "bold", is_sign=True),
    "new-sign": Role("new", "bold", "bold", is_sign=True),
    **{f"badge-{number}": Role(f"author-{number}", is_sign=True) for number in range(len(COLOURS))},
    **{f"line-{number}": Role(f"line-{number}", is_sign=True) for number in range(len(COLOURS))},
}
ROLES: Mapping[str, Role] = _WORDS | _GROUNDS | _SIGNS


PIECE_ROLES = (
    (QUOTE, "quote", "colour"), (HEADING, "head", "both"), (EMPHASIS, "emphasis", "attributes"),
    (STRONG, "strong", "attributes"), (STRUCK, "struck", "attributes"), (CODE, "code", "ground"),
    (LINK, "link", "both"), (FAINT, "faint", "colour"), (QUIET, "quiet", "colour"),
)  # fmt: skip
"""What a piece of a body takes of which role, the strongest last."""
MAX_PIECE_STYLES = 2_000


class Looks(dict[str, Style]):
    """Styles by role, on top of the style of the pane. `style` computes each one the first time it is used."""

    def __init__(self, base: Style, style: Callable[[str], Style], *, has_grounds: bool = True) -> None:
        """`has_grounds`: whether backgrounds can be told apart; without colours, and with sixteen, they cannot."""
        super().__init__()
        self.base = base
        self.has_grounds = has_grounds
        self._style = style
        self._of_pieces: dict[tuple[int, str, Style], Style] = {}
        self._on_base: dict[int, tuple[Style, Style]] = {}
        """By the identity of a style: the hash of one is worked out in Python."""

    def __missing__(self, role: str) -> Style:
        style = self[role] = self._style(role)
        return style

    def author(self, name: str, colour: str = "") -> Style:
        """Return the style of an author's name: in the colour that the user has chosen, or one by the name."""
        return self[f"author-{author_number(name, colour)}"]

    def badge(self, name: str, colour: str = "") -> Style:
        """Return the style of what stands for an author without being words: the two letters, a bar."""
        return self[badge_role(name, colour)]

    def thread_line(self, name: str, colour: str = "") -> Style:
        """Return the style of the thread line of a comment by an author."""
        return self[f"line-{author_number(name, colour)}"]

    def piece(self, look: int, address: str, base: Style) -> Style:
        """Return the style of a piece of a body with a look, on top of another style. An address becomes a hyperlink of
        the terminal."""
        key = look, address, base
        style = self._of_pieces.get(key)
        if style is None:
            if len(self._of_pieces) >= MAX_PIECE_STYLES:
                self._of_pieces.clear()
            style = base
            for bit, role, takes in PIECE_ROLES:
                if look & bit:
                    style += taken(self[role], takes)
            if address:
                style += Style(link=hyperlink(address))
            self._of_pieces[key] = style
        return style

    def on_base(self, style: Style | None) -> Style:
        """Return a style on top of the style of the pane."""
        if style is None:
            return self.base
        kept = self._on_base.get(id(style))
        if kept is None:
            if len(self._on_base) >= MAX_PIECE_STYLES:
                self._on_base.clear()
            kept = self._on_base[id(style)] = style, self.base + style  # that one too, so that no other gets its id
        return kept[1]

    def on(self, ground: str, style: Style) -> Style:
        """Return a style on the background of a role such as `raised` or `code`."""
        return style + Style(bgcolor=self[ground].bgcolor) if self.has_grounds else style


def taken(style: Style, takes: str) -> Style:
    """Return a part of a style: its colour, its ground, its attributes, or all but the ground."""
    if takes == "ground":
        return Style(bgcolor=style.bgcolor)
    colour = style.color if takes != "attributes" else None
    if takes == "colour":
        return Style(color=colour)
    return Style(color=colour, bold=style.bold, italic=style.italic, underline=style.underline, strike=style.strike)


def style_of(role: str, tokens: Mapping[str, str], *, plain: bool = False) -> Style:
    """Return the style of a role. `tokens` are colours as Rich names them; `plain`: colours are sixteen at most."""
    token, style, without, ground, is_sign = ROLES[role]
    if plain:
        return Style.parse(without) + Style(color=tokens[token] if is_sign else None)
    return Style.parse(style) + Style(color=tokens[token], bgcolor=tokens[ground] if ground else None)


def author_number(name: str, colour: str = "") -> int:
    """Return which colour an author has, the same on every page and in every run: the one that the user has chosen, or
    one by the name."""
    return COLOURS.index(colour) if colour else author_hue(name)


def author_role(name: str, colour: str = "") -> str:
    """Return the role of an author's name."""
    return f"author-{author_number(name, colour)}"


def badge_role(name: str, colour: str = "") -> str:
    """Return the role of what stands for an author without being words: the two letters, a bar."""
    return f"badge-{author_number(name, colour)}"


def badge(name: str) -> str:
    """Return two letters for an author: the capitals of a camel-case name, or else its first letters."""
    capitals = [character for character in name if character.isupper() or character.isdigit()]
    letters = capitals if len(capitals) > 1 and capitals[0] == name[:1] else [c for c in name if c.isalnum()]
    return fitting("".join(letters[:2]).upper(), 2) or "··"


def fitting(text: str, cells: int) -> str:
    """Return the longest start of a text that fits into `cells`."""
    while cell_len(text) > cells:
        text = text[:-1]
    return text
