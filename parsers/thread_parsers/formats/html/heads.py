"""The head of a comment: its author, and the parts of the head that are inside the body."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.formats.html.moments import moment
from thread_parsers.formats.html.names import NUMBERED, TIME_LIKE, is_label
from thread_parsers.formats.html.said import BEFORE_TIME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thread_parsers.formats.html.moments import Moment, PageTimes
    from thread_parsers.formats.html.page import Edit, Found, Page
    from thread_parsers.markup.elements import Elements

MAX_TIMES = 8
"""Values that are tried as the time or the author of a comment."""
_BEFORE_TIME = re.compile(rf"\s+(?:{BEFORE_TIME})$")
"""In small letters: `Thi Le` is a name."""
NAME_ELEMENTS, MAX_NAMES = frozenset({"a", "b", "cite", "strong"}), 8
"""Elements that mark a name, and how many are looked at."""
WITHIN_TEXT = frozenset({"a", "abbr", "span", "time"})
"""Elements that show what their attributes state, and nothing else of a comment."""


def author_of(page: Page, rows: Sequence[str], element: int, others: Elements, times: PageTimes) -> Found | None:
    """The first value of the rows of the author that is not a time or a number: themes make all of them links."""
    for found in islice(page.fields(element, rows, others), MAX_TIMES):
        is_time = TIME_LIKE.search(found.text) and times.read(found.text) is not None
        if not is_time and not NUMBERED.fullmatch(found.text):
            return found
    return None


def beside_time(page: Page, element: int, author: Found | None, time: Found | None) -> Found | None:
    """The author of a comment; where the time is inside of its element, the name before it, or the words after it if
    there is nothing before."""
    if author is None or time is None or not author.start < time.start < author.end:
        return author
    start, end = page.shown(element, time)
    before = page.between(author.start, start)
    if before is None:
        return page.between(end, author.end)
    return _marked_name(page, author.start, start) or before._replace(text=_BEFORE_TIME.sub("", before.text))


def _marked_name(page: Page, start: int, end: int) -> Found | None:
    """The words of the link or bold element that a part of the page begins with, perhaps after a label."""
    tree = page.tree
    first, last = bisect_left(tree.start, start), bisect_left(tree.start, end)
    for element in islice((one for one in range(first, last) if tree.names[one] in NAME_ELEMENTS), MAX_NAMES):
        found = page.between(tree.start[element], tree.end[element])
        if found is not None:
            label = page.between(start, tree.start[element])
            return found if (label is None or is_label(label.text)) and not is_label(found.text) else None
    return None


def time_of(
    page: Page, rows: Sequence[str], element: int, others: Elements, times: PageTimes
) -> tuple[Found, Moment] | None:
    """The first value of the rows of the time that is one, and what it says."""
    return time_in(page.fields(element, rows, others), times)


def time_in(values: Iterable[Found], times: PageTimes) -> tuple[Found, Moment] | None:
    """The first of some values that is a time, and what it says."""
    for found in islice(values, MAX_TIMES):
        read = moment(times, found.text)
        if read is not None:
            return found, read
    return None


def heads_in(page: Page, heads: Iterable[Found | None], element: int, start: int, end: int) -> list[Edit]:
    """Edits that remove author and time from the body where they are inside it."""
    tree, inner = page.tree, max(start, page.tree.inner[element])
    edits: list[Edit] = []
    for found in heads:
        if found is None or not inner <= found.start < end:
            continue
        stating = bisect_left(tree.start, found.start, element)
        is_attribute = stating < len(tree) and tree.start[stating] == found.start
        is_shown = is_attribute and tree.names[stating] in WITHIN_TEXT
        edits.append((found.start, tree.end[stating] if is_shown else found.end, ""))
    return edits
