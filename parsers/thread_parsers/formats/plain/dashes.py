"""Pages without head lines: remarks divided by dash lines, or only an article."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.receipt import Note
from thread_parsers.formats.plain.article import Around, read_article
from thread_parsers.formats.plain.margins import trim
from thread_parsers.formats.plain.windows import matches, windows
from thread_parsers.steps import next_in_steps
from thread_parsers.text.counted import counted
from thread_parsers.text.segments import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

_MAX_MEDIAN_REMARK_BYTES = 2000
"""Longer pieces are the parts of a text."""
_MAX_SAMPLE_PIECES = 500
_SLICE_REMARKS = 512
"""Remarks between two yields."""
_HEADED = re.compile(rb"\s*(?:#{1,6}\s|(?:chapter|part|section|act|scene|kapitel|chapitre|capitulo)\b)", re.IGNORECASE)
_FIELD = re.compile(rb"\s*[\w-]{1,40}:(?:\s[^\n]*)?")


def count_remarks(source: Source) -> Generator[None, None, int]:
    """The number of remarks between the dash lines of a sample, in slices; 0 where the pieces between them are not
    remarks."""
    pieces: list[bytes] = []
    last = -1
    for found in _dash_lines(source):
        if found is None:
            yield
            continue
        start, end = found
        if last >= 0:
            pieces.append(source.read(last, start))
        last = end
        if len(pieces) >= _MAX_SAMPLE_PIECES:
            break
    else:
        pieces.append(source.read(last, min(source.size, last + 4 * _MAX_MEDIAN_REMARK_BYTES)) if last >= 0 else b"")
    remarks = [piece for piece in pieces if piece.strip()]
    if (
        not remarks
        or _is_front_matter(source, pieces)
        or sorted(map(len, remarks))[len(remarks) // 2] > _MAX_MEDIAN_REMARK_BYTES
    ):
        return 0
    return 0 if 2 * sum(bool(_HEADED.match(piece)) for piece in remarks) > len(remarks) else len(remarks)


def remarks_reason(remarks: int) -> str:
    """For people: what was found."""
    if remarks:
        return f"{counted(remarks, 'remark')} between dash lines, and no repeated head lines"
    return "no repeated head lines and no dash lines: an article"


def read_remarks(discussion: Discussion) -> Iterator[None]:
    """Fill a discussion without heads: each remark between dash lines is a comment without an author."""
    source, receipt = discussion.file, discussion.receipt
    remarks = yield from count_remarks(source)
    receipt.reason = receipt.reason or remarks_reason(remarks)
    first = (yield from next_in_steps(_dash_lines(source))) if remarks else None
    if first is None:
        yield from read_article(discussion, 0, source.size, followed=False)
        receipt.notes.append(
            Note("no comments", "no repeated head lines and no remarks between dash lines: all of it is the article")
        )
        return
    yield from read_article(discussion, 0, first[0], followed=True)
    yield from _fill(discussion, first[0])
    receipt.notes.append(Note("no authors", "remarks are divided by dash lines and have no authors"))


def _fill(discussion: Discussion, start: int) -> Iterator[None]:
    """Append the remarks from the first dash line on. A comment includes the dash lines up to the next remark."""
    source, around = discussion.file, Around(discussion.receipt)
    pending: _Remark | None = None
    last = start
    for count, found in enumerate(chain(_dash_lines(source), [(source.size, source.size)])):
        if found is None:
            yield
            continue
        begin, end = found
        remark = _remark(source, last, begin)
        if remark and pending:
            pending.append_to(discussion, remark.start)
        elif not pending:
            around.mark(last, remark.start if remark else begin, "blank")
        pending = remark or pending
        if not pending:
            around.mark(begin, end, "separator")
        last = end
        if count % _SLICE_REMARKS == _SLICE_REMARKS - 1:
            yield
    around.close()
    if pending:
        pending.append_to(discussion, source.size)


class _Remark(NamedTuple):
    start: int
    end: int
    margin: int

    def append_to(self, discussion: Discussion, end: int) -> None:
        discussion.columns.append(
            start=self.start, body_start=self.start, body_end=self.end, end=end, author="", margin=self.margin
        )


def _remark(source: Source, start: int, end: int) -> _Remark | None:
    first, stop, margin = trim(source.read(start, end), b"")
    return _Remark(start + first, start + stop, margin) if stop else None


def _dash_lines(source: Source) -> Iterator[tuple[int, int] | None]:
    """(start, end) of the dash lines, with their line feeds, but not of those that underline the line above; None as a
    chance to stop."""
    for window in windows(source):
        for found in matches(SEPARATOR, window.data, window.first, window.limit):
            if found is None:
                yield None
                continue
            start, end = found.span()
            if not _underlines(window.data, start, end):
                yield window.start + start, window.start + min(end + 1, window.limit)


def _underlines(data: bytes, start: int, end: int) -> bool:
    above = data[max(0, start - 400) : max(0, start - 1)].rpartition(b"\n")[2].decode("utf-8", "replace").strip()
    dashes = len(data[start:end].decode("utf-8", "replace").strip())
    return dashes > 4 and bool(above) and abs(len(above) - dashes) <= 2


def _is_front_matter(source: Source, pieces: list[bytes]) -> bool:
    first = next(filter(None, _dash_lines(source)), (1, 1))
    return first[0] == 0 and all(_FIELD.fullmatch(line) for line in pieces[0].splitlines() if line.strip())
