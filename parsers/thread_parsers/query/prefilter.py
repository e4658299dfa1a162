"""The fast path of a query: whole blocks by their text and columns, before any comment is evaluated.

Each node sorts the comments of a block into certain matches, undecided ones (for `evaluate`, which defines what
matches), and the rest, which do not match. A prefilter may always call a comment undecided; it must never be wrong
about a certain match or a rejected comment.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Generator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from thread_parsers.query.blocks import Block, Verdict
from thread_parsers.query.evaluate import cheapest_first
from thread_parsers.query.nodes import (
    And,
    CommentTest,
    Contains,
    Hints,
    InArticle,
    Not,
    Or,
    SegmentTest,
    is_per_comment,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.query.nodes import BodyTest, Node, QueryContext, TextTest
    from thread_parsers.query.pattern import Pattern

MAX_ONE_BY_ONE = 16
"""Up to this many comments, evaluating each is faster than searching the block."""
MAX_BYTES_ONE_BY_ONE = 1 << 14
"""The same for the bytes of those comments."""
BATCH_BYTES = 1 << 13
"""Bytes of bodies that are tested together, without a chance to yield."""
UNKNOWN = -1
"""In place of the number of a comment that is too long for that."""

Prefilter = Callable[[Block, AbstractSet[int]], Generator[None, None, Verdict]]
"""For a block and the comments of it that are in question: the verdict on those, in steps."""


def prefilter_for(node: Node, context: QueryContext) -> Prefilter:
    """The prefilter of a node for a discussion."""
    match node:
        case Contains(pattern):
            return _by_expression(pattern) if pattern.is_expression else _by_words(pattern)
        case SegmentTest(bind, Hints() as hints):
            return _by_text(bind(context), hints)
        case CommentTest(bind, None):
            return _by_index(bind(context))
        case CommentTest(of_bodies=of_bodies) if of_bodies is not None:
            return _by_bodies(of_bodies)
        case InArticle():
            return _none
        case SegmentTest() | CommentTest():
            return _all_undecided
        case And(parts):
            unique = cheapest_first(parts)
            # Two tests of the text must hold in the same segment, but a block only knows whole comments.
            in_one_segment = sum(not is_per_comment(part) for part in unique) > 1
            return _and([prefilter_for(part, context) for part in unique], in_one_segment=in_one_segment)
        case Or(parts):
            return _or([prefilter_for(part, context) for part in cheapest_first(parts)])
        case Not(part):
            return _not(prefilter_for(part, context))


def _none(_block: Block, _among: AbstractSet[int]) -> Generator[None, None, Verdict]:
    yield
    return Verdict()


def _all_undecided(_block: Block, among: AbstractSet[int]) -> Generator[None, None, Verdict]:
    yield
    return Verdict(undecided=set(among))


def _are_few(block: Block, comments: AbstractSet[int]) -> bool:
    return len(comments) <= MAX_ONE_BY_ONE and block.bytes_of(comments) <= MAX_BYTES_ONE_BY_ONE


def _by_words(pattern: Pattern) -> Prefilter:
    def prefilter(block: Block, among: AbstractSet[int]) -> Generator[None, None, Verdict]:
        if _are_few(block, among):
            yield
            return Verdict(undecided=set(among))
        return Verdict(certain=(yield from block.find(pattern)) & among)

    return prefilter


def _by_expression(pattern: Pattern) -> Prefilter:
    def prefilter(block: Block, among: AbstractSet[int]) -> Generator[None, None, Verdict]:
        if pattern.required and not block.finds_words_first(pattern) and not _are_few(block, among):
            among = among & (yield from block.containing(map(bytes.decode, pattern.required)))
        if not among or _are_few(block, among):
            yield
            return Verdict(undecided=set(among))
        return Verdict(certain=(yield from block.matching(pattern, among)))

    return prefilter


def _by_text(test: TextTest, hints: Hints) -> Prefilter:
    def prefilter(block: Block, among: AbstractSet[int]) -> Generator[None, None, Verdict]:
        if _are_few(block, among):
            yield
            return Verdict(undecided=set(among))
        return Verdict(certain=(yield from block.passing(test, hints, among)))

    return prefilter


def _by_bodies(test: BodyTest) -> Prefilter:
    def prefilter(block: Block, among: AbstractSet[int]) -> Generator[None, None, Verdict]:
        kept = block.numbers.get(test.numbers)
        if kept is None:
            kept = array("i", [UNKNOWN]) * (block.stop - block.first)
            short = [comment for comment in among if block.bytes_of((comment,)) <= BATCH_BYTES]
            for comments, bodies in block.batches(sorted(short), BATCH_BYTES):
                for comment, number in zip(comments, test.numbers(bodies), strict=True):
                    kept[comment - block.first] = number
                yield
            if len(among) == len(kept):
                block.keep_numbers(test.numbers, kept)
        yield
        numbers = {comment: kept[comment - block.first] for comment in among}
        certain = {comment for comment, number in numbers.items() if number != UNKNOWN and test.passes(number)}
        return Verdict(certain, {comment for comment, number in numbers.items() if number == UNKNOWN})

    return prefilter


def _by_index(holds: Callable[[int], bool]) -> Prefilter:
    def prefilter(_: Block, among: AbstractSet[int]) -> Generator[None, None, Verdict]:
        yield
        return Verdict(certain=set(filter(holds, among)))

    return prefilter


def _and(prefilters: Sequence[Prefilter], *, in_one_segment: bool) -> Prefilter:
    def prefilter(block: Block, among: AbstractSet[int]) -> Generator[None, None, Verdict]:
        certain = left = set(among)
        for each in prefilters:
            if not left:
                break
            # `left` shrinks with every part, so the cheap parts, which come first, save work for the expensive ones.
            verdict = yield from each(block, left)
            certain = certain & verdict.certain
            left = verdict.certain | verdict.undecided
        if in_one_segment:
            # With one segment, "in the same comment" and "in the same segment" are the same.
            certain = set(filter(block.has_one_segment, certain))
        return Verdict(certain, left - certain)

    return prefilter


def _or(prefilters: Sequence[Prefilter]) -> Prefilter:
    def prefilter(block: Block, among: AbstractSet[int]) -> Generator[None, None, Verdict]:
        certain: set[int] = set()
        undecided: set[int] = set()
        left = set(among)
        for each in prefilters:
            if not left:
                break
            verdict = yield from each(block, left)
            certain |= verdict.certain
            undecided |= verdict.undecided
            left -= verdict.certain
        # A part may leave open what a later part is certain of.
        return Verdict(certain, undecided - certain)

    return prefilter


def _not(part: Prefilter) -> Prefilter:
    def prefilter(block: Block, among: AbstractSet[int]) -> Generator[None, None, Verdict]:
        verdict = yield from part(block, among)
        # Undecided stays undecided: only what the part rejects is a certain match of its negation.
        return Verdict(set(among) - verdict.certain - verdict.undecided, verdict.undecided)

    return prefilter
