"""Styles: one for every role, and a fixed colour for every author."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from rich.cells import cell_len
from rich.style import Style

from thread_reader.render.bodies.pieces import CODE, EMPHASIS, FAINT, HEADING, LINK, QUIET, QUOTE, STRONG, STRUCK
from thread_reader.state.authors import COLOURS

if TYPE_CHECKING:
    from collections.abc import Callable

AUTHOR_COLOURS = 6

ROLES = (
    "quiet", "head", "cursor", "place", "rail", "match", "hit", "hit-current", "title", "heading",
    "warning", "track", "thumb", "focus", "pane-name", "key", "new", "unread", "link", "raised",
    "quote", "code", "emphasis", "strong", "struck",
    *(f"author-{number}" for number in range(AUTHOR_COLOURS)),
    *(f"own-{colour}" for colour in COLOURS),
)  # fmt: skip
"""What a style can be for. Each is a component class of the screen, so that CSS and themes apply to all drawing."""


PIECE_ROLES = (
    (QUOTE, "quote", "colour"), (HEADING, "head", "attributes"), (EMPHASIS, "emphasis", "attributes"),
    (STRONG, "strong", "attributes"), (STRUCK, "struck", "attributes"), (CODE, "code", "ground"),
    (LINK, "link", "both"), (FAINT, "rail", "colour"), (QUIET, "quiet", "colour"),
)  # fmt: skip
"""What a piece of a body takes of which role, the strongest last."""
MAX_PIECE_STYLES = 2_000


class Looks(dict[str, Style]):
    """Styles by role, on top of the style of the pane. `style` computes each one the first time it is used."""

    def __init__(self, base: Style, style: Callable[[str], Style], *, has_grounds: bool = True) -> None:
        """`has_grounds`: whether backgrounds can be told apart."""
        super().__init__()
        self.base = base
        self.has_grounds = has_grounds
        self._style = style
        self._of_pieces: dict[tuple[int, str, Style], Style] = {}

    def __missing__(self, role: str) -> Style:
        style = self[role] = self._style(role)
        return style

    def author(self, name: str, colour: str = "") -> Style:
        """Return the style of an author: the colour that the user has chosen, or one by the name."""
        return self[author_role(name, colour)]

    def thread_line(self, name: str, colour: str = "") -> Style:
        """Return the style of the thread line of a comment by an author."""
        return self.author(name, colour)

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
                style += Style(link=address)
            self._of_pieces[key] = style
        return style

    def on(self, ground: str, style: Style) -> Style:
        """Return a style on the background of a role such as `raised`."""
        return style + Style(bgcolor=self[ground].bgcolor) if self.has_grounds else style


def taken(style: Style, takes: str) -> Style:
    """Return a part of a style: its colour, its ground, its attributes, or all but the ground."""
    if takes == "ground":
        return Style(bgcolor=style.bgcolor)
    colour = style.color if takes != "attributes" else None
    if takes == "colour":
        return Style(color=colour)
    return Style(color=colour, bold=style.bold, italic=style.italic, underline=style.underline, strike=style.strike)


def author_role(name: str, colour: str = "") -> str:
    """Return the role of an author, the same on every page and in every run: by the colour that the user has chosen, or
    by the name."""
    # Not `hash`, which differs from run to run.
    return f"own-{colour}" if colour else f"author-{crc32(name.encode('utf-8', 'surrogatepass')) % AUTHOR_COLOURS}"


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
