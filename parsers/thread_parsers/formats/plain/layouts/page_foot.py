"""Where a page goes on after its last comment: forms, navigation, copyright."""

from __future__ import annotations

import re
from itertools import accumulate
from operator import and_
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.trailers import is_menu, is_trailer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.formats.plain.layouts.furniture import Furniture
    from thread_parsers.formats.plain.layouts.page_lines import Line
    from thread_parsers.formats.plain.layouts.sample import Group

_MIN_REGULAR = 3
"""Gaps that must have a line before its absence says that the comments have ended."""
_MIN_NAVIGATION_LINES = 4
_NAVIGATION_SHARE = 0.8
_MAX_LABEL_CHARS = 36
_SENTENCE = re.compile(r"[.!?…。！？]['\"”’)\]]*$")


def without_foot(group: Group) -> tuple[Group, frozenset[str]]:
    """The group without times in the foot of the page ("Similar threads"), and the lines that all of its heads have and
    those do not: "Member since"."""
    keys = [set().union(*group.sample.keys[low:high]) for low, high in group.gaps]
    total = len(keys)
    shared: list[set[str]] = list(accumulate(keys, and_))  # what all gaps up to each one have
    later: set[str] = set()
    for count in range(total - 1, max(_MIN_REGULAR, 2 * total // 3) - 1, -1):
        later |= keys[count]
        if not any(is_trailer(line.text) for line in group.sample.lines[slice(*group.gaps[count])]):
            continue
        common = shared[count - 1] - later
        spine = frozenset(key for key in common if key[0] != "…" and any(map(str.isalpha, key)))
        if spine:
            return group.without({high for _, high in group.gaps[count:]}), spine
    return group, frozenset()


def foot_start(furniture: Furniture, lines: Sequence[Line], begin: int) -> int:
    """The first line of the foot of a page, after the words of its last comment; their first line is `begin`."""
    foot = len(lines)
    for at in range(begin + 1, len(lines)):
        if furniture.tail and furniture.is_tail(lines[at]):
            foot = at + 1
            while foot < len(lines) and furniture.may_be_tail(lines[foot]) and not lines[foot].is_mark:
                foot += 1
            return foot
        if (
            (lines[at].apart and is_trailer(lines[at].text))
            or is_menu(lines[at].text)
            or (at == len(lines) - 1 and _is_titles(lines[at]))
        ):
            foot = at
            break
    return min(foot, _navigation(lines, begin + 1, foot))


def _is_titles(line: Line) -> bool:
    """Whether a line is a row of titles: "About Tags Filter Moderation Log"."""
    words = line.text.split()
    return line.apart and 3 < len(words) < 12 and all(word.isalpha() and word[0].isupper() for word in words)


def _navigation(lines: Sequence[Line], low: int, high: int) -> int:
    """The first line, after a blank one, from which nearly all lines up to `high` are labels; `high` if none is."""
    best, labels = high, 0
    for at in range(high - 1, low - 1, -1):
        text = lines[at].text
        labels += len(text) <= _MAX_LABEL_CHARS and not _SENTENCE.search(text)
        count = high - at
        if lines[at].apart and count >= _MIN_NAVIGATION_LINES and labels >= _NAVIGATION_SHARE * count:
            best = at
    return best
