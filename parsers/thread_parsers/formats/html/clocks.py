"""The clock of a day, where a page writes the two into elements of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING

from thread_parsers.bodies.html import html_text
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.formats.html.moments import moment
from thread_parsers.formats.html.page import SEPARATORS, Found
from thread_parsers.markup.selectors import MAX_ANCESTORS
from thread_parsers.times.clock import find_clock
from thread_parsers.times.time_units import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.formats.html.moments import Moment, PageTimes
    from thread_parsers.formats.html.page import Page

NEAR_BYTES = 400
"""Markup beside a day in which its clock is looked for, or the other way round."""
MAX_OTHER_CHARS = 40
MAX_BESIDE = 2
"""Texts behind the name of an author that may be the time."""
PROSE = frozenset({"blockquote", "li", "p", "pre"})
"""Elements of the words of a comment."""
_TEXTS = re.compile(r"[^<>]+(?=<)")


def with_clock(
    page: Page, element: int, dated: tuple[Found, Moment] | None, times: PageTimes
) -> tuple[Found, Moment] | None:
    """A time of a comment; if it is only a day or a clock, with the other one, which is in the text beside it."""
    if dated is None:
        return dated
    found, read = dated
    is_clock = read.seconds == NO_TIME and _is_clock(found.text)
    if not is_clock and (read.seconds == NO_TIME or read.seconds % DAY or find_clock(found.text) is not None):
        return dated
    start, end = page.shown(element, found)
    if end > found.end and not is_clock:  # an attribute: its element may say more
        inside = page.between(start, end)
        whole = moment(times, inside.text) if inside and find_clock(inside.text) is not None else None
        if whole is not None and whole.seconds // DAY == read.seconds // DAY:
            return Found(found.text, start, end), whole
    first, last = page.tree.start[element], page.tree.end[element]
    behind, before = _texts(page, end, min(end + NEAR_BYTES, last)), _texts(page, max(start - NEAR_BYTES, first), start)
    for beside in (*behind[:1], *before[-1:]):
        if len(beside.text) > MAX_OTHER_CHARS or is_clock == (find_clock(beside.text) is not None):
            continue
        day, clock = (beside.text, found.text) if is_clock else (found.text, beside.text)
        whole = moment(times, f"{day} {clock}")
        if whole is not None and whole.seconds != NO_TIME:
            return Found(found.text, min(start, beside.start), max(end, beside.end)), whole
    return dated


def time_beside(page: Page, start: int, end: int, times: PageTimes) -> tuple[Found, Moment] | None:
    """The time in the texts at the beginning of a part of the page, behind the name of an author: not in a paragraph or
    a quote of its own, which are the words of the comment."""
    for beside in _texts(page, start, min(end, start + NEAR_BYTES))[:MAX_BESIDE]:
        if in_prose(page, beside.start, start):
            return None
        read = moment(times, beside.text)
        if read is not None and read.seconds != NO_TIME:
            return beside, read
    return None


def in_prose(page: Page, at: int, first: int) -> bool:
    """Whether a place of the page is in a paragraph, a quote or the like that begins at another place or behind it."""
    tree, element = page.tree, bisect_right(page.tree.start, at) - 1
    around = chain((element,), islice(tree.ancestors(element), MAX_ANCESTORS))
    inside = takewhile(lambda one: tree.start[one] >= first, around)
    return any(tree.names[one] in PROSE and tree.end[one] > at for one in inside)


def _is_clock(text: str) -> bool:
    """Whether a text is a time of day without a date, perhaps with words: "at 2:05 pm"."""
    clock = find_clock(text)
    return clock is not None and not any(map(str.isdecimal, clock.rest))


def _texts(page: Page, start: int, end: int) -> Sequence[Found]:
    """The texts with words between the tags of a small part of the page."""
    markup = page.tree.markup
    found: list[Found] = []
    for text in _TEXTS.finditer(markup, start, end + 1):
        words = html_text(page.markup(*text.span())).strip(SEPARATORS + " \n\t\u00a0")
        if words:
            found.append(Found(" ".join(words.split()), *text.span()))
    return found
