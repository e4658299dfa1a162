"""Jobs that evaluate the filter and the search in small steps, while the file may still be being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.errors import PatternTooSlow
from thread_parsers.query import search_comments
from thread_reader.view.text_search import count_hits, find_in_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.view.reader import Reader


LONG_QUERY_CHARS = 1000
"""Characters of a query from which compiling it takes a step of its own."""


def filter_steps(reader: Reader) -> Iterator[bool]:
    """Find the matches of the filter in steps of a few milliseconds. Yields True after the step that found the first.

    Continues until the whole file has been read. If the query narrows the last one, only the last one's matches are
    looked at.
    """
    filter_, discussion = reader.filter, reader.discussion
    matching = filter_.matching(discussion, reader.bookmarks)
    if len(filter_.text) > LONG_QUERY_CHARS:
        yield False
    state = (len(reader.columns), discussion.saved, *reader.bookmarks.state)  # everything that matching depends on
    among, upto = filter_.narrowed(state), 0
    passes = 0
    try:
        while True:
            is_last_pass = reader.reading_ended  # before the scan: comments may arrive while it yields
            passes += 1
            taken = 0
            for found in matching.scan(upto, among):  # `found.comments` grows from step to step
                first = bool(found.comments) and not filter_.matches
                filter_.matches.extend(found.comments[taken:])
                taken, upto = len(found.comments), found.upto
                yield first
            among = None  # comments that arrived since are not among the last query's matches
            if is_last_pass:
                break
            yield False
        if passes > 1 and filter_.query is not None and filter_.query.names_authors:
            # A name that arrived late may be the one that was meant: then names that only begin so no longer match.
            again = filter_.matches
            for found in matching.scan():
                again = found.comments
                yield False
            filter_.matches = again
    except PatternTooSlow as error:
        filter_.trouble = str(error)
    filter_.complete = True


def fold_steps(reader: Reader) -> Iterator[bool]:
    """Find the comments that the setting `fold` matches, until the whole file has been read, and fold them. Yields True
    when there are new ones."""
    from thread_parsers.query import Matching, parse_query

    matching = Matching(reader.discussion, parse_query(reader.preferences.fold), reader.bookmarks)
    folded, upto = set[int](), 0
    while True:
        is_last_pass = reader.reading_ended  # before the scan: comments may arrive while it yields
        for found in matching.scan(upto):
            upto = found.upto
            comments = found.comments
            yield False
        folded.update(comments)
        if len(folded) > len(reader.folded_by_query):
            reader.folded_by_query = frozenset(folded)
            reader.fold(reader.folds.mute_more(reader.folded_at_first))
            yield True
        if is_last_pass:
            return
        yield False


def search_steps(reader: Reader) -> Iterator[bool | None]:
    """Count the hits of the search in small steps, first in the article, then comment by comment. Yields True after
    the step that found the first hit in a comment, if the article has none."""
    search, discussion = reader.search, reader.discussion
    if search.pattern is None:
        return
    matching, upto = search_comments(discussion, search.pattern), 0
    yield from find_in_article(discussion, search)
    try:
        while not search.trouble:
            is_last_pass = reader.reading_ended  # before the scan: comments may arrive while it yields
            taken = 0
            for found in matching.scan(upto):
                for comment in found.comments[taken:]:
                    hits = yield from count_hits(discussion, comment, search)
                    first = hits > 0 and search.total == 0
                    if hits:
                        search.found(comment, hits)
                    yield first
                taken, upto = len(found.comments), found.upto
                yield False
            if is_last_pass:
                break
            yield False
    except PatternTooSlow as error:
        search.trouble = str(error)
    search.complete = True
