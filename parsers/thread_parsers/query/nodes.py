"""What a query is made of, as values. A node is asked about a comment and answers with the segments that match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.pattern import Pattern


class Marks(Protocol):
    """What the person who reads keeps about the comments: which of them, by index, are unread and which starred."""

    @property
    def unread(self) -> Container[int]: ...
    @property
    def starred(self) -> Container[int]: ...


@dataclass(frozen=True, slots=True)
class NothingMarked:
    """The marks where nobody keeps any."""

    unread: Container[int] = ()
    starred: Container[int] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query is put to."""

    discussion: Discussion
    marks: Marks


@dataclass(frozen=True, slots=True)
class Words:
    """Holds for a segment in which the pattern is found."""

    pattern: Pattern


@dataclass(frozen=True, slots=True)
class OfSegment:
    """Holds for a segment by its text: `bind` gives the judge for a discussion."""

    bind: Callable[[Asked], Callable[[str], bool]]
    hints: tuple[bytes, ...] = ()
    """Lower-case bytes, without white space, of which a segment for which it holds has one; none where that cannot be
    said."""


@dataclass(frozen=True, slots=True)
class OfComment:
    """Holds for all segments of a comment or for none, by its index; never for the article."""

    bind: Callable[[Asked], Callable[[int], bool]]
    reads_text: bool = False
    """True where it takes more than a look at the columns."""


@dataclass(frozen=True, slots=True)
class InArticle:
    """Holds for the paragraphs of the article and for no comment."""


@dataclass(frozen=True, slots=True)
class Every:
    """Holds for a segment for which all parts hold; without parts for every segment."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Holds for a segment for which one of the parts holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Holds for all segments of a comment when its part holds for none of them."""

    part: Node


Condition = OfSegment | OfComment | InArticle
"""What a field of the language becomes."""

Node = Words | Condition | Every | Some | Not


def of_whole_comment(node: Node) -> bool:
    """Whether a node holds for all segments of a comment or for none, whatever the comment."""
    match node:
        case Words() | OfSegment():
            return False
        case Every(parts) | Some(parts):
            return all(map(of_whole_comment, parts))
        case _:
            return True
