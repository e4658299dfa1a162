"""Which comments are visible, and in which order.

A comment is visible if no fold hides it and it matches the filter or belongs to the context of a match. Computing the
visible comments is free if nothing is folded, filtered or sorted, and takes one pass over the columns otherwise.
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
    """What is visible besides the comments that match the filter."""

    MATCHES = "matches"
    ANCESTORS = "with ancestors"
    THREADS = "whole threads"

    @property
    def next(self) -> Context:
        """The next context when a key cycles through them."""
        every = list(Context)
        return every[(every.index(self) + 1) % len(every)]


class VisibleComments(Sequence[int]):
    """The visible comments in display order. An index into this sequence is called a row."""

    def __init__(self, comments: Sequence[int], *, in_page_order: bool = True) -> None:
        self._comments = comments
        self._in_page_order = in_page_order
        self._rows: dict[int, int] | None = None
        """Comment to row, built on first use, for an order in which rows cannot be found by bisection."""

    def __len__(self) -> int:
        return len(self._comments)

    def __getitem__(self, row):  # type: ignore[no-untyped-def]
        return self._comments[row]

    def row(self, comment: int) -> int | None:
        """Return the row of `comment`, or None if it is not visible."""
        if self._in_page_order:
            at = bisect_left(self._comments, comment)
            return at if at < len(self._comments) and self._comments[at] == comment else None
        return self._row_of.get(comment)

    def nearest(self, comment: int, columns: Columns) -> int | None:
        """Return `comment` itself if it is visible, or else its nearest visible ancestor, or else the next visible
        comment on the page, or else the previous one. None if no comment is visible."""
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
    is_flat: bool = False,
) -> VisibleComments:
    """Return the visible comments. `order` contains all comments in sorted order, or is None for page order. If it
    `is_flat`, it does not keep replies below their parents, and folds hide nothing.
    `matches` are the comments that match the filter, in page order, or None without a filter."""
    count = len(columns)
    if matches is None:
        allowed: Sequence[int] = range(count) if order is None else order
    elif order is None and context is Context.MATCHES:
        allowed = matches
    else:
        mask = _with_context(columns, matches, context)
        allowed = array("I", compress(range(count) if order is None else order, _masked(mask, order)))
    if not folds.none and not is_flat:
        allowed = _outside_folds(columns, allowed, folds)
    return VisibleComments(allowed, in_page_order=order is None)


def _masked(mask: bytearray, order: Sequence[int] | None) -> Sequence[int]:
    """Return the mask, which is indexed by comment, rearranged into display order."""
    return mask if order is None else bytes(map(mask.__getitem__, order))


def _with_context(columns: Columns, matches: Sequence[int], context: Context) -> bytearray:
    """Return a mask over all comments: 1 for the matches and their context."""
    mask = bytearray(len(columns))
    for comment in matches:
        mask[comment] = 1
    if context is Context.ANCESTORS:
        for comment in matches:
            for ancestor in columns.ancestors(comment):
                if mask[ancestor]:  # then its ancestors are set as well, or will be: it is a match itself
                    break
                mask[ancestor] = 1
    elif context is Context.THREADS:
        end = 0  # of the last thread that was set
        for comment in matches:
            if comment < end:  # in that thread, because matches are in page order
                continue
            root = comment
            for ancestor in columns.ancestors(comment):
                root = ancestor
            thread = columns.subtree(root)
            mask[thread.start : thread.stop] = b"\x01" * len(thread)
            end = thread.stop
    return mask


def _outside_folds(columns: Columns, comments: Sequence[int], folds: Folds) -> Sequence[int]:
    """Return the comments without those below a folded one."""
    if not any(columns.depth):  # there are no replies that could be hidden
        return comments
    outside = array("I")
    # The order keeps subtrees together, so the comments hidden by a fold directly follow it. Their numbers are the
    # range of its subtree without itself.
    hidden_first = hidden_stop = 0
    for comment in comments:
        if hidden_first <= comment < hidden_stop:
            continue
        outside.append(comment)
        if comment in folds:
            below = columns.subtree(comment)
            hidden_first, hidden_stop = below.start + 1, below.stop
    return outside
