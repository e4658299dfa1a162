"""Time: charts of the comments over time and by hour of the day; bursts and silences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.stats.queries import moment, seconds
from thread_parsers.stats.timeline import merged
from thread_parsers.text.counted import counted
from thread_reader.render.stats.charts import Bar, Below, axis_cells, column_chart
from thread_reader.render.stats.engagement_rows import MIN_CHARTED, duration_between
from thread_reader.render.stats.row import Part, Row, flowing, heading
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from thread_parsers.stats import Timeline
    from thread_parsers.stats.timeline import Bucket, Burst, Silence
    from thread_reader.render.stats.row import Canvas

MIN_COMMENTS, MIN_COLUMNS = 8, 3
"""For fewer, there is no chart over time: the span that the section of engagement states says it all."""
MAX_COLUMN_CELLS = 3
HEIGHT, HOURS_HEIGHT = 5, 2
"""Rows of the charts."""
LABEL_CELLS = 7
"""Cells between the starts of two labels below a chart."""
MIN_SILENCE = 0.1
"""Share of the whole span from which a silence is drawn below the chart."""
HOURS_LABELLED = (0, 6, 12, 18, 23)


def time(canvas: Canvas) -> Iterator[Row]:
    """Yield the chart over time, each column of which is a filter, then bursts and silences."""
    timeline = canvas.stats.timeline
    if timeline is None or not timeline.buckets:
        return
    yield from _over_time(timeline, canvas)
    for burst in timeline.bursts:
        yield from flowing(_burst(burst, canvas), canvas.width, burst.query)
    for silence in timeline.silences:
        yield from flowing(_silence(silence, canvas), canvas.width, silence.query)


def _over_time(timeline: Timeline, canvas: Canvas) -> Iterator[Row]:
    """Yield the chart over time, if there is enough for one, and when half of the comments were there."""
    total = timeline.buckets[-1].cumulative
    room = max(MIN_COLUMNS, canvas.width - len(number(total)) - 2)
    size, columns = merged(timeline, room)
    if total >= MIN_COMMENTS and len(columns) >= MIN_COLUMNS:
        yield heading("over time", f"{counted(size, timeline.step or 'step')} each")
        bars = [_bar(column, timeline) for column in columns]
        cells = max(1, min(MAX_COLUMN_CELLS, (canvas.width - axis_cells(bars)) // len(bars)))
        below = Below(_dates(columns, timeline, cells), _signs(columns, timeline, canvas))
        yield from column_chart(bars, cells, HEIGHT, canvas.signs, below)
        half = next(bucket for bucket in timeline.buckets if 2 * bucket.cumulative >= total)
        until = moment(seconds(half.end))
        yield Row([Part(f"half of the comments before {until.replace('T', ' ')}", "quiet")], f"before:{until}")


def _bar(column: Bucket, timeline: Timeline) -> Bar:
    is_burst = any(_is_in(burst, column) for burst in timeline.bursts)
    says = f"{_when(column, timeline)}: {number(column.comments)}"
    return Bar(column.comments, says, column.query, "warning" if is_burst and column.comments else "rail")


def _is_in(burst: Burst, column: Bucket) -> bool:
    return burst.first < column.end and column.start <= burst.last


def _signs(columns: Sequence[Bucket], timeline: Timeline, canvas: Canvas) -> dict[int, Part]:
    """The signs of bursts, each below its highest column, and of long silences."""
    span = columns[-1].end - columns[0].start
    found: dict[int, Part] = {}
    for silence in timeline.silences:
        if silence.end - silence.start >= MIN_SILENCE * span:
            inside = (
                at for at, column in enumerate(columns) if silence.start < column.start and column.end <= silence.end
            )
            found.update((at, Part(canvas.signs.silence, "quiet")) for at in inside if not columns[at].comments)
    for burst in timeline.bursts:
        inside = (at for at, column in enumerate(columns) if _is_in(burst, column))
        highest = max(inside, key=lambda at: columns[at].comments, default=None)
        if highest is not None:
            found[highest] = Part(canvas.signs.burst, "warning")
    return found


def _dates(columns: Sequence[Bucket], timeline: Timeline, cells: int) -> dict[int, str]:
    """The labels below the columns: dates and hours, the day where it is another one than that of the label before."""
    every = -(-LABEL_CELLS // cells)
    found: dict[int, str] = {}
    before: datetime | None = None
    last = -every
    for at, column in enumerate(columns):
        if at - last < every or (timeline.step == "hour" and at and column.start.hour % 6):
            continue
        found[at] = _label(column.start, before, timeline)
        before, last = column.start, at
    return found


def _label(here: datetime, before: datetime | None, timeline: Timeline) -> str:
    if timeline.step == "year":
        return str(here.year)
    if timeline.step == "week" and (before is None or here.year != before.year):
        return f"{here:%Y-%m}"
    if timeline.step == "hour" and before is not None and here.date() == before.date():
        return f"{here:%H}h"
    return f"{here:%m-%d}"


def hours(canvas: Canvas) -> Iterator[Row]:
    """Yield the chart by hour of the day, each column of which is a filter."""
    timeline = canvas.stats.timeline
    if timeline is None or sum(hour.comments for hour in timeline.hours) < MIN_CHARTED:
        return
    yield heading("by hour", "of the day")
    bars = [
        Bar(hour.comments, f"{hour.hour:02}:00 to {hour.hour:02}:59: {number(hour.comments)}", hour.query)
        for hour in timeline.hours
    ]
    cells = max(1, min(2, (canvas.width - axis_cells(bars)) // len(bars)))
    labels = {hour: str(hour) for hour in HOURS_LABELLED}
    yield from column_chart(bars, cells, HOURS_HEIGHT, canvas.signs, Below(labels, {}))


def _when(column: Bucket, timeline: Timeline) -> str:
    return column.start.isoformat(" ", "minutes") if timeline.step == "hour" else column.start.date().isoformat()


def _burst(burst: Burst, canvas: Canvas) -> list[Part]:
    many = f"{number(burst.comments)} of {number(burst.of)}"
    when = f"within {duration_between(burst.first, burst.last)} on {burst.first.date().isoformat()}"
    return [Part(f"{canvas.signs.burst} ", "warning"), Part("burst ", "heading"), Part(many, "head"), Part(f" {when}")]


def _silence(silence: Silence, canvas: Canvas) -> list[Part]:
    until = f"until {silence.end.isoformat(' ', 'minutes')}"
    how_long = duration_between(silence.start, silence.end)
    return [
        Part(f"{canvas.signs.silence} ", "quiet"), Part("silence ", "heading"), Part(how_long, "head"),
        Part(f" {until}"),
    ]  # fmt: skip
