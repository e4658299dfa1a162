"""Folding, and filtering by what is under the cursor of another pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import press

if TYPE_CHECKING:
    from harness.fake_host import FakeHost
    from thread_reader.session.session import Session


@pytest.mark.parametrize(
    ("keys", "visible"),
    [
        (["enter"], [0, 3, 4]),
        (["enter", "z", "a"], [0, 1, 2, 3, 4]),
        (["z", "M"], [0, 3]),
        (["z", "M", "z", "R"], [0, 1, 2, 3, 4]),
        (["z", "m"], [0, 1, 2, 3, 4]),
        (["2", "z", "m"], [0, 1, 3, 4]),
        (["z", "M", "z", "r"], [0, 1, 3, 4]),
    ],
)
def test_folds_hide_replies(session: Session, keys: list[str], visible: list[int]) -> None:
    press(session, *keys)
    assert list(session.reader.visible) == visible


def test_levels_are_reported(session: Session) -> None:
    press(session, "z", "m")
    assert session.message == "unfolded to 2 of 3 levels"
    press(session, "9", "z", "m")
    assert session.message == "all folded"


def test_a_collapsed_branch_is_followed_by_the_next_one(session: Session) -> None:
    press(session, "x")
    assert session.reader.position.comment == 3
    assert list(session.reader.visible) == [0, 3, 4]
    press(session, "x")
    assert session.message == "this was the last comment"


async def test_a_row_of_the_stats_filters(session: Session, host: FakeHost) -> None:
    session.show_pane("stats")
    host.stats.query_here = "user:Ann"
    press(session, "enter")
    await session.scheduler.wait()
    assert list(session.reader.visible) == [1, 4]
    assert session.reader.filter.history == ["user:Ann"]


@pytest.mark.parametrize(("expandable", "message"), [(True, ""), (False, "no comments behind this row")])
def test_a_row_without_comments_expands_or_says_so(
    session: Session, host: FakeHost, expandable: bool, message: str
) -> None:
    session.show_pane("stats")
    host.stats.expandable = expandable
    press(session, "enter")
    assert host.stats.calls == [("toggle_more", None)]
    assert session.message == message


def test_without_sentences_the_article_filters_by_none(session: Session) -> None:
    session.show_pane("article")
    press(session, "enter")
    assert session.message == "no sentence here"
