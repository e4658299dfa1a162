"""What the comments of an XML file of no known kind are: elements of one name that have an author and a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from thread_parsers.formats.xml.prefixes import Prefixes
from thread_parsers.formats.xml.scanner import Scanner
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from thread_parsers.source.source import Source

Role = Literal["author", "text", "time", "id", "parent"]

_NAMES: dict[Role, str] = {
    "author": "author authorname by commenter createdby creator displayname from nick nickname owner postedby poster"
    " screenname sender user username who writer contactname",
    "text": "body comment commenttext content message messagetext msg notes posttext text thetext",
    "time": "bugwhen created createdat createdon creationdate date datetime posted postedat published publishedat"
    " pubdate sent time timestamp",
    "id": "commentid id messageid postid",
    "parent": "inreplyto parent parentid replyto replytoid",
}
"""Names of elements and attributes, in small letters and without what divides words."""
ROLES: dict[str, Role] = {name: role for role, names in _NAMES.items() for name in names.split()}

SAMPLE_BYTES = 1 << 20
"""How much of a file decides what its comments are."""
MIN_COMMENTS, MIN_SHARE = 3, 0.8
"""How many elements of one name must have an author and a text, and which share of all with this name."""
MAX_NAMES = 1_000
"""Different names of elements that are counted."""

_DIVIDERS = re.compile(r"[-_.]")
_MAX_NAME_CHARACTERS = 40


def role_of(name: str) -> Role | None:
    """What an element or attribute of a comment says, judged by its name."""
    local = name.rpartition(":")[2]
    return ROLES.get(_DIVIDERS.sub("", local).lower()) if len(local) <= _MAX_NAME_CHARACTERS else None


class Shape(NamedTuple):
    """The elements that are comments."""

    name: str
    texts: frozenset[str]
    """Their children that have the text; an empty name for their own text."""
    is_nested: bool
    """Whether they contain each other: replies are inside of what they answer."""


class _Counted:
    """What was seen of the elements with one name."""

    __slots__ = ("count", "is_nested", "open", "texts", "with_both")

    def __init__(self) -> None:
        self.count = self.with_both = self.open = 0
        self.is_nested = False
        self.texts: set[str] = set()


TITLES = frozenset({"title", "subject", "headline", "topic", "short_desc"})
MAX_TITLES = 8
"""Titles that are kept: those of comments may come first."""


class _Open:
    """An element that has not ended."""

    __slots__ = ("has_author", "has_words", "name", "pieces", "start", "texts")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        roles = {role_of(attribute) for attribute in attributes}
        self.has_author = "author" in roles
        self.has_words = False
        self.texts: set[str] = {""} if "text" in roles else set()
        self.pieces: list[str] | None = None
        """The text, of an element that may be the title."""
        self.start = 0
        """Where the text begins."""


class Title(NamedTuple):
    """What may be the title of the discussion, and its bytes."""

    text: str
    start: int
    end: int
    around: frozenset[str]
    """The names of the elements around it."""


class Sample(Scanner):
    """Counts the elements in the beginning of a file."""

    def __init__(self, source: Source) -> None:
        beginning = BufferSource(source.read(0, SAMPLE_BYTES), source.name)
        super().__init__(beginning, re.compile(rb"<[A-Za-z_][\w.:-]*(?=[\s/>])"))
        self._prefixes = Prefixes()
        self._counted: dict[str, _Counted] = {}
        self._open: list[_Open] = []
        self._titles: list[Title] = []

    def title(self, shape: Shape) -> Title | None:
        """The first title that is not that of a comment."""
        return next((title for title in self._titles if shape.name not in title.around), None)

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        if self.declares:
            self._prefixes.declare(self.depth, attributes)
        if not self.depth and not self.resumed:
            self._prefixes.set_root(name)
        self.depth += 1
        name = self._prefixes.usual(name)
        counted = self._counted.get(name)
        if counted is None and len(self._counted) < MAX_NAMES:
            counted = self._counted[name] = _Counted()
        if counted is not None:
            counted.is_nested = counted.is_nested or counted.open > 0
            counted.open += 1
        element = _Open(name, attributes)
        if name.lower() in TITLES and len(self._titles) < MAX_TITLES:
            element.pieces, element.start = [], self.tag_end()
        self._open.append(element)

    def end_element(self, name: str) -> None:
        self.depth -= 1
        self._prefixes.leave(self.depth)
        pieces, start = self._open[-1].pieces, self._open[-1].start
        self._end()
        if pieces and (text := "".join(pieces)).strip():
            self._titles.append(Title(text, start, self.position(), frozenset(outer.name for outer in self._open)))

    def _end(self) -> None:
        """Count the innermost element."""
        element = self._open.pop()
        if self._open:
            outer, role = self._open[-1], role_of(element.name)
            outer.has_author = outer.has_author or role == "author"
            if role == "text" and element.has_words:
                outer.texts.add(element.name)
        counted = self._counted.get(element.name)
        if counted is not None:
            counted.open -= 1
            counted.count += 1
            if element.has_words and not element.texts:
                element.texts.add("")
            if element.has_author and element.texts:
                counted.with_both += 1
                counted.texts |= element.texts

    def text(self, text: str) -> None:
        if self._open and not self._open[-1].has_words:
            self._open[-1].has_words = not text.isspace()
        if self._open and self._open[-1].pieces is not None:
            self._open[-1].pieces.append(text)

    def stopped(self, offset: int) -> None:
        while self._open:
            self._end()
        self._prefixes.keep()

    def shape(self) -> Shape | None:
        """The elements that are comments, if any are."""
        likely = [
            (counted.with_both, name)
            for name, counted in self._counted.items()
            if counted.with_both >= MIN_COMMENTS and counted.with_both >= MIN_SHARE * counted.count
        ]
        if not likely:
            return None
        name = max(likely)[1]
        counted = self._counted[name]
        return Shape(name, frozenset(counted.texts), counted.is_nested)
