"""Column charts with axes, as rows of the statistics pane."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.export.text_charts import axis_top, column_rows
from thread_reader.render.stats.row import Chart, Column, Part, Row
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from thread_reader.render.signs import Signs

MIN_AXIS_CELLS = 5
MIN_HEIGHT_FOR_HALF = 3
"""On a lower chart, only the end of the axis is labelled."""


class Bar(NamedTuple):
    """One column of a chart: its value, its query and its style role."""

    value: int
    query: str
    role: str = "chart"


class Below(NamedTuple):
    """The axis below a chart: the label at a column, and the sign in the place of the axis."""

    labels: Mapping[int, str]
    signs: Mapping[int, Part]


def column_chart(
    bars: Sequence[Bar], cells: int, height: int, signs: Signs, below: Below, chart: Chart
) -> Iterator[Row]:
    """Yield the rows of a chart whose columns are `cells` wide: `height` rows of columns, the axis, and its labels.
    The cursor is on the lowest row of the columns."""
    top = axis_top(max(bar.value for bar in bars))
    left = axis_cells([bar.value for bar in bars])
    drawn = column_rows([bar.value for bar in bars], top, height, signs.levels)
    ticks = {0: top, height // 2: top // 2} if height >= MIN_HEIGHT_FOR_HALF else {0: top}
    for row, levels in enumerate(drawn):
        sign = signs.axes.left_tick if row in ticks else signs.axes.left
        label = f"{number(ticks[row]) if row in ticks else '':>{left - 1}}{sign}"
        columns = [
            Column(level * cells, bar.query if bar.value else None, bar.role)
            for level, bar in zip(levels, bars, strict=True)
        ]
        yield Row([Part(label, "quiet")], columns=columns, chart=chart, to_main=height - 1 - row)
    labels, line = _labels(below, cells, len(bars) * cells + 1)
    columns = [_axis(at, cells, labels, signs, below) for at in range(len(bars))]
    corner = Part(" " * (left - 1) + signs.axes.corner, "faint")
    yield Row([corner], columns=columns, chart=chart, is_axis=True, to_main=-1)
    yield Row([Part(" " * left + line, "quiet")], to_main=-2)


def axis_cells(values: Sequence[int]) -> int:
    """The cells at the left of a chart that its axis takes."""
    return max(MIN_AXIS_CELLS, len(number(axis_top(max(values, default=0)))) + 1)


def _axis(at: int, cells: int, labels: Mapping[int, str], signs: Signs, below: Below) -> Column:
    axes, sign = signs.axes, below.signs.get(at)
    if sign is None:
        return Column((axes.below_tick if at in labels else axes.below) + axes.below * (cells - 1), None, "faint")
    rest = sign.text if sign.text == signs.silence else axes.below
    return Column(sign.text + rest * (cells - 1), None, sign.role)


def _labels(below: Below, cells: int, width: int) -> tuple[dict[int, str], str]:
    """The labels under their columns, as far as they do not touch each other and fit into the width; and their row."""
    kept: dict[int, str] = {}
    line = ""
    for at, label in sorted(below.labels.items()):
        start = at * cells
        if start >= len(line) + bool(line) and start + len(label) <= width:
            line = line.ljust(start) + label
            kept[at] = label
    return kept, line
