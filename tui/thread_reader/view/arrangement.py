"""Which panes are on the screen, and where: arithmetic on columns and rows only."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_reader.view.measure import MEASURE
from thread_reader.view.pane_titles import NAMES, SECOND

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thread_reader.view.reader import Reader

MIN_COLUMNS, MIN_ROWS = 20, 4
"""A smaller screen says that it is too small."""
MIN_COLUMNS_FOR_TWO = 100
"""From this width on, the comments are beside the article and the stats."""
MIN_COLUMNS_FOR_THREE = 170
"""From this width on, each pane has a column of its own."""
MIN_ROWS_FOR_STATS = 24
"""On a lower screen with two columns, the stats take the place of the article while they have the focus."""

LEFT_SHARE, MIN_LEFT, MAX_LEFT = 0.38, 46, 66
"""The left of two columns: its share of the width, and its limits in cells."""
ARTICLE_SHARE, MIN_ARTICLE = 0.4, 58
"""The article of three columns: its share of what the stats leave, and its least width in cells."""
MIN_STATS, MAX_STATS = 48, 120
"""The width of the stats in three columns."""
BESIDE_TEXT = {"article": 8, "comments": 38, SECOND: 38}
"""Cells of a pane besides a line of text: the gutter, or lines of open comments; a blank and the scroll bar. A wider
pane would have nothing to show there."""
MIN_SECOND = 60
"""The least width of each of two panes of comments."""
SHORT_ARTICLE_SHARE = 0.25
"""An article with at most this share of the rows has no column of its own: the stats are below it."""
MAX_ARTICLE_ROWS_SHARE = 0.6
MIN_STATS_ROWS = 8
"""The rows of an article above the stats: as many as it needs, within these limits. Titles count."""


class Box(NamedTuple):
    """The cells of a pane, its title included."""

    x: int
    y: int
    width: int
    height: int


def panes_of(reader: Reader) -> tuple[str, ...]:
    """Return the panes that a page has: without an article, there is no article pane. Before the first comment has been
    read, an article may still come."""
    discussion = reader.discussion
    may_come = not (discussion.complete or len(reader.columns))
    found = discussion.title is not None or bool(discussion.article.paragraph_spans)
    return tuple(pane for pane in NAMES if pane != "article" or found or may_come)


def has_room(columns: int, rows: int) -> bool:
    """Whether anything can be read on a screen of this size."""
    return columns >= MIN_COLUMNS and rows >= MIN_ROWS


def several_fit(reader: Reader, columns: int, wanted: bool | None) -> bool:
    """Whether panes are side by side: if the user `wanted` it, or else if the width allows it. A page without comments
    shows one pane at a time."""
    if not len(reader.columns) and reader.discussion.complete:
        return False
    return columns >= MIN_COLUMNS_FOR_TWO if wanted is None else wanted


def boxes(
    width: int,
    height: int,
    panes: Sequence[str],
    focused: str,
    *,
    low: bool,
    article_rows: Callable[[int], int],
    measure: int = MEASURE,
) -> dict[str, Box]:
    """Return the cells of each of several panes that is visible. `low` is for screens with too few rows for article and
    stats; `article_rows` returns the rows of the article in a pane of some width; `measure` is the most cells of a line
    of text."""
    left = min(_clamp(round(width * LEFT_SHARE), MIN_LEFT, MAX_LEFT), width // 2)
    left = max(left, width - _most("comments", measure))
    if width >= MIN_COLUMNS_FOR_THREE:
        is_short = "article" in panes and article_rows(left) + 1 <= height * SHORT_ARTICLE_SHARE
        if low or not is_short:
            return _three_columns(width, height, panes, measure)
    found = {"comments": Box(left, 0, width - left, height)}
    if "article" not in panes:
        return found | {"stats": Box(0, 0, left, height)}
    if low:
        return found | {"stats" if focused == "stats" else "article": Box(0, 0, left, height)}
    most = min(round(height * MAX_ARTICLE_ROWS_SHARE), height - MIN_STATS_ROWS)
    above = max(1, min(article_rows(left) + 1, most))
    return found | {"article": Box(0, 0, left, above), "stats": Box(0, above, left, height - above)}


def missing_for_second(width: int) -> int:
    """Return how many columns a screen lacks for two panes of comments."""
    return max(0, 2 * MIN_SECOND - width)


def split_boxes(width: int, height: int, panes: Sequence[str], measure: int = MEASURE) -> dict[str, Box]:
    """Return the cells of two panes of comments of the same width, and of the article and the stats if there is room
    for them as well."""
    spare, found, x = width - 2 * MIN_SECOND, dict[str, Box](), 0
    least = min(MIN_ARTICLE, _most("article", measure))
    if "article" in panes and spare >= least:
        found["article"] = Box(0, 0, least, height)
        x, spare = least, spare - least
    has_stats = "stats" in panes and spare >= MIN_STATS
    half = min((width - x - MIN_STATS * has_stats) // 2, _most("comments", measure))
    found["comments"], found[SECOND] = Box(x, 0, half, height), Box(x + half, 0, half, height)
    x += 2 * half
    if has_stats:
        found["stats"] = Box(x, 0, min(width - x, MAX_STATS), height)
    return found


def one_box(width: int, height: int, pane: str, measure: int = MEASURE) -> dict[str, Box]:
    """Return the cells of a pane that is alone on the screen. The stats have columns for all the width there is."""
    return {pane: Box(0, 0, width if pane == "stats" else min(width, _most(pane, measure)), height)}


def _most(pane: str, measure: int) -> int:
    """The greatest width of a pane."""
    return measure + BESIDE_TEXT[pane] if pane in BESIDE_TEXT else MAX_STATS


def _three_columns(width: int, height: int, panes: Sequence[str], measure: int) -> dict[str, Box]:
    rest = width - MIN_STATS
    most = _most("article", measure)
    article = _clamp(round(rest * ARTICLE_SHARE), min(MIN_ARTICLE, most), most) if "article" in panes else 0
    comments = min(rest - article, _most("comments", measure))
    cells = {"article": article, "comments": comments, "stats": min(width - article - comments, MAX_STATS)}
    found, x = {}, 0
    for pane in panes:
        found[pane] = Box(x, 0, cells[pane], height)
        x += cells[pane]
    return found


def _clamp(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))
