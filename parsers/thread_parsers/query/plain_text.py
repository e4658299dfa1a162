"""Queries on text other than comments, such as the title and the path of a discussion in a list."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import TYPE_CHECKING

from thread_parsers.errors import QueryError
from thread_parsers.query.lexer import tokens
from thread_parsers.query.nodes import And, CommentTest, Contains, Node, Not, Or, Within

if TYPE_CHECKING:
    from thread_parsers.query.language import Query
    from thread_parsers.query.pattern import Pattern

TextTest = Callable[[str, str, Container[str]], bool]
"""Takes a text, the same text as `compared(text, caseless=True)` returns it, and which marks there are."""


def text_test(query: Query, marks: Container[str] = ()) -> TextTest:
    """Return a test whether a text matches a query of words, phrases, regular expressions and operators, and of `is:`
    with some marks. The test may raise PatternTooSlow. Raises QueryError for any other term about comments, such as
    `user:Name`."""
    for token in tokens(query.text):
        if token.kind == "field" and not (token.field == "is" and token.text in marks):
            message = f"{token.field}: is about comments; here words and phrases are compared with title and path"
            raise QueryError(message, query.text, token.start)
    return _test(query.root)


def _test(node: Node) -> TextTest:
    """The recursion ends with the parentheses of the query, whose nesting is limited."""
    match node:
        case Contains(pattern):
            return _contains(pattern)
        case CommentTest(within=Within(mark)):
            return lambda _text, _folded, marks: mark in marks
        case And(parts):
            every = [_test(part) for part in parts]
            return lambda text, folded, marks: all(test(text, folded, marks) for test in every)
        case Or(parts):
            some = [_test(part) for part in parts]
            return lambda text, folded, marks: any(test(text, folded, marks) for test in some)
        case Not(part):
            negated = _test(part)
            return lambda text, folded, marks: not negated(text, folded, marks)
        case _:
            raise TypeError(
                f"a test of comments: {node!r}"
            )  # `text_test` has refused the fields of which they are made


def _contains(pattern: Pattern) -> TextTest:
    if pattern.caseless and not pattern.is_expression:
        return lambda _text, folded, _marks: pattern.needle in folded
    return lambda text, _folded, _marks: pattern.found_in(text)
