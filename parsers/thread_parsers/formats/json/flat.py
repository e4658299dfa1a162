"""What families share whose comments are the objects of one list: pauses, progress, and where the words are."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from thread_parsers.times.epoch import EPOCH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.posts import Posts
    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.formats.json import Value
    from thread_parsers.formats.json.pull import JsonReader

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
        self, rendering: Rendering, reader: JsonReader, posts: Callable[[Sequence[Value]], Posts]
    ) -> Iterator[None]:
        """Collect the comments that `posts` makes of the objects in the list under the cursor, in steps."""
        held: list[Value] = []
        for some in reader.object_lists():
            if some is None:
                yield
                continue
            held += some
            if len(held) >= SLICE_COMMENTS or held[-1].end - self._end >= SLICE_BYTES:
                self._begin_slice(held[-1])
                rendering.hold_all(posts(held))
                held.clear()
                yield
        if held:
            rendering.hold_all(posts(held))


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
