"""Flat orders: all comments without the tree, and what leads back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.style import Style

from harness.fake_host import FakeHost, comments_of, open_session, press
from thread_parsers.discussion.order import ordered
from thread_reader.render.geometry import Geometry
from thread_reader.render.heads import Heads
from thread_reader.render.looks import Looks
from thread_reader.render.overlay import Overlay
from thread_reader.render.rails import ThreadLines
from thread_reader.render.signs import UNICODE
from thread_reader.state.recalled import Numbers
from thread_reader.view.bookmarks import Place
from thread_reader.view.lineage import Lineage
from thread_reader.view.reader import Reader
from thread_reader.view.reader_place import go_back, written_place

if TYPE_CHECKING:
    from rich.segment import Segment

    from thread_reader.session.session import Session

LIKES = [3, 9, 5, 40, 0]


@pytest.fixture
def opened() -> tuple[Session, FakeHost]:
    page = comments_of(("Ann", -1, "one"), ("Bo", 0, "two"), ("", 1, "three"), ("Di", 2, "four"), ("Ed", -1, "five"))
    for row, likes in enumerate(LIKES):
        page.columns.likes[row] = likes
    return open_session(page)


def flat(session: Session, host: FakeHost, name: str = "likes-flat") -> Reader:
    press(session, "s")
    host.choose(name)
    return session.reader


def test_rows_are_sorted_without_the_tree(opened: tuple[Session, FakeHost]) -> None:
    reader = flat(*opened)
    assert list(reader.visible) == [3, 1, 2, 0, 4]
    assert reader.order_words == "most liked, flat"
    assert list(ordered(reader.columns, "newest-flat")) == [4, 3, 2, 1, 0]


def test_a_fold_hides_no_other_comment(opened: tuple[Session, FakeHost]) -> None:
    reader = flat(*opened)
    reader.fold(reader.folds.fold(1))
    assert list(reader.visible) == [3, 1, 2, 0, 4]
    assert reader.go(Place(2))
    assert 1 in reader.folds


def test_the_parent_is_where_it_has_its_replies_below_it(opened: tuple[Session, FakeHost]) -> None:
    session, _ = opened
    session.reader.sort("oldest")
    reader = flat(*opened)
    press(session, "g")
    assert reader.position.comment == 3
    press(session, "p")
    assert (reader.position.comment, reader.order, reader.is_flat) == (2, "oldest", False)
    press(session, "ctrl+o")
    assert reader.position.comment == 3


def test_a_top_level_comment_stays_in_the_flat_order(opened: tuple[Session, FakeHost]) -> None:
    session, _ = opened
    reader = flat(*opened)
    reader.go(Place(4))
    press(session, "p")
    assert reader.is_flat
    assert session.message == "a top-level comment has no parent"


def test_esc_leads_back_to_the_order_before_and_keeps_the_comment(opened: tuple[Session, FakeHost]) -> None:
    session, host = opened
    reader = flat(session, host)
    flat(session, host, "newest-flat")
    reader.go(Place(2))
    press(session, "escape")
    assert (reader.order, reader.position.comment) == ("page", 2)


def test_a_branch_that_is_read_goes_on_behind_it_in_the_list(opened: tuple[Session, FakeHost]) -> None:
    session, _ = opened
    reader = flat(*opened)
    reader.go(Place(1))
    press(session, "X")
    assert reader.position.comment == 0


def test_a_flat_order_is_remembered_and_leads_to_the_page(opened: tuple[Session, FakeHost]) -> None:
    reader = flat(*opened)
    numbers = range(len(reader.columns))
    again = Reader(reader.discussion)
    go_back(again, written_place(reader, "comments", Numbers(numbers)), Numbers(numbers))
    assert again.is_flat
    again.leave_flat()
    assert again.order == "page"


def test_heads_name_the_parent_and_have_no_indent(opened: tuple[Session, FakeHost]) -> None:
    reader = flat(*opened)
    geometry, looks = Geometry(70, is_flat=True), Looks(Style(), lambda _: Style())
    threads = ThreadLines(reader, Lineage(reader.columns), geometry, looks, UNICODE)
    heads = Heads(reader.discussion, geometry, looks)

    def head(comment: int) -> str:
        overlay = Overlay(rails=threads.beside(comment))
        drawn: list[Segment] = heads.head(comment, overlay)
        return "".join(segment.text for segment in drawn)

    assert head(3).startswith("◦ DI Di  ↑ comment 3  ")
    assert head(1).startswith("◦ BO Bo  ↑ Ann  ")
    assert "↑" not in head(0)
    assert geometry.text_cells(9) == geometry.text_cells(0)
