"""Where the keys for parents, replies, siblings and things of a kind lead."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import pytest

from thread_reader.view import navigation
from thread_reader.view.bookmarks import Place
from thread_reader.view.folds import Folds
from thread_reader.view.kinds import next_of_kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_reader.view.reader import Reader

TREE = [
    ("Ann", "See https://one.example/.", -1),
    ("Bo", "One.\n---\nTwo.", 0),
    ("Cy", "", 1),
    ("Ann", "No link here.", 0),
    ("Dee", "Mail mailto:dee@example.org", -1),
    ("Bo", "Last one.", 4),
]
"""0 has the replies 1 (with reply 2) and 3; 4 has the reply 5."""

MOVES: dict[str, dict[int, int | None]] = {
    "parent": {0: None, 1: 0, 2: 1, 3: 0, 4: None, 5: 4},
    "first_reply": {0: 1, 1: 2, 2: None, 3: None, 4: 5, 5: None},
    "next_sibling": {0: 4, 1: 3, 2: None, 3: None, 4: None, 5: None},
    "previous_sibling": {0: None, 1: None, 2: None, 3: 1, 4: 0, 5: None},
    "next_top": {0: 4, 1: 4, 2: 4, 3: 4, 4: None, 5: None},
    "previous_top": {0: None, 1: 0, 2: 0, 3: 0, 4: 0, 5: 4},
}


def on(reader: Reader, comment: int, segment: int | None = None) -> Reader:
    """The reader with its cursor there."""
    assert reader.go(Place(comment, segment))
    return reader


def filter_to(reader: Reader, *matches: int) -> None:
    """Hide all other comments."""
    reader.filter.text = "x"
    reader.filter.matches = array("I", matches)
    reader.rearrange()


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("folds", [Folds(), Folds(all=True)], ids=["unfolded", "folded"])
def test_a_move_through_the_tree_leads_there_whatever_is_folded(
    make_reader: Callable[..., Reader], move: str, folds: Folds
) -> None:
    found = {}
    for comment in range(len(TREE)):
        reader = on(make_reader(TREE), comment)
        reader.folds = folds
        found[comment] = getattr(navigation, move)(reader)
    assert found == MOVES[move]


def test_moves_pass_over_what_the_filter_hides(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader(TREE)
    filter_to(reader, 0, 2, 3, 5)
    found = {
        comment: (navigation.parent(on(reader, comment)), navigation.first_reply(reader), navigation.next_top(reader))
        for comment in (0, 2, 3, 5)
    }
    assert found == {0: (None, 2, None), 2: (0, None, None), 3: (0, None, None), 5: (None, None, None)}


def test_moves_follow_the_order_of_the_screen(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader([("Ann", "a", -1, 1), ("Bo", "b", -1, 2), ("Cy", "c", -1, 3)])
    reader.sort("newest")
    assert navigation.next_sibling(on(reader, 1)) == 0
    assert navigation.previous_sibling(reader) == 2
    assert (navigation.next_top(reader), navigation.previous_top(reader)) == (0, 2)


KINDS: list[tuple[str, int, int | None, int | None]] = [
    ("a", 0, 3, None),
    ("a", 3, None, 0),
    ("a", 1, 5, None),
    ("a", 5, None, 1),
    ("a", 2, None, None),
    ("l", 0, 4, None),
    ("l", 2, 4, 0),
    ("l", 4, None, 0),
    ("m", 0, 2, None),
    ("m", 2, 5, None),
    ("m", 5, None, 2),
    ("o", 0, 1, None),
    ("o", 1, 5, None),
    ("o", 4, 5, 1),
]
"""Kind, the comment to go from, where forward leads, and where backward does."""


@pytest.mark.parametrize(("kind", "start", "forward", "backward"), KINDS)
def test_the_next_of_a_kind_is_found_in_both_directions(
    make_reader: Callable[..., Reader], kind: str, start: int, forward: int | None, backward: int | None
) -> None:
    """Marks are on 2 and on a segment of 5; the article is by Bo."""
    reader = make_reader(TREE)
    reader.bookmarks.marks = {"x": Place(2), "y": Place(5, 0)}
    reader.discussion.article.author = "Bo"
    on(reader, start)
    found: list[Any] = [next_of_kind(reader, kind, forward=ahead) for ahead in (True, False)]
    assert found == [None if comment is None else Place(comment) for comment in (forward, backward)]


@pytest.mark.parametrize(
    ("start", "forward", "backward"),
    [
        (Place(0), Place(0, 0), None),
        (Place(0, 0), Place(1, 0), None),
        (Place(1), Place(1, 0), Place(0, 0)),
        (Place(1, 0), Place(1, 1), Place(0, 0)),
        (Place(1, 1), Place(3, 0), Place(1, 0)),
        (Place(2), Place(3, 0), Place(1, 1)),
        (Place(3, 0), Place(4, 0), Place(1, 1)),
        (Place(5, 0), None, Place(4, 0)),
    ],
)
def test_segments_are_gone_through_from_comment_to_comment(
    make_reader: Callable[..., Reader], start: Place, forward: Place | None, backward: Place | None
) -> None:
    """Comment 2 has no words, and so no segment."""
    reader = on(make_reader(TREE), start.comment, start.segment)
    assert next_of_kind(reader, "s", forward=True) == forward
    assert next_of_kind(reader, "s", forward=False) == backward


@pytest.mark.parametrize("kind", ["a", "l", "m", "o", "s"])
def test_where_nothing_is_shown_there_is_nothing_to_go_to(make_reader: Callable[..., Reader], kind: str) -> None:
    assert next_of_kind(make_reader([]), kind, forward=True) is None
