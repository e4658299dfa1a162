"""What families share whose comments are the objects of one list: pauses, progress, and where the words are."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from thread_parsers.times.epoch import EPOCH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.post import Post
    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.formats.json import Value

SLICE_COMMENTS, SLICE_BYTES = 128, 1 << 17
"""Comments, and bytes of the file, that are read between two yields."""
LABEL_WORDS = 9
"""Maximum number of words of a label for content that is not text, such as a picture."""


class Pace:
    """Decides when to yield, and keeps `Discussion.bytes_read` up to date."""

    def __init__(self, discussion: Discussion) -> None:
        self._discussion = discussion
        self._comments = 0
        self._end = 0

    def is_over(self, item: Value) -> bool:
        """Count an object that was read. True if it is time to yield."""
        self._comments += 1
        if self._comments < SLICE_COMMENTS and item.end - self._end < SLICE_BYTES:
            return False
        self._begin_slice(item)
        return True

    def _begin_slice(self, item: Value) -> None:
        self._comments, self._end = 0, item.end
        self._discussion.bytes_read = item.end

    def hold(
        self, rendering: Rendering, items: Iterator[Value | None], post: Callable[[Value], Post]
    ) -> Iterator[None]:
        """Collect the comments that `post` makes of objects, in steps."""
        held: list[Post] = []
        for item in items:
            if item is None:
                yield
                continue
            held.append(post(item))
            # As `is_over`, without a call for each comment.
            self._comments += 1
            if self._comments >= SLICE_COMMENTS or item.end - self._end >= SLICE_BYTES:
                self._begin_slice(item)
                rendering.hold_all(held)
                held.clear()
                yield
        rendering.hold_all(held)


def label(*words: str) -> str:
    """Words in brackets, shortened, for something that is not text; empty without words."""
    listed = " ".join(words).split()
    if not listed:
        return ""
    more = "…" if len(listed) > LABEL_WORDS else ""
    return f"[{' '.join(listed[:LABEL_WORDS])}{more}]"


def iso(seconds: int) -> str:
    """A moment in UTC as ISO 8601, for a time of editing that is stated as a number."""
    return (EPOCH + timedelta(seconds=seconds)).isoformat() + "Z"
