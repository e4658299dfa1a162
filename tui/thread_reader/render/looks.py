"""Styles: one for every role, and a fixed colour for every author."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from rich.cells import cell_len
from rich.style import Style

from thread_reader.state.authors import COLOURS

if TYPE_CHECKING:
    from collections.abc import Callable

AUTHOR_COLOURS = 6

ROLES = (
    "quiet", "head", "cursor", "place", "rail", "match", "hit", "hit-current", "title", "heading",
    "warning", "track", "thumb", "focus", "pane-name", "key", "new", "unread", "link", "raised",
    *(f"author-{number}" for number in range(AUTHOR_COLOURS)),
    *(f"own-{colour}" for colour in COLOURS),
)  # fmt: skip
"""What a style can be for. Each is a component class of the screen, so that CSS and themes apply to all drawing."""


class Looks(dict[str, Style]):
    """Styles by role, on top of the style of the pane. `style` computes each one the first time it is used."""

    def __init__(self, base: Style, style: Callable[[str], Style]) -> None:
        super().__init__()
        self.base = base
        self._style = style

    def __missing__(self, role: str) -> Style:
        style = self[role] = self._style(role)
        return style

    def author(self, name: str, colour: str = "") -> Style:
        """Return the style of an author: the colour that the user has chosen, or one by the name."""
        return self[author_role(name, colour)]

    def thread_line(self, name: str, colour: str = "") -> Style:
        """Return the style of the thread line of a comment by an author."""
        return self.author(name, colour)

    def on(self, ground: str, style: Style) -> Style:
        """Return a style on the background of a role such as `raised`."""
        return style + Style(bgcolor=self[ground].bgcolor)


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
