"""What `--stats` prints: size, people and time of a discussion. Names have any width, so they stand last in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.stats import measure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from thread_parsers.stats import Engagement, People, Timeline
    from thread_parsers.tree import Discussion

MOST_PEOPLE = 20
"""Authors that are listed; the rest is a number."""

MOST_BUCKETS = 60
"""Rows of the timeline; a longer one keeps its fullest."""

BAR = 30
"""Cells of the longest bar."""


def stats_lines(discussion: Discussion) -> Iterator[str]:
    """Declared beside counted, then people with their share of the words, then the timeline."""
    stats = measure(discussion)
    if stats.engagement:
        yield from _engagement(stats.engagement)
    if stats.people and stats.people.everybody:
        yield from _people(stats.people)
    if stats.timeline and stats.timeline.buckets:
        yield from _timeline(stats.timeline)


def _engagement(engagement: Engagement) -> Iterator[str]:
    for tally in engagement.tallies:
        numbers = [(tally.declared, "declared"), (tally.counted, "read")]
        yield _row(tally.name, ", ".join(f"{number} {word}" for number, word in numbers if number is not None))
    yield _row("authors", str(engagement.authors))
    yield _row("segments", str(engagement.segments))
    yield _row("words", f"{engagement.words} in comments, {engagement.article_words} in the article")
    if engagement.first and engagement.last:
        yield _row("time", f"{_clock(engagement.first)} to {_clock(engagement.last)}")
    if engagement.without_time:
        yield _row("no time", f"{engagement.without_time} comments")
    if engagement.depth:
        yield _row("depth", str(engagement.depth))


def _people(people: People) -> Iterator[str]:
    yield "\n comments  segments     words   share  author\n"
    for person in people.everybody[:MOST_PEOPLE]:
        numbers = f"{person.comments:>9} {person.segments:>9} {person.words:>9} {person.share or 0:>7.0%}"
        yield f"{numbers}  {person.name or '(nobody named)'}\n"
    rest = len(people.everybody) - MOST_PEOPLE
    if rest > 0:
        yield f"{'':>39}and {rest} more\n"


def _timeline(timeline: Timeline) -> Iterator[str]:
    most = max(bucket.comments for bucket in timeline.buckets)
    fullest = sorted(timeline.buckets, key=lambda bucket: -bucket.comments)[:MOST_BUCKETS]
    yield f"\n comments  {timeline.step} from\n"
    for bucket in sorted(fullest, key=lambda bucket: bucket.start):
        bar = "█" * round(bucket.comments / most * BAR)
        start = _clock(bucket.start) if timeline.step == "hour" else bucket.start.date().isoformat()
        yield f"{bucket.comments:>9}  {start}  {bar}".rstrip() + "\n"
    left_out = len(timeline.buckets) - len(fullest)
    if left_out:
        yield f"{'':>11}and {left_out} more with fewer comments\n"


def _row(name: str, words: str) -> str:
    return f"{name:<10} {words}\n"


def _clock(when: datetime) -> str:
    return when.isoformat(" ", "minutes")
