"""The search as values: what is looked for, what was found so far, and where the current hit is."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest

from thread_reader.view.bookmarks import Place
from thread_reader.view.folds import Folds
from thread_reader.view.hits import first_hit_from, go_to_hit, next_hit, tally
from thread_reader.view.jobs import search_steps
from thread_reader.view.text_search import ARTICLE, NAME, TITLE, Hit, Search, hits_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_reader.view.reader import Reader

POSTS = [
    ("bee keeper", "No insects.", -1, 3),
    ("Ann", "A bee.\nTwo bees, bee.\n---\nLast bee", 0, 1),
    ("Bo", "wasp", -1, 2),
    ("Cy", "bee", 2, 4),
]
"""Hits of `bee`: one in a name, four in two segments of a reply, none, one in a reply."""


def search(reader: Reader, text: str = "bee") -> None:
    """Search to the end."""
    assert reader.search.ask(text)
    for _ in search_steps(reader):
        pass


def test_hits_of_a_comment_are_those_in_its_name_and_in_its_lines(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(POSTS)
    search(reader)
    assert hits_in(reader.discussion, 0, reader.search) == [Hit(0, None, NAME, 0, 3)]
    assert hits_in(reader.discussion, 1, reader.search) == [
        Hit(1, 0, 0, 2, 5), Hit(1, 0, 1, 4, 7), Hit(1, 0, 1, 10, 13), Hit(1, 1, 2, 5, 8),
    ]  # fmt: skip
    assert list(reader.search.comments_with_hits) == [0, 1, 3]
    assert [reader.search.before(comment) for comment in range(5)] == [0, 1, 5, 5, 6]
    assert reader.search.total == 6


def test_hits_of_the_article_are_those_in_its_title_and_its_paragraphs(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(POSTS, article="The bee.\nNo wasp.\nBees")
    reader.discussion.article.title_span = (4, 7)
    search(reader)
    expected = [Hit(ARTICLE, None, TITLE, 0, 3), Hit(ARTICLE, None, 0, 4, 7), Hit(ARTICLE, None, 2, 0, 3)]
    assert sorted(reader.search.in_article) == sorted(expected)
    assert reader.search.total == 9


def test_hits_have_their_places_in_text_as_it_is_shown(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader([("\tbee", "\tbee", -1)])
    search(reader)
    assert [hit.start for hit in hits_in(reader.discussion, 0, reader.search)] == [4, 4]


def test_a_search_that_cannot_be_read_leaves_the_last_one(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(POSTS)
    search(reader)
    assert not reader.search.ask("/(/")
    assert reader.search.error
    assert (reader.search.text, reader.search.total) == ("bee", 6)
    search(reader, "wasp")
    assert not reader.search.error
    assert (reader.search.text, reader.search.total) == ("wasp", 1)


def test_an_empty_search_finds_nothing_and_is_done() -> None:
    fresh = Search()
    assert (fresh.text, fresh.pattern, fresh.error, fresh.trouble) == ("", None, None, "")
    assert (fresh.complete, fresh.current, fresh.total) == (True, None, 0)
    fresh.ask("bee")
    assert not fresh.complete
    fresh.current = Hit(0, 0, 0, 0, 3)
    assert fresh.ask("")
    state: list[object] = [fresh.complete, fresh.pattern, fresh.current, fresh.spans("bee")]
    assert state == [True, None, None, []]


def test_the_place_of_the_current_hit_is_told_to_its_own_paragraph_only() -> None:
    asked = Search()
    assert (asked.current_in(3), asked.current_in_article(2)) == (None, None)
    asked.current = Hit(3, 0, 2, 5, 8)
    assert (asked.current_in(3), asked.current_in(2), asked.current_in_article(2)) == ((2, 5), None, None)
    asked.current = Hit(ARTICLE, None, 2, 5, 8)
    assert (asked.current_in_article(2), asked.current_in_article(1), asked.current_in(2)) == (5, None, None)


def test_an_expression_that_takes_too_long_is_given_up(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader([("Ann", "aa", -1), ("Bo", "a" * 5000 + "b", -1), ("Cy", "a", -1)])
    search(reader, "/(a+)+$/")
    assert reader.search.trouble
    assert reader.search.complete
    assert reader.search.spans("aa") == []
    search(reader, "aa")
    assert not reader.search.trouble


def test_hits_of_a_comment_that_grows_while_the_file_is_read_are_found_again(
    make_reader: Callable[..., Reader],
) -> None:
    reader = make_reader([("Ann", "bee bee", -1)])
    end = reader.columns.body_end[0]
    reader.columns.body_end[0] = end - 4
    reader.search.ask("bee")
    assert len(reader.search.hits_of(reader.discussion, 0)) == 1
    reader.columns.body_end[0] = end
    assert len(reader.search.hits_of(reader.discussion, 0)) == 2


def test_the_first_step_with_a_hit_says_so(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(POSTS)
    reader.search.ask("bee")
    assert [step for step in search_steps(reader) if step] == [True]
    reader.search.ask("hornet")
    assert not any(search_steps(reader))
    reader.search.ask("")
    assert list(search_steps(reader)) == []


def test_searching_goes_on_while_the_file_is_read(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(POSTS)
    reader.discussion.complete = False
    reader.search.ask("bee")
    steps = search_steps(reader)
    assert [next(steps) for _ in range(20)].count(True) == 1
    assert (reader.search.total, reader.search.complete) == (6, False)
    reader.stopped = True
    for _ in steps:
        pass
    assert (reader.search.total, reader.search.complete) == (6, True)


@pytest.mark.parametrize(
    ("order", "place", "comment"),
    [
        ("page", 0, 0),
        ("page", 1, 1),
        ("page", 2, 3),
        ("page", 3, 3),
        ("newest", 2, 3),
        ("newest", 0, 0),
        ("oldest", 2, 3),
        ("oldest", 3, 3),
        ("oldest", 0, 0),
    ],
)
def test_the_first_hit_from_a_place_is_the_next_on_the_screen(
    make_reader: Callable[..., Reader], order: str, place: int, comment: int
) -> None:
    reader = make_reader(POSTS)
    reader.sort(order)
    search(reader)
    hit = first_hit_from(reader, Place(place))
    assert hit == hits_in(reader.discussion, comment, reader.search)[0]


def test_where_no_hit_follows_the_first_of_the_article_is_taken(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(POSTS[:3], article="A bee.\nTwo bees.")
    search(reader)
    assert first_hit_from(reader, Place(2)) == Hit(ARTICLE, None, 0, 2, 5)
    bare = make_reader(POSTS[:3])
    bare.go(Place(2))
    search(bare)
    assert first_hit_from(bare, Place(2)) == Hit(0, None, NAME, 0, 3)
    search(bare, "hornet")
    assert first_hit_from(bare, Place(0)) is None


def test_nothing_is_next_before_anything_is_searched(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(POSTS)
    assert next_hit(reader) is None
    assert tally(reader).ordinal == 0


def test_a_hit_in_the_article_leaves_the_cursor_where_it_is(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(POSTS, article="A bee.\nTwo bees.")
    search(reader)
    reader.go(Place(2))
    before = reader.position
    first = Hit(ARTICLE, None, 0, 2, 5)
    go_to_hit(reader, first)
    assert (reader.position, reader.search.current) == (before, first)
    assert (tally(reader).ordinal, next_hit(reader)) == (1, Hit(ARTICLE, None, 1, 4, 7))
    go_to_hit(reader, Hit(ARTICLE, None, 1, 4, 7))
    assert tally(reader).ordinal == 2
    assert next_hit(reader) == Hit(0, None, NAME, 0, 3)


def test_folds_that_hide_a_hit_open_while_the_cursor_is_there(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(POSTS)
    reader.fold(Folds(all=True))
    search(reader)
    go_to_hit(reader, hits_in(reader.discussion, 1, reader.search)[0])
    assert list(reader.visible) == [0, 1, 2]
    assert (0 in reader.folds, 1 in reader.folds, 2 in reader.folds) == (False, False, True)
    reader.go(Place(2))
    assert list(reader.visible) == [0, 2]
    assert all(comment in reader.folds for comment in (0, 1, 2))


def test_from_a_comment_without_hits_both_directions_lead_to_the_nearest(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(POSTS, article="A bee.")
    search(reader)
    reader.go(Place(2))
    assert next_hit(reader) == Hit(3, 0, 0, 0, 3)
    assert next_hit(reader, forward=False) == Hit(1, 1, 2, 5, 8)


def test_hits_are_gone_through_backwards_within_a_comment_and_past_the_article(
    make_reader: Callable[..., Reader],
) -> None:
    reader = make_reader(POSTS, article="A bee.")
    search(reader)
    visited = []
    for _ in range(8):
        hit = next_hit(reader, forward=False)
        assert hit is not None
        go_to_hit(reader, hit)
        visited.append((hit.comment, hit.paragraph, hit.start))
    assert visited == [(-1, 0, 2), (3, 0, 0), (1, 2, 5), (1, 1, 10), (1, 1, 4), (1, 0, 2), (0, -1, 0), (-1, 0, 2)]


def test_from_a_hit_that_is_no_more_the_next_comment_is_searched(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(POSTS)
    search(reader)
    reader.go(Place(1))
    reader.search.current = Hit(1, 0, 7, 0, 3)
    assert next_hit(reader) == Hit(3, 0, 0, 0, 3)
    assert next_hit(reader, forward=False) == Hit(0, None, NAME, 0, 3)
    reader.go(Place(2))
    reader.search.current = Hit(2, 0, 0, 0, 3)
    assert next_hit(reader) == Hit(3, 0, 0, 0, 3)
    assert next_hit(reader, forward=False) == Hit(1, 1, 2, 5, 8)


def test_the_first_hit_from_a_place_is_one_that_the_filter_lets_through(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(POSTS)
    search(reader)
    reader.filter.text, reader.filter.matches = "x", array("I", [2, 3])
    reader.rearrange()
    assert first_hit_from(reader, Place(0)) == Hit(3, 0, 0, 0, 3)
