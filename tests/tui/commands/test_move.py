"""Moving the cursor, in the comments and in the panes beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import ROWS, SIDE_ROWS, comments_of, open_session, press
from thread_reader.view.bookmarks import Place

if TYPE_CHECKING:
    from harness.fake_host import FakeHost
    from thread_reader.session import Session


@pytest.mark.parametrize(
    ("keys", "comment"),
    [
        ("j", 1),
        ("3j", 3),
        ("jk", 0),
        ("G", 4),
        ("Gg", 0),
        ("4G", 3),
        ("J", 3),
        ("JK", 0),
        ("jjp", 1),
        ("jj2p", 0),
        ("}", 3),
        ("}j{", 3),
        ("l", 1),
        ("hl", 0),
        ("jhh", 0),
    ],
)
def test_keys_lead_to_a_comment(session: Session, keys: str, comment: int) -> None:
    press(session, *keys)
    assert session.reader.position.comment == comment


def test_segments_are_entered_and_left(session: Session) -> None:
    press(session, *"3Gl")
    assert session.reader.place == Place(2, 0)
    press(session, "j")
    assert session.reader.place == Place(2, 1)
    press(session, "h")
    assert session.reader.place == Place(2)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("p", "a top-level comment has no parent"),
        ("GJ", "no next comment under the same parent"),
        ("K", "no previous comment under the same parent"),
        ("}}", "no next top-level comment"),
        ("{", "no previous top-level comment"),
        ("9G", "no comment 9; the last one is 5"),
        ("Gl", "no reply below this comment"),
    ],
)
def test_a_move_that_leads_nowhere_is_reported(session: Session, keys: str, message: str) -> None:
    press(session, *keys)
    assert session.message == message


def top_line(session: Session) -> tuple[int, int]:
    """The comment and its line at the top of the screen."""
    return next(iter(session.reader.window.lines(session.reader.position)))


def long_session() -> Session:
    """A session on one comment of 200 lines."""
    session, _ = open_session(comments_of(("Tom", -1, "\n".join(["one line"] * 200))))
    return session


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (["space"], ROWS - 2),
        (["2", "space"], 2 * (ROWS - 2)),
        (["space", "space", "b"], ROWS - 2),
        (["ctrl+d"], (ROWS - 2) // 2),
        (["space", "ctrl+u"], (ROWS - 2) // 2),
    ],
)
def test_a_page_leaves_two_lines_of_the_old_one(keys: list[str], line: int) -> None:
    session = long_session()
    press(session, *keys)
    assert top_line(session) == (0, line)


@pytest.mark.parametrize("pane", ["article", "stats"])
@pytest.mark.parametrize(
    ("keys", "call"),
    [
        (["j"], ("step", 1)),
        (["3", "k"], ("step", -3)),
        (["space"], ("scroll", SIDE_ROWS - 2)),
        (["b"], ("scroll", 2 - SIDE_ROWS)),
        (["ctrl+d"], ("scroll", (SIDE_ROWS - 2) // 2)),
    ],
)
def test_other_panes_move_themselves(
    session: Session, host: FakeHost, pane: str, keys: list[str], call: tuple[str, int]
) -> None:
    session.show_pane(pane)
    press(session, *keys)
    assert getattr(host, pane).calls == [call]
    assert session.reader.position.comment == 0


def test_left_and_right_move_in_a_chart(session: Session, host: FakeHost) -> None:
    session.show_pane("stats")
    press(session, "l", "h")
    assert host.stats.calls == [("sideways", 1), ("sideways", -1)]
