"""The stats as rows of a pane: every number that stands for comments carries the query that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from thread_parsers.safe import shown
from thread_reader.render.wrapping import fitted
from thread_reader.view.words import counted, number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from thread_parsers.stats import Engagement, People, Stats, Timeline
    from thread_parsers.tree import Article
    from thread_reader.render.signs import Signs

MOST_PEOPLE = 50
"""Authors that get a row."""
MOST_BUCKETS = 200
"""Buckets of time that get a row."""


class Row(NamedTuple):
    """One row: shown parts with their roles, and the query that it stands for, None for none."""

    parts: list[tuple[str, str]]
    query: str | None = None


def rows(stats: Stats, article: Article, width: int, signs: Signs) -> list[Row]:
    """All rows at a width of a pane."""
    found: list[Row] = []
    if stats.engagement is not None:
        found += _engagement(stats.engagement, article)
    if stats.people is not None and stats.people.everybody:
        found += [Row([]), *_people(stats.people, width, signs)]
    if stats.timeline is not None and stats.timeline.buckets:
        found += [Row([]), *_timeline(stats.timeline, width, signs)]
    return found


def _engagement(engagement: Engagement, article: Article) -> Iterator[Row]:
    for tally in engagement.tallies:
        if tally.counted is None and tally.declared is not None:
            yield Row([(f"{tally.name} ", "quiet"), (number(tally.declared), "head")])
        elif tally.counted is not None and (tally.counted or tally.declared):
            yield Row(_declared_and_read(tally.name, tally.declared, tally.counted), tally.query or None)
    said = [counted(engagement.authors, "author")]
    if engagement.segments is not None:
        said.append(counted(engagement.segments, "segment"))
    if engagement.words is not None:
        said.append(counted(engagement.words, "word"))
    if engagement.depth:
        said.append(f"{engagement.depth} deep")
    yield Row([(" · ".join(said), "")])
    if engagement.first is not None and engagement.last is not None:
        yield Row([(span(engagement.first, engagement.last), "")])
    if article.url:
        yield Row([(shown(article.url), "quiet")])


def _declared_and_read(name: str, declared: int | None, read: int) -> list[tuple[str, str]]:
    parts = [(f"{name} ", "quiet"), (number(read), "head")]
    if declared is not None:
        parts.append((f" read, {number(declared)} declared", "" if declared == read else "warning"))
    return parts


def span(first: datetime, last: datetime) -> str:
    """`2025-12-21 06:21 → 2025-12-24 06:14, 3 days`."""
    length = last - first
    days, hours, minutes = length.days, length.seconds // 3600, length.seconds // 60
    lasting = counted(days, "day") if days else counted(hours, "hour") if hours else counted(minutes, "minute")
    return f"{first.isoformat(' ', 'minutes')} to {last.isoformat(' ', 'minutes')}, {lasting}"


def bar(share: float, cells: int, sign: str) -> str:
    """A bar of at most `cells` cells; the smallest share that is not nothing is one cell."""
    return sign * (max(1, round(share * cells)) if share > 0 else 0)


def _people(people: People, width: int, signs: Signs) -> Iterator[Row]:
    yield Row([("people", "heading")])
    most = max(person.comments for person in people.everybody)
    name_width = min(24, max(cell_len(shown(person.name)) for person in people.everybody[:MOST_PEOPLE]), width // 2)
    room = max(3, width - name_width - 18)
    for person in people.everybody[:MOST_PEOPLE]:
        name = fitted(shown(person.name) or "(nobody named)", name_width)
        share = "" if person.share is None else f"{person.share:>4.0%} of words"
        drawn = bar(person.comments / most, min(12, room), signs.bar)
        padding = " " * (name_width - cell_len(name) + 1)
        figures = f"{number(person.comments):>4} "
        yield Row([(name, ""), (padding, ""), (figures, "head"), (f"{drawn} ", "rail"), (share, "quiet")], person.query)
    rest = len(people.everybody) - MOST_PEOPLE
    if rest > 0:
        yield Row([(f"and {number(rest)} more; U lists all", "quiet")])


def _timeline(timeline: Timeline, width: int, signs: Signs) -> Iterator[Row]:
    yield Row([(f"comments by {timeline.step}", "heading")])
    for burst in timeline.bursts:
        yield Row([(_burst(burst.comments, burst.of, burst.first, burst.last), "match")], burst.query)
    most = max(bucket.comments for bucket in timeline.buckets)
    day = timeline.step != "hour"
    for bucket in timeline.buckets[:MOST_BUCKETS]:
        when = bucket.start.date().isoformat() if day else bucket.start.isoformat(" ", "minutes")
        drawn = bar(bucket.comments / most, max(3, width - len(when) - 8), signs.bar)
        parts = [(f"{when} ", "quiet"), (f"{number(bucket.comments):>4} ", "head"), (drawn, "rail")]
        yield Row(parts, bucket.query if bucket.comments else None)


def _burst(comments: int, of: int, first: datetime, last: datetime) -> str:
    minutes = max(1, round((last - first).total_seconds() / 60))
    lasting = counted(minutes, "minute") if minutes < 120 else counted(minutes // 60, "hour")
    return f"{number(comments)} of {number(of)} within {lasting} on {first.date().isoformat()}"
