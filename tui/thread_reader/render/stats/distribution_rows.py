"""Distributions: how long the comments are, which scores they have, and how deep in the tree they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.stats.engagement import Level
from thread_parsers.text.counted import counted
from thread_reader.render.stats.row import Bars, Part, Row, differ, flowing, heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_reader.render.stats.row import Canvas

MIN_CHARTED = 3
"""Fewer comments have no distribution."""
MAX_DEPTHS = 12
"""Depths with a row of their own; the deeper ones are one row."""


def lengths(canvas: Canvas) -> Iterator[Row]:
    """Yield the distribution of comments by number of words."""
    found = canvas.stats.engagement
    if found is not None:
        yield from _distribution("Length", "words per comment, comments", found.lengths, canvas)


def scores(canvas: Canvas) -> Iterator[Row]:
    """Yield the distribution of comments by score, if the page states scores."""
    found = canvas.stats.engagement
    if found is not None:
        yield from _distribution("Score", "likes or points, comments", found.scores, canvas)


def depths(canvas: Canvas) -> Iterator[Row]:
    """Yield the distribution of comments by depth, if there are replies; in a sentence where that says as much."""
    found = canvas.stats.engagement
    if found is None or not found.depth:
        return
    levels = found.depths
    if len(levels) > MAX_DEPTHS + 1:
        deeper = levels[MAX_DEPTHS:]
        rest = sum(level.comments for level in deeper)
        last = Level(f"{deeper[0].label}+", rest, f"depth:>={deeper[0].label}")
        levels = (*levels[:MAX_DEPTHS], last)
    if len(levels) > 2 and differ(sorted(levels, key=_comments, reverse=True), _comments):
        yield from _distribution("Depth", "level of the reply, comments", levels, canvas)
        return
    on_article = sum(level.comments for level in levels if level.query == "depth:0")
    replies = sum(level.comments for level in levels) - on_article
    deepest = f", at most {counted(found.depth, 'level')} deep" if len(levels) > 2 else " to them"
    yield heading("Depth")
    said = [
        f"{counted(on_article, 'comment')} on the article itself",
        f"{counted(replies, 'reply', 'replies')}{deepest}",
    ]
    yield from flowing([Part(", ".join(said))], canvas.width, "is:reply")


def _comments(level: Level) -> int:
    return level.comments


def _distribution(name: str, says: str, levels: Sequence[Level], canvas: Canvas) -> Iterator[Row]:
    """Yield a row with a bar for each level that has comments."""
    filled = [level for level in levels if level.comments]
    if sum(level.comments for level in filled) < MIN_CHARTED or len(filled) < 2:
        return
    yield heading(name, says)
    most = max(level.comments for level in filled)
    has_bars = any(level.comments != most for level in filled)
    bars = Bars(canvas, [level.label for level in filled], most, has_bars=has_bars, right=True)
    for level in filled:
        yield Row(bars.parts(level.label, level.comments), level.query)
