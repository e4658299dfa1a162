"""Queries on titles and paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.errors import QueryError
from thread_parsers.query import parse_query, text_test
from thread_parsers.query.fields import FIELDS
from thread_parsers.text.folded_text import compared

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = "The Night Trams return – again /saved/trams.html"


def holds(query: str, text: str = TEXT, marks: Sequence[str] = ()) -> bool:
    return text_test(parse_query(query), ("unread", "new"))(text, compared(text, caseless=True), marks)


@pytest.mark.parametrize(
    "query",
    ["", "trams", "night html", '"night trams"', "Night", "-bus", "bus OR tram", "(bus OR tram) again", "/t.ams/",
     "NOT bus", "--trams", "/saved/", '"saved/trams"'],
)  # fmt: skip
def test_these_hold(query: str) -> None:
    assert holds(query)


@pytest.mark.parametrize(
    "query", ["bus", "night bus", '"trams night"', "NIGHT", "-trams", "-(bus OR tram)", "/t..ams/"]
)
def test_these_do_not(query: str) -> None:
    assert not holds(query)


def test_marks_hold_where_they_are() -> None:
    assert holds("is:unread trams", marks=["unread"])
    assert holds("-is:new OR bus", marks=["unread"])
    assert not holds("is:new trams", marks=["unread"])
    with pytest.raises(QueryError, match="about comments"):
        holds("is:starred")


@pytest.mark.parametrize("field", FIELDS, ids=[field.name for field in FIELDS])
def test_a_term_about_comments_is_refused_at_its_column(field: object) -> None:
    example = field.examples[0]  # type: ignore[attr-defined]
    with pytest.raises(QueryError) as caught:
        text_test(parse_query(f"trams {example}"))
    assert caught.value.column == 6
    assert "about comments" in caught.value.message


def test_deep_parentheses_are_no_error() -> None:
    assert holds("(" * 50 + "trams" + ")" * 50)
    assert holds("-" * 9_000 + "trams") == holds("trams")


@given(st.text(max_size=30), st.lists(st.text("abcXYZ é", min_size=1, max_size=4), min_size=1, max_size=4))
def test_words_side_by_side_must_all_be_in_the_text(text: str, words: list[str]) -> None:
    terms = [word for each in words for word in each.split() if word not in ("OR", "AND", "NOT")]
    assert holds(" ".join(terms), text) == all(holds(term, text) for term in terms)
