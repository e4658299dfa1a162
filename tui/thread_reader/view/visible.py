"""Which comments are shown, in which order.

A comment is shown when no fold hides it and the filter lets it through: because it matches, or because the context
asks for it. The answer is a sequence of comment numbers that costs nothing where nothing is folded, filtered or
sorted, and one pass over the columns otherwise.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum
from itertools import compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thread_parsers.discussion.columns import Columns
    from thread_reader.view.folds import Folds


class Context(Enum):
    """How much is shown around what matches a filter."""

    MATCHES = "matches"
    ANCESTORS = "with ancestors"
    THREADS = "whole threads"

    @property
    def next(self) -> Context:
        """The one that comes after this when a key goes round."""
        every = list(Context)
        return every[(every.index(self) + 1) % len(every)]


class VisibleComments(Sequence[int]):
    """The comments on show, in display order, with the way back from a comment to its row."""

    def __init__(self, comments: Sequence[int], *, in_page_order: bool = True) -> None:
        self._comments = comments
        self._in_page_order = in_page_order
        self._rows: dict[int, int] | None = None

    def __len__(self) -> int:
        return len(self._comments)

    def __getitem__(self, row):  # type: ignore[no-untyped-def]
        return self._comments[row]

    def row(self, comment: int) -> int | None:
        """The row of `comment`, or None when it is not shown."""
        if self._in_page_order:
            at = bisect_left(self._comments, comment)
            return at if at < len(self._comments) and self._comments[at] == comment else None
        return self._row_of.get(comment)

    def nearest(self, comment: int, columns: Columns) -> int | None:
        """`comment` itself where it is shown, else its nearest shown ancestor, else the next one on the page, else
        the one before. None when nothing is shown."""
        if not self._comments:
            return None
        if self.row(comment) is not None:
            return comment
        for ancestor in columns.ancestors(comment):
            if self.row(ancestor) is not None:
                return ancestor
        if self._in_page_order:
            at = bisect_left(self._comments, comment)
            return self._comments[at] if at < len(self._comments) else self._comments[-1]
        after = min((other for other in self._comments if other > comment), default=None)
        return max(self._comments) if after is None else after

    @property
    def _row_of(self) -> dict[int, int]:
        if self._rows is None:
            self._rows = {comment: row for row, comment in enumerate(self._comments)}
        return self._rows


def visible_comments(
    columns: Columns,
    *,
    folds: Folds,
    order: Sequence[int] | None = None,
    matches: Sequence[int] | None = None,
    context: Context = Context.MATCHES,
) -> VisibleComments:
    """The comments on show. `order` is all comments in thread order by some sort, None for the page's;
    `matches` are the comments that the filter found, in page order, None without a filter."""
    count = len(columns)
    if matches is None:
        allowed: Sequence[int] = range(count) if order is None else order
    elif order is None and context is Context.MATCHES:
        allowed = matches
    else:
        mask = _with_context(columns, matches, context)
        allowed = array("I", compress(range(count) if order is None else order, _masked(mask, order)))
    if not folds.none:
        allowed = _outside_folds(columns, allowed, folds)
    return VisibleComments(allowed, in_page_order=order is None)


def _masked(mask: bytearray, order: Sequence[int] | None) -> Sequence[int]:
    return mask if order is None else bytes(map(mask.__getitem__, order))


def _with_context(columns: Columns, matches: Sequence[int], context: Context) -> bytearray:
    mask = bytearray(len(columns))
    for comment in matches:
        mask[comment] = 1
    if context is Context.ANCESTORS:
        for comment in matches:
            for ancestor in columns.ancestors(comment):
                if mask[ancestor]:
                    break
                mask[ancestor] = 1
    elif context is Context.THREADS:
        end = 0
        for comment in matches:
            if comment < end:
                continue
            root = comment
            for ancestor in columns.ancestors(comment):
                root = ancestor
            thread = columns.subtree(root)
            mask[thread.start : thread.stop] = b"\x01" * len(thread)
            end = thread.stop
    return mask


def _outside_folds(columns: Columns, comments: Sequence[int], folds: Folds) -> Sequence[int]:
    if not any(columns.depth):
        return comments
    outside = array("I")
    hidden_first = hidden_stop = 0
    for comment in comments:
        if hidden_first <= comment < hidden_stop:
            continue
        outside.append(comment)
        if comment in folds:
            below = columns.subtree(comment)
            hidden_first, hidden_stop = below.start + 1, below.stop
    return outside
