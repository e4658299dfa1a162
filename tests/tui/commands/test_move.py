"""Moving the cursor, in the comments and in the panes beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import ROWS, SIDE_ROWS, FakeField, comments_of, open_session, press
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.source.source import BufferSource
from thread_reader.view.bookmarks import Place

if TYPE_CHECKING:
    from harness.fake_host import FakeHost
    from thread_reader.session.session import Session


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
    press(session, "h", "l", "l")
    assert session.reader.place == Place(2, 1)
    press(session, "l")
    assert session.message == "no reply below this comment"
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


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (["ctrl+e"], -1),
        (["5", "ctrl+e", "2", "ctrl+y"], -3),
        (["ctrl+y"], 0),
    ],
)
def test_the_view_scrolls_by_lines(keys: list[str], row: int) -> None:
    session = long_session()
    press(session, *keys)
    assert session.reader.position.row == row


def test_scrolling_by_lines_at_the_end_leaves_the_cursor(session: Session) -> None:
    press(session, "ctrl+e", "ctrl+e")
    assert session.reader.position.comment == 0


@pytest.mark.parametrize(("keys", "row"), [("zt", 0), ("zz", (ROWS - 3) // 2), ("zb", ROWS - 3)])
def test_the_cursor_goes_to_the_top_the_middle_or_the_bottom(keys: str, row: int) -> None:
    session, _ = open_session(comments_of(*[("Tom", -1, f"Comment {number}.") for number in range(60)]))
    press(session, *"31G", *keys)
    assert (session.reader.position.comment, session.reader.position.row) == (30, row)


@pytest.mark.parametrize("pane", ["article", "stats"])
@pytest.mark.parametrize(
    ("keys", "call"), [(["z", "b"], ("align", 1.0)), (["ctrl+e"], ("scroll", 1)), (["ctrl+y"], ("scroll", -1))]
)
def test_other_panes_scroll_themselves(
    session: Session, host: FakeHost, pane: str, keys: list[str], call: tuple[str, int]
) -> None:
    session.show_pane(pane)
    press(session, *keys)
    assert getattr(host, pane).calls == [call]


@pytest.mark.parametrize(
    ("target", "comment", "message"),
    [
        ("4", 3, ""),
        (" 4 ", 3, ""),
        ("100%", 4, ""),
        ("50 %", 2, ""),
        ("0%", 0, ""),
        ("line:1", 0, ""),
        ("LINE: 3", 2, ""),
        ("line:4", 2, ""),
        ("", 1, ""),
        ("9", 1, "no comment 9; the last one is 5"),
        ("0", 1, "no comment 0; the last one is 5"),
        ("101%", 1, "more than 100 %"),
        ("line:99", 1, "no line 99; the last one is 7"),
        ("9" * 5000, 1, "not a comment 12, a percentage 50%, or a line line:300"),
        ("x", 1, "not a comment 12, a percentage 50%, or a line line:300"),
    ],
)
def test_the_prompt_goes_to_a_comment_or_a_line(session: Session, target: str, comment: int, message: str) -> None:
    press(session, "j", ":")
    prompt = session.prompt
    assert prompt is not None
    assert "line:300" in prompt.note()
    assert prompt.key("enter", FakeField(target))
    assert (session.prompt, session.reader.position.comment, session.message) == (None, comment, message)


def test_a_file_without_lines_of_text_says_so_and_offers_no_line() -> None:
    discussion = Discussion(BufferSource(b"[1]\n"))
    rendering = Rendering(discussion)
    for _ in range(3):
        rendering.add(Post(author="Ann", text="Yes."))
    discussion.complete = True
    session, _ = open_session(discussion)
    press(session, ":")
    prompt = session.prompt
    assert prompt is not None
    assert "line:" not in prompt.note()
    assert prompt.key("enter", FakeField("line:1"))
    assert session.message == "this file has no lines of text; a number alone is that of a comment, as in 12"
    assert session.reader.position.comment == 0
