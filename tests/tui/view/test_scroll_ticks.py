"""What the scroll bar of the comments shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import comments_of, open_session, press
from thread_reader.view.bookmarks import Place
from thread_reader.view.jobs import search_steps
from thread_reader.view.scroll_ticks import MAX_OF_POSTER, ScrollTicks

if TYPE_CHECKING:
    from thread_reader.session.session import Session

PAGE = (
    ("Ann", -1, "rust"), ("Bo", 0, "no"), ("Cy", 1, "rust"), ("Ann", -1, "yes"), ("Bo", -1, "rust and rust"),
)  # fmt: skip


@pytest.fixture
def session() -> Session:
    return open_session(comments_of(*PAGE))[0]


def comments(session: Session) -> dict[str, list[tuple[int, int]]]:
    """By kind, the rows of the bar, one for each comment that is visible, and the comments of the ticks."""
    rows = len(session.reader.visible)
    ticks = ScrollTicks(session.reader).now()
    return {kind: [(int(place * rows + 0.5), comment) for place, comment in places] for kind, places in ticks}


def search(session: Session, words: str) -> None:
    assert session.reader.search.ask(words)
    for _ in search_steps(session.reader):
        pass


def test_hits_in_a_fold_stand_at_the_fold(session: Session) -> None:
    search(session, "rust")
    assert comments(session)["hit"] == [(0, 0), (2, 2), (4, 4)]
    session.reader.fold(session.reader.folds.fold(0))
    assert comments(session)["hit"] == [(0, 0), (0, 2), (2, 4)]


def test_the_current_hit_lies_over_everything(session: Session) -> None:
    search(session, "rust")
    press(session, "n")
    session.reader.bookmarks.starred.add(0)
    session.reader.bookmarks.new = frozenset({0, 3})
    kinds = list(comments(session))
    assert kinds == ["kept", "new", "hit", "current"]


def test_what_the_user_has_kept_and_an_author_are_shown(session: Session) -> None:
    marks = session.reader.bookmarks
    marks.starred.add(0)
    marks.notes[Place(1, 0)] = "why?"
    press(session, "G", "m", "x", *"]a", "g")
    assert sorted(comments(session)["kept"]) == [(0, 0), (1, 1), (4, 4)]
    press(session, *"]a")
    assert comments(session)["author"] == [(0, 0), (3, 3)]
    press(session, *"]u")
    assert "author" not in comments(session)


def test_comments_of_the_original_poster_are_shown_up_to_a_number(session: Session) -> None:
    session.reader.discussion.article.author = "Bo"
    assert comments(session)["poster"] == [(1, 1), (4, 4)]
    discussion = comments_of(*(("Ann", -1, "words") for _ in range(2 * MAX_OF_POSTER)))
    discussion.article.author = "Ann"
    assert len(comments(open_session(discussion)[0])["poster"]) == MAX_OF_POSTER


def test_a_click_on_a_tick_goes_to_what_it_stands_for(session: Session) -> None:
    search(session, "yes")
    ticks = ScrollTicks(session.reader)
    assert [ticks.at(row, 5) for row in range(5)] == [None, None, None, 3, None]
    assert ticks.at(1, 2) == 3
