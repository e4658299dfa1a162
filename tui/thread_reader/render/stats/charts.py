"""Column charts with axes, as rows of the statistics pane."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.export.text_charts import axis_top, column_rows
from thread_reader.render.stats.row import Column, Part, Row
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from thread_reader.render.signs import Signs


class Bar(NamedTuple):
    """One column of a chart: its value, the description shown when the cursor is on it, and its query."""

    value: int
    says: str
    query: str | None
    role: str = "rail"


class Below(NamedTuple):
    """The axis below a chart: the label at a column, and the sign in the place of the axis."""

    labels: Mapping[int, str]
    signs: Mapping[int, Part]


def column_chart(bars: Sequence[Bar], cells: int, height: int, signs: Signs, below: Below) -> Iterator[Row]:
    """Yield the rows of a chart whose columns are `cells` wide: `height` rows of columns, the axis, and its labels.
    The cursor is on the lowest row of the columns."""
    top = axis_top(max(bar.value for bar in bars))
    left = axis_cells(bars)
    drawn = column_rows([bar.value for bar in bars], top, height, signs.levels)
    fullest = max(range(len(bars)), key=lambda at: bars[at].value)
    ticks = {0: top, height // 2: top // 2} if height > 2 else {0: top}
    for row, levels in enumerate(drawn):
        sign = signs.axes.left_tick if row in ticks else signs.axes.left
        label = f"{number(ticks[row]) if row in ticks else '':>{left - 1}}{sign}"
        columns = [
            Column(level * cells, bar.says, bar.query if bar.value else None, bar.role)
            for level, bar in zip(levels, bars, strict=True)
        ]
        yield Row([Part(label, "quiet")], columns=columns, fullest=fullest, to_main=height - 1 - row)
    yield _axis(len(bars), cells, left, signs, below)
    yield Row([Part(" " * left + _labels(below, cells, len(bars) * cells), "quiet")], to_main=-2)


def axis_cells(bars: Sequence[Bar]) -> int:
    """The cells at the left of a chart that its axis takes."""
    return max(5, len(number(axis_top(max((bar.value for bar in bars), default=0)))) + 1)


def _axis(count: int, cells: int, left: int, signs: Signs, below: Below) -> Row:
    axes = signs.axes
    parts = [Part(" " * (left - 1) + axes.corner, "quiet")]
    for at in range(count):
        sign = below.signs.get(at)
        if sign is not None:
            parts.append(
                Part(sign.text + (sign.text if sign.text == signs.silence else axes.below) * (cells - 1), sign.role)
            )
        else:
            parts.append(
                Part((axes.below_tick if at in below.labels else axes.below) + axes.below * (cells - 1), "quiet")
            )
    return Row(parts, to_main=-1)


def _labels(below: Below, cells: int, width: int) -> str:
    """The labels under their columns, as far as they do not touch each other and fit into the width."""
    line = ""
    for at, label in sorted(below.labels.items()):
        start = at * cells
        if start >= len(line) + bool(line) and start + len(label) <= width:
            line = line.ljust(start) + label
    return line
