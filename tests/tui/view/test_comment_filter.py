"""Matches of the filter for a sequence of queries."""

from __future__ import annotations

import pytest

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.reading import parse
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


ARTICLE = "The council will pay 14 million euros. The last boat leaves at nine.\nReward\nComment\n0/400\n"
SEGMENTS = ("I walk.", "It said 14 million euros on the radio.", "A boat that leaves at nine is the last one for me.")


@pytest.mark.parametrize(
    ("query", "segments"),
    [
        ('value:"14 million euros"', {1}),
        ("about:2", {2}),
        ("has:number", {1}),
        ("walk", {0}),
        ("walk OR about:2", {0, 2}),
        ("user:Ada", set()),
        ("user:Ada about:2", {2}),
        ("-about:9", set()),
    ],
)
def test_the_segments_that_match_are_marked(query: str, segments: set[int]) -> None:
    page = f"{ARTICLE}Ada\n· 2025-03-20 18:20\n" + "\n---\n".join(SEGMENTS) + "\nReply0\n"
    reader = Reader(parse(page))
    assert found(reader, query) == [0]
    assert reader.matching_segments(0) == segments


def test_the_marked_segments_follow_the_query() -> None:
    reader = reader_of(["bees", "wasps"])
    found(reader, "bees")
    assert reader.matching_segments(0) == {0}
    found(reader, "wasps")
    assert reader.matching_segments(0) == frozenset()
    assert reader.matching_segments(1) == {0}
