"""When a comment counts as read: the cursor was on it for a moment, or all its lines were on the screen for longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

CURSOR_SECONDS = 0.7
"""How long the cursor has to be on a comment."""
SCREEN_SECONDS = 2.0
"""How long all lines of a comment have to be on the screen."""


class ReadingTime:
    """Since when the comments on the screen have been there, as seen by looks at the screen."""

    def __init__(self) -> None:
        self._cursor: tuple[int, float] | None = None
        """The comment under the cursor, and when it was first seen there."""
        self._whole: dict[int, float] = {}
        """Comments that are on the screen from the first line to the last, and since when."""

    def look(
        self, now: float, cursor: int | None, whole: Iterable[int], unread_again: Container[int] = ()
    ) -> list[int]:
        """Note what is on the screen at a time in seconds: the comment under the cursor and those whose lines are all
        there. Returns the comments that have been there long enough, without those of `unread_again`."""
        if cursor is None:
            self._cursor = None
        elif self._cursor is None or self._cursor[0] != cursor:
            self._cursor = cursor, now
        self._whole = {comment: self._whole.get(comment, now) for comment in whole}
        found = [comment for comment, since in self._whole.items() if now - since >= SCREEN_SECONDS]
        if self._cursor is not None and now - self._cursor[1] >= CURSOR_SECONDS:
            found.append(self._cursor[0])
        return [comment for comment in found if comment not in unread_again]

    def left_off(self) -> None:
        """Something else covers the screen: the time on it does not count."""
        self._cursor = None
        self._whole = {}
