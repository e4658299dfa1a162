"""What a row of a body consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Sequence

    Spans = Sequence[tuple[int, int]]
    """Parts of a line: first character, and one past the last."""

MIN_CELLS = 16
"""Cells that quotes and lists leave for the words."""
EMPHASIS, STRONG, STRUCK, CODE, LINK, QUOTE, HEADING, FAINT, QUIET, MENTION, SPOILER = (1 << bit for bit in range(11))
"""How a piece looks; several may be combined. FAINT is for structure, QUIET for our own words, MENTION for the name of
an author of the page, and SPOILER for what is hidden until it is asked for."""
MAX_INLINE_CHARS = 1 << 14
"""Longer paragraphs are drawn as they are."""


class Piece(NamedTuple):
    """A part of a row. It shows the characters `start` to `end` of its line of the source: one for one, if it has as
    many; else as a whole (`…` for the middle of an address). Our own signs show none: both are equal."""

    text: str
    start: int = 0
    end: int = 0
    look: int = 0
    address: str = ""
    """Where a link leads; empty if it is none that may be opened."""


class Row(NamedTuple):
    """One row on the screen."""

    paragraph: int
    """The line of the source that it shows."""
    start: int
    end: int
    """The characters of the line that it shows, with the marks between them that are hidden."""
    pieces: tuple[Piece, ...] | None = None
    """None for the characters as they are, which most rows are."""
    is_code: bool = False
    """Whether it has the ground of code to the right edge."""
    folded: int = 0
    """For a row in place of quoted lines or a signature: how many lines it stands for."""


class Given(NamedTuple):
    """A link of the source that is not written in it, such as one of HTML: characters of a line, and the address."""

    start: int
    end: int
    address: str


def cells_of(pieces: Sequence[Piece]) -> int:
    """How many cells pieces take."""
    return sum(cell_len(piece.text) for piece in pieces)


def cells_left(width: int, lead: Sequence[Piece]) -> int:
    """How many cells of a row are left for the words after what is before them."""
    return max(MIN_CELLS, width - cells_of(lead))
