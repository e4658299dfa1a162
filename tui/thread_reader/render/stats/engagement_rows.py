"""Engagement: declared and counted numbers, amount of text, lengths of comments."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_parsers.times.durations import duration_words
from thread_reader.render.stats.row import Part, Row, bar, flowing, heading
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import EngagementStats
    from thread_parsers.stats.engagement import Level
    from thread_reader.render.stats.row import Canvas

MIN_CHARTED = 3
"""Fewer comments have no distribution."""


def engagement(canvas: Canvas) -> Iterator[Row]:
    """Yield the numbers that the page declares and those that were read, the amount of text and the time span."""
    found = canvas.stats.engagement
    if found is None:
        return
    for tally in found.tallies:
        if tally.counted is None and tally.declared is not None:
            yield Row([Part(f"{tally.name} "), Part(number(tally.declared), "head")])
        elif tally.counted is not None and (tally.counted or tally.declared):
            yield Row(_declared_and_read(tally.name, tally.declared, tally.counted), tally.query)
    yield from flowing([Part(" · ".join(_size(found, canvas.discussion)))], canvas.width)
    if found.first is not None and found.last is not None:
        yield from flowing([Part(span(found.first, found.last))], canvas.width)
    if found.without_time and found.first is not None:
        yield Row([Part(f"{counted(found.without_time, 'comment')} without a time", "quiet")])
    if canvas.discussion.article.url:
        yield Row([Part(printable(canvas.discussion.article.url), "quiet")])


def _declared_and_read(name: str, declared: int | None, read: int) -> list[Part]:
    parts = [Part(f"{name} "), Part(number(read), "head")]
    if declared is not None:
        parts.append(Part(f" read, {number(declared)} declared", "" if declared == read else "warning"))
    return parts


def _size(found: EngagementStats, discussion: Discussion) -> Iterator[str]:
    if len(discussion.columns):
        yield counted(found.authors, "author") if found.authors else "no authors named"
    if found.segments is not None:
        yield counted(found.segments, "segment")
    if found.words is not None:
        yield counted(found.words, "word")
    if found.depth:
        yield f"{found.depth} deep"


def span(first: datetime, last: datetime) -> str:
    """Return `2025-12-21 06:21 to 2025-12-24 06:14, 2 days`; a single time as it is."""
    if first == last:
        return first.isoformat(" ", "minutes")
    return f"{first.isoformat(' ', 'minutes')} to {last.isoformat(' ', 'minutes')}, {duration_between(first, last)}"


def duration_between(first: datetime, last: datetime) -> str:
    """Return `3 days`, `5 hours` or `29 minutes`: at least a minute, because most pages are no more exact."""
    return duration_words(max(last - first, timedelta(minutes=1)))


def lengths(canvas: Canvas) -> Iterator[Row]:
    """Yield the distribution of comments by number of words."""
    found = canvas.stats.engagement
    if found is not None:
        yield from _distribution("words", found.lengths, canvas)


def depths(canvas: Canvas) -> Iterator[Row]:
    """Yield the distribution of comments by depth, if there are replies."""
    found = canvas.stats.engagement
    if found is not None and found.lengths and found.depth:
        yield from _distribution("depth", found.depths, canvas)


def _distribution(name: str, levels: Sequence[Level], canvas: Canvas) -> Iterator[Row]:
    """Yield a row with a bar for each level that has comments."""
    if sum(level.comments for level in levels) < MIN_CHARTED:
        return
    yield heading(name, "comments")
    most = max(level.comments for level in levels)
    for level in levels:
        if level.comments:
            drawn = bar(level.comments / most, max(3, canvas.width - 18), canvas.signs)
            yield Row(
                [Part(f"{level.label:>8} "), Part(f"{number(level.comments):>6}  ", "head"), Part(drawn, "rail")],
                level.query,
            )
