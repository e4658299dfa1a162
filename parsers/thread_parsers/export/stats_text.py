"""The stats as text for people: 80 columns, no colour. What has no fixed width (names, words) comes last in its row.

A row ends with the query that shows the comments that it counts.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from thread_parsers.export.cells import cut
from thread_parsers.export.highlights_text import highlights_lines
from thread_parsers.export.text import NO_NAME, one_line
from thread_parsers.export.text_charts import BAR_CELLS, bar, sparkline
from thread_parsers.stats import measure
from thread_parsers.text.counted import counted
from thread_parsers.times.durations import duration_words
from thread_parsers.times.time_units import in_digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import (
        Chosen,
        EngagementStats,
        FigureStats,
        People,
        Phrase,
        SentenceLinks,
        Stats,
        Term,
        Timeline,
    )
    from thread_parsers.stats.conflicts import Conflict

WIDTH_CELLS = 80
SENTENCE_CELLS = WIDTH_CELLS - 31
"""What the columns before the text of a sentence leave of a row."""
SHARE_BAR_CELLS = 12
MAX_ROWS = {"people": 20, "exchanges": 10, "buckets": 40, "figures": 20, "terms": 20, "phrases": 15}
"""Rows of each table; of the others, only their number is written."""


def report(discussion: Discussion, chosen: Chosen | None = None) -> Iterator[str]:
    """The report on a discussion, or on the chosen comments of it, line by line, each with its line feed."""
    for line in _lines(measure(discussion, chosen), discussion):
        yield line.rstrip() + "\n"


def report_of_sums(stats: Stats, values: int) -> Iterator[str]:
    """The report on what was counted in many discussions, as `report`: without what belongs to one of them, such as
    highlights. `values`: how many different values their figures state."""
    wording = _stated(stats.figures, values), _terms(stats.terms), _phrases(stats.phrases)
    for line in chain(_size(stats), _people_and_times(stats), *wording):
        yield line.rstrip() + "\n"


def _lines(stats: Stats, discussion: Discussion) -> Iterator[str]:
    yield from _size(stats)
    if stats.highlights:
        yield ""
        yield from highlights_lines(stats.highlights, discussion, WIDTH_CELLS)
    yield from _people_and_times(stats)
    if stats.figures and stats.figures.stated:
        yield from _figures(stats.figures, discussion)
    yield from _terms(stats.terms)
    yield from _phrases(stats.phrases)
    if stats.sentences and len(discussion.columns):
        yield from _sentences(stats.sentences)


def _size(stats: Stats) -> Iterator[str]:
    if stats.query is not None:
        yield f"{'query':<10} {one_line(stats.query)}"
    if stats.engagement:
        yield from _engagement(stats.engagement)


def _people_and_times(stats: Stats) -> Iterator[str]:
    if stats.people and stats.people.named:
        yield from _people(stats.people)
    if stats.timeline and stats.timeline.buckets:
        yield from _timeline(stats.timeline)


def _engagement(engagement: EngagementStats) -> Iterator[str]:
    for tally in engagement.tallies:
        numbers = []
        if tally.counted is not None:
            numbers.append(
                f"{tally.counted:,} read" if tally.counted == tally.of else f"{tally.counted:,} of {tally.of:,}"
            )
        if tally.declared is not None:
            numbers.append(f"{tally.declared:,} declared")
        if tally.difference:
            numbers.append(f"{abs(tally.difference):,} {'more' if tally.difference > 0 else 'fewer'} than declared")
        yield f"{tally.name:<10} {', '.join(numbers)}"
    yield f"{'authors':<10} {f'{engagement.authors:,}' if engagement.authors else 'none named'}"
    yield f"{'segments':<10} {engagement.segments:,}"
    yield f"{'words':<10} {engagement.words:,} in comments, {engagement.article_words:,} in the article"
    if engagement.depth:
        yield f"{'depth':<10} {engagement.depth}"
    if engagement.first and engagement.last:
        span = duration_words(engagement.last - engagement.first)
        yield f"{'time':<10} {in_digits(engagement.first, None)} to {in_digits(engagement.last, None)}, {span}"
    if engagement.without_time:
        yield f"{'no time':<10} {counted(engagement.without_time, 'comment')}"
    yield from _lengths(engagement)


def _lengths(engagement: EngagementStats) -> Iterator[str]:
    most = max((level.comments for level in engagement.lengths), default=0)
    if most:
        yield ""
        yield " comments  words"
        for level in engagement.lengths:
            if level.comments:
                yield f"{level.comments:>9,}  {level.label:<9} {bar(level.comments / most):<{BAR_CELLS}} {level.query}"


def _people(people: People) -> Iterator[str]:
    yield ""
    yield " comments segments    words  share of words"
    most = max((person.share or 0 for person in people.authors), default=0) or 1
    for person in people.authors[: MAX_ROWS["people"]]:
        share = person.share or 0
        counts = f"{person.comments:>9,} {person.segments or 0:>8,} {person.words or 0:>8,}"
        yield f"{counts}   {share:>4.0%} {bar(share / most, SHARE_BAR_CELLS):<{SHARE_BAR_CELLS}}  {person.query}"
    yield from _rest(len(people.authors), "people")
    if people.repeat_posters:
        yield f"{len(people.repeat_posters):,} of {people.named:,} wrote more than one comment"
    if people.exchanges:
        yield ""
        yield "  replies  from whom to whom"
        for exchange in people.exchanges[: MAX_ROWS["exchanges"]]:
            yield f"{exchange.replies:>9,}  {exchange.query}"
        yield from _rest(len(people.exchanges), "exchanges")


def _timeline(timeline: Timeline) -> Iterator[str]:
    yield ""
    yield f" comments  {timeline.step} from"
    most = max(bucket.comments for bucket in timeline.buckets)
    fullest = sorted(timeline.buckets, key=lambda bucket: -bucket.comments)[: MAX_ROWS["buckets"]]
    after_empty = False  # empty buckets in a row are one row of dots
    for bucket in sorted(fullest, key=lambda bucket: bucket.start):
        start = in_digits(bucket.start, None) if timeline.step == "hour" else bucket.start.date().isoformat()
        if bucket.comments:
            yield f"{bucket.comments:>9,}  {start}  {bar(bucket.comments / most)}"
        elif not after_empty:
            yield f"{'…':>9}"
        after_empty = not bucket.comments
    yield from _rest(len(timeline.buckets), "buckets")
    yield f"by hour of the day, 0 to 23: {sparkline([hour.comments for hour in timeline.hours])}"
    for burst in timeline.bursts:
        span = duration_words(burst.last - burst.first)
        yield f"burst: {burst.comments:,} of {burst.of:,} within {span} on {burst.first.date()}"
        yield f"{'':>7}{burst.query}"
    for silence in timeline.silences:
        yield f"silence: {duration_words(silence.end - silence.start)}, until {in_digits(silence.end, None)}"


def _stated(figures: FigureStats | None, values: int | None = None) -> Iterator[str]:
    stated = [row for row in figures.stated if row.people] if figures else []
    if stated:
        yield ""
        yield "   people comments  article  figure, as written"
    for row in stated[: MAX_ROWS["figures"]]:
        forms = one_line(", ".join(row.forms))
        yield f"{row.people:>9,} {row.comments:>8,}  {'yes' if row.in_article else '':<7}  {row.query}: {forms}"
    yield from _rest(len(stated) if values is None else values, "figures")


def _figures(figures: FigureStats, discussion: Discussion) -> Iterator[str]:
    yield from _stated(figures)
    for conflict in figures.conflicts:
        who = discussion.author(conflict.rows[0]) or NO_NAME
        others = f" and {conflict.people - 1:,} more" if conflict.people > 1 else ""
        yield f"conflict: {one_line(conflict.stated)} against {one_line(conflict.against)} ({conflict.why})"
        yield f"{'':>10}{_place(discussion, conflict)}, {who}{others}"
        yield f"{'':>10}{conflict.query}"


def _place(discussion: Discussion, conflict: Conflict) -> str:
    """Where the first of the comments states the figure: the line of a text file, or the number of the comment."""
    row = conflict.rows[0]
    if discussion.origins is not None:
        return f"comment {row + 1}"
    for segment in discussion.segments(row):
        before, found, _ = segment.text.partition(conflict.stated)
        if found:
            return f"line {discussion.file.line_at(segment.start) + before.count(chr(10))}"
    return f"line {discussion.file.line_at(discussion.columns.start[row])}"


def _terms(terms: Sequence[Term] | None) -> Iterator[str]:
    if not terms:
        return
    yield ""
    yield "   people comments  times as often as elsewhere"
    for term in terms[: MAX_ROWS["terms"]]:
        yield f"{term.people:>9,} {term.comments:>8,}  {term.times_more:>14,.0f}  {term.query}"
    yield from _rest(len(terms), "terms")


def _phrases(phrases: Sequence[Phrase] | None) -> Iterator[str]:
    if not phrases:
        return
    yield ""
    yield "   people comments  article  shared phrase"
    for phrase in phrases[: MAX_ROWS["phrases"]]:
        yield f"{phrase.people:>9,} {phrase.comments:>8,}  {'yes' if phrase.in_article else '':<7}  {phrase.query}"
    yield from _rest(len(phrases), "phrases")


def _sentences(sentences: Sequence[SentenceLinks]) -> Iterator[str]:
    yield ""
    yield "   people comments  sentence of the article"
    for found in sentences:
        about = f"about:{found.sentence.number}"
        text = cut(one_line(found.sentence.text), SENTENCE_CELLS)
        yield f"{found.people:>9,} {found.comments:>8,}  {about:<9} {text}"


def _rest(rows: int, name: str) -> Iterator[str]:
    if rows > MAX_ROWS[name]:
        yield f"{'':>9}  and {rows - MAX_ROWS[name]:,} more"
