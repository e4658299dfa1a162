"""`link:` finds comments by a part of an address, in their words or behind them."""

from __future__ import annotations

import pytest

from thread_parsers.bodies import Link
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.errors import QueryError
from thread_parsers.query import Matching, parse_query
from thread_parsers.source.source import BufferSource


def page(*texts: str) -> Discussion:
    discussion = Discussion(BufferSource("\n".join(texts).encode(), "links.txt"))
    start = 0
    for text in texts:
        end = start + len(text.encode())
        discussion.columns.append(start=start, body_start=start, body_end=end, end=end, author="Ann")
        start = end + 1
    discussion.complete = True
    return discussion


def found(discussion: Discussion, query: str) -> list[int]:
    return list(Matching(discussion, parse_query(query)).all())


def test_only_addresses_count() -> None:
    links = page(
        "see https://Town.example/fees",
        "town.example is a nice place",
        "www.town.example.",
        "and",
        "x" * 9000 + " https://town.example/",
    )
    links.columns.links[3] = (Link(0, 3, "https://town.example/hidden"),)
    assert found(links, "link:town.example") == [0, 2, 3, 4]
    assert found(links, 'link:"town.example/fees"') == [0]
    assert found(links, "-link:town.example") == [1]
    assert found(links, "link:hidden") == [3]


@pytest.mark.parametrize("query", ['link:""', 'link:"a b"'])
def test_what_it_takes_is_said(query: str) -> None:
    with pytest.raises(QueryError, match="part of an address"):
        parse_query(query)


def test_words_that_are_no_address_are_looked_at_once() -> None:
    """A million times the wanted text in one word: every window is looked at once."""
    assert found(page("town.example" * 50_000), "link:town.example") == []
