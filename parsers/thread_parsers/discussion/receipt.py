"""The receipt: what each byte of a file was read as, and where the page contradicts itself.

Spans tile the file: every byte is in exactly one of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal[
    "title", "article", "author", "time", "body", "separator", "footer",
    "engagement", "furniture", "repeat", "blank", "unclaimed",
    "structure", "skipped", "stub", "score", "markup", "script", "style", "hidden", "attribute", "resource",
]  # fmt: skip
"""What a line or byte of a page can be. A head line with both author and time is `author`. Of structured files,
`structure` is what holds the values together, `skipped` are values that are not read, and a `stub` stands for comments
that are not in the file. Of saved pages, `hidden` is furniture that is marked as hidden, an `attribute` is a tag that
holds data of scripts, and a `resource` one that holds a picture, a font or the like."""


class Span(NamedTuple):
    """Bytes `start` to `end` of the file, and what they are. Of text files, whole lines including their line feeds."""

    start: int
    end: int
    kind: Kind


class Note(NamedTuple):
    """Something the user should know about how the file was read: its kind, the text, and the line (from 1)."""

    kind: str
    text: str
    line: int | None = None


@dataclass(slots=True)
class Receipt:
    """How a file was read. The spans inside comments follow from the columns; the others are stored here."""

    format: str
    """The name of the format, as in the registry."""
    reason: str = ""
    """Why this format was chosen, as text."""
    around: list[Span] = field(default_factory=list)
    """Spans of a text file outside the comments, in order; together with the comments they tile the file."""
    notes: list[Note] = field(default_factory=list)
    declared_comments: int | None = None
    """The number of comments that the page states, if it does."""
    stub_comments: int = 0
    """The number of comments that the page names without containing them."""
    other_format: str = ""
    """The name of a format that would read more comments, if one is known."""
    other_comments: int = 0
    """How many it finds in the beginning of the page."""
    near: str = ""
    """For a page without comments: the lines that are close to the head of one, as a sentence."""
