"""From the text of a query to its tokens."""

from __future__ import annotations

import pytest

from thread_parsers.errors import QueryError
from thread_parsers.query import parse_query
from thread_parsers.query.lexer import Token, tokens


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", []),
        (" \n", []),
        ("a  b", [Token("word", "a", 0, 1), Token("word", "b", 3, 4)]),
        ("a OR b", [Token("word", "a", 0, 1), Token("or", "OR", 2, 4), Token("word", "b", 5, 6)]),
        ("AND or", [Token("and", "AND", 0, 3), Token("word", "or", 4, 6)]),
        ("(a)b", [Token("(", "(", 0, 1), Token("word", "a", 1, 2), Token(")", ")", 2, 3), Token("word", "b", 3, 4)]),
        ("-a", [Token("-", "-", 0, 1), Token("word", "a", 1, 2)]),
        ("- a -", [Token("word", "-", 0, 1), Token("word", "a", 2, 3), Token("word", "-", 4, 5)]),
        ("a-b", [Token("word", "a-b", 0, 3)]),
        ('"a b"c', [Token("phrase", "a b", 0, 5), Token("word", "c", 5, 6)]),
        (r'"a \"b\\" ', [Token("phrase", 'a "b\\', 0, 9)]),
        ('"a\nb"', [Token("phrase", "a\nb", 0, 5)]),
        ('""', [Token("phrase", "", 0, 2)]),
        ("/a b/ c", [Token("expression", "a b", 0, 5), Token("word", "c", 6, 7)]),
        (r"/a\/b/", [Token("expression", r"a\/b", 0, 6)]),
        ("(/a/)", [Token("(", "(", 0, 1), Token("expression", "a", 1, 4), Token(")", ")", 4, 5)]),
        ("@bo", [Token("field", "bo", 0, 3, "user")]),
        ('@"a b" c', [Token("field", "a b", 0, 6, "user", quoted=True), Token("word", "c", 7, 8)]),
        ("@", [Token("field", "", 0, 1, "user")]),
        ("Likes:>3", [Token("field", ">3", 0, 8, "likes")]),
        ('user:"x"', [Token("field", "x", 0, 8, "user", quoted=True)]),
        ("user:(a)", [Token("field", "", 0, 5, "user"), *[
            Token("(", "(", 5, 6), Token("word", "a", 6, 7), Token(")", ")", 7, 8)]]),
        ("http://x", [Token("word", "http://x", 0, 8)]),
        ("a1:b", [Token("word", "a1:b", 0, 4)]),
        (":b", [Token("word", ":b", 0, 2)]),
    ],
)  # fmt: skip
def test_a_query_is_divided_into_these_tokens(query: str, expected: list[Token]) -> None:
    assert list(tokens(query)) == expected


@pytest.mark.parametrize(
    ("query", "column"), [('a "b', 2), ("a /b", 2), ("/a/b", 0), ("/a\nb/", 0), ('user:"a', 5), (r'"a\"', 0)]
)
def test_what_has_no_end_is_refused_where_it_begins(query: str, column: int) -> None:
    with pytest.raises(QueryError) as refused:
        list(tokens(query))
    assert (refused.value.query, refused.value.column) == (query, column)


def test_a_query_may_have_ten_thousand_characters_and_no_more() -> None:
    assert parse_query("a" * 10_000).text == "a" * 10_000
    with pytest.raises(QueryError):
        parse_query("a" * 10_001)


def test_an_expression_may_have_a_thousand_characters_and_no_more() -> None:
    assert parse_query(f"/{'a' * 1000}/").highlights
    with pytest.raises(QueryError):
        parse_query(f"/{'a' * 1001}/")
