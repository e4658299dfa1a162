"""Fields of a query at the edges of what they take."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.errors import QueryError
from thread_parsers.query import FIELDS, Matching, complete, parse_query
from thread_parsers.query.syntax import SYNTAX, syntax_table

Discuss = Callable[..., Discussion]


def found(discussion: Discussion, query: str) -> list[int]:
    return list(Matching(discussion, parse_query(query)).all())


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("likes:2", [2]),
        ("likes:=2", [2]),
        ("likes:>2", [3]),
        ("likes:>=2", [2, 3]),
        ("likes:<2", [0, 1, 5]),
        ("likes:<=2", [0, 1, 2, 5]),
        ("likes:0", [0]),
        ("likes:<0", [5]),
        ("likes:-3", [5]),
        ("likes:>-3", [0, 1, 2, 3]),
        ("likes:>=-3", [0, 1, 2, 3, 5]),
        ("likes:<=-1", [5]),
        ("-likes:>=-3", [4]),
        ("likes:999999999999999", []),
    ],
)
def test_a_number_is_compared_with_what_the_page_says(discuss: Discuss, query: str, rows: list[int]) -> None:
    """The page does not state the likes of comment 4, which is in none of these; those of comment 5 are negative."""
    discussion = discuss([{"likes": likes} for likes in (0, 1, 2, 3, NO_SCORE, -3)])
    assert found(discussion, query) == rows


TIMES = [
    "2025-11-30T23:59:59", "2025-12-01T00:00:00", "2025-12-31T23:59:59", "2026-01-01T00:00:00", "2026-01-01T00:59:59",
    "2026-01-01T01:00:00", "2026-01-01T01:01:00", "2026-01-01T01:01:01", "9999-12-31T23:59:59", "",
    "1970-01-01T00:00:00",
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("on:2025", [0, 1, 2]),
        ("on:2025-11", [0]),
        ("on:2025-12", [1, 2]),
        ("on:2025-12-31", [2]),
        ("on:2026-1-1", [3, 4, 5, 6, 7]),
        ("on:2026-01-01T00", [3, 4]),
        ("on:2026-01-01T01", [5, 6, 7]),
        ("on:2026-01-01T01:00", [5]),
        ("on:2026-01-01T01:01", [6, 7]),
        ("on:2026-01-01T01:01:00", [6]),
        ("on:2026-01-01T01:01:01", [7]),
        ('on:"2026-01-01 01:01"', [6, 7]),
        ("on:9999", [8]),
        ("on:9999-12", [8]),
        ("on:9999-12-31", [8]),
        ("on:1970", [10]),
        ("before:2025-12", [0, 10]),
        ("before:1970", []),
        ("after:2026-01-01T01:01:01", [7, 8]),
        ("after:9999-12-31T23:59:59", [8]),
        ("after:0001", [0, 1, 2, 3, 4, 5, 6, 7, 8, 10]),
        ("hour:23", [0, 2, 8]),
        ("hour:0", [1, 3, 4, 10]),
        ("hour:1", [5, 6, 7]),
        ("hour:>=0", [0, 1, 2, 3, 4, 5, 6, 7, 8, 10]),
        ("hour:>23", []),
    ],
)
def test_a_time_is_compared_by_the_second(discuss: Discuss, query: str, rows: list[int]) -> None:
    """A comment without a time is before, after and on nothing."""
    discussion = discuss([{"time": time} for time in TIMES])
    assert found(discussion, query) == rows


@pytest.mark.parametrize(
    "query",
    [
        "likes:=>3", "likes:3.5", "likes:--1", "likes:-", "likes:1000000000000000", "likes:-1000000000000000",
        "on:2025-", "on:25-12-01", "on:2025-00",
        "on:2025-02-30", "on:2025-12-01T24", "on:2025-12-01T12:60", "on:2025-12-01T12:5", "on:0000", "on:12025",
        "about:x", "about:-1", "value:words", "is:nobody", "has:", "in:comment",
    ],
)  # fmt: skip
def test_a_value_that_a_field_does_not_take_is_refused(query: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse_query(query)
    assert query.partition(":")[0] + ":" in refused.value.message


def test_replies_are_those_in_the_file_or_as_many_as_the_page_says(discuss: Discuss) -> None:
    discussion = discuss([{"replies": 3}, {"parent": 1}, {"parent": 1, "replies": 0}, {"parent": 3}, {}])
    assert [found(discussion, f"replies:{number}") for number in range(4)] == [[1, 3, 4], [2], [], [0]]


def test_who_is_answered_is_the_author_of_the_parent(discuss: Discuss) -> None:
    discussion = discuss([{"author": "Ann"}, {"author": "Bo", "parent": 1}, {"author": "Ann", "parent": 2}, {}])
    assert found(discussion, "to:Ann") == [1]
    assert found(discussion, "to:Bo") == [2]
    assert found(discussion, "to:*") == [1, 2]
    assert found(discussion, "-to:*") == [0, 3]


TRAITS = [
    ("has:link", "see http://a.example", True),
    ("has:link", "HTTPS://A", True),
    ("has:link", "www.a.example", True),
    ("has:link", "mailto:ann@a", True),
    ("has:link", "mailto:ann", False),
    ("has:link", "mailto:" + "a" * 65 + "@b", False),
    ("has:link", "mailto:" + "a" * 64 + "@b", True),
    ("has:link", "http:// nothing", False),
    ("has:link", "wwwa.example", False),
    ("has:number", "room 4", True),
    ("has:number", "٣", True),
    ("has:number", "four", False),
    ("has:question", "Why?", True),
    ("has:question", "为什么？ 好", True),
    ("has:question", "لماذا؟", True),
    ("has:question", "x?y=1", False),
    ("has:question", "a?/b ?&c ?%d ?=e ?f", False),
    ("has:question", "Why?)", True),
    ("has:question", "⁇ ⁈", True),
    ("has:quote", "> yes", True),
    ("has:quote", "no\n \t> yes", True),
    ("has:quote", "a > b", False),
    ("has:quote", "“so”", True),
    ("has:quote", "„so“", True),
    ("has:quote", "„so”", True),
    ("has:quote", "«so»", True),
    ("has:quote", "「so」", True),
    ("has:quote", "『so』", True),
    ("has:quote", 'he said "so"', True),
    ("has:quote", '"so', False),
    ("has:quote", '5" or 6" wide', False),
    ("has:quote", "“so\nso”", False),
    ("has:quote", "“”", False),
]


@pytest.mark.parametrize(("query", "text", "has"), TRAITS)
def test_a_segment_has_a_trait_or_not(discuss: Discuss, query: str, text: str, has: bool) -> None:
    """Among so many comments that blocks are searched by their bytes, and alone."""
    assert found(discuss([{"text": text}]), query) == ([0] if has else [])
    many = discuss([{"text": "quiet"}] * 20 + [{"text": text}] + [{"text": "quiet"}] * 20)
    assert found(many, query) == ([20] if has else [])


@pytest.mark.parametrize(
    ("about", "posts", "rows"),
    [
        ("Ann", [{"author": "Bo"}, {"author": "Ann"}], [1]),
        ("Cy", [{"author": "Bo"}, {"author": "Ann", "parent": 1}], []),
        (None, [{"author": "Bo"}, {"author": "Ann", "parent": 1}], [0]),
        (None, [{"author": "Bo"}], []),
        (None, [{"author": ""}, {"author": "Ann", "parent": 1}], []),
        (None, [{"author": "Bo"}, {"author": "Ann", "parent": 1}, {"author": "Bo"}], []),
    ],
)
def test_the_original_poster_wrote_the_article_or_what_all_others_answer(
    discuss: Discuss, about: str | None, posts: list[dict[str, object]], rows: list[int]
) -> None:
    discussion = discuss(posts)
    discussion.article.author = about
    assert found(discussion, "is:op") == rows


def test_a_badge_of_the_original_poster_and_marks_of_an_edit_are_found(discuss: Discuss) -> None:
    discussion = discuss([{"author": "Ann"}, {"author": "Bo"}, {"author": "Ann"}, {"author": "Cem"}])
    discussion.article.author = "Cem"
    discussion.columns.badges.update({0: "OP", 1: "Moderator"})
    discussion.columns.edited.update({1: "", 2: "3 Mar"})
    assert found(discussion, "is:op") == [0, 3]
    assert found(discussion, "is:edited") == [1, 2]
    assert found(discussion, "badge:mod") == found(discussion, "badge:Moderator") == [1]
    assert found(discussion, "-badge:o") == [1, 2, 3]


def test_what_the_site_does_not_show_and_what_was_accepted_is_found(discuss: Discuss) -> None:
    discussion = discuss([{}] * 7)
    states = ["deleted", "removed", "dead", "trash", "hidden", "collapsed"]
    discussion.columns.states.update(enumerate(states))
    discussion.columns.accepted.add(6)
    assert found(discussion, "is:deleted") == [0, 1, 2, 3]
    assert found(discussion, "-is:deleted") == [4, 5, 6]
    assert found(discussion, "is:accepted") == [6]


def test_scores_below_zero_are_numbers_and_a_score_that_is_not_stated_is_none(discuss: Discuss) -> None:
    discussion = discuss([{"likes": -3}, {"likes": 0}, {}, {"likes": 4}, {"likes": -4}])
    assert found(discussion, "likes:<0") == [0, 4]
    assert found(discussion, "likes:-3") == [0]
    assert found(discussion, "likes:<=-3") == [0, 4]
    assert found(discussion, "likes:>-4") == [0, 1, 3]
    assert found(discussion, "-likes:<0") == [1, 2, 3]


def test_the_hour_of_a_time_that_is_only_known_to_the_day_is_not_known(discuss: Discuss) -> None:
    discussion = discuss([{"time": "2024-03-09T00:00"}] * 3)
    discussion.columns.time_units.update({0: "day", 1: "hour"})
    assert found(discussion, "hour:0") == [1, 2]
    assert found(discussion, "on:2024-03-09") == [0, 1, 2]


def test_fifty_authors_are_offered_those_with_most_comments_first(discuss: Discuss) -> None:
    names = [f"ann{number}" for number in range(60)]
    discussion = discuss([{"author": name} for name in [*names, "ann59", "Joe Ann", "Joe Ann", "Joe Ann"]])
    offered = complete("user:ann", 8, discussion)
    assert len(offered) == 50
    assert offered[:2] == ["user:ann59", "user:ann0"]
    assert complete("@ann5", 5, discussion)[-1] == "@ann58"
    assert complete("user:joe", 8, discussion) == complete("user:JOE", 8, discussion) == ['user:"Joe Ann"']
    assert complete("user:an", 5, discussion)[:2] == ['user:"Joe Ann"', "user:ann59"]


def test_every_field_has_a_name_a_title_and_examples_of_its_own() -> None:
    assert [field.name for field in FIELDS] == [
        "user", "before", "after", "on", "hour", "likes", "replies", "words", "segments", "depth", "to", "value",
        "link", "about", "has", "is", "badge", "in",
    ]  # fmt: skip
    for field in FIELDS:
        assert all(example.startswith((f"{field.name}:", "@")) for example in field.examples)
        assert field.title.replace("*", "").islower()
        assert field.title == field.title.strip()
    assert {field.name: field.values for field in FIELDS if field.values} == {
        "has": ("link", "number", "question", "quote", "note"),
        "is": ("root", "reply", "op", "edited", "deleted", "accepted", "unread", "starred", "new"),
        "in": ("article",),
    }


def test_the_table_of_the_language_shows_every_field_with_all_its_values() -> None:
    table = syntax_table().splitlines()
    assert any(line.startswith("  has:link|number|question|quote  ") for line in table)
    assert any(line.startswith("  in:article  ") for line in table)
    assert any(line.startswith("  user:Name  user:Air*  @Name  ") for line in table)
    assert len({line.index(row.title) for line, row in zip(table, SYNTAX, strict=True)}) == 1
