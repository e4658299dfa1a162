"""Reading a plain discussion: choose what divides it, read the article, put the comments into the tree."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.receipt import Note, Span
from thread_parsers.formats import Likeness
from thread_parsers.formats.plain.article import read_article, saved_at
from thread_parsers.formats.plain.comments import Row, rows, without_first_line
from thread_parsers.formats.plain.dashes import divided, read_remarks
from thread_parsers.formats.plain.detect import Choice, choose
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
from thread_parsers.times.times import TimeReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

_JUDGED = 1 << 18
"""Bytes that are looked at to judge a source."""
_PAUSE = 4096
"""Comments between two turns of others."""


def likeness(source: Source) -> Likeness:
    """How much a source looks like a plain discussion. Never nothing: any text opens as an article."""
    beginning = BufferSource(source.read(0, min(_JUDGED, source.size)))
    choice = run_to_end(choose(beginning, TimeReader()))
    if choice is not None:
        return Likeness(0.6 if len(choice.evidence.heads) > 2 else 0.5, choice.reason)
    remarks = divided(beginning)
    if remarks:
        return Likeness(0.4, f"{remarks} remarks between dash lines, and no head lines that repeat")
    return Likeness(0.1, "no head lines that repeat and no dash lines: an article")


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion from its source."""
    times = TimeReader()
    choice = yield from choose(discussion.source, times)
    if choice is None:
        yield from read_remarks(discussion)
        return
    yield from read_article(discussion, 0, choice.start, followed=True)
    filling = _Filling(discussion, choice, times)
    if quotes_bodies(choice):
        yield from _quoted(filling)
    elif _answers_by_name(choice):
        yield from _in_thread_order(filling)
    else:
        yield from _in_page_order(filling)
    filling.finish()


class _Filling:
    """Puts rows into the columns, and counts what the receipt must say about them."""

    def __init__(self, discussion: Discussion, choice: Choice, times: TimeReader) -> None:
        self.discussion = discussion
        self.choice = choice
        self.times = times
        self.how_parents = ""
        self._saved = _clock(discussion, choice, times)
        self._counted = self._left = self._replies = 0

    def add(self, row: Row, parent: int) -> None:
        """The next comment of the thread."""
        columns, when = self.discussion.columns, row.head.when
        index = len(columns)
        seconds = when.seconds if when else None
        if when is not None and seconds is None:
            columns.times_as_written[index] = row.head.time_words
            if when.ago is not None and self._saved is not None:
                seconds = self._saved - when.ago
                self._counted += 1
            else:
                self._left += 1
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
        """Say in the receipt what was inferred, and where the page goes on after its last comment."""
        receipt, size = self.discussion.receipt, self.discussion.source.size
        read = max(max(self.discussion.columns.end, default=0), receipt.around[-1].end if receipt.around else 0)
        if read < size:
            receipt.around.append(Span(read, size, "furniture"))
        notes = self.discussion.receipt.notes
        if self._replies:
            notes.append(
                Note("inferred parents", f"{_counted(self._replies, 'parent')} inferred from {self.how_parents}")
            )
        if self._counted:
            notes.append(
                Note("times", f"{_counted(self._counted, 'relative time')} counted from when the page was saved")
            )
        if self._left:
            why = "relative or incomplete, and the page does not say when it was saved"
            notes.append(Note("times", f"{_counted(self._left, 'time')} left as written: {why}"))


def _in_page_order(filling: _Filling) -> Iterator[None]:
    """Comments that stand on the page in the order of the thread: each is there as soon as it is read."""
    choice, source = filling.choice, filling.discussion.source
    parents = ByLinks() if choice.shape.linked else ByMargin()
    filling.how_parents = parents.how
    for row in rows(source, choice, filling.times):
        if row is None:
            yield
            continue
        index = len(filling.discussion.columns)
        filling.add(row, parents.parent(index, row.head))
        if index % _PAUSE == _PAUSE - 1:
            yield


def _in_thread_order(filling: _Filling) -> Iterator[None]:
    """Comments that name whom they answer: all are read before they are put under their parents."""
    choice, source = filling.choice, filling.discussion.source
    found: list[Row] = []
    for row in rows(source, choice, filling.times):
        if row is None or len(found) % _PAUSE == _PAUSE - 1:
            yield
        if row is not None:
            found.append(row)
    filling.how_parents = "the names that they address"
    known = {row.head.name.casefold(): row.head.name for row in found}
    answered = [_answered(row, known, source) for row in found]
    yield from _place(filling, found, by_name([row.head.name for row in found], answered, _newest_first(found)))


def _quoted(filling: _Filling) -> Iterator[None]:
    """Mail with quotations in quotations: what is quoted deeper came first."""
    filling.how_parents = "the quotations that they make"
    found: list[Row] = []
    parents: list[int] = []
    for quoted in quoted_rows(filling.discussion, filling.choice, filling.times):
        if quoted is None:
            yield
        else:
            found.append(quoted[0])
            parents.append(quoted[1])
    yield from _place(filling, found, parents)


def _place(filling: _Filling, found: list[Row], parents: list[int]) -> Iterator[None]:
    """Put comments into the tree with every reply under its parent."""
    placed = [-1] * len(found)
    for count, at in enumerate(thread_order(parents)):
        placed[at] = len(filling.discussion.columns)
        filling.add(found[at], placed[parents[at]] if parents[at] >= 0 else -1)
        if count % _PAUSE == _PAUSE - 1:
            yield


def _answered(row: Row, known: dict[str, str], source: Source) -> str:
    if row.head.addressee:
        return row.head.addressee
    signed = sign_line(row.first_line)
    if signed:
        without_first_line(row, source)
        return signed
    return mentioned(row.first_line, known)


def _answers_by_name(choice: Choice) -> bool:
    """Whether names are the sign of a reply: margins and links are better signs where a page has them."""
    heads = choice.evidence.heads
    if choice.shape.linked or len({head.margin for head in heads}) > 1:
        return False
    firsts = (body.strip()[:200].partition(b"\n")[0].decode("utf-8", "replace") for body in choice.evidence.bodies)
    known = choice.known
    return any(
        head.addressee.casefold() in known or sign_line(first).casefold() in known or mentioned(first, known)
        for head, first in zip(heads, firsts, strict=True)
    )


def _newest_first(found: list[Row]) -> bool:
    times = [row.head.when.seconds for row in found if row.head.when and row.head.when.seconds is not None]
    ages = [row.head.when.ago for row in found if row.head.when and row.head.when.ago is not None]
    later = sum(one < two for one, two in pairwise(times)) + sum(one > two for one, two in pairwise(ages))
    earlier = sum(one > two for one, two in pairwise(times)) + sum(one < two for one, two in pairwise(ages))
    return earlier > later


def _clock(discussion: Discussion, choice: Choice, times: TimeReader) -> int | None:
    """When the page was saved, where it says so and no comment is later."""
    saved = saved_at(discussion, choice.start, times)
    latest = max((head.when.seconds or 0 for head in choice.evidence.heads if head.when), default=0)
    return saved if saved is not None and saved >= latest else None


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
