"""Search hits in drawn text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from rich.segment import Segment

if TYPE_CHECKING:
    from rich.style import Style

    from thread_reader.render.looks import Looks

Spans = Sequence[tuple[int, int]]


def highlighted(
    text: str, start: int, end: int, spans: Spans, current: int | None, base: Style, looks: Looks
) -> list[Segment]:
    """Draw characters `start` to `end` of `text` in style `base`, with the hits in `spans` highlighted. `spans` are
    sorted and do not overlap; `current` is the first character of the current hit."""
    if not spans:
        return [Segment(text[start:end], base)]
    segments: list[Segment] = []
    at = start
    # A paragraph of one long line may have a hundred thousand spans; only a few are on this line.
    for at_span in range(bisect_right(spans, start, key=itemgetter(1)), len(spans)):
        first, last = spans[at_span]
        if first >= end:
            break
        if first > at:
            segments.append(Segment(text[at:first], base))
        look = looks["hit-current"] if first == current else looks["hit"]
        at = min(last, end)
        segments.append(Segment(text[max(first, start) : at], base + look))
    if at < end:
        segments.append(Segment(text[at:end], base))
    return segments
