"""What is known of a discussion that is not on the screen: `is:unread`, `is:starred`, `is:new`, `is:edited` and
`has:note` in `--where`, and the stars and notes that JSON and Markdown have.

It comes from the state database, to which nothing is written, or from an older save that is given.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.kept import NOTHING_KEPT, Kept, KeptNote
from thread_parsers.identity.fingerprints import fingerprint_steps
from thread_parsers.steps import run_to_end
from thread_parsers.text.counted import counted
from thread_reader import diagnostics
from thread_reader.diagnostics import CallError
from thread_reader.state.database import database_exists, open_database
from thread_reader.state.discussions import look_up, look_up_file, save_of
from thread_reader.state.marks import has_kept
from thread_reader.state.recalled import file_part

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.older_save import OlderSave
    from thread_reader.state.recalled import Recalled


class Marks(NamedTuple):
    """Indices of comments; see `thread_parsers.query.UserMarks`."""

    unread: Container[int]
    starred: Container[int]
    new: Container[int]
    edited: Container[int]
    noted: Container[int] = ()


class KnownMarks:
    """The state database, for the marks of discussions. Raises CallError if it cannot be used."""

    def __init__(self) -> None:
        opened = open_database()
        self._connection = opened.connection
        self._last: tuple[Discussion, Recalled | None] | None = None
        """The discussion that was asked for last, and what is known of it."""
        if not opened.kept:
            self.close()
            raise CallError(opened.message)
        if opened.message:
            diagnostics.say(opened.message)

    def of(self, discussion: Discussion) -> Marks:
        """What the user has read, starred and noted in a discussion, and what is new in it. All of a discussion that
        was never open is unread, and nothing of it is new. Raises CallError."""
        everything = range(len(discussion.columns))
        found = self._known(discussion)
        if found is None:
            return Marks(everything, (), (), ())
        noted = {comment for comment, _ in found.notes}
        return Marks(set(everything).difference(found.read_comments), found.stars, found.new, found.edited, noted)

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
            self._last = (discussion, self._look_up(discussion))
        return self._last[1]

    def _look_up(self, discussion: Discussion) -> Recalled | None:
        file = file_part(discussion)
        try:
            found = None if file is None else look_up_file(self._connection, file, len(discussion.columns))
            if found is None:
                save = save_of(discussion, run_to_end(fingerprint_steps(discussion)))
                found = look_up(self._connection, save)
        except sqlite3.Error as error:
            raise _unreadable(error) from error
        return found

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
