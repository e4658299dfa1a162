"""Puts the comments of a plain page into the columns, and says in the receipt what was inferred."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.receipt import Note, Span
from thread_parsers.formats.plain.replies import thread_order
from thread_parsers.text.counted import counted
from thread_parsers.times.clock import is_day
from thread_parsers.times.epoch import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.plain.comments import Row

SLICE_COMMENTS = 256
"""Comments between two yields."""


class TreeBuilder:
    """Puts rows into the columns, and counts what the receipt must say about them."""

    def __init__(self, discussion: Discussion, saved: int | None) -> None:
        """`saved` is when the page was saved, in seconds from 1970 by its clock; None if it does not say so."""
        self.discussion = discussion
        self.parent_evidence = ""
        """The signs from which parents were inferred."""
        self._is_saved_known = saved is not None
        if saved is not None and discussion.saved is None:
            discussion.saved = EPOCH + timedelta(seconds=saved)
        self._computed_times = self._unresolved_times = self._replies = self._unknown_authors = self._likely = 0

    def add(self, row: Row, parent: int, *, inferred: bool = False) -> None:
        """Add the next comment in thread order. `inferred`: the page does not state its parent."""
        columns, when = self.discussion.columns, row.head.when
        index = len(columns)
        seconds = when.seconds if when else None
        if when is not None and (seconds is None or when.unit is not None):
            columns.times_as_written[index] = row.head.time_words
        elif seconds is not None and is_day(seconds, row.head.time_words):
            columns.time_units[index] = "day"
        if when is not None and seconds is None:
            # `discussion.relative_times` computes the times from what is written.
            is_computed = when.age is not None and self._is_saved_known
            self._computed_times += is_computed
            self._unresolved_times += not is_computed
        if when is not None and when.zone is not None:
            columns.zones[index] = when.zone
        if row.badge:
            columns.badges[index] = row.badge
        if row.edited is not None:
            columns.edited[index] = row.edited
        if inferred:
            columns.inferred_parents.add(index)
            self._likely += 1
        self._replies += parent >= 0
        self._unknown_authors += not row.head.name
        columns.append(
            start=row.head.start,
            body_start=row.body_start,
            body_end=row.body_end,
            end=row.end,
            author=row.head.name,
            time=NO_TIME if seconds is None else seconds,
            likes=row.likes,
            replies=row.replies,
            parent=parent,
            margin=row.margin,
        )

    def place(self, found: list[Row], parents: list[int], *, inferred: bool) -> Iterator[None]:
        """Put comments into the tree in pre-order. `parents` are indices of `found`."""
        row_of = [-1] * len(found)
        for count, at in enumerate(thread_order(parents)):
            row_of[at] = len(self.discussion.columns)
            parent = parents[at]
            self.add(found[at], row_of[parent] if parent >= 0 else -1, inferred=inferred and parent >= 0)
            if count % SLICE_COMMENTS == SLICE_COMMENTS - 1:
                yield

    def finish(self) -> None:
        """Note in the receipt what was inferred, and claim the rest of the page after its last comment."""
        receipt, size = self.discussion.receipt, self.discussion.file.size
        read = max(max(self.discussion.columns.end, default=0), receipt.around[-1].end if receipt.around else 0)
        if read < size:
            receipt.around.append(Span(read, size, "furniture"))
        notes = receipt.notes
        if self._unknown_authors:
            what = counted(self._unknown_authors, "comment")
            notes.append(Note("no authors", f"{what} without an author: no line of their heads is certainly a name"))
        if self._replies:
            notes.append(
                Note("inferred parents", f"{counted(self._replies, 'parent')} inferred from {self.parent_evidence}")
            )
        if self._likely and self._likely < self._replies:
            what = counted(self._likely, "parent")
            notes.append(Note("inferred parents", f"{what} not stated by the page: the likeliest of several"))
        if self._computed_times:
            notes.append(
                Note("times", f"{counted(self._computed_times, 'relative time')} computed from when the page was saved")
            )
        if self._unresolved_times:
            why = "relative or incomplete, and the page does not say when it was saved"
            if self._is_saved_known:
                why = "incomplete"
            notes.append(Note("times", f"{counted(self._unresolved_times, 'time')} kept as written: {why}"))
