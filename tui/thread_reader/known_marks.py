"""What is known of a discussion that is not on the screen: `is:unread`, `is:starred`, `is:new` and `is:edited` in
`--where`.

It comes from the state database, to which nothing is written, or from an older save that is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_reader import diagnostics
from thread_reader.diagnostics import CallError
from thread_reader.recalled_marks import Marks, recalled_marks
from thread_reader.state.database import open_database

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.older_save import OlderSave


class KnownMarks:
    """The state database, for the marks of discussions. Raises CallError if it cannot be used."""

    def __init__(self) -> None:
        opened = open_database()
        self._connection = opened.connection
        if not opened.kept:
            self.close()
            raise CallError(opened.message)

    def of(self, discussion: Discussion) -> Marks:
        """What the user has read and starred in a discussion, and what is new in it."""
        return recalled_marks(self._connection, discussion)

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
