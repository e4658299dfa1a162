"""The search: a pattern, the hits in article, names and segments, and the hit that the cursor is on.

Hits are counted comment by comment as they are found. Which of them are behind the filter or in folds is worked out
when it is shown, from what is shown.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.errors import PatternTooSlow, QueryError
from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query import Pattern

ARTICLE = -1
"""Stands for a comment where a hit is in the article."""
NAME = -1
"""Stands for a paragraph where a hit is in the author's name."""
TITLE = -1
"""Stands for a paragraph of the article where a hit is in the title."""


class Hit(NamedTuple):
    """One hit. `paragraph` counts the lines of all segments of the comment, or the paragraphs of the article;
    `start` and `end` are characters of it as it is shown."""

    comment: int
    segment: int | None
    paragraph: int
    start: int
    end: int


def hits_in(discussion: Discussion, comment: int, search: Search) -> list[Hit]:
    """The hits in a comment, in the order in which they are read: name, then segments."""
    hits = [Hit(comment, None, NAME, *span) for span in search.spans(printable(discussion.author(comment)))]
    paragraph = 0
    for number, segment in enumerate(discussion.segments(comment)):
        for line in segment.text.split("\n"):
            hits += [Hit(comment, number, paragraph, *span) for span in search.spans(printable(line))]
            paragraph += 1
    return hits


def hits_in_article(discussion: Discussion, search: Search) -> list[Hit]:
    """The hits in title and paragraphs."""
    texts = [(TITLE, discussion.title)] if discussion.title else []
    texts += list(enumerate(discussion.paragraphs))
    return [Hit(ARTICLE, None, number, *span) for number, text in texts for span in search.spans(printable(text or ""))]


@dataclass(slots=True)
class Search:
    """What is searched for and what was found so far."""

    text: str = ""
    pattern: Pattern | None = None
    error: QueryError | None = None
    trouble: str = ""
    """Why an expression was given up: it would have taken too long."""
    in_article: list[Hit] = field(default_factory=list)
    comments_with_hits: array[int] = field(default_factory=lambda: array("I"))
    """Comments with hits, in page order."""
    running: array[int] = field(default_factory=lambda: array("Q", [0]))
    """Hits ahead of each of them, and at the end all: one number more than there are comments with hits."""
    complete: bool = True
    current: Hit | None = None

    def ask(self, text: str) -> bool:
        """Look for something else. False, with `error` set and the search as it was, when it cannot be read."""
        from thread_parsers.query import Pattern  # the first screen has no search

        try:
            pattern = Pattern.of(text) if text else None
        except QueryError as error:
            self.error = error
            return False
        self.text, self.pattern, self.error, self.trouble = text, pattern, None, ""
        self.in_article, self.current = [], None
        self.comments_with_hits, self.running = array("I"), array("Q", [0])
        self.complete = pattern is None
        return True

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The places of hits in a shown text; none any more when the expression was given up."""
        if self.pattern is None or self.trouble:
            return []
        try:
            return self.pattern.spans(text)
        except PatternTooSlow as error:
            self.trouble = str(error)
            return []

    def found(self, comment: int, count: int) -> None:
        """Count the hits of one more comment; comments come in page order."""
        self.comments_with_hits.append(comment)
        self.running.append(self.running[-1] + count)

    def before(self, comment: int) -> int:
        """Hits in the comments ahead of a comment on the page, as far as they were counted."""
        return self.running[bisect_left(self.comments_with_hits, comment)]

    @property
    def total(self) -> int:
        """All hits so far, article and comments."""
        return len(self.in_article) + self.running[-1]

    def current_in(self, comment: int) -> tuple[int, int] | None:
        """Paragraph and first character of the current hit, when it is in this comment."""
        hit = self.current
        return (hit.paragraph, hit.start) if hit is not None and hit.comment == comment else None

    def current_in_article(self, paragraph: int) -> int | None:
        """First character of the current hit, when it is in this paragraph of the article."""
        hit = self.current
        return hit.start if hit is not None and hit.comment == ARTICLE and hit.paragraph == paragraph else None
