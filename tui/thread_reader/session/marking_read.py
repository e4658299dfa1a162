"""Marking comments as read that have been on the screen for long enough."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from thread_reader.view.on_screen import whole_comments
from thread_reader.view.reading_time import ReadingTime

if TYPE_CHECKING:
    from thread_reader.session.session import Session


class MarkingRead:
    """Looks from time to time at what is on the screen."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._time = ReadingTime()
        self.waits = False
        """Whether something on the screen was unread at the last look."""

    def pause(self) -> None:
        """Do not count the time until the next look: no comment is on the screen, or a sheet lies over them."""
        self._time.left_off()
        self.waits = False

    def look(self) -> bool:
        """Mark as read what has been on the screen for long enough. Returns whether anything was marked."""
        session = self._session
        reader = session.reader
        whole = whole_comments(reader)
        cursor = reader.position.comment if session.pane == "comments" and reader.visible else None
        if cursor is not None and cursor in reader.folds:
            cursor = None
        here = {*whole, *([] if cursor is None else [cursor])}
        read, unread_again = reader.bookmarks.read, reader.bookmarks.unread_again
        unread_again &= here
        marked = session.kept.mark_read(self._time.look(monotonic(), cursor, whole, unread_again))
        self.waits = any(one not in read for one in here - unread_again)
        return marked > 0
