"""Folded text that is looked for, as a word or a phrase."""

from __future__ import annotations

import pytest

from thread_parsers.text.search_text import SearchText


@pytest.mark.parametrize(
    ("sought", "query"),
    [
        (SearchText("ferry"), '"ferry"'),
        (SearchText("night ferry"), '"night ferry"'),
        (SearchText("ai", whole=True), r"/\bai\b/"),
    ],
)
def test_it_is_found_again_by_a_query(sought: SearchText, query: str) -> None:
    assert sought.query == query


@pytest.mark.parametrize(
    ("sought", "rarest"),
    [
        (SearchText("the night ferry"), SearchText("ferry")),
        (SearchText("zebra quokkas and"), SearchText("quokkas")),
        (SearchText("ferry", whole=True), SearchText("ferry", whole=True)),
    ],
)
def test_the_rarest_word_of_a_phrase_is_the_longest_of_those_that_plain_language_lacks(
    sought: SearchText, rarest: SearchText
) -> None:
    assert sought.rarest == rarest


@pytest.mark.parametrize(
    ("text", "inside", "whole"),
    [
        ("ai", True, True),
        ("he said", True, False),
        ("said ai", True, True),
        ("aid", True, False),
        ("a_ai", True, False),
        ("ai2", True, False),
        ("the ai.", True, True),
        ("xai aix ai", True, True),
        ("ai said", True, True),
        ("xai ai aix", True, True),
        ("a i", False, False),
        ("", False, False),
    ],
)
def test_it_is_in_a_text_anywhere_or_as_a_whole_word(text: str, inside: bool, whole: bool) -> None:
    assert SearchText("ai").is_in(text) == inside
    assert SearchText("ai", whole=True).is_in(text) == whole
