"""Reading a plain discussion: detect what divides it, read the article, put the comments into the tree."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.receipt import Note, Span
from thread_parsers.formats import Likeness
from thread_parsers.formats.plain.article import read_article, saved_at
from thread_parsers.formats.plain.comments import Row, rows, without_first_line
from thread_parsers.formats.plain.dashes import count_remarks, read_remarks
from thread_parsers.formats.plain.detect import Detected, detect
from thread_parsers.formats.plain.quoted_mail import quoted_rows, quotes_bodies
from thread_parsers.formats.plain.replies import (
    ByLinks,
    ByMargin,
    by_name,
    mentioned,
    sign_line,
    thread_order,
)
from thread_parsers.source.source import BufferSource
from thread_parsers.steps import run_to_end
from thread_parsers.text.counted import counted
from thread_parsers.times.epoch import EPOCH
from thread_parsers.times.times import TimeReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

_JUDGED_BYTES = 1 << 18
"""The beginning of a source, by which it is judged."""
_SLICE_COMMENTS = 4096
"""Comments between two yields."""


def likeness(source: Source) -> Likeness:
    """How much a source looks like a plain discussion. Never 0: any text opens as an article."""
    beginning = BufferSource(source.read(0, min(_JUDGED_BYTES, source.size)))
    detected = run_to_end(detect(beginning, TimeReader()))
    if detected is not None:
        return Likeness(0.6 if len(detected.evidence.heads) > 2 else 0.5, detected.reason)
    remarks = count_remarks(beginning)
    if remarks:
        return Likeness(0.4, f"{counted(remarks, 'remark')} between dash lines, and no repeated head lines")
    return Likeness(0.1, "no repeated head lines and no dash lines: an article")


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion from its source."""
    times = TimeReader()
    detected = yield from detect(discussion.source, times)
    if detected is None:
        yield from read_remarks(discussion)
        return
    yield from read_article(discussion, 0, detected.start, followed=True)
    builder = _TreeBuilder(discussion, detected, times)
    if quotes_bodies(detected):
        yield from _quoted(builder)
    elif _replies_by_name(detected):
        yield from _in_thread_order(builder)
    else:
        yield from _in_page_order(builder)
    builder.finish()


class _TreeBuilder:
    """Puts rows into the columns, and counts what the receipt must say about them."""

    def __init__(self, discussion: Discussion, detected: Detected, times: TimeReader) -> None:
        self.discussion = discussion
        self.detected = detected
        self.times = times
        self.parent_evidence = ""
        """From what the parents were inferred."""
        self._saved = _clock(discussion, detected, times)
        if self._saved is not None and discussion.saved is None:
            discussion.saved = EPOCH + timedelta(seconds=self._saved)
        self._computed_times = self._unresolved_times = self._replies = 0

    def add(self, row: Row, parent: int) -> None:
        """Add the next comment in thread order."""
        columns, when = self.discussion.columns, row.head.when
        index = len(columns)
        seconds = when.seconds if when else None
        if when is not None and seconds is None:
            columns.times_as_written[index] = row.head.time_words
            if when.ago is not None and self._saved is not None:
                seconds = self._saved - when.ago
                self._computed_times += 1
            else:
                self._unresolved_times += 1
        if when is not None and when.zone is not None:
            columns.zones[index] = when.zone
        self._replies += parent >= 0
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

    def finish(self) -> None:
        """Note in the receipt what was inferred, and claim the rest of the page after its last comment."""
        receipt, size = self.discussion.receipt, self.discussion.source.size
        read = max(max(self.discussion.columns.end, default=0), receipt.around[-1].end if receipt.around else 0)
        if read < size:
            receipt.around.append(Span(read, size, "furniture"))
        notes = self.discussion.receipt.notes
        if self._replies:
            notes.append(
                Note("inferred parents", f"{counted(self._replies, 'parent')} inferred from {self.parent_evidence}")
            )
        if self._computed_times:
            notes.append(
                Note("times", f"{counted(self._computed_times, 'relative time')} computed from when the page was saved")
            )
        if self._unresolved_times:
            why = "relative or incomplete, and the page does not say when it was saved"
            notes.append(Note("times", f"{counted(self._unresolved_times, 'time')} kept as written: {why}"))


def _in_page_order(builder: _TreeBuilder) -> Iterator[None]:
    """Comments whose page order is the thread order: each is in the tree as soon as it is read."""
    detected, source = builder.detected, builder.discussion.source
    parents = ByLinks() if detected.shape.linked else ByMargin()
    builder.parent_evidence = parents.how
    for row in rows(source, detected, builder.times):
        if row is None:
            yield
            continue
        index = len(builder.discussion.columns)
        builder.add(row, parents.parent(index, row.head))
        if index % _SLICE_COMMENTS == _SLICE_COMMENTS - 1:
            yield


def _in_thread_order(builder: _TreeBuilder) -> Iterator[None]:
    """Comments that name to whom they reply: all are read before they are put under their parents."""
    detected, source = builder.detected, builder.discussion.source
    found: list[Row] = []
    for row in rows(source, detected, builder.times):
        if row is None or len(found) % _SLICE_COMMENTS == _SLICE_COMMENTS - 1:
            yield
        if row is not None:
            found.append(row)
    builder.parent_evidence = "the names that they address"
    known = {row.head.name.casefold(): row.head.name for row in found}
    addressees = [_addressee(row, known, source) for row in found]
    yield from _place(builder, found, by_name([row.head.name for row in found], addressees, _newest_first(found)))


def _quoted(builder: _TreeBuilder) -> Iterator[None]:
    """Mail with nested quotations: what is quoted deeper is older."""
    builder.parent_evidence = "the quotations that they make"
    found: list[Row] = []
    parents: list[int] = []
    for quoted in quoted_rows(builder.discussion, builder.detected, builder.times):
        if quoted is None:
            yield
        else:
            found.append(quoted[0])
            parents.append(quoted[1])
    yield from _place(builder, found, parents)


def _place(builder: _TreeBuilder, found: list[Row], parents: list[int]) -> Iterator[None]:
    """Put comments into the tree in pre-order. `parents` are indices of `found`."""
    row_of = [-1] * len(found)
    for count, at in enumerate(thread_order(parents)):
        row_of[at] = len(builder.discussion.columns)
        builder.add(found[at], row_of[parents[at]] if parents[at] >= 0 else -1)
        if count % _SLICE_COMMENTS == _SLICE_COMMENTS - 1:
            yield


def _addressee(row: Row, known: dict[str, str], source: Source) -> str:
    """To whom a comment replies, or "". A line that only says so is removed from the body."""
    if row.head.addressee:
        return row.head.addressee
    signed = sign_line(row.first_line)
    if signed:
        without_first_line(row, source)
        return signed
    return mentioned(row.first_line, known)


def _replies_by_name(detected: Detected) -> bool:
    """Whether names are the sign of replies. Margins and links are better signs where a page has them."""
    heads = detected.evidence.heads
    if detected.shape.linked or len({head.margin for head in heads}) > 1:
        return False
    firsts = (body.strip()[:200].partition(b"\n")[0].decode("utf-8", "replace") for body in detected.evidence.bodies)
    known = detected.known
    return any(
        head.addressee.casefold() in known or sign_line(first).casefold() in known or mentioned(first, known)
        for head, first in zip(heads, firsts, strict=True)
    )


def _newest_first(found: list[Row]) -> bool:
    """Whether more pairs of neighbours have the newer comment first. Ages grow where times fall."""
    times = [row.head.when.seconds for row in found if row.head.when and row.head.when.seconds is not None]
    ages = [row.head.when.ago for row in found if row.head.when and row.head.when.ago is not None]
    later = sum(one < two for one, two in pairwise(times)) + sum(one > two for one, two in pairwise(ages))
    earlier = sum(one > two for one, two in pairwise(times)) + sum(one < two for one, two in pairwise(ages))
    return earlier > later


def _clock(discussion: Discussion, detected: Detected, times: TimeReader) -> int | None:
    """When the page was saved, if it says so and no comment is later; seconds from 1970 by its clock."""
    saved = saved_at(discussion, detected.start, times)
    latest = max((head.when.seconds or 0 for head in detected.evidence.heads if head.when), default=0)
    return saved if saved is not None and saved >= latest else None
