"""The fast path of a query: whole blocks by their bytes and columns, before any text is decoded.

Each node sorts the comments of a block into certain matches, undecided ones (for `evaluate`, which defines what
matches), and the rest, which do not match. A prefilter may always call a comment undecided; it must never be wrong
about a certain match or a rejected comment.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from thread_parsers.query.blocks import Block, Verdict
from thread_parsers.query.evaluate import cheapest_first
from thread_parsers.query.nodes import And, CommentTest, Contains, InArticle, Not, Or, SegmentTest, is_per_comment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.query.nodes import Node, QueryContext
    from thread_parsers.query.pattern import Pattern

MAX_ONE_BY_ONE = 16
"""Up to this many comments, evaluating each is faster than searching the block."""

Prefilter = Callable[[Block, AbstractSet[int]], Generator[None, None, Verdict]]
"""For a block and the comments of it that are in question: the verdict on those, in steps."""


def prefilter_for(node: Node, context: QueryContext) -> Prefilter:
    """The prefilter of a node for a discussion."""
    match node:
        case Contains() if context.discussion.rendered is not None:  # what is displayed differs from the bytes
            return _all_undecided
        case Contains(pattern) if not pattern.is_expression:
            return _by_bytes(pattern)
        case Contains(pattern) if pattern.required:
            return _by_needles(pattern.required, uncertain=True)
        case SegmentTest(_, hints) if hints:
            return _by_needles(hints)
        case CommentTest(bind, None):
            return _by_index(bind(context))
        case InArticle():
            return _none
        case Contains() | SegmentTest() | CommentTest():
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


def _by_bytes(pattern: Pattern) -> Prefilter:
    def prefilter(block: Block, among: AbstractSet[int]) -> Generator[None, None, Verdict]:
        if len(among) <= MAX_ONE_BY_ONE:
            yield
            return Verdict(undecided=set(among))
        found = yield from block.find(pattern)
        return Verdict(found.certain & among, found.undecided & among)

    return prefilter


def _by_needles(needles: tuple[bytes, ...], *, uncertain: bool = False) -> Prefilter:
    def prefilter(block: Block, among: AbstractSet[int]) -> Generator[None, None, Verdict]:
        if block.is_huge:
            yield
            return Verdict(undecided=set(among))
        found = yield from block.containing(needles, uncertain=uncertain)
        return Verdict(undecided=found & among)

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
