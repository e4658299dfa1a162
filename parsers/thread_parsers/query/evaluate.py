"""What a query means, one comment at a time: the definition that every faster path must agree with.

Evaluating a node on a comment yields its matching segments as the bits of an integer, bit 0 for the first segment. A
field of the whole comment yields all bits (-1) or none. `a b` needs both in the same segment, `a OR b` either, and `-a`
a comment that has `a` in none of its segments; so a query and its negation partition the comments. The article is
evaluated in the same way, with paragraphs in place of segments.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from thread_parsers.query.nodes import And, CommentTest, Contains, InArticle, Not, Or, SegmentTest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.nodes import Node, QueryContext

ALL = -1
"""All segments, however many there are, and the comment itself if it has none. Two's complement: every bit is set."""

Evaluator = Callable[["Target"], int]
"""Returns the matching segments of a target as bits."""


class Target:
    """The comment, or the article, that a query is evaluated on. Its text is read on first use."""

    __slots__ = ("_discussion", "_texts", "index")

    def __init__(self, discussion: Discussion, index: int | None) -> None:
        self.index = index
        """Index of the comment; None for the article."""
        self._discussion = discussion
        self._texts: Sequence[str] | None = None

    @property
    def texts(self) -> Sequence[str]:
        """The segments of the comment, or the paragraphs of the article."""
        if self._texts is None:
            discussion = self._discussion
            if self.index is None:
                self._texts = discussion.paragraphs
            else:
                self._texts = [segment.text for segment in discussion.segments(self.index)]
        return self._texts


def evaluator_for(node: Node, context: QueryContext) -> Evaluator:
    """Compile a node for a discussion. The evaluator may raise PatternTooSlow."""
    match node:
        case Contains(pattern):
            return _by_text(pattern.found_in)
        case SegmentTest(bind):
            return _by_text(bind(context))
        case CommentTest(bind):
            return _by_index(bind(context))
        case InArticle():
            return lambda target: ALL if target.index is None else 0
        case And(parts):
            return _and([evaluator_for(part, context) for part in sorted(parts, key=cost)])
        case Or(parts):
            return _or([evaluator_for(part, context) for part in sorted(parts, key=cost)])
        case Not(part):
            evaluate = evaluator_for(part, context)
            return lambda target: 0 if evaluate(target) else ALL


def cost(node: Node) -> int:
    """Relative cost of a node: 0 columns only, 1 words, 2 regular expressions and other tests of the text."""
    match node:
        case CommentTest(_, reads_text):
            return 2 if reads_text else 0
        case InArticle():
            return 0
        case Contains(pattern):
            return 2 if pattern.is_expression else 1
        case Not(part):
            return cost(part)
        case And(parts) | Or(parts):
            return max(map(cost, parts), default=0)
        case _:
            return 2


def set_bits(bits: int, count: int) -> tuple[int, ...]:
    """The numbers of the bits that are set among the lowest `count`."""
    if bits == ALL:
        return tuple(range(count))
    return tuple(number for number in range(count) if bits >> number & 1)


def _by_text(holds: Callable[[str], bool]) -> Evaluator:
    def evaluate(target: Target) -> int:
        bits = 0
        for number, text in enumerate(target.texts):
            if holds(text):
                bits |= 1 << number
        return bits

    return evaluate


def _by_index(holds: Callable[[int], bool]) -> Evaluator:
    return lambda target: ALL if target.index is not None and holds(target.index) else 0


def _and(evaluators: Sequence[Evaluator]) -> Evaluator:
    def evaluate(target: Target) -> int:
        bits = ALL
        for each in evaluators:
            bits &= each(target)
            if not bits:
                break
        return bits

    return evaluate


def _or(evaluators: Sequence[Evaluator]) -> Evaluator:
    def evaluate(target: Target) -> int:
        bits = 0
        for each in evaluators:
            bits |= each(target)
            if bits == ALL:
                break
        return bits

    return evaluate
