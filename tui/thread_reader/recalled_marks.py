"""What is known from earlier of a discussion that is not on the screen: for `is:unread`, `is:starred`, `is:new`,
`is:edited` and `has:note`. Nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.identity.fingerprints import fingerprint_steps
from thread_parsers.steps import run_to_end
from thread_reader.state.discussions import look_up, save_of
from thread_reader.state.known_files import look_up_file
from thread_reader.state.recalled import file_part

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.state.recalled import Recalled


class Marks(NamedTuple):
    """Indices of comments; see `thread_parsers.query.UserMarks`."""

    unread: Container[int]
    starred: Container[int]
    new: Container[int]
    edited: Container[int]
    noted: Container[int] = ()


def recalled(connection: sqlite3.Connection, discussion: Discussion) -> Recalled | None:
    """What the state database knows of a discussion; None if it was never open. Raises sqlite3.Error."""
    file = file_part(discussion)
    found = None if file is None else look_up_file(connection, file, len(discussion.columns))
    if found is None:
        found = look_up(connection, save_of(discussion, run_to_end(fingerprint_steps(discussion))))
    return found


def marks_of(found: Recalled | None, comments: int) -> Marks:
    """The marks of a discussion of so many comments. All of one that was never open is unread, and nothing of it is
    new."""
    everything = range(comments)
    if found is None:
        return Marks(everything, (), (), ())
    noted = {comment for comment, _ in found.notes}
    return Marks(set(everything).difference(found.read_comments), found.stars, found.new, found.edited, noted)


def recalled_marks(connection: sqlite3.Connection, discussion: Discussion) -> Marks:
    """What the user has read, starred and noted in a discussion, and what is new in it. Raises sqlite3.Error."""
    return marks_of(recalled(connection, discussion), len(discussion.columns))
