"""Matches of the filter for a sequence of queries."""

from __future__ import annotations

import pytest

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.source.source import BufferSource
from thread_reader.view.bookmarks import Place
from thread_reader.view.jobs import filter_steps
from thread_reader.view.reader import Reader


def reader_of(words: list[str]) -> Reader:
    """A reader of comments with one word each."""
    discussion = Discussion(BufferSource("\n".join(words).encode()))
    start = 0
    for word in words:
        end = start + len(word)
        discussion.columns.append(start=start, body_start=start, body_end=end, end=end, author="a", parent=-1, time=0)
        start = end + 1
    discussion.complete = True
    return Reader(discussion)


def found(reader: Reader, query: str) -> list[int]:
    """The matches of a query, in a filter that may have had other queries before."""
    assert reader.filter.ask(query)
    for _ in filter_steps(reader):
        pass
    return list(reader.filter.matches)


@pytest.mark.parametrize("between", [[], ["bees"]])
def test_a_mark_set_since_the_last_query_is_found(between: list[str]) -> None:
    reader = reader_of(["bees", "wasps", "bees"])
    assert found(reader, "is:starred") == []
    reader.bookmarks.marks["a"] = Place(2)
    for query in between:
        reader.filter.ask(query)
    assert found(reader, "is:starred bees") == [2]


def test_comments_read_since_the_last_query_are_found() -> None:
    reader = reader_of(["bees", "wasps", "bees"])
    assert found(reader, "-is:unread") == []
    reader.bookmarks.seen.add(0)
    assert found(reader, "-is:unread bees") == [0]


def test_a_narrower_query_looks_only_at_the_last_matches() -> None:
    reader = reader_of(["bees", "wasps", "beeswax"])
    assert found(reader, "bees") == [0, 2]
    assert reader.filter.ask("beeswax")
    assert list(reader.filter.narrowed((3, *reader.bookmarks.state)) or ()) == [0, 2]
    assert found(reader, "beeswax") == [2]
