"""What is known of a discussion that is not on the screen: `is:unread`, `is:starred`, `is:new`, `is:edited` and
`has:note` in `--where`, and the stars and notes that JSON and Markdown have.

It comes from the state database, to which nothing is written, or from an older save that is given.
"""

from __future__ import annotations

import sqlite3
from functools import cached_property
from typing import TYPE_CHECKING

from thread_parsers.discussion.kept import NOTHING_KEPT, Kept, KeptNote
from thread_parsers.text.counted import counted
from thread_reader import diagnostics
from thread_reader.diagnostics import CallError
from thread_reader.recalled_marks import Marks, marks_of, recalled
from thread_reader.state.database import database_exists, open_to_read
from thread_reader.state.marks import has_kept

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.older_save import OlderSave
    from thread_reader.state.marked import MarkedDiscussions
    from thread_reader.state.recalled import Recalled


class KnownMarks:
    """The state database, for the marks of discussions. Raises CallError if it cannot be used."""

    def __init__(self) -> None:
        opened = open_to_read()
        self._connection = opened.connection
        self._last: tuple[Discussion, Recalled | None] | None = None
        """The discussion that was asked for last, and what is known of it."""
        if not opened.is_known:
            self.close()
            raise CallError(opened.message)
        if opened.message:
            diagnostics.say(opened.message)

    @cached_property
    def files(self) -> MarkedDiscussions:
        """Which files of the index may have a mark."""
        from thread_reader.state.marked import MarkedDiscussions  # only a search in many files asks

        return MarkedDiscussions(self._connection)

    def of(self, discussion: Discussion) -> Marks:
        """What the user has read, starred and noted in a discussion, and what is new in it. All of a discussion that
        was never open is unread, and nothing of it is new. Raises CallError."""
        return marks_of(self._known(discussion), len(discussion.columns))

    def kept(self, discussion: Discussion) -> Kept:
        """The stars and notes of a discussion. Raises CallError."""
        try:
            found = self._known(discussion) if has_kept(self._connection) else None
        except sqlite3.Error as error:
            raise _unreadable(error) from error
        if found is None:
            return NOTHING_KEPT
        notes: dict[int, list[KeptNote]] = {}
        for (comment, segment), text in sorted(found.notes.items()):
            notes.setdefault(comment, []).append(KeptNote(text, None if segment < 0 else segment))
        return Kept(found.stars, notes, found.lost)

    def _known(self, discussion: Discussion) -> Recalled | None:
        if self._last is None or self._last[0] is not discussion:
            try:
                self._last = (discussion, recalled(self._connection, discussion))
            except sqlite3.Error as error:
                raise _unreadable(error) from error
        return self._last[1]

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


def _unreadable(error: sqlite3.Error) -> CallError:
    return CallError(f"what is remembered cannot be read: {error}")


def kept_if_any() -> KnownMarks | None:
    """The state database for what is written besides, if there is one. If it cannot be used, standard error says so."""
    if not database_exists():
        return None
    try:
        return KnownMarks()
    except CallError as error:
        diagnostics.say(f"without stars and notes: {error}")
        return None


class MarksSince:
    """What is new and edited since an older save. What is unread and starred comes from `known`, if that is given."""

    def __init__(self, older: OlderSave, known: Callable[[Discussion], Marks] | None = None) -> None:
        self._older = older
        self._known = known

    def of(self, discussion: Discussion) -> Marks:
        """Compare a discussion. If comments are gone, standard error says how many."""
        found = self._older.compared(discussion)
        if found.gone:
            diagnostics.say(f"gone since {self._older.name}: {counted(len(found.gone), 'comment')}")
        known = self._known(discussion) if self._known is not None else Marks((), (), (), ())
        return known._replace(new=found.new, edited=found.edited)
