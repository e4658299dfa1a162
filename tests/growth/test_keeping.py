"""Marking comments as read takes the same number of steps on any page: `Z` on a million comments is one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import FakeHost, comments_of, open_session
from harness.work import calls
from thread_reader.command_table import BY_ID
from thread_reader.commands.handlers import run
from thread_reader.keymap import Call
from thread_reader.state.bits import flags_of, with_bits
from thread_reader.view.bookmarks import ReadComments

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_reader.session.session import Session

FEW, MANY = 320, 6_400


def session_of(count: int) -> tuple[Session, FakeHost]:
    """A session on a page with so many comments, all but the last of them in one thread."""
    return open_session(comments_of(*(("Ann", 0 if 0 < at < count - 1 else -1, "Late.") for at in range(count))))


def press(count: int, command: str) -> Callable[[], None]:
    """A command on a page with so many comments, with the answer y."""
    session, host = session_of(count)

    def pressed() -> None:
        run(session, Call(BY_ID[command]))
        if command == "read.all":
            host.choose("y")
        assert session.reader.bookmarks.read.count in (count - 1, count)

    return pressed


@pytest.mark.parametrize("command", ["read.all", "read.branch"])
def test_a_key_that_marks_many_comments_takes_no_more_steps(command: str) -> None:
    few, many = (calls(press(count, command)) for count in (FEW, MANY))
    assert many <= few + 30, "30: the next comment after the branch is found by halves"


def test_what_was_read_is_written_and_taken_over_in_the_same_number_of_steps() -> None:
    def everything(count: int) -> None:
        read = ReadComments()
        read.put_all(range(3, count // 2))
        read.recall(flags_of(with_bits(b"", [(range(5, count), True)])))
        assert read.count == count - 3

    everything(FEW)
    assert calls(lambda: everything(MANY)) == calls(lambda: everything(FEW))
