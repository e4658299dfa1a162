"""The syntax tree of a query, as values. Evaluating a node on a comment yields the segments that match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Container, Generator, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.figures.figure import Value
    from thread_parsers.query.pattern import Pattern


class UserMarks(Protocol):
    """What is known of the comments from earlier: indices of the unread, the starred and the new ones, of those whose
    text has changed, and of those with a note: for `is:unread`, `is:starred`, `is:new`, `is:edited` and `has:note`."""

    @property
    def unread(self) -> Container[int]: ...
    @property
    def starred(self) -> Container[int]: ...
    @property
    def new(self) -> Container[int]: ...
    @property
    def edited(self) -> Container[int]: ...
    @property
    def noted(self) -> Container[int]: ...


@dataclass(frozen=True, slots=True)
class NoUserMarks:
    """No marks at all: used on the command line and in the library, which have no reading state."""

    unread: Container[int] = ()
    starred: Container[int] = ()
    new: Container[int] = ()
    edited: Container[int] = ()
    noted: Container[int] = ()


@dataclass(frozen=True, slots=True)
class QueryContext:
    """What a query is evaluated against."""

    discussion: Discussion
    marks: UserMarks


@dataclass(frozen=True, slots=True)
class Contains:
    """Holds for a segment that contains the pattern."""

    pattern: Pattern


class TextTest(NamedTuple):
    """A test of a text, in two forms with the same result."""

    now: Callable[[str], bool]
    steps: Callable[[str], Generator[None, None, bool]]
    """Yields every few milliseconds, however long the text is."""
    prepare: Callable[[], Iterator[None]] | None = None
    """What the first call would do before anything else, in steps."""


class Highlight(Protocol):
    """What finds the parts of a text that are to be highlighted."""

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The spans in a text, in order."""


class Hints(NamedTuple):
    """What every text contains that passes a test, so that most texts need not be tested."""

    needles: tuple[bytes, ...]
    """Lower-case UTF-8; the text contains one of them."""
    alike: bytes = b""
    """ASCII characters that count as the first of them."""
    beyond: re.Pattern[str] | None = None
    """Characters beyond ASCII that it may contain instead."""


class Within(NamedTuple):
    """The limits of a number that every comment has which passes a test; None for no limit."""

    quantity: str
    """What is counted: TIME, LIKES or another of these names."""
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class SegmentTest:
    """Holds for a segment whose text passes the test that `bind` returns for a discussion."""

    bind: Callable[[QueryContext], TextTest]
    hints: Hints | None = None
    """What every segment contains that passes. None if unknown."""
    highlight: Highlight | None = None
    """The parts of a text for which it passes, if it can be said which."""
    within: Within | None = None
    """Limits of a number that the comment of every segment has which passes. None if unknown."""
    figure: Value | None = None
    """A value that every segment states which passes. None if unknown."""


TIME, LIKES, REPLIES, DEPTH = "time", "likes", "replies", "depth"
"""Quantities of comments: `Columns.instant`, the score, `Columns.reply_count`, and the depth in the tree."""
HOUR, WORDS, SEGMENTS = "hour", "words", "segments"
"""The hour of the day, and the numbers of words and of segments."""
DELETED, ACCEPTED, BADGE, BY_POSTER, EDITED = "deleted", "accepted", "badge", "op", "edited"
"""Quantities that are 1 for comments with a state of GONE_STATES, accepted ones, those with any badge, those by the
original poster, and those that were edited as the page says."""
HAS_LINK, HAS_NUMBER, HAS_QUESTION, HAS_QUOTE = "link", "number", "question", "quote"
"""Quantities that are 1 for comments with such a thing: the values of `has:`."""
UNREAD, STARRED, NEW, NOTED = "unread", "starred", "new", "note"
"""Quantities that are 1 for comments that `UserMarks` has; EDITED is one of them, too."""
MARKS = frozenset({UNREAD, STARRED, NEW, NOTED, EDITED})
"""What depends on what is known of the comments from earlier."""


class BodyTest(NamedTuple):
    """A test of a number that a body has."""

    numbers: Callable[[Sequence[bytes]], Sequence[int]]
    """Those of several bodies, none of them below 0."""
    passes: Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class CommentTest:
    """Holds for all segments of a comment or for none, by the comment's index; never for the article."""

    bind: Callable[[QueryContext], Callable[[int], bool]]
    steps: Callable[[QueryContext], Callable[[int], Generator[None, None, bool]]] | None = None
    """The same for a test that reads the text of the comment: yields every few milliseconds. None for a test that reads
    only the columns."""
    of_bodies: BodyTest | None = None
    """The same for several bodies at once. None if the test needs more than the body."""
    names: tuple[tuple[str, bool], ...] = ()
    """Folded texts, with or without case, and whether a name begins with it: the author of every comment that passes,
    or of its parent, has a name that contains all of them. Empty if unknown."""
    names_parent: bool = False
    """Whether these names are those of the author of its parent."""
    address: str = ""
    """An address that every comment has which passes, in its words or behind them, contains this text in any case."""
    within: Within | None = None
    """Limits of a number that every comment has which passes. None if unknown."""
    is_within: bool = False
    """Whether every comment with a number within these limits passes."""

    @property
    def reads_text(self) -> bool:
        """Whether the test reads the text of the comment and not only the columns."""
        return self.steps is not None


@dataclass(frozen=True, slots=True)
class InArticle:
    """Holds for the paragraphs of the article and for no comment."""


@dataclass(frozen=True, slots=True)
class And:
    """Holds for a segment if all parts hold for it; without parts, for every segment."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Holds for a segment if any part holds for it."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Holds for all segments of a comment if its part holds for none of them."""

    part: Node


Condition = SegmentTest | CommentTest | InArticle | Or
"""What a field of the language is compiled to."""

Node = Contains | Condition | And | Or | Not
"""Any node of the tree."""


def is_per_comment(node: Node) -> bool:
    """Whether a node always holds for all segments of a comment or for none."""
    match node:
        case Contains() | SegmentTest():
            return False
        case And(parts) | Or(parts):
            return all(map(is_per_comment, parts))
        case _:
            return True
