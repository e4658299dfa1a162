"""Words found in the bytes of many comments at once, without decoding them.

Where needle and text are ASCII, a hit in the lowered bytes of a body is a hit, and no hit is none. A few hundred
characters beyond ASCII make that uncertain: those that fold to ASCII (full-width letters, ligatures, "ß", "İ"),
those that are not seen and are left out, and marks that compose with the letter before them. Comments that hold one
of the first two kinds, and hits that something beyond ASCII follows, have to be looked at one by one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import le
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.query.pattern import Pattern
    from thread_parsers.tree import Discussion

SIZE = 1 << 18
"""Bytes of a block: less than a millisecond of work for a plain word."""
MOST = 2048
"""Comments of a block."""

_SPACES = b"\t\n\v\f\r\x1c\x1d\x1e\x1f"
_CASED = bytes.maketrans(_SPACES, b" " * len(_SPACES))
_CASELESS = _CASED.lower()

_LETTERS = (
    rb"\xc2[\xaa\xad\xb2\xb3\xb9\xba]|\xc3\x9f|\xc4[\xb0-\xb3]|\xc5[\x89\xbf]|\xc7[\x84-\x8c\xb0-\xb3]|\xca[\xb0-\xb8]|"
    rb"\xcb[\xa0-\xa4]|\xcc\x87|\xcd\x8f|\xd8\x9c|\xe1(?:\x85[\x9f\xa0]|\x9e[\xb4\xb5]|\xa0[\x8b-\x8f]|[\xb4-\xb6].|"
    rb"\xba[\x96-\x9e])|\xe2(?:\x80[\x8b-\x8f\xaa-\xae]|\x81[\xa0-\xbf]|\x82[\x80-\x9c\xa8]|\x84.|\x85.|\x86[\x80-\x89]|"
    rb"[\x91-\x93].|\xb1[\xbc\xbd])|\xe3(?:\x85\xa4|[\x88-\x8f].)|\xea(?:\x9d\xb0|\x9f[\xb0-\xbf]|\xad[\x90-\xaf])|"
    rb"\xef(?:\xac[\x80-\x86]|\xb8[\x80-\x8f]|\xbb\xbf|\xbc[\x90-\xbf]|\xbd[\x80-\x9a]|\xbe\xa0|\xbf[\xb0-\xbb])|"
    rb"\xf0(?:\x90\x9e|\x91\x82|\x91\x83|\x93[\x90\x91]|\x9b\xb2|\x9c\xb3|\x9d|\x9e|\x9f[\x84-\x86\xaf])|\xf3\xa0"
)
_OTHERS = (
    rb"|\xc2\xa0|\xc2\x85|\xcd\xbe|\xe1(?:\x9a\x80|\xbf\xaf)|\xe2(?:\x80[\x80-\x8a\xa8\xa9\xaf]|\x81\x9f)|"
    rb"\xe3\x80\x80|\xef(?:\xb8.|\xb9.|\xbc.|\xbd.|\xbf.)"
)
UNCERTAIN_LETTER = re.compile(_LETTERS, re.DOTALL)
"""UTF-8 of every character that folds to something with an ASCII letter or digit or to nothing, and of some others.
The dot above (cc 87) is among them, since I with it is the İ that folds to i."""
UNCERTAIN = re.compile(_LETTERS + _OTHERS, re.DOTALL)
"""The same for every ASCII character."""


@dataclass(slots=True)
class Verdict:
    """Comments that match for certain, and those that have to be looked at. The others do not match."""

    certain: set[int] = field(default_factory=set)
    open: set[int] = field(default_factory=set)


def can_find(pattern: Pattern) -> bool:
    """Whether a pattern can be found in bytes: words in ASCII, with a character that no separator is made of."""
    return not pattern.is_expression and pattern.needle.isascii() and any(map(str.isalnum, pattern.needle))


class Block:
    """Neighbouring comments, `first` up to `stop`, whose bodies stand one after the other in the source."""

    def __init__(self, discussion: Discussion, first: int, limit: int) -> None:
        columns = discussion.columns
        self.first = first
        self._columns = columns
        self._read = discussion.source.read
        self._origin = columns.body_start[first]
        self.stop = self._end_of_run(min(limit, first + MOST))
        self._texts: dict[bool, bytes] = {}

    def _end_of_run(self, limit: int) -> int:
        """How far the bodies follow each other in the source, within the size of a block."""
        starts, ends, first = self._columns.body_start, self._columns.body_end, self.first
        stop = max(first + 1, bisect_right(ends, self._origin + SIZE, first, limit))
        if all(map(le, ends[first : stop - 1], starts[first + 1 : stop])):
            return stop
        return next(row for row in range(first + 1, limit) if starts[row] < ends[row - 1])

    def find(self, pattern: Pattern) -> Verdict:
        """The comments of the block with a hit of a pattern that `can_find` admits."""
        text, needle = self._text(caseless=pattern.caseless), pattern.needle.encode()
        verdict = Verdict()
        for comment, follows in self._hits(text, needle):
            certain = follows < 0x80 and self._stays_whole(needle, comment)
            (verdict.certain if certain else verdict.open).add(comment)
        if b" " in needle:
            verdict.open.update(row for row in range(self.first, self.stop) if self._columns.margin[row])
        if not text.isascii():
            verdict.open.update(self._uncertain(text, letters=needle.isalnum()))
        verdict.open -= verdict.certain
        return verdict

    def _stays_whole(self, needle: bytes, comment: int) -> bool:
        """Whether a hit in the body is one in a segment: no margin, separator or stripped end can be inside it."""
        words = needle.split(b" ")
        return all(map(bytes.isalnum, words)) if len(words) > 1 or self._columns.margin[comment] else True

    def _text(self, *, caseless: bool) -> bytes:
        text = self._texts.get(caseless)
        if text is None:
            raw = self._read(self._origin, self._columns.body_end[self.stop - 1])
            text = self._texts[caseless] = raw.translate(_CASELESS if caseless else _CASED)
        return text

    def _hits(self, text: bytes, needle: bytes) -> Iterator[tuple[int, int]]:
        """Comments with a hit, each once, and the byte after the first one; a space at the end of the body."""
        starts, ends, origin = self._columns.body_start, self._columns.body_end, self._origin
        at = text.find(needle)
        comment = self.first
        while at >= 0:
            comment = bisect_right(starts, origin + at, comment, self.stop) - 1
            body_end = ends[comment] - origin
            end = at + len(needle)
            if end <= body_end:
                yield comment, text[end] if end < body_end else 0x20
                at = text.find(needle, body_end)
            else:
                at = text.find(needle, max(at + 1, body_end))

    def _uncertain(self, text: bytes, *, letters: bool) -> Iterator[int]:
        starts, ends, origin = self._columns.body_start, self._columns.body_end, self._origin
        pattern = UNCERTAIN_LETTER if letters else UNCERTAIN
        match = pattern.search(text)
        comment = self.first
        while match:
            comment = bisect_right(starts, origin + match.start(), comment, self.stop) - 1
            yield comment
            match = pattern.search(text, max(match.end(), ends[comment] - origin))
