"""The forms of a regular expression in which many texts are searched together for any hit."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from harness.discussions import Post, make_discussion
from thread_parsers.errors import QueryError
from thread_parsers.query import Matching, Pattern, parse_query


@pytest.mark.parametrize(
    ("body", "simple"),
    [
        ("quokka.{0,3}", "quokka"),
        (r"\w+ing\b", r"ing(?<=\wing)\b"),
        (r"(\w+)(?:ing)", r"ing(?<=\wing)"),
        (r"(?P<word>\w+?)ing\w*", r"ing(?<=\wing)"),
        (r".*a\d{2,}", r"a\d\d"),
        ("[aeiou]{3}", "[aeiou][aeiou][aeiou]"),
        (r"\w{9,}", r"\w{9}"),
        (r"\w++ing", r"\w++ing"),
        (r"\w?(ab)+", "(ab)+"),
        (r"\w+ing|.*ed", r"\wing|ed"),
        ("^a|b$", r"[\n\x00]a|b(?![^\n\x00])"),
        (r"\Wa[^b]", r"[^\w\x00]a[^\x00b]"),
        ("a[^-b]", r"a[^\x00\-b]"),
        ("a[^]b]", r"a[^\x00\]b]"),
        (r"a[\s\S]b", r"a[^\x00]b"),
        (r"a[\W_]b", r"a(?:(?!\x00)[\W_])b"),
        (r"\d{65}ing", r"\d{65}ing"),
        ("Ä+rger", "Ärger"),
        ("ä+rger", None),
        ("[A-Z]+ä", "[A-Z]ä"),
        ("[!-_]a", None),
        ("[à-ü]a", None),
        ("渡[一-龥]+", "渡[一-龥]"),
    ],
)
def test_no_more_is_searched_than_decides(body: str, simple: str | None) -> None:
    existence = Pattern.expression(body).existence
    assert existence is not None
    assert existence.simple == simple


@pytest.mark.parametrize(
    "body", [r"\w*", "a?", "(?=a)", r"\b", "a|b*", r"(a)\1", "(?i)a", r"\x41", "[a--b]", r"a[\x00]", "a{,}", "^*a"]
)
def test_these_are_asked_of_one_text_after_the_other(body: str) -> None:
    try:
        pattern = Pattern.expression(body)
    except QueryError:
        return
    assert pattern.existence is None


@pytest.mark.parametrize(
    ("expression", "texts", "found"),
    [
        (r"\w+ing\b", ["Singing", "ing", "SING!", "a ing", "ings"], [0, 2]),
        ("^a.b$", ["x\naxb", "axb", "a\nb", "xaxb", "AXB\n."], [0, 1, 4]),
        ("[^x]b", ["b", "xb", "ab", "\nb"], [2]),
        ("s[s]", ["Straße", "Strasse", "S S"], [0, 1]),
        (r"i\d", ["İ1", "ı1", "I1", "ß1"], [0, 2]),
    ],
)
def test_texts_are_searched_together(expression: str, texts: list[str], found: list[int]) -> None:
    discussion = make_discussion([Post(text=text) for text in texts * 10])
    query = parse_query(f"/{expression}/")
    with patch.object(Pattern, "is_in", side_effect=AssertionError("a text was searched alone")):
        matches = Matching(discussion, query).all()
    assert [match % len(texts) for match in matches] == found * 10
    assert [match for match in range(len(texts) * 10) if Matching(discussion, query).comment(match)] == list(matches)


def test_an_expression_that_is_slow_on_many_texts_is_asked_of_each() -> None:
    discussion = make_discussion([Post(text=text) for text in ("ab", "cd") * 20])
    with patch("thread_parsers.query.expression_search._with_hit", side_effect=TimeoutError):
        assert list(Matching(discussion, parse_query("/(?:b|a)b/")).all()) == list(range(0, 40, 2))
