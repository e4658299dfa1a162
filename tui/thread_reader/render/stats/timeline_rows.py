"""Time: charts of the comments over time, cumulated, and by hour of the day; bursts and silences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.stats.queries import moment, seconds
from thread_parsers.stats.timeline import merged
from thread_reader.render.stats.engagement_rows import duration_between
from thread_reader.render.stats.row import Part, Row, chart, flowing, heading
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.stats import Timeline
    from thread_parsers.stats.timeline import Bucket, Burst, Silence
    from thread_reader.render.stats.row import Canvas

MAX_CHART_CELLS = 72
"""A wider chart is no easier to read."""


def time(canvas: Canvas) -> Iterator[Row]:
    """Yield three charts, each column of which is a filter, then bursts and silences."""
    timeline = canvas.stats.timeline
    if timeline is None or not timeline.buckets:
        return
    width = max(8, min(MAX_CHART_CELLS, canvas.width))
    columns = merged(timeline.buckets, width)  # at most `width` columns, each at least one cell wide
    yield heading("over time")
    yield _over_time(columns, width // len(columns), timeline)
    yield heading("cumulative")
    yield _cumulative(columns, width // len(columns))
    yield heading("by hour")
    yield _by_hour(timeline, max(1, width // 24))
    for burst in timeline.bursts:
        yield from flowing(_burst(burst), canvas.width, burst.query)
    for silence in timeline.silences:
        yield from flowing(_silence(silence), canvas.width, silence.query)


def _over_time(columns: Sequence[Bucket], cells: int, timeline: Timeline) -> Row:
    says = [f"{_when(column, timeline)}: {number(column.comments)}" for column in columns]
    return chart([column.comments for column in columns], says, [column.query for column in columns], min(cells, 3))


def _cumulative(columns: Sequence[Bucket], cells: int) -> Row:
    total = number(columns[-1].cumulative)
    says = [f"{_end(column)}: {number(column.cumulative)} of {total}" for column in columns]
    queries = [f"before:{moment(seconds(column.end))}" for column in columns]
    return chart([column.cumulative for column in columns], says, queries, min(cells, 3))


def _by_hour(timeline: Timeline, cells: int) -> Row:
    says = [f"{hour.hour:02}:00 to {hour.hour:02}:59: {number(hour.comments)}" for hour in timeline.hours]
    return chart([hour.comments for hour in timeline.hours], says, [hour.query for hour in timeline.hours], cells)


def _when(column: Bucket, timeline: Timeline) -> str:
    return column.start.isoformat(" ", "minutes") if timeline.step == "hour" else column.start.date().isoformat()


def _end(column: Bucket) -> str:
    return moment(seconds(column.end)).replace("T", " ")


def _burst(burst: Burst) -> list[Part]:
    many = f"{number(burst.comments)} of {number(burst.of)}"
    when = f"within {duration_between(burst.first, burst.last)} on {burst.first.date().isoformat()}"
    return [Part("burst ", "heading"), Part(many, "head"), Part(f" {when}")]


def _silence(silence: Silence) -> list[Part]:
    until = f"until {silence.end.isoformat(' ', 'minutes')}"
    return [Part("silence ", "heading"), Part(duration_between(silence.start, silence.end), "head"), Part(f" {until}")]
