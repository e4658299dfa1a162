"""The search: a pattern, the number of hits in the article and each comment, and the current hit.

Hits are counted comment by comment; their positions are found again when a comment is drawn or visited. How many are
hidden by the filter or folds is computed for display (see `hits`).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.errors import PatternTooSlow, QueryError
from thread_parsers.steps import emptied_in_steps
from thread_parsers.text.printable import printable
from thread_parsers.text.text_pieces import PIECE_CHARS, line_runs, printable_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query import Pattern

ARTICLE = -1
"""In place of a comment number: the article."""
NAME = -1
"""In place of a paragraph number of a comment: the author's name."""
TITLE = -1
"""In place of a paragraph number of the article: the title."""


class Hit(NamedTuple):
    """One hit. `paragraph` is a line number across all segments of the comment, or a paragraph number of the article,
    from 0. `start` and `end` are characters of its displayed text."""

    comment: int
    segment: int | None
    paragraph: int
    start: int
    end: int


def hits_in(discussion: Discussion, comment: int, search: Search) -> list[Hit]:
    """Return the hits in a comment in reading order: in the name, then in the segments."""
    hits = [Hit(comment, None, NAME, *span) for span in search.spans(printable(discussion.author(comment)))]
    paragraph = 0
    for number, segment in enumerate(discussion.segments(comment)):
        for line in discussion.displayed(segment.text).split("\n"):
            hits += [Hit(comment, number, paragraph, *span) for span in search.spans(printable(line))]
            paragraph += 1
    return hits


def count_hits(discussion: Discussion, comment: int, search: Search) -> Generator[None, None, int]:
    """Count the hits in a comment, in slices."""
    columns = discussion.columns
    if columns.body_end[comment] - columns.body_start[comment] <= SLICE_CHARS:
        return len(hits_in(discussion, comment, search))
    count = len(search.spans(printable(discussion.author(comment))))
    chars = 0
    for segment in discussion.segments_in_steps(comment):
        if segment is None:
            yield
            continue
        for line in _lines(discussion.displayed(segment.text)):
            if len(line) > SLICE_CHARS:
                text = yield from printable_in_steps(line)
                found = yield from search.spans_in_steps(text)
                count += len(found)
                yield from emptied_in_steps(found)
            else:
                count += len(search.spans(printable(line)))
            chars += len(line) + LINE_CHARS
            if chars > SLICE_CHARS:
                yield
                chars = 0
    return count


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, of which there may be millions."""
    for start, end in line_runs(text):
        if end - start > PIECE_CHARS:  # one line
            yield text[start:end]
        else:
            yield from text[start:end].split("\n")


SLICE_CHARS = 2000
"""Characters of a comment that are searched between two yields."""
LINE_CHARS = 20
"""Characters that take as long as what is done for each line."""
MAX_PARAGRAPH_HITS = 100_000
"""Hits that are kept of one paragraph of the article, which may be a file of one line."""
SLICE_HITS = 2000
"""Hits between two yields."""


def find_in_article(discussion: Discussion, search: Search) -> Iterator[None]:
    """Add the hits in the title and the paragraphs of the article to the search, in slices."""
    source, article = discussion.text, discussion.article
    title = [(TITLE, article.title_span)] if article.title_span is not None else []
    for number, span in chain(title, enumerate(article.paragraph_spans)):
        text = yield from printable_in_steps(source.text(*span))
        spans = yield from search.spans_in_steps(text, MAX_PARAGRAPH_HITS + 1)
        search.truncated |= len(spans) > MAX_PARAGRAPH_HITS
        del spans[MAX_PARAGRAPH_HITS:]
        for at in range(0, len(spans), SLICE_HITS):
            search.in_article += [Hit(ARTICLE, None, number, *hit) for hit in spans[at : at + SLICE_HITS]]
            yield
        yield from emptied_in_steps(spans)
        yield


class Search:
    """What is searched for, and what has been found so far."""

    def __init__(self) -> None:
        self.text = ""
        self.pattern: Pattern | None = None
        self.error: QueryError | None = None
        self.trouble = ""
        """Why the search was aborted (a regular expression took too long); empty otherwise."""
        self.in_article: list[Hit] = []
        """The hits found so far in the article, in reading order."""
        self.truncated = False
        """Whether a paragraph of the article has more than MAX_PARAGRAPH_HITS."""
        self.comments_with_hits: array[int] = array("I")
        """The comments with hits found so far, in page order."""
        self.running: array[int] = array("Q", [0])
        """Running totals: `running[i]` is the number of hits before comment `comments_with_hits[i]`, and the last
        element, one past these, the number of all hits in comments."""
        self.complete = True
        self.current: Hit | None = None
        self.visited: tuple[tuple[int, int], list[Hit]] = ((ARTICLE, 0), [])
        """The comment whose hits were last asked for, with the end of its text, and these hits. In a comment of
        megabytes, finding them takes longer than a key may take, and each key asks for them."""

    def ask(self, text: str) -> bool:
        """Start a new search. If the pattern is invalid, keep the old search, set `error` and return False."""
        from thread_parsers.query import Pattern  # not at the top: the first screen has no search

        try:
            pattern = Pattern.of(text) if text else None
        except QueryError as error:
            self.error = error
            return False
        self.text, self.pattern, self.error, self.trouble = text, pattern, None, ""
        self.in_article, self.current, self.truncated = [], None, False
        self.comments_with_hits, self.running = array("I"), array("Q", [0])
        self.visited = (ARTICLE, 0), []
        self.complete = pattern is None
        return True

    def hits_of(self, discussion: Discussion, comment: int) -> list[Hit]:
        """Return the hits in a comment, or in the article, in reading order."""
        if comment == ARTICLE:
            return self.in_article
        known = comment, discussion.columns.body_end[comment]
        if self.visited[0] != known:
            self.visited = known, hits_in(discussion, comment, self)
        return self.visited[1]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of hits in a displayed text; none after the search was aborted."""
        if self.pattern is None or self.trouble:
            return []
        try:
            return self.pattern.spans(text)
        except PatternTooSlow as error:
            self.trouble = str(error)
            return []

    def spans_in_steps(self, text: str, max_hits: int | None = None) -> Generator[None, None, list[tuple[int, int]]]:
        """The same as `spans`, in slices."""
        if self.pattern is None or self.trouble:
            return []
        try:
            return (yield from self.pattern.spans_in_steps(text, max_hits))
        except PatternTooSlow as error:
            self.trouble = str(error)
            return []

    def found(self, comment: int, count: int) -> None:
        """Add the number of hits in a comment. Must be called in page order."""
        self.comments_with_hits.append(comment)
        self.running.append(self.running[-1] + count)

    def before(self, comment: int) -> int:
        """Return the number of hits counted so far in comments before this one in page order."""
        return self.running[bisect_left(self.comments_with_hits, comment)]

    @property
    def total(self) -> int:
        """The number of hits found so far in article and comments."""
        return len(self.in_article) + self.running[-1]

    def current_in(self, comment: int) -> tuple[int, int] | None:
        """Return the paragraph and first character of the current hit if it is in this comment."""
        hit = self.current
        return (hit.paragraph, hit.start) if hit is not None and hit.comment == comment else None

    def current_in_article(self, paragraph: int) -> int | None:
        """Return the first character of the current hit if it is in this paragraph of the article."""
        hit = self.current
        return hit.start if hit is not None and hit.comment == ARTICLE and hit.paragraph == paragraph else None
