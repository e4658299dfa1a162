"""The columns of a discussion: one row a comment, in thread order (pre-order)."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NO_TIME = -(1 << 62)
"""The time column of a comment without an absolute time."""


class Columns:
    """The rows of all comments. Offsets are bytes of the source; -1 means that the page does not say."""

    __slots__ = (
        "author",
        "author_names",
        "author_numbers",
        "body_end",
        "body_start",
        "depth",
        "end",
        "likes",
        "margin",
        "parent",
        "replies",
        "start",
        "subtree_end",
        "time",
        "times_as_written",
        "zones",
    )

    def __init__(self) -> None:
        self.start = array("Q")
        """First byte of the comment: its head."""
        self.body_start = array("Q")
        self.body_end = array("Q")
        self.end = array("Q")
        """One past the last byte of the comment, footer included."""
        self.author = array("I")
        """Number of the author in `author_names`."""
        self.time = array("q")
        """Seconds from 1970 by the page's own clock, or NO_TIME."""
        self.likes = array("i")
        self.replies = array("i")
        """Replies that the page declares."""
        self.parent = array("i")
        """Index of the parent, -1 for a comment on the article itself."""
        self.depth = array("I")
        self.subtree_end = array("I")
        """Index one past the last descendant; 0 while more replies may still come."""
        self.margin = array("H")
        """Bytes of indentation or quote marks that each line of the body carries ahead of its words."""
        self.author_names: list[str] = []
        self.author_numbers: dict[str, int] = {}
        self.times_as_written: dict[int, str] = {}
        """Index to the words of a time that is not absolute."""
        self.zones: dict[int, int] = {}
        """Index to minutes east of Greenwich, where the page gives a zone."""

    def __len__(self) -> int:
        # The margin is the last column that a row fills, so that a row counts when all of it is there.
        return len(self.margin)

    def author_number(self, name: str) -> int:
        """The number of `name`, a new one at its first appearance."""
        number = self.author_numbers.get(name)
        if number is None:
            number = self.author_numbers[name] = len(self.author_names)
            self.author_names.append(name)
        return number

    def append(
        self,
        *,
        start: int,
        body_start: int,
        body_end: int,
        end: int,
        author: str,
        time: int = NO_TIME,
        likes: int = -1,
        replies: int = -1,
        parent: int = -1,
        margin: int = 0,
    ) -> int:
        """Add a comment under `parent`, which must be -1 or the last comment or one of its ancestors. Its index."""
        index = len(self.start)
        last = index - 1
        while last != parent and last >= 0:
            self.subtree_end[last] = index
            last = self.parent[last]
        if last != parent:
            raise ValueError("a reply must follow its parent with only the parent's other replies between them")
        self.start.append(start)
        self.body_start.append(body_start)
        self.body_end.append(body_end)
        self.end.append(end)
        self.author.append(self.author_number(author))
        self.time.append(time)
        self.likes.append(likes)
        self.replies.append(replies)
        self.parent.append(parent)
        self.depth.append(self.depth[parent] + 1 if parent >= 0 else 0)
        self.subtree_end.append(0)
        self.margin.append(margin)
        return index

    def extend_flat(
        self,
        *,
        start: Sequence[int],
        body_start: Sequence[int],
        body_end: Sequence[int],
        end: Sequence[int],
        author: Sequence[int],
        time: Sequence[int],
        replies: Sequence[int],
    ) -> None:
        """Add comments on the article itself, many at once. All of one length; authors are numbers."""
        first, count = len(self.start), len(start)
        if not count:
            return
        last = first - 1
        while last >= 0:
            self.subtree_end[last] = first
            last = self.parent[last]
        self.start.extend(start)
        self.body_start.extend(body_start)
        self.body_end.extend(body_end)
        self.end.extend(end)
        self.author.extend(author)
        self.time.extend(time)
        self.likes.extend(array("i", [-1]) * count)
        self.replies.extend(replies)
        self.parent.extend(array("i", [-1]) * count)
        self.depth.extend(array("I", [0]) * count)
        self.subtree_end.extend(range(first + 1, first + count))
        self.subtree_end.append(0)
        self.margin.extend(array("H", [0]) * count)

    def subtree(self, index: int) -> range:
        """The indices of a comment and all below it."""
        return range(index, self.subtree_end[index] or len(self))

    def children(self, index: int) -> Iterator[int]:
        """The direct replies to a comment, in order; those to the article for -1."""
        at, end = index + 1, self.subtree(index).stop if index >= 0 else len(self)
        while at < end:
            yield at
            at = self.subtree_end[at] or end

    def ancestors(self, index: int) -> Iterator[int]:
        """The parent, its parent and so on up to the comment on the article."""
        index = self.parent[index]
        while index >= 0:
            yield index
            index = self.parent[index]

    def next_sibling(self, index: int) -> int | None:
        """The next comment under the same parent."""
        after = self.subtree(index).stop
        return after if after < len(self) and self.parent[after] == self.parent[index] else None

    def previous_sibling(self, index: int) -> int | None:
        """The comment before this one under the same parent."""
        parent, at = self.parent[index], index - 1
        while at > parent and self.parent[at] != parent:
            at = self.parent[at]
        return at if at > parent else None
