"""Who quotes whom: lines that begin with `>`, and the comment that has their words.

The words of a quote are looked for in the comments above the quoting one in the tree, the nearest first. Where they are
in none of them, as on flat pages, the quoted comment is an earlier one of which a line or a sentence begins with the
words of the quote. Every step is linear in the text: of long comments and of deep threads, only a part is looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.text.segments import piece_text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion

MAX_BODY_BYTES = 1 << 14
"""Bytes of a comment that are looked at."""
MAX_QUOTES = 16
"""Quoted lines of a comment that are looked for."""
MAX_PARENTS = 8
"""Comments above a quoting one that are looked at."""
MIN_QUOTE_BYTES = 15
"""A shorter line ("yes", "+1") is in many comments."""
MAX_QUOTE_CHARS = 1000
"""Characters of a quoted line that are compared."""
KEY_CHARS = 12
"""Characters by which the beginning of a sentence is found."""
MAX_SAME_START = 16
"""Different quotes with the same beginning that are looked for."""
READ_COMMENTS = 32
"""Comments that are looked at together first: most quote nothing."""
SLICE_BYTES = 1 << 15
"""Bytes of comments between two yields."""

_QUOTED = re.compile(r" {0,3}>(?! ?>)[ \t]?(.*)")
"""A line that quotes directly; what is quoted inside a quote is not counted."""
_ANY_QUOTED = re.compile(r" {0,3}>")
_SENTENCE = re.compile(r"(?:^|[.!?…]+[\"'”’)]*\s+|[。！？]+)(?=\S)")
"""What precedes a sentence."""
_CUT = " .…[]\"'“”"
"""What is often put around quoted words, or in place of those left out."""


def quoted_by(discussion: Discussion) -> Generator[None, None, dict[int, int]]:
    """The quoted comments, each with the number of others who quote it, in slices."""
    finder = _Finder(discussion)
    for start in range(0, len(discussion.columns), READ_COMMENTS):
        rows = range(start, min(start + READ_COMMENTS, len(discussion.columns)))
        if not finder.quote_nothing(rows):
            for row in rows:
                if finder.add(row):
                    yield
        if finder.is_due():
            yield
    yield from finder.find_elsewhere()
    return {row: len(people) for row, people in finder.quoting.items()}


class _Finder:
    """Collects who quotes each comment."""

    def __init__(self, discussion: Discussion) -> None:
        self.quoting: defaultdict[int, set[int]] = defaultdict(set)
        """Quoted comments to the numbers of the authors who quote them."""
        self._discussion = discussion
        self._open: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
        """Quotes that are in no comment above, by their beginning, with the comments that quote them."""
        self._own: tuple[int, str] = (-1, "")
        """The comment whose own words were read last, and they: often several comments quote the same one."""
        self._work = 0

    def quote_nothing(self, rows: range) -> bool:
        """Whether none of some neighbouring comments has a quote, as far as one short read says."""
        columns = self._discussion.columns
        here = slice(rows.start, rows.stop)
        low, high = min(columns.body_start[here]), max(columns.body_end[here])
        if high - low > SLICE_BYTES or b">" in self._discussion.text.read(low, high):
            return False
        self._work += high - low + len(rows)
        return True

    def add(self, row: int) -> bool:
        """Look at the quotes of a comment. Returns whether it is time to yield."""
        columns = self._discussion.columns
        size = min(columns.body_end[row] - columns.body_start[row], MAX_BODY_BYTES)
        self._work += size + 64
        body = self._read(row)
        if b">" in body:
            for quote in _quotes(self._text(row, body)):
                self._look_above(row, quote)
        return self.is_due()

    def is_due(self) -> bool:
        """Whether it is time to yield."""
        if self._work < SLICE_BYTES:
            return False
        self._work = 0
        return True

    def _look_above(self, row: int, quote: str) -> None:
        for parent in islice(self._discussion.columns.ancestors(row), MAX_PARENTS):
            self._work += 64
            if quote in self._own_words(parent):
                self._count(parent, row)
                return
        same_start = self._open[_key(quote)]
        if quote in same_start or len(same_start) < MAX_SAME_START:
            same_start.setdefault(quote, []).append(row)

    def _count(self, quoted: int, quoting: int) -> None:
        authors = self._discussion.columns.author
        if authors[quoted] != authors[quoting]:
            self.quoting[quoted].add(authors[quoting])

    def find_elsewhere(self) -> Iterator[None]:
        """Look for the quotes that are in no comment above, in all comments."""
        if not self._open:
            return
        for row in range(len(self._discussion.columns)):
            words = self._own_words(row)
            self._work += 2 * len(words) + 64
            for sentence in _SENTENCE.finditer(words):
                start = sentence.end()
                key = _key(words[start : start + 2 * KEY_CHARS])
                if key in self._open:
                    self._close(row, key, words[start : start + MAX_QUOTE_CHARS])
            if self.is_due():
                yield

    def _close(self, row: int, key: str, words: str) -> None:
        """Count the comments that quote this one. It is the first that has the words: no later one is quoted."""
        quotes = self._open[key]
        self._work += 16 * len(quotes)
        for quote in [quote for quote in quotes if words.lstrip(_CUT).startswith(quote)]:
            for quoting in quotes.pop(quote):
                if quoting > row:
                    self._count(row, quoting)
                self._work += 16
        if not quotes:
            del self._open[key]

    def _own_words(self, row: int) -> str:
        """What a comment says without what it quotes, on one line."""
        if self._own[0] != row:
            self._work += MAX_BODY_BYTES >> 4
            lines = self._text(row, self._read(row)).split("\n")
            words = " ".join(line for line in lines if not _ANY_QUOTED.match(line))
            self._own = row, " ".join(words.split())
        return self._own[1]

    def _read(self, row: int) -> bytes:
        columns = self._discussion.columns
        start = columns.body_start[row]
        return self._discussion.text.read(start, min(columns.body_end[row], start + MAX_BODY_BYTES))

    def _text(self, row: int, body: bytes) -> str:
        return piece_text(body, self._discussion.columns.margin[row])


def _key(words: str) -> str:
    return words.lstrip(_CUT)[:KEY_CHARS]


def _quotes(text: str) -> Iterator[str]:
    """The quoted lines of a comment, each once and on one line, without what was put around them."""
    seen: set[str] = set()
    for line in text.split("\n"):
        found = _QUOTED.match(line)
        if found is None:
            continue
        quote = " ".join(found[1].split())[:MAX_QUOTE_CHARS].strip(_CUT)
        if len(quote.encode("utf-8", "replace")) >= MIN_QUOTE_BYTES and quote not in seen:
            seen.add(quote)
            yield quote
            if len(seen) == MAX_QUOTES:
                return
