"""Finding what the filter lets through and where the search hits, step by step, as far as the file has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.query import searching
from thread_reader.view.searching import hits_in, hits_in_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.view.reader import Reader


def filter_steps(reader: Reader) -> Iterator[None]:
    """Fill the matches of the filter. A step is a few milliseconds; it waits for a file that is still being read."""
    filter_, discussion = reader.filter, reader.discussion
    matching = filter_.matching(discussion, reader.places)
    upto = 0
    while True:
        complete = discussion.complete
        known = len(filter_.matches)
        for found in matching.scan(upto):
            filter_.matches = filter_.matches[:known]
            filter_.matches.extend(found.comments)
            upto = found.upto
            yield
        if complete:
            filter_.complete = True
            return
        yield


def search_steps(reader: Reader) -> Iterator[None]:
    """Count the hits of the search, first in the article, then comment by comment."""
    search, discussion = reader.search, reader.discussion
    pattern = search.pattern
    if pattern is None:
        return
    search.in_article = hits_in_article(discussion, pattern)
    matching = searching(discussion, pattern)
    upto = 0
    while True:
        complete = discussion.complete
        counted = 0
        for found in matching.scan(upto):
            while counted < len(found.comments):
                comment = found.comments[counted]
                hits = len(hits_in(discussion, comment, pattern))
                if hits:
                    search.found(comment, hits)
                counted += 1
                yield
            upto = found.upto
            yield
        if complete:
            search.complete = True
            return
        yield
