"""Match a query against a discussion: all comments in time slices, or the segments of one comment."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from thread_parsers.query.blocks import blocks_of
from thread_parsers.query.evaluate import Target, evaluator_for, max_bytes_at_once, set_bits
from thread_parsers.query.nodes import NoUserMarks, QueryContext
from thread_parsers.query.prefilter import prefilter_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.blocks import Block
    from thread_parsers.query.language import Query
    from thread_parsers.query.nodes import UserMarks
    from thread_parsers.query.prefilter import Prefilter

SLICE_SECONDS = 0.002
"""Time after which a scan yields."""

WHOLE_COMMENT = (-1,)
"""The segments of a match without segments: the comment has no text, and matches by its author, time or position."""


@dataclass(frozen=True, slots=True)
class Found:
    """The progress of a scan."""

    comments: array[int]
    """Indices of the matches so far, in page order. Every step of a scan has the same array, which grows."""
    upto: int
    """One past the last comment that has been examined."""


class Matching:
    """A query on a discussion, which may still be growing. Every method may raise PatternTooSlow."""

    def __init__(self, discussion: Discussion, query: Query, marks: UserMarks | None = None) -> None:
        self._discussion = discussion
        self._root, self._context = query.root, QueryContext(discussion, marks if marks is not None else NoUserMarks())
        self._evaluate = evaluator_for(self._root, self._context)
        self._prefilter: Prefilter | None = None  # compiled by the first scan: a query may have thousands of terms
        self._max_bytes_at_once = max_bytes_at_once(query.root)
        self._long: dict[int, tuple[int, ...]] = {}
        """What `comment` returns for comments that take long, as far as a scan has matched them."""
        self._examined = 0

    def comment(self, index: int) -> tuple[int, ...]:
        """The numbers of the matching segments, from 0. Empty if the comment does not match; WHOLE_COMMENT if it
        matches and has no segment."""
        target = Target(self._discussion, index)
        bits = self._evaluate.now(target)
        return (set_bits(bits, len(target.texts)) or WHOLE_COMMENT) if bits else ()

    def comment_if_known(self, index: int) -> tuple[int, ...] | None:
        """The same as `comment`, in a few milliseconds: None for a long comment that no scan has examined yet."""
        if not self._is_long(index):
            return self.comment(index)
        return self._long.get(index, ()) if index < self._examined else None

    def _is_long(self, index: int) -> bool:
        columns = self._discussion.columns
        return columns.body_end[index] - columns.body_start[index] > self._max_bytes_at_once

    def article(self) -> tuple[int, ...]:
        """The numbers of the matching paragraphs of the article, from 0."""
        target = Target(self._discussion, None)
        return set_bits(self._evaluate.now(target), len(target.texts))

    def all(self) -> array[int]:
        """The indices of all matching comments."""
        found = array("I")
        for step in self.scan():
            found = step.comments
        return found

    def scan(self, start: int = 0, among: Sequence[int] | None = None) -> Iterator[Found]:
        """Scan the comments from index `start`, yielding every few milliseconds and once at the end.

        `among`, which is sorted, restricts the scan to the result of a query that this one narrows. If the discussion
        has grown since, scan again from the `upto` of the last step.
        """
        found = array("I")
        stop_at = monotonic() + SLICE_SECONDS
        for prepare in self._evaluate.preparations:
            for _ in prepare():
                yield Found(found, start)
        at, blocks = _next(start, among), blocks_of(self._discussion)
        while at < len(self._discussion.columns):
            block = blocks.at(self._discussion, at)
            done = at
            for upto in self._scan_block(block, _in_block(block, among), found):
                done = upto or done
                self._examined = max(self._examined, done)
                if monotonic() > stop_at:
                    yield Found(found, done)
                    stop_at = monotonic() + SLICE_SECONDS
            at = _next(block.stop, among)
        yield Found(found, max(start, len(self._discussion.columns)))

    def _scan_block(self, block: Block, among: AbstractSet[int], found: array[int]) -> Iterator[int | None]:
        """Append the matches of a block to `found`. Yields one past the last comment, after each that is decoded, and
        None within the work on the block or on a long comment."""
        if self._prefilter is None:
            self._prefilter = prefilter_for(self._root, self._context)
        verdict = yield from self._prefilter(block, among)
        evaluate = self._evaluate
        may_be_long = block.longest > self._max_bytes_at_once
        if not verdict.undecided and not may_be_long:
            found.extend(sorted(verdict.certain))
            yield block.stop
            return
        for comment in sorted(verdict.certain | verdict.undecided if verdict.undecided else verdict.certain):
            is_long = may_be_long and self._is_long(comment)
            if comment in verdict.certain and (not is_long or block.has_one_segment(comment)):
                found.append(comment)
                if is_long:
                    self._long[comment] = (0,)
                continue
            target = Target(self._discussion, comment)
            if is_long:
                matches = yield from evaluate.steps(target)
                if matches:
                    texts = yield from target.texts_in_steps()
                    self._long[comment] = set_bits(matches, len(texts)) or WHOLE_COMMENT
            else:
                matches = evaluate.now(target)
            if matches:
                found.append(comment)
            yield comment + 1
        yield block.stop


def _next(at: int, among: Sequence[int] | None) -> int:
    """The first comment from `at` on that is to be scanned; past every comment if there is none."""
    if among is None:
        return at
    row = bisect_left(among, at)
    return among[row] if row < len(among) else sys.maxsize


def _in_block(block: Block, among: Sequence[int] | None) -> AbstractSet[int]:
    if among is None:
        return set(range(block.first, block.stop))
    return set(among[bisect_left(among, block.first) : bisect_left(among, block.stop)])
