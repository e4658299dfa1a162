"""Two panes of comments: each has a filter, an order and a cursor of its own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from harness.fake_host import comments_of, open_session, press
from thread_reader.view.arrangement import MIN_SECOND, split_boxes

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from thread_reader.screens.reading_screen import ReadingScreen

PAGE = """\
Comments
Ann Old
@ann
2 hours ago
The harbour bridge is shut.
Bo Young
@bo
1 hour ago
Ferries run all night.
"""
POSTS = (("Ann", -1, "ferry"), ("Bo", 0, "bridge"), ("Cy", -1, "ferry and rust"), ("Di", -1, "rust"))


def rows(pilot: Pilot[None]) -> list[str]:
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


async def test_each_pane_has_a_filter_and_a_cursor_and_they_share_what_is_kept() -> None:
    session, _ = open_session(comments_of(*POSTS))
    first = session.reader
    press(session, "j", "|")
    second = session.reader
    assert second.stats is first.stats
    assert second is not first
    assert (session.panes, session.split.focused) == (("article", "comments", "second", "stats"), "second")
    assert second.position.comment == 1
    session.filter_by("rust")
    await session.scheduler.wait()
    press(session, "g", "+")
    assert list(second.visible) == [2, 3]
    assert len(first.visible) == 4
    assert 2 in first.bookmarks.starred
    press(session, "shift+tab")
    assert session.reader is first
    assert session.split.focused == "comments"
    press(session, "shift+tab")
    assert (session.split.focused, session.reader) == ("article", first)
    press(session, "|")
    assert session.panes == ("article", "comments", "stats")
    press(session, "|")
    assert session.reader is second
    assert list(second.visible) == [2, 3]
    session.show_pane("comments")  # as commands do that act on comments
    assert session.reader is second


async def test_the_stats_that_are_counted_are_those_of_the_first_pane_whichever_has_the_focus() -> None:
    session, _ = open_session(comments_of(*POSTS))
    session.split.open()
    session.start()  # as when the file has been read while the second pane has the focus
    await session.scheduler.wait()
    first, second = session.split.first, session.split.second
    assert session.reader is second
    assert second is not None
    assert first.stats is not None
    assert second.stats is first.stats
    session.close()


def test_a_narrow_screen_says_how_many_columns_are_missing() -> None:
    session, host = open_session(comments_of(*POSTS))
    host.missing_columns = 20
    press(session, "|")
    assert session.message == "two panes of comments need 20 columns more"
    assert session.split.second is None


def test_both_panes_have_the_same_width_and_at_least_the_least() -> None:
    for width in range(2 * MIN_SECOND, 300):
        found = split_boxes(width, 40, ("article", "comments", "second", "stats"))
        assert found["comments"].width == found["second"].width >= MIN_SECOND
        assert sum(box.width for box in found.values()) <= width
        ends = sorted((box.x, box.x + box.width) for box in found.values())
        assert all(after[0] >= before[1] for before, after in pairwise(ends))


async def test_the_second_pane_is_beside_the_first_and_keys_go_to_it(
    opened: Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ReadingScreen]]],
) -> None:
    async with opened(PAGE, size=(130, 20)) as (pilot, screen):
        await pilot.press("|", "f", *"ferries", "enter")
        await pilot.pause()
        assert " 2b Comments  1 of 2 · ferries" in rows(pilot)[0]
        assert [screen.comments.size.width, screen.comments_here.size.width] == [65, 65]
        assert "@ann" in rows(pilot)[1]
        await pilot.click("#comments", offset=(20, 1))
        await pilot.press("j")
        assert screen.session.reader is screen.comments.reader
        assert any(row.startswith("▌ ◦ BO @bo") for row in rows(pilot))
        await pilot.press("2")
        assert screen.session.split.is_second
        await pilot.press("2", "3")
        assert screen.session.reader is screen.comments.reader
        assert not screen.comments.display
        await pilot.press("|")
        assert screen.comments.display
        assert not any("2b" in row for row in rows(pilot))


async def test_while_a_screen_becomes_wide_the_panes_are_placed_without_the_second_one(
    opened: Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ReadingScreen]]],
) -> None:
    """The panes are laid out in the new size before the screen has it."""
    async with opened(PAGE, size=(130, 20)) as (pilot, screen):
        await pilot.press("|")
        await pilot.resize_terminal(25, 9)
        await pilot.press("w")
        assert screen.session.panes_wanted
        assert set(screen._boxes(200, 12)) == {"article", "comments", "stats"}
        await pilot.resize_terminal(200, 12)
        await pilot.pause()
        assert "2b Comments" in rows(pilot)[0]
