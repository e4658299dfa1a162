"""What is known from earlier of a discussion that is not on the screen, for `is:unread`, `is:starred`, `is:new` and
`is:edited`. Nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.identity.fingerprints import fingerprint_steps
from thread_parsers.steps import run_to_end
from thread_reader.state.discussions import look_up, save_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container

    from thread_parsers.discussion.discussion import Discussion


class Marks(NamedTuple):
    """Indices of comments; see `thread_parsers.query.UserMarks`."""

    unread: Container[int]
    starred: Container[int]
    new: Container[int]
    edited: Container[int]


def recalled_marks(connection: sqlite3.Connection, discussion: Discussion) -> Marks:
    """What the user has read and starred in a discussion, and what is new in it, by the state database. All of a
    discussion that was never open is unread, and nothing of it is new."""
    everything = range(len(discussion.columns))
    save = save_of(discussion, run_to_end(fingerprint_steps(discussion)))
    found = look_up(connection, save)
    if found is None:
        return Marks(everything, (), (), ())
    return Marks(set(everything) - set(found.read), found.stars, found.new, found.edited)
