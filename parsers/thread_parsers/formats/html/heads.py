"""The head of a comment: who wrote it, and what of it is in the element of its words."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.formats.html.moments import moment
from thread_parsers.formats.html.names import TIME_LIKE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.formats.html.engines import Engine
    from thread_parsers.formats.html.page import Edit, Elements, Found, Page
    from thread_parsers.times.times import TimeReader

MAX_TIMES = 8
"""Values that are tried as the time or the author of a comment."""
WITHIN_TEXT = frozenset({"a", "abbr", "span", "time"})
"""Elements that show what their attributes state, and nothing else of a comment."""


def author_of(page: Page, rows: Sequence[str], element: int, others: Elements, times: TimeReader) -> Found | None:
    """The first value of the rows of the author that is not a time: themes make both of them links."""
    for found in islice(page.fields(element, rows, others), MAX_TIMES):
        if not TIME_LIKE.search(found.text) or times.read(found.text) is None:
            return found
    return None


def heads_in(
    page: Page, engine: Engine, element: int, others: Elements, times: TimeReader, start: int, end: int
) -> list[Edit]:
    """The author and the time of a comment as parts of its words from `start` to `end`, which they are no words of."""
    tree, inner = page.tree, max(start, page.tree.inner[element])
    dated = islice(page.fields(element, engine.time, others), MAX_TIMES)
    time = next((found for found in dated if moment(times, found.text) is not None), None)
    edits: list[Edit] = []
    for found in (author_of(page, engine.author, element, others, times), time):
        if found is None or not inner <= found.start < end:
            continue
        stating = bisect_left(tree.start, found.start, element)
        is_attribute = stating < len(tree) and tree.start[stating] == found.start
        is_shown = is_attribute and tree.names[stating] in WITHIN_TEXT
        edits.append((found.start, tree.end[stating] if is_shown else found.end, ""))
    return edits
