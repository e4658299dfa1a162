"""The comment that lines are quoted from: the nearest parent that has the words, or else an earlier comment."""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.printable import printable
from thread_parsers.text.quotes import Asides

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion

MAX_ANCESTORS, MAX_EARLIER = 50, 200
"""How many parents, and how many other comments before this one, are looked at."""
MIN_LETTERS, MIN_LETTERS_ELSEWHERE = 12, 24
"""Letters and digits that say which comment is quoted: of a parent, or of any other one. Shorter words must be a whole
line of the parent. Letters of scripts without spaces count three times."""
MAX_LETTERS = 200
MAX_BYTES = 1 << 16
"""Of a longer comment, the beginning is looked at."""
MAX_KEPT = 500
_LEFT_OUT = re.compile(r"\[?(?:\.{3,}+|…)\]?")
"""What stands for words that are left out."""
_NOT_LETTERS = re.compile(r"[\W_]+")


class Quoted(NamedTuple):
    """A comment that is quoted."""

    comment: int
    name: str
    """Its author, or its number."""


class _Words(NamedTuple):
    lines: frozenset[str]
    whole: str


class QuotedComments:
    """Finds quoted comments. Marks, spaces and line ends make no difference, and neither do capitals."""

    def __init__(self, discussion: Discussion) -> None:
        self._discussion = discussion
        self._known: OrderedDict[tuple[int, int], _Words] = OrderedDict()
        """The words of comments, by the comment and the end of its text."""

    def find(self, comment: int, lines: Sequence[str]) -> Quoted | None:
        """Return the comment from which `comment` quotes these lines; None if it is not known."""
        pieces = (piece for line in lines for piece in _LEFT_OUT.split(line))
        wanted = max(map(_letters, pieces), key=len, default="")[:MAX_LETTERS]
        if not wanted:
            return None
        weight = len(wanted) if wanted.isascii() else sum(3 if char >= "\u2e80" else 1 for char in wanted)
        for parent in self._ancestors(comment):
            words = self._words(parent)
            if wanted in words.lines or (weight >= MIN_LETTERS and wanted in words.whole):
                return self._named(parent)
        if weight >= MIN_LETTERS_ELSEWHERE:
            for earlier in range(comment - 1, max(-1, comment - 1 - MAX_EARLIER), -1):
                if wanted in self._words(earlier).whole:
                    return self._named(earlier)
        return None

    def _named(self, comment: int) -> Quoted:
        return Quoted(comment, printable(self._discussion.author(comment)) or f"comment {comment + 1}")

    def _ancestors(self, comment: int) -> Iterator[int]:
        parents = self._discussion.columns.parent
        for _ in range(MAX_ANCESTORS):
            comment = parents[comment]
            if comment < 0:
                return
            yield comment

    def _words(self, comment: int) -> _Words:
        """The comment's own words, without those that it quotes."""
        columns, text = self._discussion.columns, self._discussion.text
        start, end = columns.body_start[comment], columns.body_end[comment]
        words = self._known.get((comment, end))
        if words is None:
            asides = Asides(is_mail=comment in columns.addresses)
            own = (line for line in text.text(start, min(end, start + MAX_BYTES)).split("\n") if not asides.kind(line))
            lines = [letters for letters in map(_letters, own) if letters]
            words = self._known[comment, end] = _Words(frozenset(lines), "".join(lines))
            if len(self._known) > MAX_KEPT:
                self._known.popitem(last=False)
        return words


def _letters(line: str) -> str:
    return _NOT_LETTERS.sub("", line).casefold()
