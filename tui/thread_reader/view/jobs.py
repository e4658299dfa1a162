"""Finding what the filter lets through and where the search hits, step by step, as far as the file has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.errors import PatternTooSlow
from thread_parsers.query import search_comments
from thread_reader.view.text_search import hits_in, hits_in_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.view.reader import Reader


def filter_steps(reader: Reader) -> Iterator[bool]:
    """Fill the matches of the filter. A step is a few milliseconds, True after the one that found the first matches; it
    goes on while the file is still being read. A query that narrows the last one is asked only of what that found."""
    filter_, discussion = reader.filter, reader.discussion
    matching = filter_.matching(discussion, reader.bookmarks)
    among, upto = filter_.narrowed((len(reader.columns), *reader.bookmarks.state)), 0
    try:
        while True:
            all_there = reader.reading_ended
            taken = 0
            for found in matching.scan(upto, among):
                first = bool(found.comments) and not filter_.matches
                filter_.matches.extend(found.comments[taken:])
                taken, upto = len(found.comments), found.upto
                yield first
            among = None
            if all_there:
                break
            yield False
    except PatternTooSlow as error:
        filter_.trouble = str(error)
    filter_.complete = True


def search_steps(reader: Reader) -> Iterator[bool]:
    """Count the hits of the search, first in the article, then comment by comment. A step is True after the first."""
    search, discussion = reader.search, reader.discussion
    if search.pattern is None:
        return
    search.in_article = hits_in_article(discussion, search)
    matching, upto = search_comments(discussion, search.pattern), 0
    try:
        while not search.trouble:
            all_there = reader.reading_ended
            taken = 0
            for found in matching.scan(upto):
                for comment in found.comments[taken:]:
                    hits = len(hits_in(discussion, comment, search))
                    first = hits > 0 and search.total == 0
                    if hits:
                        search.found(comment, hits)
                    yield first
                taken, upto = len(found.comments), found.upto
                yield False
            if all_there:
                break
            yield False
    except PatternTooSlow as error:
        search.trouble = str(error)
    search.complete = True
