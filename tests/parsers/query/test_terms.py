"""The parts of a query that a screen shows: terms to switch off, patterns to mark, words to complete."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.query import complete, is_half_typed, nearest_hint, nothing_found, parse_query, quoted, word_at
from thread_parsers.query.has_and_is import IS_VALUES
from thread_parsers.query.pattern import Pattern

Discuss = Callable[..., Discussion]


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("", []),
        ("night ferry", ["night", "ferry"]),
        ('user:"Ada Quay" -has:link "a b"', ['user:"Ada Quay"', "-has:link", '"a b"']),
        ("night (ferry OR train)  -crowns", ["night", "(ferry OR train)", "-crowns"]),
        ("a AND b", ["a", "b"]),
        ("a b OR c", ["a b OR c"]),
        ("(a b)", ["(a b)"]),
    ],
)
def test_the_terms_of_a_query_are_what_must_all_hold(query: str, terms: list[str]) -> None:
    assert [term.text for term in parse_query(query).terms] == terms


def test_a_term_can_be_left_out() -> None:
    query = parse_query("night  user:bo -crowns")
    assert [query.without(number) for number in range(3)] == ["user:bo -crowns", "night -crowns", "night user:bo"]
    assert query.without(0, 2) == "user:bo"
    assert query.without() == "night user:bo -crowns"


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("", "fe"),
        ("fe", "fer"),
        ("fer", "Fer"),
        ("is:op fe", "is:op ferry"),
        ("-a fe", "-a fe night"),
        ("(a OR b)", "(a OR b) c"),
        ("(a b)", "(a b) c"),
    ],
)
def test_typing_on_narrows_a_query(earlier: str, later: str) -> None:
    assert parse_query(later).narrows(parse_query(earlier))


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("fer", "fe"),
        ("Fe", "fe"),
        ("-a", "-ab"),
        ("user:a", "user:ab"),
        ("a", "a OR b"),
        ("likes:>1", "likes:>10"),
        ("a", ""),
    ],
)
def test_other_changes_do_not_narrow_a_query(earlier: str, later: str) -> None:
    assert not parse_query(later).narrows(parse_query(earlier))


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("night user:bo -crowns", ["night"]),
        ("-(a -b)", ["b"]),
        ("(a OR b) -(c OR -d) e", ["a", "b", "d", "e"]),
        ('"a b" OR /c+/ OR d', ["a b", "/c+/", "d"]),
        ("a A a", ["a", "A"]),
        ("has:link", []),
    ],
)
def test_what_is_looked_for_is_marked_and_what_is_ruled_out_is_not(query: str, marked: list[str]) -> None:
    patterns = [pattern for pattern in parse_query(query).highlights if isinstance(pattern, Pattern)]
    assert [pattern.typed for pattern in patterns] == marked


@pytest.mark.parametrize(
    ("typed", "completions"),
    [
        ("lik", ["likes:"]),
        ("night be", ["before:"]),
        ("-ha", ["has:"]),
        ("(ha", ["has:"]),
        ("has:", ["has:link", "has:number", "has:question", "has:quote", "has:note"]),
        ("has:qu", ["has:question", "has:quote"]),
        ("IS:R", ["is:root", "is:reply"]),
        ("is:d", ["is:deleted"]),
        ("is:", [f"is:{value}" for value in IS_VALUES]),
        ("user:", ['user:"Ada Quay"', "user:bo", "user:Airlock", "user:Airedale", "user:Łukasz", 'user:""']),
        ("user:air", ["user:Airlock", "user:Airedale"]),
        ("@qu", ['@"Ada Quay"']),
        ('user:"Ada Q', ['user:"Ada Quay"']),
        ("user:ł", ["user:Łukasz"]),
        ("to:ł", ["to:Łukasz"]),
        ("N", ["NOT"]),
        ("night O", ["OR", "on:"]),
        ("night A", ["AND", "after:", "about:"]),
        ("A", ["after:", "about:"]),
        ("likes:", []),
        ("mood:", []),
        ("zebra", []),
    ],
)
def test_the_word_under_the_cursor_may_become_these(ferry: Discussion, typed: str, completions: list[str]) -> None:
    assert complete(typed, len(typed), ferry) == completions


def test_at_an_empty_place_every_field_is_offered(ferry: Discussion) -> None:
    assert complete("night ", 6, ferry)[:3] == ["user:", "before:", "after:"]


@pytest.mark.parametrize(
    ("text", "cursor", "word"),
    [
        ("night fe", 8, "fe"),
        ("night fe", 5, "night"),
        ("-fe", 3, "fe"),
        ('a user:"Ada Q', 13, 'user:"Ada Q'),
        ("a ", 2, ""),
    ],
)
def test_the_word_under_the_cursor_is_found(text: str, cursor: int, word: str) -> None:
    start, end = word_at(text, cursor)
    assert text[start:end] == word


@given(st.text(), st.integers(0, 30))
def test_any_text_can_be_completed(ferry: Discussion, text: str, cursor: int) -> None:
    start, end = word_at(text, min(cursor, len(text)))
    assert 0 <= start <= end <= len(text)
    assert len(complete(text, min(cursor, len(text)), ferry)) <= 50


@given(st.text())
def test_a_quoted_name_finds_its_author(discuss: Discuss, name: str) -> None:
    from thread_parsers.query import Matching

    discussion = discuss([{"author": "somebody else"}, {"author": name}])
    assert 1 in Matching(discussion, parse_query(f"user:{quoted(name)}")).all()


@pytest.mark.parametrize(
    "text",
    [
        "u", "us", "use", "user", "user:", "@", "night us", "-us", "(us", "likes:", "likes:>", "on:20", "has:li", "is:",
        'user:"Ada Q', '"night fe', "ferry /x", "night OR", "night NOT", "night A", "night -", "user:x", "to:bo x @zz",
        "about:", "hour:>=", "-user:x", "is:del", "is:deleted OR likes:-", "likes:<-",
    ],
)  # fmt: skip
def test_the_end_of_a_query_is_half_typed(ferry: Discussion, text: str) -> None:
    assert is_half_typed(text, ferry)


@pytest.mark.parametrize(
    "text",
    [
        "", "ferry", "use ", "user: ", "user:A", "user:bo", "@bo", "has:link", "likes:>3", "-user:bo", "usefulness",
        "a" * 20_000, "on:2025-12", "usr:", "night (us)", "is:deleted", "likes:-3", "likes:<-3",
    ],
)  # fmt: skip
def test_other_queries_are_not_half_typed(ferry: Discussion, text: str) -> None:
    assert not is_half_typed(text, ferry)


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("user:Airlok", "nearest author: Airlock"),
        ("user:AIRE", "nearest author: Airedale"),
        ("night @quay", "nearest author: Ada Quay"),
        ('to:"Airdale"', "nearest author: Airedale"),
        ("user:łukas2", "nearest author: Łukasz"),
        ("user:zzzz", ""),
        ('user:"*"', ""),
        ("night owls ferry", ""),
        ("-user:zz -night", ""),
        ("-user:Airlok -night", ""),
        ("-night user:Airlok", "nearest author: Airlock"),
        ("ferry and owls", "operators are in capitals: AND"),
        ("likes>3", "did you mean likes:>3?"),
        ("mood>3", ""),
        ("likes<-3", "did you mean likes:<-3?"),
        ("night in:article", "in:article is about paragraphs, not comments"),
    ],
)
def test_what_is_near_a_query_that_finds_nothing_is_named(ferry: Discussion, query: str, hint: str) -> None:
    assert nearest_hint(query, ferry) == hint


def test_a_long_query_is_shortened_in_the_line_that_says_that_nothing_was_found(ferry: Discussion) -> None:
    assert len(nothing_found("night" * 1000, ferry)) < 80
    assert len(nothing_found("user:" + "Airlok" * 1000, ferry)) < 120


def test_the_nearest_author_has_what_was_typed_anywhere_in_the_name(discuss: Discuss) -> None:
    discussion = discuss([{"author": "Wat Cher"}, {"author": "Captain of the Harbour Watch"}])
    assert nearest_hint("user:watch", discussion) == "nearest author: Captain of the Harbour Watch"


def test_only_authors_with_many_comments_are_compared_letter_by_letter(
    discuss: Discuss, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thread_parsers.query.nearest.MAX_NAMES", 2)
    discussion = discuss([{"author": name} for name in ("Bo", "Bo", "Cy", "Cy", "Airlock")])
    assert nearest_hint("user:Airlok", discussion) == ""
    discussion = discuss([{"author": name} for name in ("Bo", "Bo", "Cy", "Airlock", "Airlock")])
    assert nearest_hint("user:Airlok", discussion) == "nearest author: Airlock"


def test_a_page_without_comments_is_named_as_the_reason(discuss: Discuss) -> None:
    assert nothing_found("night", discuss([])) == "nothing matches: the page has no comments"


def test_authors_who_arrive_later_are_completed(discuss: Discuss) -> None:
    discussion = discuss([{"author": "Ann"}])
    discussion.complete = False
    assert complete("@", 1, discussion) == ["@Ann"]
    for name in ("Bo", "Bo", "Cy"):
        discussion.columns.append(start=0, body_start=0, body_end=0, end=0, author=name)
    assert complete("@", 1, discussion) == ["@Bo", "@Ann", "@Cy"]
    discussion.columns.append(start=0, body_start=0, body_end=0, end=0, author="Di")
    discussion.complete = True
    assert complete("@D", 2, discussion) == ["@Di"]


@given(st.text())
def test_any_query_can_be_half_typed_and_have_something_near(ferry: Discussion, text: str) -> None:
    is_half_typed(text, ferry)
    assert "\n" not in nothing_found("x", ferry)
    nothing_found(text, ferry)
