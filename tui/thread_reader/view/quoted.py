"""The comment that lines are quoted from: the nearest parent that has the words, or else an earlier comment."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.printable import printable
from thread_parsers.text.quotes import Asides
from thread_parsers.text.segments import piece_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion

MAX_ANCESTORS, MAX_EARLIER = 50, 200
"""How many parents, and how many other comments before this one, are looked at."""
MAX_ANCESTOR_BYTES = MAX_EARLIER_BYTES = 1 << 18
"""How many bytes of them are looked at: a few milliseconds, since a frame waits for it."""
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
        self._known: dict[tuple[int, int], _Words] = {}
        """The words of comments, by the comment and the end of what is looked at; the oldest entry first."""

    def find(self, comment: int, lines: Sequence[str]) -> Quoted | None:
        """Return the comment from which `comment` quotes these lines; None if it is not known."""
        pieces = (piece for line in lines for piece in _LEFT_OUT.split(line))
        wanted = max(map(_letters, pieces), key=len, default="")[:MAX_LETTERS]
        if not wanted:
            return None
        weight = len(wanted) if wanted.isascii() else sum(3 if char >= "\u2e80" else 1 for char in wanted)
        ancestors = islice(self._discussion.columns.ancestors(comment), MAX_ANCESTORS)
        for parent in self._within(MAX_ANCESTOR_BYTES, ancestors):
            words = self._words(parent)
            if wanted in words.lines or (weight >= MIN_LETTERS and wanted in words.whole):
                return self._named(parent)
        if weight >= MIN_LETTERS_ELSEWHERE:
            before = range(comment - 1, max(-1, comment - 1 - MAX_EARLIER), -1)
            for earlier in self._within(MAX_EARLIER_BYTES, before):
                if wanted in self._words(earlier).whole:
                    return self._named(earlier)
        return None

    def _named(self, comment: int) -> Quoted:
        return Quoted(comment, printable(self._discussion.author(comment)) or f"comment {comment + 1}")

    def _within(self, most: int, comments: Iterable[int]) -> Iterator[int]:
        """Yield the first comments, up to `most` bytes of what is looked at, whether or not their words are known."""
        for comment in comments:
            start, end = self._span(comment)
            most -= end - start
            if most < 0:
                return
            yield comment

    def _span(self, comment: int) -> tuple[int, int]:
        """The part of a comment that is looked at."""
        columns = self._discussion.columns
        start = columns.body_start[comment]
        return start, min(columns.body_end[comment], start + MAX_BYTES)

    def _words(self, comment: int) -> _Words:
        """The comment's own words, without those that it quotes."""
        columns, (start, end) = self._discussion.columns, self._span(comment)
        words = self._known.get((comment, end))
        if words is None:
            all_lines = piece_text(self._discussion.text.read(start, end), columns.margin[comment]).split("\n")
            kinds = Asides(is_mail=comment in columns.addresses).kinds(all_lines)
            own = (line for line, kind in zip(all_lines, kinds, strict=True) if not kind)
            lines = [letters for letters in map(_letters, own) if letters]
            words = self._known[comment, end] = _Words(frozenset(lines), "".join(lines))
            if len(self._known) > MAX_KEPT:
                del self._known[next(iter(self._known))]
        return words


def _letters(line: str) -> str:
    return _NOT_LETTERS.sub("", line).casefold()
