"""The quick way to the comments that match: whole blocks by their bytes and columns, before any text is decoded.

Each node divides the comments of a block into those that match for certain, those that have to be looked at (by
`judging`, which defines what matches), and those that do not match.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from thread_parsers.query.blocks import Block, Verdict
from thread_parsers.query.evaluate import cost
from thread_parsers.query.nodes import Every, InArticle, Not, OfComment, OfSegment, Some, Words, of_whole_comment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.query.nodes import Asked, Node
    from thread_parsers.query.pattern import Pattern

FEW = 16
"""Comments up to which it is quicker to look at each than to search the block."""

Narrow = Callable[[Block, AbstractSet[int]], Verdict]
"""For a block and the comments of it that are asked: what is known about them."""


def narrow_of(node: Node, asked: Asked) -> Narrow:
    """The quick way of a node for a discussion."""
    match node:
        case Words(pattern) if not pattern.is_expression:
            return _by_bytes(pattern)
        case Words(pattern) if pattern.required:
            return lambda block, among: Verdict(open=block.holding(pattern.required, uncertain=True) & among)
        case OfSegment(_, hints) if hints:
            return lambda block, among: Verdict(open=block.holding(hints) & among)
        case OfComment(bind, reads_text) if not reads_text:
            return _by_index(bind(asked))
        case InArticle():
            return lambda block, among: Verdict()  # noqa: ARG005
        case Words() | OfSegment() | OfComment():
            return lambda block, among: Verdict(open=set(among))  # noqa: ARG005
        case Every(parts):
            parts = tuple(sorted(parts, key=cost))
            in_one_segment = sum(not of_whole_comment(part) for part in parts) > 1
            return _every([narrow_of(part, asked) for part in parts], in_one_segment=in_one_segment)
        case Some(parts):
            return _some([narrow_of(part, asked) for part in sorted(parts, key=cost)])
        case Not(part):
            return _not(narrow_of(part, asked))


def _by_bytes(pattern: Pattern) -> Narrow:
    def narrow(block: Block, among: AbstractSet[int]) -> Verdict:
        if len(among) <= FEW:
            return Verdict(open=set(among))
        found = block.find(pattern)
        return Verdict(found.certain & among, found.open & among)

    return narrow


def _by_index(holds: Callable[[int], bool]) -> Narrow:
    return lambda block, among: Verdict(certain=set(filter(holds, among)))  # noqa: ARG005


def _every(narrows: Sequence[Narrow], *, in_one_segment: bool) -> Narrow:
    def narrow(block: Block, among: AbstractSet[int]) -> Verdict:
        certain = left = set(among)
        for each in narrows:
            if not left:
                break
            verdict = each(block, left)
            certain = certain & verdict.certain
            left = verdict.certain | verdict.open
        if in_one_segment:
            certain = set(filter(block.has_one_segment, certain))
        return Verdict(certain, left - certain)

    return narrow


def _some(narrows: Sequence[Narrow]) -> Narrow:
    def narrow(block: Block, among: AbstractSet[int]) -> Verdict:
        certain: set[int] = set()
        unsure: set[int] = set()
        for each in narrows:
            verdict = each(block, among - certain)
            certain |= verdict.certain
            unsure |= verdict.open
        return Verdict(certain, unsure - certain)

    return narrow


def _not(part: Narrow) -> Narrow:
    def narrow(block: Block, among: AbstractSet[int]) -> Verdict:
        verdict = part(block, among)
        return Verdict(set(among) - verdict.certain - verdict.open, verdict.open)

    return narrow
