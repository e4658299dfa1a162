"""Time: charts of the comments over time and by hour of the day; bursts and silences."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from thread_parsers.stats import queries
from thread_parsers.stats.time_columns import WIDTHS, Width, columns, place
from thread_parsers.text.english_months import MONTHS
from thread_reader.render.stats.charts import MIN_AXIS_CELLS, Bar, Below, axis_cells, column_chart
from thread_reader.render.stats.row import Chart, Part, Row, flowing, heading
from thread_reader.render.stats.when import columns_span, day, day_and_clock, width_words
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from thread_parsers.stats import Timeline
    from thread_parsers.stats.timeline import Bucket, Burst
    from thread_reader.render.stats.row import Canvas

MIN_COMMENTS, MIN_COLUMNS = 8, 3
"""For fewer, there is no chart over time: the span that the section of engagement states says it all."""
MIN_CHARTED_HOURS = 3
"""Fewer comments have no chart by hour."""
MAX_COLUMN_CELLS = 3
HOURS_HEIGHT = 2
"""Rows of the chart by hour of the day."""
LABEL_CELLS = 7
"""Cells between the starts of two labels below a chart."""
WIDE_HOURS = 56
"""From this width on, an hour of the day takes two cells."""
LABEL_STEPS = sorted(
    {*WIDTHS, Width(10, "minute"), Width(4, "hour"), Width(3, "day"), Width(4, "day"), Width(6, "month")},
    key=lambda step: step.mean_seconds,
)
"""The time between two labels: columns have fewer widths, so that each begins at a full unit of the clock."""
MIN_SILENCE = 0.1
"""Share of the whole span from which a silence is drawn below the chart."""
HOURS_LABELLED = (0, 6, 12, 18, 23)


def time(canvas: Canvas) -> Iterator[Row]:
    """Yield the chart over time, each column of which is a filter, then bursts and silences."""
    timeline = canvas.stats.timeline
    if timeline is None or not timeline.buckets:
        return
    found = [*_over_time(timeline, canvas), *_notable(timeline, canvas)]
    if found and not found[0].is_heading:
        yield heading("When")
    yield from found


def _over_time(timeline: Timeline, canvas: Canvas) -> Iterator[Row]:
    """Yield the chart over time, if there is enough for one."""
    total = len(timeline.times)
    width, found = columns(timeline, max(MIN_COLUMNS, canvas.width - MIN_AXIS_CELLS))
    # A longer label of the axis may leave room for fewer columns, which are wider and need a label at least as long.
    width, found = columns(timeline, max(MIN_COLUMNS, canvas.width - axis_cells([bar.comments for bar in found])))
    if total < MIN_COMMENTS or len(found) < MIN_COLUMNS:
        return
    yield heading("When", f"one column = {width_words(width)}")
    bars = [_bar(column, timeline) for column in found]
    cells = max(1, min(MAX_COLUMN_CELLS, (canvas.width - axis_cells([bar.value for bar in bars])) // len(bars)))
    below = Below(_dates(found, cells), _signs(found, timeline, canvas))

    def says(first: int, last: int) -> str:
        return columns_span(found[first].start, found[last].end, width)

    def query(first: int, last: int) -> str:
        begin, end = found[first].query.partition(" ")[0], found[last].query.partition(" ")[2]
        return f"{begin} {end}".strip()

    chart = Chart([column.comments for column in found], says, query)
    yield from column_chart(bars, cells, canvas.chart_height, canvas.signs, below, chart)


def _notable(timeline: Timeline, canvas: Canvas) -> Iterator[Row]:
    """Yield sentences about bursts, silences, and when half of the comments were there."""
    for burst in timeline.bursts:
        between = _between(burst.first, burst.last, timeline)
        parts = [Part(f"{canvas.signs.burst} ", "burst"), Part(f"burst, {between}: ")]
        yield from flowing([*parts, Part(number(burst.comments), "head")], canvas.width, burst.query)
    for silence in timeline.silences:
        between = _between(silence.start, silence.end, timeline)
        parts = [Part(f"{canvas.signs.silence} ", "quiet"), Part(f"silence, {between}")]
        yield from flowing(parts, canvas.width, silence.query)
    times = timeline.times
    if len(times) >= MIN_COMMENTS and times[0] < times[-1]:
        half = times[(len(times) - 1) // 2]
        words = _moment(queries.at(half), timeline)
        yield Row([Part(f"  half were in by {words}", "quiet")], f"before:{queries.moment(half + 1)}")


def _bar(column: Bucket, timeline: Timeline) -> Bar:
    is_burst = any(_is_in(burst, column) for burst in timeline.bursts)
    return Bar(column.comments, column.query, "burst" if is_burst and column.comments else "chart")


def _is_in(burst: Burst, column: Bucket) -> bool:
    return burst.first < column.end and column.start <= burst.last


def _signs(found: Sequence[Bucket], timeline: Timeline, canvas: Canvas) -> dict[int, Part]:
    """The signs of bursts, each below its highest column, and of long silences."""
    whole = found[-1].end - found[0].start
    signs: dict[int, Part] = {}
    for silence in timeline.silences:
        if silence.end - silence.start >= MIN_SILENCE * whole:
            inside = (
                at for at, column in enumerate(found) if silence.start < column.start and column.end <= silence.end
            )
            signs.update((at, Part(canvas.signs.silence, "faint")) for at in inside if not found[at].comments)
    for burst in timeline.bursts:
        inside = (at for at, column in enumerate(found) if _is_in(burst, column))
        highest = max(inside, key=lambda at: found[at].comments, default=None)
        if highest is not None:
            signs[highest] = Part(canvas.signs.burst, "burst")
    return signs


def _dates(found: Sequence[Bucket], cells: int) -> dict[int, str]:
    """The labels below a chart by column: the first one, and those at a full unit, far enough apart."""
    step = _label_step(found, cells)
    labels = {0: _first_label(found[0].start, step)}
    last = found[0].start
    for at, (before, here) in enumerate(pairwise(found), 1):
        if place(queries.seconds(before.start), step) != place(queries.seconds(here.start), step):
            has_room = at * cells > len(labels.get(0, ""))
            if last is found[0].start and not has_room and step.unit not in ("minute", "hour"):
                # There is no room for both labels, and the one at the full unit says more.
                labels = {at: _first_label(here.start, step)}
            else:
                labels[at] = _label(here.start, last, step)
            last = here.start
    return labels


def _label_step(found: Sequence[Bucket], cells: int) -> Width:
    """The smallest unit at which labels have room."""
    seconds = (queries.seconds(found[-1].end) - queries.seconds(found[0].start)) / len(found) / cells
    return next((step for step in LABEL_STEPS if step.mean_seconds >= LABEL_CELLS * seconds), LABEL_STEPS[-1])


def _first_label(here: datetime, step: Width) -> str:
    if step.unit == "year":
        return str(here.year)
    return f"{MONTHS[here.month - 1]} {here.year}" if step.unit == "month" else day(here)


def _label(here: datetime, last: datetime, step: Width) -> str:
    """Return `12h`, or `09:30`, on a new day `13`, in a new month `3 Jan`; for longer steps the month or the year."""
    if step.unit == "year":
        return str(here.year)
    if step.unit == "month":
        return MONTHS[here.month - 1] if here.year == last.year else str(here.year)
    if step.unit == "day" or here.date() != last.date():
        return str(here.day) if here.month == last.month else day(here)
    return f"{here:%H}h" if step.unit == "hour" else f"{here:%H:%M}"


def hours(canvas: Canvas) -> Iterator[Row]:
    """Yield the chart by hour of the day, each column of which is a filter."""
    timeline = canvas.stats.timeline
    if timeline is None or sum(hour.comments for hour in timeline.hours) < MIN_CHARTED_HOURS:
        return
    if canvas.width < MIN_AXIS_CELLS + len(timeline.hours):
        return
    yield heading("Hour of day", "local to the page")
    bars = [Bar(hour.comments, hour.query) for hour in timeline.hours]
    cells = 2 if canvas.width >= WIDE_HOURS else 1
    labels = {hour: str(hour) for hour in HOURS_LABELLED}

    def says(first: int, last: int) -> str:
        return f"{first:02}:00–{last:02}:59"

    def query(first: int, last: int) -> str:
        return timeline.hours[first].query if first == last else f"hour:>={first} hour:<={last}"

    chart = Chart([bar.value for bar in bars], says, query)
    yield from column_chart(bars, cells, HOURS_HEIGHT, canvas.signs, Below(labels, {}), chart)


def _between(first: datetime, last: datetime, timeline: Timeline) -> str:
    """Return `15 Dec 18:31 – 17 Dec 06:04`, `15 Dec 18:31–19:30`."""
    if first.date() == last.date():
        return f"{day_and_clock(first)}–{last:%H:%M}"
    return f"{_moment(first, timeline)} – {_moment(last, timeline)}"


def _moment(when: datetime, timeline: Timeline) -> str:
    """Return `15 Dec 18:31`; `15 Dec 2024` in a timeline of several years, and where no time is known to the hour."""
    if timeline.buckets[0].start.year != timeline.buckets[-1].start.year:
        return f"{day(when)} {when.year}"
    return day_and_clock(when) if timeline.hours else day(when)
