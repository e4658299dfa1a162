"""What a query means, one comment at a time: the definition that every faster path must agree with.

Evaluating a node on a comment yields its matching segments as the bits of an integer, bit 0 for the first segment. A
field of the whole comment yields all bits (-1) or none. `a b` needs both in the same segment, `a OR b` either, and `-a`
a comment that has `a` in none of its segments; so a query and its negation partition the comments. The article is
evaluated in the same way, with paragraphs in place of segments.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.query.nodes import And, CommentTest, Contains, InArticle, Not, Or, SegmentTest
from thread_parsers.steps import listed_in_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.nodes import Node, QueryContext, TextTest
    from thread_parsers.query.pattern import Pattern

MAX_BYTES_AT_ONCE = 1 << 14
"""Bytes of a comment, times the tests in the query, that are evaluated without a chance to yield."""

SLICE_TEXTS = 64
"""Segments, or paragraphs, between two chances to yield."""

ALL = -1
"""All segments, however many there are, and the comment itself if it has none. Two's complement: every bit is set."""


class Evaluator(NamedTuple):
    """Returns the matching segments of a target as bits, in two forms with the same result."""

    now: Callable[[Target], int]
    steps: Callable[[Target], Generator[None, None, int]]
    """Yields every few milliseconds, however long the text and the query are."""
    preparations: tuple[Callable[[], Iterator[None]], ...] = ()
    """What the first evaluation would do before anything else, in steps."""


class Target:
    """The comment, or the article, that a query is evaluated on. Its text is read on first use."""

    __slots__ = ("_compared", "_discussion", "_texts", "index")

    def __init__(self, discussion: Discussion, index: int | None) -> None:
        self.index = index
        """Index of the comment; None for the article."""
        self._discussion = discussion
        self._texts: Sequence[str] | None = None
        self._compared: dict[tuple[bool, bool], Sequence[str]] | None = None

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

    def texts_in_steps(self) -> Generator[None, None, Sequence[str]]:
        """The same as `texts`, in steps."""
        if self._texts is None and self.index is None:
            self._texts = yield from listed_in_steps(self._discussion.each_paragraph())
        elif self._texts is None and self.index is not None:
            found = []
            for segment in self._discussion.segments_in_steps(self.index):
                if segment is None:
                    yield
                else:
                    found.append(segment.text)
            self._texts = found
        return self.texts

    def compared(self, pattern: Pattern) -> Sequence[str]:
        """The texts as the pattern compares them. They are the same for most patterns of a query."""
        kind = pattern.is_expression, pattern.caseless
        if self._compared is None:
            self._compared = {}
        found = self._compared.get(kind)
        if found is None:
            found = self._compared[kind] = [pattern.compared(self._searched(text)) for text in self.texts]
        return found

    def compared_in_steps(self, pattern: Pattern) -> Generator[None, None, Sequence[str]]:
        """The same as `compared`, in steps."""
        kind = pattern.is_expression, pattern.caseless
        if self._compared is None:
            self._compared = {}
        if kind not in self._compared:
            found = []
            for number, text in enumerate((yield from self.texts_in_steps()), 1):
                found.append((yield from pattern.compared_in_steps(self._searched(text))))
                if number % SLICE_TEXTS == 0:
                    yield
            self._compared[kind] = found
        return self._compared[kind]

    def _searched(self, text: str) -> str:
        return text if self.index is None else searched(self._discussion, text)


def searched(discussion: Discussion, text: str) -> str:
    """The text of a segment as words are looked for in it: as it is displayed and, if that is not as written, also as
    written."""
    displayed = discussion.displayed(text)
    return text if displayed == text else f"{displayed}\n{text}"


def evaluator_for(node: Node, context: QueryContext) -> Evaluator:
    """Compile a node for a discussion. The evaluator may raise PatternTooSlow."""
    match node:
        case Contains(pattern):
            return _by_pattern(pattern)
        case SegmentTest(bind):
            return _by_text(bind(context))
        case CommentTest(bind, bind_steps):
            holds = bind(context)
            return _by_index(holds) if bind_steps is None else _by_body(holds, bind_steps(context))
        case InArticle():
            return _at_once(lambda target: ALL if target.index is None else 0)
        case And(parts):
            return _and([evaluator_for(part, context) for part in cheapest_first(parts)])
        case Or(parts):
            return _or([evaluator_for(part, context) for part in cheapest_first(parts)])
        case Not(part):
            return _not(evaluator_for(part, context))


def max_bytes_at_once(root: Node) -> int:
    """The length of a comment on which a query is evaluated without a chance to yield, which depends on the number
    of tests."""
    stack, tests = [root], 1
    while stack:
        match stack.pop():
            case And(parts) | Or(parts):
                stack += parts
            case Not(part):
                stack.append(part)
            case _:
                tests += 1
    return MAX_BYTES_AT_ONCE // tests


def cheapest_first(parts: Sequence[Node]) -> list[Node]:
    """The parts by their cost, each once: pasted text repeats its words."""
    return sorted(dict.fromkeys(parts), key=cost)


def cost(node: Node) -> int:
    """Relative cost of a node: 0 columns only, 1 words, 2 regular expressions and other tests of the text."""
    match node:
        case CommentTest():
            return 2 if node.reads_text else 0
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
    digits = f"{bits:b}"[::-1]  # shifting a long number for each of its bits is quadratic
    return tuple(number for number, digit in enumerate(digits[:count]) if digit == "1")


def _at_once(now: Callable[[Target], int]) -> Evaluator:
    """An evaluator that runs in one step."""

    def steps(target: Target) -> Generator[None, None, int]:
        yield
        return now(target)

    return Evaluator(now, steps)


def _by_pattern(pattern: Pattern) -> Evaluator:
    def now(target: Target) -> int:
        bits = 0
        for number, text in enumerate(target.compared(pattern)):
            if pattern.is_in(text):
                bits |= 1 << number
        return bits

    def steps(target: Target) -> Generator[None, None, int]:
        bits = 0
        for number, text in enumerate((yield from target.compared_in_steps(pattern))):
            if (yield from pattern.is_in_steps(text)):
                bits |= 1 << number
            if number % SLICE_TEXTS == 0:
                yield
        return bits

    return Evaluator(now, steps)


def _by_text(test: TextTest) -> Evaluator:
    def now(target: Target) -> int:
        bits = 0
        for number, text in enumerate(target.texts):
            if test.now(text):
                bits |= 1 << number
        return bits

    def steps(target: Target) -> Generator[None, None, int]:
        bits = 0
        for number, text in enumerate((yield from target.texts_in_steps())):
            if (yield from test.steps(text)):
                bits |= 1 << number
            if number % SLICE_TEXTS == 0:
                yield
        return bits

    return Evaluator(now, steps, (test.prepare,) if test.prepare is not None else ())


def _by_index(holds: Callable[[int], bool]) -> Evaluator:
    return _at_once(lambda target: ALL if target.index is not None and holds(target.index) else 0)


def _by_body(holds: Callable[[int], bool], steps: Callable[[int], Generator[None, None, bool]]) -> Evaluator:
    def in_steps(target: Target) -> Generator[None, None, int]:
        return ALL if target.index is not None and (yield from steps(target.index)) else 0

    return Evaluator(_by_index(holds).now, in_steps)


def _and(evaluators: Sequence[Evaluator]) -> Evaluator:
    def now(target: Target) -> int:
        bits = ALL
        for each in evaluators:
            bits &= each.now(target)
            if not bits:
                break
        return bits

    def steps(target: Target) -> Generator[None, None, int]:
        bits = ALL
        for each in evaluators:
            bits &= yield from each.steps(target)
            if not bits:
                break
        return bits

    return Evaluator(now, steps, _preparations(evaluators))


def _or(evaluators: Sequence[Evaluator]) -> Evaluator:
    def now(target: Target) -> int:
        bits = 0
        for each in evaluators:
            bits |= each.now(target)
            if bits == ALL:
                break
        return bits

    def steps(target: Target) -> Generator[None, None, int]:
        bits = 0
        for each in evaluators:
            bits |= yield from each.steps(target)
            if bits == ALL:
                break
        return bits

    return Evaluator(now, steps, _preparations(evaluators))


def _preparations(evaluators: Sequence[Evaluator]) -> tuple[Callable[[], Iterator[None]], ...]:
    return tuple(chain.from_iterable(each.preparations for each in evaluators))


def _not(part: Evaluator) -> Evaluator:
    def steps(target: Target) -> Generator[None, None, int]:
        return 0 if (yield from part.steps(target)) else ALL

    return Evaluator(lambda target: 0 if part.now(target) else ALL, steps, part.preparations)
