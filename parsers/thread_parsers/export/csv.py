"""A table for spreadsheets and data frames: one row per segment, with the fields of its comment.

A comment without words has one row whose segment is 0. Text that a spreadsheet would take for a formula gets an
apostrophe in front; apart from that, text is exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.export.text import segment_texts
from thread_parsers.text.folding import is_invisible
from thread_parsers.text.text_pieces import PIECE_CHARS, in_pieces

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from thread_parsers.discussion.discussion import Discussion
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

MAX_INVISIBLE = 1 << 10
"""Characters without width at the beginning of a cell that are looked at. After more, there may be a formula."""

Cell = str | int | None


def write(discussion: Discussion, chosen: Iterable[int]) -> Iterator[str]:
    """The header and the rows of the chosen comments."""
    yield _line(HEADER)
    for index in chosen:
        yield from _rows(discussion, index)


def write_several(discussions: Iterable[Numbered]) -> Iterator[str]:
    """The header, and the rows of several discussions, each with the number of its discussion before all else."""
    yield _line(("discussion", *HEADER))
    for number, _, discussion, chosen in discussions:
        for index in chosen:
            yield from _rows(discussion, index, number)


def write_pages(found: Iterable[tuple[str, int, Discussion, Iterable[int]]]) -> Iterator[str]:
    """The header, and the rows of many pages, each with the name of its page and the number of its discussion in it
    before all else."""
    yield _line(("page", "part", *HEADER))
    for page, part, discussion, chosen in found:
        for index in chosen:
            yield from _rows(discussion, index, page, part)


def _rows(discussion: Discussion, index: int, *before: Cell) -> Iterator[str]:
    """The rows of one comment, in pieces."""
    comment, texts = discussion.comments.without_segments(index), segment_texts(discussion, index)
    segments = len(texts) if isinstance(texts, list) else (yield from _count(texts))
    time = comment.time.isoformat(timespec="seconds") if comment.time else None
    fields = (comment.id, comment.parent, comment.depth, comment.author, time, comment.likes, comment.replies)
    edited = "true" if comment.edited is True else comment.edited or None
    accepted = "true" if comment.accepted else None
    marks = (
        comment.time_text, comment.badge, edited, " ".join(comment.inferred) or None,
        comment.state, accepted, comment.subject, comment.permalink,
    )  # fmt: skip
    head = _cells((*before, *fields, *(comment.lines or (None, None)), segments))
    tail = _cells(marks)
    if not segments:
        yield f'{head},0,"",{tail}\n'
    number = 0
    for text in texts if isinstance(texts, list) else segment_texts(discussion, index):
        if text is None:
            yield ""
            continue
        number += 1
        if len(text) <= PIECE_CHARS:
            yield f"{head},{number},{_cell(text)},{tail}\n"
        else:
            yield f"{head},{number}"
            yield from _long_cell(text)
            yield f"{tail}\n"


def _count(texts: Iterable[str | None]) -> Generator[str, None, int]:
    """How many texts there are, which may be too many to be held."""
    count = 0
    for text in texts:
        count += text is not None
        if text is None:
            yield ""
    return count


def _line(cells: Iterable[Cell]) -> str:
    return f"{_cells(cells)}\n"


def _cells(cells: Iterable[Cell]) -> str:
    return ",".join(map(_cell, cells))


def _cell(cell: Cell) -> str:
    """A cell as it is written: text in quotes, and a number without."""
    if isinstance(cell, int):
        return str(cell)
    return '"' + guarded(cell or "").replace('"', '""') + '"'


def _long_cell(text: str) -> Iterator[str]:
    """A cell of text in pieces, with a comma before and after."""
    text = guarded(text)
    yield ',"'
    for piece in in_pieces(text):
        yield piece.replace('"', '""')
    yield '",'


def guarded(text: str) -> str:
    """The text of a cell that no spreadsheet evaluates as a formula. A program may drop characters without width on
    import, so that the cell begins with the next one."""
    first = text[:1]
    if first and is_invisible(first):
        hidden = FORMULA_STARTS[0] if len(text) > MAX_INVISIBLE else ""
        first = next((char for char in text[:MAX_INVISIBLE] if not is_invisible(char)), hidden)
    return f"'{text}" if first in FORMULA_STARTS else text
