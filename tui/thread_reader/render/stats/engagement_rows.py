"""Engagement: declared and counted numbers, amount of text, and the time span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_parsers.text.reading_time import duration
from thread_reader.render.stats.row import Part, Row, flowing
from thread_reader.render.stats.when import span
from thread_reader.render.wrapping import fitted_middle
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.stats import EngagementStats
    from thread_parsers.stats.engagement import Tally
    from thread_reader.render.stats.row import Canvas


def engagement(canvas: Canvas) -> Iterator[Row]:
    """Yield the numbers that the page declares and those that were read, the amount of text and the time span."""
    found = canvas.stats.engagement
    if found is None:
        return
    tallies = [tally for tally in found.tallies if tally.of or tally.declared]
    names = max((len(tally.name) for tally in tallies), default=0)
    numbers = max((len(number(_main(tally))) for tally in tallies), default=0)
    for tally in tallies:
        parts = [Part(f"{tally.name:<{names}}  "), Part(f"{number(_main(tally)):>{numbers}}", "head")]
        query = tally.query if tally.counted else None
        yield Row([*parts, *_beside(tally, canvas, names + numbers + 2)], query)
    yield from _sizes(found, canvas)
    if found.first is not None and found.last is not None:
        yield from flowing([Part(span(found.first, found.last))], canvas.width)
    if found.without_time and found.first is not None:
        yield Row([Part(f"{counted(found.without_time, 'comment')} without a time", "quiet")])
    if canvas.discussion.article.url and canvas.stats.query is None:
        yield Row([Part(fitted_middle(printable(canvas.discussion.article.url), canvas.width), "quiet")])


def _main(tally: Tally) -> int:
    """The number of a row: what was counted, or else what is declared."""
    return (tally.declared or 0) if tally.counted is None else tally.counted


def _beside(tally: Tally, canvas: Canvas, used: int) -> list[Part]:
    """What a counted number is compared with: all comments, and what the page declares."""
    if tally.counted is None:
        return []
    role = "warning" if tally.difference else "quiet"
    if canvas.stats.query is None:
        return [] if tally.declared is None else [Part(f"  of {number(tally.declared)} declared", role)]
    parts = [Part(f"  of {number(tally.of or 0)}", "quiet")]
    declared = "" if tally.declared is None else f" · page declares {number(tally.declared)}"
    if declared and used + cell_len(parts[0].text) + cell_len(declared) <= canvas.width:
        parts.append(Part(declared, role))
    return parts


def _sizes(found: EngagementStats, canvas: Canvas) -> Iterator[Row]:
    """Yield `9 people · 18 segments · 345 words · 2 min to read` in one row, or in two."""
    people = [counted(found.authors, "person", "people") if found.authors else "no authors named"]
    if found.segments is not None:
        people.append(counted(found.segments, "segment"))
    words = [] if found.words is None else [counted(found.words, "word")]
    if found.words and canvas.minutes is not None:
        words.append(f"{duration(canvas.minutes(found.words))} to read")
    together = " · ".join([*people, *words])
    rows = [together] if cell_len(together) <= canvas.width else [" · ".join(people), " · ".join(words)]
    for text in rows if len(canvas.discussion.columns) else ():
        yield from flowing([Part(text)], canvas.width)
