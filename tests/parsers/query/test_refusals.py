"""Queries that cannot be understood: what is said, and where it points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.errors import QueryError
from thread_parsers.query import FIELDS, SYNTAX, Field, Syntax, parse_query

REFUSED = [
    ('"night ferry', 0, "the quote is not closed"),
    ("a (b", 2, "unclosed ("),
    ("a) b", 1, "unmatched )"),
    ("()", 1, "missing term"),
    ("a OR", 4, "missing term"),
    ("OR a", 0, "missing term"),
    ("a AND", 5, "missing term"),
    ("a -(", 4, "missing term"),
    ("ferry /x", 6, "the regular expression has no closing /; quote it to search for the text itself"),
    ("ferry /a(b/", 10, "invalid regular expression: missing )"),
    ("user:", 5, "user: needs a value, as in user:Name"),
    ("ferry @", 7, "user: needs a value, as in user:Name"),
    ("usr:bo", 0, "no field usr:; did you mean user:?"),
    ("a Likse:3", 2, "no field likse:; did you mean likes:?"),
    ("a NOT", 5, "missing term"),
    ("NOT", 3, "missing term"),
    (f"about:{'9' * 5000}", 0, "about: takes a number of at most 15 digits"),
    (f"about:{'٣' * 16}", 0, "about: takes a number of at most 15 digits"),
    ("about:x", 0, "about: takes the number of a sentence in the article, as in 3"),
    (f"likes:>={'9' * 5000}", 0, "likes: takes a number of at most 15 digits"),
    ("likes:many", 0, "likes: takes a number, as in 3, >3, >=3, <3 or <=3"),
    ("a before:tuesday", 2, "before: takes a time, as in 2025-12-22, 2025-12 or 2025-12-22T14:30"),
    ("on:2025-13", 0, "on: takes a valid date or time, which 2025-13 is not"),
    ("has:soul", 0, "has: takes link, number, question, quote or note"),
    ("is:", 3, "is: needs a value, as in is:root"),
    ("is:gone", 0, "is: takes root, reply, op, edited, deleted, accepted, unread, starred or new"),
    ("in:comments", 0, "in: takes article"),
    ("value:many", 0, 'value: takes a figure, as in "19 billion dollars", 45% or 2025-12-24'),
    ("\u200b", 0, "nothing to search for"),
    ("/a{9999999}/", 1, "the regular expression repeats too much"),
    ("/(?:(?:a{1000}){1000}){10}/", 1, "the regular expression repeats too much"),
    ('ferry "\u200b"', 6, "nothing to search for"),
    ("(" * 51 + "a", 50, "more than 50 levels of parentheses"),
    ("(" * 100_000, 10_000, "the query is longer than 10,000 characters"),
    ("(" * 9_000, 50, "more than 50 levels of parentheses"),
]


@pytest.mark.parametrize(("query", "column", "message"), REFUSED)
def test_a_query_is_refused_with_its_reason_and_its_column(query: str, column: int, message: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse_query(query)
    assert (refused.value.column, refused.value.message) == (column, message)
    assert refused.value.query == query


def test_an_unknown_field_is_answered_with_the_fields_there_are() -> None:
    with pytest.raises(QueryError) as refused:
        parse_query("ferry author:bo")
    assert refused.value.column == 6
    assert all(f"{field.name}:" in refused.value.message for field in FIELDS)


PIECES = st.sampled_from([
    "a", '"', "/", "\\", "(", ")", "-", ":", "@", "*", ">", "=", "[", "{2,1}", " ", " OR ", " AND ",
    "user:", "likes:", "has:", "link", "on:", "2025-1", "on:0000", "before:9999-12-31", "in:article",
    "٣", "9" * 400, "\u200b", "\ud800", "\x00",
])  # fmt: skip


@given(st.text() | st.lists(PIECES, max_size=12).map("".join))
def test_any_text_is_understood_or_refused_at_a_place_in_it(text: str) -> None:
    column = 0
    try:
        query = parse_query(text)
    except QueryError as error:
        column = error.column
    else:
        assert query.text == text
        assert [text[term.start : term.end] for term in query.terms] == [term.text for term in query.terms]
        assert query.is_empty == (not text.strip())
    assert 0 <= column <= len(text)


@pytest.mark.parametrize("query", ["-" * 9_000 + "a", "a " * 4_000, "a OR " * 1_500 + "a", "(" * 50 + "a" + ")" * 50])
def test_long_queries_are_understood(query: str) -> None:
    assert parse_query(query).terms


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_field_understands_its_examples_and_its_values(field: Field) -> None:
    assert {f"{field.name}:{value}" for value in field.values} <= set(field.examples)
    for query in field.examples:
        assert len(parse_query(query).terms) == 1


@pytest.mark.parametrize("row", SYNTAX, ids=lambda row: row.examples[0])
def test_every_example_of_the_query_help_is_a_query(row: Syntax) -> None:
    for query in row.examples:
        assert parse_query(query).terms


def test_every_field_has_a_row_in_the_query_help() -> None:
    examples = {example for row in SYNTAX for example in row.examples}
    assert all(set(field.examples) <= examples for field in FIELDS)
