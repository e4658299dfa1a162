"""Neighbouring comments, searched together by their bytes without decoding them.

Where needle and text are ASCII, a hit in the lowered bytes of a body is a hit, and no hit is none. Three things make
that uncertain, and then a comment has to be looked at by itself: the characters of `uncertain` anywhere in it (after
one that nobody sees, a mark composes with what stands before both); a mark right after a hit, which may compose with
its last letter; and a needle that might reach over a separator, a margin or the stripped end of a segment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import le
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from thread_parsers.query.bytes_unsafe import ANY, LETTERS, MARKS, SURE
from thread_parsers.text.folding import composes, folded
from thread_parsers.text.segments import may_be_divided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.pattern import Pattern

SIZE = 1 << 18
"""Bytes of a block: less than a millisecond of work for a plain word."""
MOST = 2048
"""Comments of a block."""
KEPT = 1 << 28
"""Bytes of lowered text that are kept for the next query about the same discussion."""

_SPACES = bytes.maketrans(b"\t\n\v\f\r\x1c\x1d\x1e\x1f", b" " * 9)
_ASCII = bytes(range(128))
_ASCII_RUN = re.compile(r"[!-~]+")


@dataclass(slots=True)
class Verdict:
    """Comments that match for certain, and those that have to be looked at. The others do not match."""

    certain: set[int] = field(default_factory=set)
    open: set[int] = field(default_factory=set)


class Block:
    """Neighbouring comments, `first` up to `stop`, whose bodies stand one after the other in the source."""

    def __init__(self, discussion: Discussion, first: int, limit: int) -> None:
        columns = discussion.columns
        self.first = first
        self._columns = columns
        self._read = discussion.source.read
        self._origin = columns.body_start[first]
        self.stop = self._end_of_run(min(limit, first + MOST))
        self.bytes = columns.body_end[self.stop - 1] - self._origin
        self.keeps_text = False
        """Whether the lowered text stays in memory once it was needed."""
        self._lowered: bytes | None = None
        self._uncertain: dict[re.Pattern[bytes], frozenset[int]] = {}

    def _end_of_run(self, limit: int) -> int:
        """How far the bodies follow each other in the source, within the size of a block."""
        starts, ends, first = self._columns.body_start, self._columns.body_end, self.first
        stop = max(first + 1, bisect_right(ends, self._origin + SIZE, first, limit))
        if all(map(le, ends[first : stop - 1], starts[first + 1 : stop])):
            return stop
        return next(row for row in range(first + 1, limit) if starts[row] < ends[row - 1])

    def find(self, pattern: Pattern) -> Verdict:
        """What the bytes tell about the words of a pattern."""
        verdict = self._find_ascii(pattern) if pattern.needle.isascii() else Verdict(open=self._may_hold(pattern))
        if " " in pattern.needle:
            verdict.open.update(row for row in range(self.first, self.stop) if self._columns.margin[row])
        verdict.open -= verdict.certain
        return verdict

    def _may_hold(self, pattern: Pattern) -> set[int]:
        """Comments that may hold words beyond ASCII: by their longest part in ASCII, else all or none."""
        run = max(_ASCII_RUN.findall(pattern.needle), key=len, default="")
        if run:
            found = {comment for comment, _ in self._hits(self._text(caseless=pattern.caseless), run.encode())}
            return found | self._uncertain_comments(ANY)
        beyond = self._raw().translate(None, _ASCII).decode("utf-8", "surrogateescape")
        run = max(pattern.needle.split(" "), key=len)
        possible = run in folded(beyond, caseless=pattern.caseless) or any(map(composes, set(beyond)))
        return set(range(self.first, self.stop)) if possible else set()

    def holding(self, needles: tuple[bytes, ...], *, uncertain: bool = False) -> set[int]:
        """The comments with one of the needles, lower-case and without white space, in their body, or, if asked for,
        with a character that may fold to a letter of them."""
        found = {comment for needle in needles for comment, _ in self._hits(self._lower(), needle)}
        return found | self._uncertain_comments(LETTERS) if uncertain else found

    def has_one_segment(self, comment: int) -> bool:
        """Whether a comment with a word in it has no line that could be a separator."""
        start = self._columns.body_start[comment] - self._origin
        body = self._lower()[start : self._columns.body_end[comment] - self._origin]
        return not may_be_divided(body)

    def _find_ascii(self, pattern: Pattern) -> Verdict:
        needle = pattern.needle.encode()
        text = self._text(caseless=pattern.caseless)
        if b" " in needle:
            text = text.translate(_SPACES)
        hits = list(self._hits(text, needle))
        verdict = Verdict(open={comment for comment, _ in hits})
        if self._stays_whole(needle):
            verdict.certain = {comment for comment, follows in hits if follows not in MARKS}
            verdict.open -= verdict.certain
        unsure = self._uncertain_comments(LETTERS if needle.isalnum() else ANY)
        return Verdict(verdict.certain - unsure, verdict.open | unsure)

    def _stays_whole(self, needle: bytes) -> bool:
        """Whether a hit in a body is one in a segment: no margin, separator or stripped end can be inside it."""
        if needle.isalnum():
            return True
        if any(self._columns.margin[self.first : self.stop]):
            return False
        return all(map(bytes.isalnum, needle.split(b" "))) if b" " in needle else needle.strip(b"-") != b""

    def _raw(self) -> bytes:
        return self._read(self._origin, self._origin + self.bytes)

    def _lower(self) -> bytes:
        if self._lowered is not None:
            return self._lowered
        lowered = self._raw().lower()
        if self.keeps_text:
            self._lowered = lowered
        return lowered

    def _text(self, *, caseless: bool) -> bytes:
        return self._lower() if caseless else self._raw()

    def _hits(self, text: bytes, needle: bytes) -> Iterator[tuple[int, int]]:
        """Comments with a hit, each once, and the byte after the first one; a space at the end of the body."""
        starts, ends, origin = self._columns.body_start, self._columns.body_end, self._origin
        find, size, stop = text.find, len(needle), self.stop
        comment, at = self.first, find(needle)
        while at >= 0:
            comment = bisect_right(starts, origin + at, comment, stop) - 1
            end, body_end = at + size, ends[comment] - origin
            if end <= body_end:
                yield comment, text[end] if end < body_end and end < len(text) else 0x20
            comment += 1
            if comment == stop:
                return
            at = find(needle, starts[comment] - origin)

    def _uncertain_comments(self, kind: re.Pattern[bytes]) -> frozenset[int]:
        known = self._uncertain.get(kind)
        if known is None:
            text = self._lower()
            beyond = text.translate(None, SURE)
            some = kind.search(beyond) is not None
            known = self._uncertain[kind] = frozenset(self._with(kind, text) if some else ())
        return known

    def _with(self, kind: re.Pattern[bytes], text: bytes) -> Iterator[int]:
        starts, origin = self._columns.body_start, self._origin
        comment, match = self.first, kind.search(text)
        while match:
            comment = bisect_right(starts, origin + match.start(), comment, self.stop) - 1
            yield comment
            comment += 1
            if comment == self.stop:
                return
            match = kind.search(text, starts[comment] - origin)


class Blocks:
    """The blocks of a discussion, kept from one query to the next with as much of their text as may be kept."""

    def __init__(self) -> None:
        self._blocks: dict[int, Block] = {}
        self._room = KEPT

    def at(self, discussion: Discussion, first: int) -> Block:
        """The block that begins with the comment `first`."""
        block = self._blocks.get(first)
        if block is None:
            limit = len(discussion.columns)
            block = Block(discussion, first, limit)
            if block.stop < limit or discussion.complete:
                self._blocks[first] = block
                self._room -= block.bytes
                block.keeps_text = self._room >= 0
        return block


_KNOWN: WeakKeyDictionary[Discussion, Blocks] = WeakKeyDictionary()


def blocks_of(discussion: Discussion) -> Blocks:
    """The blocks of a discussion; they live as long as it does."""
    blocks = _KNOWN.get(discussion)
    if blocks is None:
        blocks = _KNOWN[discussion] = Blocks()
    return blocks
