"""What it means that a query holds, one comment at a time: the definition that every quicker way must agree with.

A node answers for a comment with its matching segments as the bits of an integer, bit 0 for the first. A field of the
comment answers with all bits (-1) or none. `a b` needs both in the same segment, `a OR b` either, and `-a` a comment
that has `a` in none of its segments; so a query and its negation divide the comments between them. The article is
asked in the same way, its paragraphs in place of segments.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from thread_parsers.query.nodes import Every, InArticle, Not, OfComment, OfSegment, Some, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.nodes import Asked, Node

ALL = -1
"""Every segment, however many there are, and the comment itself when there are none."""

Judge = Callable[["Subject"], int]
"""The bits of the segments that match."""


class Subject:
    """A comment, or the article, that is being asked. Its text is read when somebody looks."""

    __slots__ = ("_discussion", "_texts", "index")

    def __init__(self, discussion: Discussion, index: int | None) -> None:
        self.index = index
        """None for the article."""
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


def judge_of(node: Node, asked: Asked) -> Judge:
    """The judge that a node becomes for a discussion. PatternTooSlow may come out of asking it."""
    match node:
        case Words(pattern):
            return _by_text(pattern.found_in)
        case OfSegment(bind):
            return _by_text(bind(asked))
        case OfComment(bind):
            return _by_index(bind(asked))
        case InArticle():
            return lambda subject: ALL if subject.index is None else 0
        case Every(parts):
            return _every([judge_of(part, asked) for part in sorted(parts, key=cost)])
        case Some(parts):
            return _some([judge_of(part, asked) for part in sorted(parts, key=cost)])
        case Not(part):
            judge = judge_of(part, asked)
            return lambda subject: 0 if judge(subject) else ALL


def cost(node: Node) -> int:
    """How dear it is to ask: columns first, then words, then expressions and other looks at the text."""
    match node:
        case OfComment(_, reads_text):
            return 2 if reads_text else 0
        case InArticle():
            return 0
        case Words(pattern):
            return 2 if pattern.is_expression else 1
        case Not(part):
            return cost(part)
        case Every(parts) | Some(parts):
            return max(map(cost, parts), default=0)
        case _:
            return 2


def numbers(bits: int, count: int) -> tuple[int, ...]:
    """The bits that are set, of the lowest `count`."""
    if bits == ALL:
        return tuple(range(count))
    return tuple(number for number in range(count) if bits >> number & 1)


def _by_text(holds: Callable[[str], bool]) -> Judge:
    def judge(subject: Subject) -> int:
        bits = 0
        for number, text in enumerate(subject.texts):
            if holds(text):
                bits |= 1 << number
        return bits

    return judge


def _by_index(holds: Callable[[int], bool]) -> Judge:
    return lambda subject: ALL if subject.index is not None and holds(subject.index) else 0


def _every(judges: Sequence[Judge]) -> Judge:
    def judge(subject: Subject) -> int:
        bits = ALL
        for each in judges:
            bits &= each(subject)
            if not bits:
                break
        return bits

    return judge


def _some(judges: Sequence[Judge]) -> Judge:
    def judge(subject: Subject) -> int:
        bits = 0
        for each in judges:
            bits |= each(subject)
            if bits == ALL:
                break
        return bits

    return judge
