"""The statistics of a discussion as HTML: tables with bars, and column charts, as inline SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.export.html.comment import hue_class
from thread_parsers.export.html.words import escaped, escaped_line
from thread_parsers.export.text import NO_NAME
from thread_parsers.stats import Stats, steps
from thread_parsers.text.counted import counted
from thread_parsers.times.time_units import in_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import EngagementStats, FigureStats, People, Phrase, Term, Timeline

MAX_ROWS = 12
"""Rows of each table."""
BAR = 200
"""Width of the longest bar, in pixels of the drawing."""
CHART_WIDTH, CHART_HEIGHT = 720, 120
"""Units of the drawing of a column chart."""


def stats_html(discussion: Discussion) -> Iterator[str]:
    """Yield a collapsed element with the stats of all comments, whichever of them are written, and empty text every few
    milliseconds while they are counted."""
    found = Stats()
    for found in steps(discussion):  # noqa: B007 - the last one has everything
        yield ""
    comments = counted(len(discussion.columns), "comment")
    yield f'<details class="stats"><summary>Statistics of {comments}</summary>\n'
    yield from _sections(found)
    yield "</details>\n"


def _sections(stats: Stats) -> Iterator[str]:
    if stats.engagement:
        yield from _engagement(stats.engagement)
    if stats.people and stats.people.named:
        yield from _people(stats.people)
    if stats.timeline and stats.timeline.buckets:
        yield from _timeline(stats.timeline)
    if stats.figures and stats.figures.stated:
        yield from _figures(stats.figures)
    if stats.terms:
        yield from _said("Terms", stats.terms)
    if stats.phrases:
        yield from _said("Shared wording", stats.phrases)


def _engagement(engagement: EngagementStats) -> Iterator[str]:
    yield '<table class="said">\n'
    for tally in engagement.tallies:
        read = "" if tally.counted is None else f"{tally.counted:,} read"
        stated = "" if tally.declared is None else f"{tally.declared:,} declared"
        yield _row(tally.name, ", ".join(filter(None, (read, stated))))
    yield _row("authors", f"{engagement.authors:,}")
    yield _row("words", f"{engagement.words:,} in comments, {engagement.article_words:,} in the article")
    if engagement.first and engagement.last:
        yield _row("time", f"{in_digits(engagement.first, None)} – {in_digits(engagement.last, None)}")
    yield "</table>\n"
    most = max((level.comments for level in engagement.lengths), default=0)
    if most:
        yield "<h4>Length <span>words, comments</span></h4>\n<table>\n"
        for level in engagement.lengths:
            if level.comments:
                yield _row(level.label, f"{level.comments:,}", _bar(level.comments / most))
        yield "</table>\n"


def _people(people: People) -> Iterator[str]:
    authors = people.authors[:MAX_ROWS]
    most = max((person.comments for person in authors), default=1) or 1
    yield "<h4>People <span>comments</span></h4>\n<table>\n"
    for person in authors:
        hue = hue_class(person.name) if person.name else ""
        yield _row(person.name or NO_NAME, f"{person.comments:,}", _bar(person.comments / most, hue))
    yield "</table>\n"
    yield from _rest(people.authors, "person", "people")


def _timeline(timeline: Timeline) -> Iterator[str]:
    yield f"<h4>When <span>comments per {escaped(str(timeline.step))}</span></h4>\n"
    buckets = [(in_digits(bucket.start, None), bucket.comments) for bucket in timeline.buckets]
    yield from _columns(buckets, (buckets[0][0], buckets[-1][0]))
    hours = [(f"{hour.hour} h", hour.comments) for hour in timeline.hours]
    if any(comments for _, comments in hours):
        yield "<h4>Hour of day <span>comments</span></h4>\n"
        yield from _columns(hours, ("0", "23"))


def _figures(figures: FigureStats) -> Iterator[str]:
    stated = [row for row in figures.stated if row.people]
    if not stated:
        return
    most = max(row.people for row in stated)
    yield "<h4>Figures <span>people</span></h4>\n<table>\n"
    for row in stated[:MAX_ROWS]:
        yield _row(row.forms[0], f"{row.people:,}", _bar(row.people / most))
    yield "</table>\n"


def _said(heading: str, rows: Sequence[Term] | Sequence[Phrase]) -> Iterator[str]:
    most = max(row.people for row in rows) or 1
    yield f"<h4>{heading} <span>people</span></h4>\n<table>\n"
    for row in rows[:MAX_ROWS]:
        yield _row(row.text, f"{row.people:,}", _bar(row.people / most))
    yield "</table>\n"


def _row(name: str, value: str, bar: str = "") -> str:
    return f'<tr><th dir="auto">{escaped_line(name)}</th><td>{escaped(value)}</td><td>{bar}</td></tr>\n'


def _bar(share: float, hue: str = "") -> str:
    width = max(1, round(share * BAR)) if share > 0 else 0
    return (
        f'<svg class="bar {hue}" width="{BAR}" height="8" aria-hidden="true"><rect width="{width}" height="8"/></svg>'
    )


def _columns(columns: Sequence[tuple[str, int]], ends: tuple[str, str]) -> Iterator[str]:
    """A column chart of names and numbers. A browser shows both under the pointer; the two ends have labels, which
    are not part of the drawing: it is stretched to the width of the page."""
    most = max((number for _, number in columns), default=0) or 1
    step = CHART_WIDTH / len(columns)
    gap = max(1, step / 8)
    label = f"{', '.join(ends)}; at most {most:,}"
    yield (
        f'<figure class="chart"><svg viewBox="0 0 {CHART_WIDTH} {CHART_HEIGHT}" preserveAspectRatio="none" '
        f'role="img" aria-label="{escaped(label)}">\n'
    )
    for at, (name, number) in enumerate(columns):
        height = max(1, round(number / most * CHART_HEIGHT)) if number else 0
        if height:
            place = (
                f'x="{at * step:.1f}" y="{CHART_HEIGHT - height}" width="{max(1, step - gap):.1f}" height="{height}"'
            )
            yield f"<rect {place}><title>{escaped(name)}: {number:,}</title></rect>\n"
    captions = (ends[0], f"at most {most:,}", ends[1])
    yield f"</svg><figcaption>{''.join(f'<span>{escaped(words)}</span>' for words in captions)}</figcaption></figure>\n"


def _rest(rows: Sequence[object], noun: str, plural: str) -> Iterable[str]:
    if len(rows) > MAX_ROWS:
        yield f"<p>and {counted(len(rows) - MAX_ROWS, noun, plural)} more</p>\n"
