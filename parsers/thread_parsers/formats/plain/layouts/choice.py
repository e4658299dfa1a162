"""Whether a page is read by its layout or by a shape of head lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.layouts.anchors import MIN_ANCHORS
from thread_parsers.formats.plain.layouts.author_names import are_labels
from thread_parsers.formats.plain.layouts.learning import find_anchors, learn
from thread_parsers.formats.plain.layouts.page_lines import page_lines
from thread_parsers.formats.plain.layouts.signatures import SignedPage, learn_signatures
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Generator

    from thread_parsers.formats.plain.detect import Detected
    from thread_parsers.formats.plain.layouts.layout import Layout
    from thread_parsers.formats.plain.layouts.page_lines import Line
    from thread_parsers.source.source import Source
    from thread_parsers.times.times import TimeReader

JUDGED_BYTES = 1 << 18
"""The beginning of a source, from which its layout is learned."""
_OPENING_BYTES = 1 << 16
"""The part of it that is enough if it has ENOUGH_COMMENTS."""
ENOUGH_COMMENTS = 24
"""So many comments prove how the whole page is laid out."""
_DIGIT = re.compile(r"\d")
MAX_JUDGED_LINES = 1 << 13
"""Lines of the beginning. More are an article of very short lines, or no text."""
_MAX_ANCHORS = 1 << 9
"""Lines with times from which a layout is learned."""
_MAX_TIMELESS_LINES = 1000
"""Lines with numbers in the first part of a page of which too few are times: it is a table or a log."""
_known: list[tuple[bytes, Layout | SignedPage | None, bool]] = []
"""The beginning of the last page, its layout, and whether it is a table: a page is judged by the beginning of what it
is read by."""


def judged(source: Source, size: int = JUDGED_BYTES) -> bytes:
    """The beginning of a source: up to `size` bytes and MAX_JUDGED_LINES lines."""
    data = source.read(0, min(size, source.size))
    parts = data.split(b"\n", MAX_JUDGED_LINES)
    return data[: len(data) - len(parts[-1])] if len(parts) > MAX_JUDGED_LINES else data


def learned(source: Source, times: TimeReader) -> Generator[None, None, Layout | SignedPage | None]:
    """The layout of a page, learned from its beginning in slices; None if its lines do not repeat as comments do."""
    beginning = judged(source)
    found = None
    for size in (_OPENING_BYTES, JUDGED_BYTES):
        part = beginning[:size]
        if not _known or _known[0][0] != part:
            _known[:] = [(part, *(yield from _learned(BufferSource(part), times)))]
        _, found, is_table = _known[0]
        if len(beginning) <= size or is_table or (found is not None and found.count >= ENOUGH_COMMENTS):
            break
    return found


def _learned(source: Source, times: TimeReader) -> Generator[None, None, tuple[Layout | SignedPage | None, bool]]:
    """The layout, and whether the lines are those of a table."""
    lines: list[Line] = []
    numbered = 0
    for line in page_lines(source, 0, source.size):
        if line is None:
            yield
        else:
            lines.append(line)
            numbered += _DIGIT.search(line.text) is not None
    anchors = yield from find_anchors(lines, times)
    if len(anchors) > _MAX_ANCHORS:
        del lines[anchors[_MAX_ANCHORS].at :], anchors[_MAX_ANCHORS:]
    signed = learn_signatures(lines, anchors)
    yield
    layout = yield from learn(lines, anchors)
    if signed is not None and (layout is None or layout.count <= signed.count):
        return signed, False
    is_table = len(anchors) < MIN_ANCHORS and numbered > _MAX_TIMELESS_LINES
    return layout, is_table


def is_better(layout: Layout | SignedPage, detected: Detected | None) -> bool:
    """Whether a layout explains a page better than a shape of head lines."""
    if detected is None or isinstance(layout, SignedPage):
        return True
    # Both samples end somewhere: compare them up to where the first of them does.
    shape = detected.shape
    limit = min(layout.places[-1], detected.evidence.heads[-1].end) if not detected.complete else layout.places[-1]
    heads = [head for head in detected.evidence.heads if head.start <= limit or layout.count < ENOUGH_COMMENTS]
    count = bisect_right(layout.places, limit)
    if shape.linked or shape.times == "none" or shape.says:
        # "Ann wrote:" above quotes, inside of comments that furniture divides.
        quoted = not shape.linked and layout.divided and layout.name_place != "none" and count >= len(heads)
        return quoted or 2 * len(heads) < count
    if are_labels([head.name for head in heads]):
        return True
    if layout.name_place == "none":
        return count > 2 * len(heads)
    if 4 * count > 5 * len(heads):
        return True
    # Furniture proves more than heads, and what is before the first comment with furniture is not one.
    proven = count >= 5 and layout.divided
    among = sum(head.start >= layout.start for head in heads) if proven else len(heads)
    more = count > len(heads) and layout.name_place != "line"
    return 5 * count >= 4 * among and (layout.is_structured or max(layout.column, layout.lead) > 1 or more)
