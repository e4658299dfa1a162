"""Text that keeps its markup: words are found as they are displayed, and as they are written."""

from __future__ import annotations

import pytest

from thread_parsers.query import Matching, Pattern, parse_query, search_comments
from thread_parsers.reading import parse

SIGNED = "[[User:Ada|Ada]] 12:34, 5 May 2021 (UTC)\n"
WORDS = "''Hot'' [[water]] for tea.", "Hot tea.", "[https://e.org milk] ''Hot''"
PAGE = "".join(f"{words} {SIGNED}" for words in WORDS)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"hot water"', [0]),
        ("/hot.water/", [0]),
        ("'hot'", [0, 2]),
        ("[[water", [0]),
        ("tea hot", [0, 1]),
        ("-tea", [2]),
        ("has:link", [2]),
        ("words:<3", [1]),
    ],
)
def test_words_are_looked_for_as_displayed_and_as_written(query: str, found: list[int]) -> None:
    assert list(Matching(parse(PAGE), parse_query(query)).all()) == found


def test_many_comments_are_searched_as_they_are_displayed() -> None:
    page = "".join(f"{at}. ''Hot'' {'[[water]]' if at % 2 else 'tea'} {SIGNED}" for at in range(100))
    assert list(search_comments(parse(page), Pattern.of("hot water")).all()) == list(range(1, 100, 2))
