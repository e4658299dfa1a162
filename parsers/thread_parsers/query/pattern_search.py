"""The search prompt: which comments hold a pattern, in a segment or in the name of their author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.query.language import Query
from thread_parsers.query.matching import Matching
from thread_parsers.query.nodes import Asked, OfComment, Some, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.pattern import Pattern


def searching(discussion: Discussion, pattern: Pattern) -> Matching:
    """The comments with a hit of `pattern` in a segment or in the author's name, to be scanned like any query."""
    root = Some((OfComment(_named(pattern)), Words(pattern)))
    return Matching(discussion, Query(pattern.typed, root, (), (pattern,)))


def article_hits(discussion: Discussion, pattern: Pattern) -> list[tuple[int, int, int]]:
    """The hits in the article: number of the paragraph, and first and one past the last character of its text."""
    return [
        (number, start, end)
        for number, paragraph in enumerate(discussion.paragraphs)
        for start, end in pattern.spans(paragraph)
    ]


def _named(pattern: Pattern) -> Callable[[Asked], Callable[[int], bool]]:
    def bind(asked: Asked) -> Callable[[int], bool]:
        columns = asked.discussion.columns
        known: dict[int, bool] = {}

        def holds(index: int) -> bool:
            author = columns.author[index]
            found = known.get(author)
            if found is None:
                found = known[author] = pattern.found_in(columns.author_names[author])
            return found

        return holds

    return bind
