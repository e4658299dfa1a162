"""The receipt: which bytes of a file became what, and where the page disagrees with itself.

Spans tile the source from its first byte to its last; nothing is in two of them and nothing in none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal[
    "title", "article", "author", "time", "body", "separator", "footer",
    "engagement", "furniture", "repeat", "blank", "unclaimed",
]  # fmt: skip
"""What a line of a page can be. A head line that holds author and time at once is `author`."""


class Span(NamedTuple):
    """Bytes `start` to `end` of the source, whole lines with their line feeds, and what they are."""

    start: int
    end: int
    kind: Kind


class Note(NamedTuple):
    """Something about the reading that the reader should know: what kind, in words, and on which line (from 1)."""

    kind: str
    text: str
    line: int | None = None


@dataclass(slots=True)
class Receipt:
    """How a file was read. What stands inside the comments is told by the tree; here is all that stands around them."""

    format: str
    """The name of the format, as in the table of formats."""
    reason: str = ""
    """Why this format: what was seen in the file, in words."""
    around: list[Span] = field(default_factory=list)
    """Spans outside the comments, in order; with the comments' own they tile the source."""
    notes: list[Note] = field(default_factory=list)
    declared_comments: int | None = None
    """The number of comments that the page declares, if it does."""
