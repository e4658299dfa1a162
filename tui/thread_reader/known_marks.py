"""What is known of a discussion that is not on the screen: `is:unread`, `is:starred`, `is:new` and `is:edited` in
`--where`.

It comes from the state database, to which nothing is written, or from an older save that is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.identity.fingerprints import fingerprint_steps
from thread_parsers.steps import run_to_end
from thread_parsers.text.counted import counted
from thread_reader import diagnostics
from thread_reader.diagnostics import CallError
from thread_reader.state.database import open_database
from thread_reader.state.discussions import look_up, save_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.older_save import OlderSave


class Marks(NamedTuple):
    """Indices of comments; see `thread_parsers.query.UserMarks`."""

    unread: Container[int]
    starred: Container[int]
    new: Container[int]
    edited: Container[int]


class KnownMarks:
    """The state database, for the marks of discussions. Raises CallError if it cannot be used."""

    def __init__(self) -> None:
        opened = open_database()
        self._connection = opened.connection
        if not opened.kept:
            self.close()
            raise CallError(opened.message)

    def of(self, discussion: Discussion) -> Marks:
        """What the user has read and starred in a discussion, and what is new in it. All of a discussion that was
        never open is unread, and nothing of it is new."""
        everything = range(len(discussion.columns))
        save = save_of(discussion, run_to_end(fingerprint_steps(discussion)))
        found = look_up(self._connection, save)
        if found is None:
            return Marks(everything, (), (), ())
        return Marks(set(everything) - set(found.read), found.stars, found.new, found.edited)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


class MarksSince:
    """What is new and edited since an older save. What is unread and starred comes from `known`, if that is given."""

    def __init__(self, older: OlderSave, known: Callable[[Discussion], Marks] | None = None) -> None:
        self._older = older
        self._known = known

    def of(self, discussion: Discussion) -> Marks:
        """Compare a discussion. If comments are gone, standard error says how many."""
        found = self._older.compared(discussion)
        if found.gone:
            diagnostics.say(f"gone since {self._older.name}: {counted(found.gone, 'comment')}")
        known = self._known(discussion) if self._known is not None else Marks((), (), (), ())
        return known._replace(new=found.new, edited=found.edited)
