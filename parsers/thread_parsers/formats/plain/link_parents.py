"""Parents from navigation links: "root | parent | prev | next", as copies of Hacker News have them.

A comment without `parent` starts a thread. One without `prev` is a reply to the comment before it. One without `root`
is a reply to the start of the thread. Any other has the parent of the comment before it or of one of its ancestors; the
links do not say which. The likeliest is the one whose words it quotes, then the one that replies to its author,
then the one with which it shares rare words; authors do not reply to themselves, and rarely reply twice to
the same comment.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from math import log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thread_parsers.formats.plain.comments import Row
    from thread_parsers.source.source import Source

_QUOTED, _OWN, _CONVERSATION, _TWICE, _SHARED = 5.0, 3.0, 2.0, 2.0, 0.4
"""Weights of the signs. On a page of 566 comments whose levels are known, 530 parents are right, with these weights and
with others from half to twice of them; 481 if the parent of the comment before is always taken."""
_MAX_CANDIDATES = 64
_MAX_BODY_BYTES = 4096
"""Bytes of a comment that are compared."""
_MAX_WORDS = 1 << 16
"""Different words that are counted."""
_QUOTE_WORDS = 8
_WORD = re.compile(r"\w{3,40}")


@dataclass(slots=True)
class _Open:
    """The last comment, or one of its ancestors."""

    index: int
    author: str
    words: frozenset[str]
    text: str
    """The words in order, between single blanks."""
    repliers: set[str] = field(default_factory=set)


class ByLinks:
    """Parents from links of the head lines."""

    how = "the links of their head lines"

    def __init__(self, source: Source) -> None:
        self._source = source
        self._open: list[_Open] = []
        self._counts: Counter[str] = Counter()
        """In how many comments each word is."""
        self._seen = 0
        self.inferred = False
        """Whether the last parent was not stated by the page."""

    def parent(self, index: int, row: Row) -> int:
        """The index of the parent of the next comment, -1 for none."""
        body = self._source.read(row.body_start, min(row.body_end, row.body_start + _MAX_BODY_BYTES))
        text = body.decode("utf-8", "replace").casefold()
        words = _WORD.findall(text)
        mine = _Open(index, row.head.name, frozenset(words), " ".join(words))
        level = self._level(row, mine, text)
        del self._open[level:]
        parent = self._open[-1] if self._open else None
        if parent is not None:
            parent.repliers.add(mine.author)
        self._open.append(mine)
        self._counts.update(word for word in mine.words if word in self._counts or len(self._counts) < _MAX_WORDS)
        self._seen += 1
        return parent.index if parent is not None else -1

    def _level(self, row: Row, mine: _Open, text: str) -> int:
        """How many ancestors the next comment has."""
        links = {link.strip().partition(" ")[0] for link in row.head.links.split("|")}
        self.inferred = False
        if "parent" not in links or not self._open:
            return 0
        if "prev" not in links:
            return len(self._open)
        if "root" not in links or len(self._open) < 3:
            return 1
        candidates = range(max(1, len(self._open) - 1 - _MAX_CANDIDATES), len(self._open) - 1)
        self.inferred = len(candidates) > 1
        quotes = [" ".join(_WORD.findall(line)[:_QUOTE_WORDS]) for line in text.split("\n") if line.startswith(">")]
        # Of equals the deepest: levels are compared after the scores.
        return 1 + max(candidates, key=lambda level: (self._score(level, mine, quotes), level))

    def _score(self, level: int, mine: _Open, quotes: list[str]) -> float:
        """How likely the comment replies to the open comment at a level."""
        other, above = self._open[level], self._open[level - 1]
        shared = sum(
            log((self._seen + 1) / self._counts[word]) for word in mine.words & other.words if word in self._counts
        )
        return (
            _QUOTED * any(len(quote) > 8 and quote in other.text for quote in quotes)
            + _CONVERSATION * (above.author == mine.author)
            + _SHARED * shared / (1 + sqrt(len(other.words) + 1))
            - _OWN * (other.author == mine.author)
            - _TWICE * (mine.author in other.repliers)
        )
