"""Which comments of a discussion match a query: all of them in slices, and the matching segments of one."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from thread_parsers.query.blocks import blocks_of
from thread_parsers.query.evaluate import Subject, judge_of, numbers
from thread_parsers.query.nodes import Asked, NothingMarked
from thread_parsers.query.prefilter import narrow_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.blocks import Block
    from thread_parsers.query.language import Query
    from thread_parsers.query.nodes import Marks

SLICE = 0.002
"""Seconds of work after which a scan steps aside."""

WHOLE_COMMENT = (-1,)
"""The segments of a match without any: the comment has no segment, and matches by its author, time or place."""


@dataclass(frozen=True, slots=True)
class Found:
    """How far a scan got."""

    comments: array[int]
    """The indices of the comments that match, in page order; the same array all along, which grows."""
    upto: int
    """The comments before this one have been looked at."""


class Matching:
    """A query put to a discussion, which may still be growing. PatternTooSlow may come out of every method."""

    def __init__(self, discussion: Discussion, query: Query, marks: Marks | None = None) -> None:
        self._discussion = discussion
        asked = Asked(discussion, marks if marks is not None else NothingMarked())
        self._judge = judge_of(query.root, asked)
        self._narrow = narrow_of(query.root, asked)

    def comment(self, index: int) -> tuple[int, ...]:
        """The numbers of the segments that match, from 0. Empty when the comment does not match; WHOLE_COMMENT when
        it does and has no segment."""
        subject = Subject(self._discussion, index)
        bits = self._judge(subject)
        return (numbers(bits, len(subject.texts)) or WHOLE_COMMENT) if bits else ()

    def article(self) -> tuple[int, ...]:
        """The numbers of the paragraphs of the article that match, from 0."""
        subject = Subject(self._discussion, None)
        return numbers(self._judge(subject), len(subject.texts))

    def all(self) -> array[int]:
        """The indices of all comments that match."""
        found = array("I")
        for step in self.scan():
            found = step.comments
        return found

    def scan(self, start: int = 0, among: Sequence[int] | None = None) -> Iterator[Found]:
        """Look at the comments from `start` on, or only at those of `among` from there on, which is sorted: the whole
        result of a query that this one narrows. Yields every few milliseconds and when it comes to the end of the
        comments that are there; where the discussion grows, begin again with the `upto` of the last step."""
        found = array("I")
        stop_at = monotonic() + SLICE
        at, blocks = _next(start, among), blocks_of(self._discussion)
        while at < len(self._discussion.columns):
            block = blocks.at(self._discussion, at)
            for upto in self._look(block, _asked_in(block, among), found):
                if monotonic() > stop_at:
                    yield Found(found, upto)
                    stop_at = monotonic() + SLICE
            at = _next(block.stop, among)
        yield Found(found, max(start, len(self._discussion.columns)))

    def _look(self, block: Block, asked: AbstractSet[int], found: array[int]) -> Iterator[int]:
        """Add the comments of a block that match. Yields how far it got, after every comment that is decoded."""
        verdict = self._narrow(block, asked)
        for comment in sorted(verdict.certain | verdict.open if verdict.open else verdict.certain):
            if comment in verdict.certain:
                found.append(comment)
                continue
            if self._judge(Subject(self._discussion, comment)):
                found.append(comment)
            yield comment + 1
        yield block.stop


def _next(at: int, among: Sequence[int] | None) -> int:
    """The first comment from `at` on that is asked."""
    if among is None:
        return at
    row = bisect_left(among, at)
    return among[row] if row < len(among) else sys.maxsize


def _asked_in(block: Block, among: Sequence[int] | None) -> AbstractSet[int]:
    if among is None:
        return set(range(block.first, block.stop))
    return set(among[bisect_left(among, block.first) : bisect_left(among, block.stop)])
