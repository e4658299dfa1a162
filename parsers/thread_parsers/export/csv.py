"""A table for spreadsheets and data frames: one row per segment, with the fields of its comment.

A comment without words has one row whose segment is 0. Text that a spreadsheet would take for a formula gets an
apostrophe in front; apart from that, text is exact.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from thread_parsers.text.folding import is_invisible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.discussion.discussion import Comment, Discussion
    from thread_parsers.discussion.numbered import Numbered

HEADER = (
    "id", "parent", "depth", "author", "time", "likes", "replies",
    "first_line", "last_line", "segments", "segment", "text", "time_text", "badge", "edited", "inferred",
    "state", "accepted", "subject", "permalink",
)  # fmt: skip
"""The columns. `segments` is the number of segments of the comment, `segment` the number of this one, from 1. `edited`
is `true` or the time of the edit, as written. `inferred` has the fields that were inferred, separated by blanks. The
lines are empty if the file is not line-based."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The first characters of cells that spreadsheets may evaluate (OWASP, "CSV injection"), including full-width forms."""

Cell = str | int | None


def write(discussion: Discussion, chosen: Iterable[int]) -> Iterator[str]:
    """The header and the rows of the chosen comments."""
    comments = discussion.comments
    yield from _table(HEADER, (rows(comments[index]) for index in chosen))


def write_several(discussions: Iterable[Numbered]) -> Iterator[str]:
    """The header, and the rows of several discussions, each with the number of its discussion before all else."""
    numbered = (
        [(number, *row) for row in rows(discussion.comments[index])]
        for number, _, discussion, chosen in discussions
        for index in chosen
    )
    yield from _table(("discussion", *HEADER), numbered)


def _table(header: Iterable[str], groups: Iterable[Iterable[tuple[Cell, ...]]]) -> Iterator[str]:
    """The header, and the rows of each group in one piece."""
    buffer = io.StringIO()
    table = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    table.writerow(header)
    for group in groups:
        for row in group:
            table.writerow(map(guarded, row))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def rows(comment: Comment) -> Iterator[tuple[Cell, ...]]:
    """The rows of one comment."""
    time = comment.time.isoformat(timespec="seconds") if comment.time else None
    fields = (comment.id, comment.parent, comment.depth, comment.author, time, comment.likes, comment.replies)
    edited = "true" if comment.edited is True else comment.edited or None
    accepted = "true" if comment.accepted else None
    marks = (
        comment.time_text, comment.badge, edited, " ".join(comment.inferred) or None,
        comment.state, accepted, comment.subject, comment.permalink,
    )  # fmt: skip
    segments = [segment.text for segment in comment.segments]
    for number, text in enumerate(segments, 1) if segments else [(0, "")]:
        yield (*fields, *(comment.lines or (None, None)), len(segments), number, text, *marks)


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet evaluates as a formula. A program may drop characters without width on import, so that
    the cell begins with the next one."""
    if not isinstance(cell, str):
        return cell
    first = cell[:1]
    if first and is_invisible(first):
        first = next((char for char in cell if not is_invisible(char)), "")
    return f"'{cell}" if first in FORMULA_STARTS else cell
