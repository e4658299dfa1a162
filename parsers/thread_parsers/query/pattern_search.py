"""The search prompt: comments with a pattern in a segment or in the author's name, and hits in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.query.language import Query
from thread_parsers.query.matching import Matching
from thread_parsers.query.nodes import CommentTest, Contains, Or, QueryContext

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.pattern import Pattern


def search_comments(discussion: Discussion, pattern: Pattern) -> Matching:
    """Match comments with `pattern` in a segment or in the author's name; the result is scanned like any query."""
    root = Or((CommentTest(_in_author_name(pattern)), Contains(pattern)))
    return Matching(discussion, Query(pattern.typed, root, (), (pattern,)))


def article_hits(discussion: Discussion, pattern: Pattern) -> list[tuple[int, int, int]]:
    """The hits in the article: number of the paragraph, and first and one past the last character of its text."""
    return [
        (number, start, end)
        for number, paragraph in enumerate(discussion.paragraphs)
        for start, end in pattern.spans(paragraph)
    ]


def _in_author_name(pattern: Pattern) -> Callable[[QueryContext], Callable[[int], bool]]:
    def bind(context: QueryContext) -> Callable[[int], bool]:
        columns = context.discussion.columns
        known: dict[int, bool] = {}

        def holds(index: int) -> bool:
            author = columns.author[index]
            found = known.get(author)
            if found is None:
                found = known[author] = pattern.found_in(columns.author_names[author])
            return found

        return holds

    return bind
