"""The part of a page after the last comment: the title, the article a second time, the trailers.

The repeat is found by comparing it with the lines before the comments, not by its place. It shows where the article
begins after navigation and banners, and the title is the line before it, which belongs to no comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.gate.counters import BULLET, may_be_disclaimer
from thread_parsers.formats.gate.labels import FOOT, MAX_FOOT_LINES, MIN_FOOT_LINES, MORE, TRAILERS
from thread_parsers.formats.gate.lines import is_title
from thread_parsers.steps import SLICE_ITEMS, listed_in_steps, next_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from thread_parsers.formats.gate.footers import Footers

MIN_CUT_CHARS = 20
"""A last line of this length may be the beginning of a paragraph that the end of the file cuts off."""
MIN_SINGLE_CHARS = 60
"""A repeat of one paragraph must have this length, unless only trailers follow it."""
MAX_LINES_BEFORE_TITLE = 2
"""Lines between the last footer and the repeat, of which the last is the title. More of them are not known."""
_SLICE_LINES = 1 << 12
"""Lines that are compared between two yields."""
MAX_CUTS = 4
"""Paragraphs that are tried as the one that is cut off."""


class Repeat(NamedTuple):
    """The article a second time: lines `first` to `last` of those before the comments are lines `at` and following of
    those after them. Only lines with words count, from 0."""

    first: int
    last: int
    at: int

    @property
    def length(self) -> int:
        """The number of repeated lines."""
        return self.last - self.first + 1


class Tail(NamedTuple):
    """The parts after the last comment, by numbers of lines with words. Lines before `first` belong to the comment."""

    first: int
    repeat: Repeat | None = None
    title_after: int | None = None
    """The line of the title, if it is after the comments."""
    title_before: int | None = None
    """The line of the title among those before the comments, if the repeat begins with it or leaves only it out."""


def find_repeat(before: Sequence[str], after: Sequence[str]) -> Generator[None, None, Repeat | None]:
    """Compare the lines with words of both ends, in slices. The article ends with the last line before the comments,
    except for a disclaimer in an unknown language, or if the file ends before the repeat does."""
    if not after or not before:
        return None
    # Lines as numbers, so that comparing them does not depend on their length; -1 is a line that is only after.
    keys: dict[str, int] = {}
    keys_before = yield from listed_in_steps(keys.setdefault(_key(line), len(keys)) for line in before)
    keys_after = yield from listed_in_steps(keys.get(_key(line), -1) for line in after)
    found = yield from _longest(keys_before, keys_after, after)
    for fewer in (1, 2):
        if found is None and len(before) > fewer and may_be_disclaimer(before[-1]):
            found = yield from _longest(keys_before[:-fewer], keys_after, after)
    return found or (yield from _cut_off(before, after, keys_before, keys_after))


def _key(line: str) -> str:
    return " ".join(line.split())


def _longest(
    keys_before: list[int], keys_after: list[int], after: Sequence[str]
) -> Generator[None, None, Repeat | None]:
    """The longest run of lines after the comments that is the end of those before; of two as long, the later one."""
    best, best_end = 0, 0
    if not keys_before or keys_before[-1] not in keys_after:
        return None
    # Reversed, the end of the lines before is a prefix that may occur anywhere in the lines after.
    lengths = yield from _prefix_lengths(keys_before[::-1], keys_after[::-1])
    for place, count in enumerate(lengths):
        if place % _SLICE_LINES == _SLICE_LINES - 1:
            yield
        end = len(keys_after) - place
        if count > best and (count > 1 or len(after[end - 1]) >= MIN_SINGLE_CHARS or ends_page(after, end)):
            best, best_end = count, end
    return Repeat(len(keys_before) - best, len(keys_before) - 1, best_end - best) if best else None


def _prefix_lengths(pattern: list[int], text: list[int]) -> Generator[None, None, list[int]]:
    """For every place of `text`, the length of the longest prefix of `pattern` there (the Z algorithm: linear time)."""
    slice_end = _SLICE_LINES  # of the lines at which a comparison has ended
    joined = [*pattern, -2, *text]  # -2 is in neither, so no prefix is longer than the pattern
    runs, left, right = [0] * len(joined), 0, 0
    for at in range(1, len(joined)):
        run = min(right - at, runs[at - left]) if at < right else 0
        while at + run < len(joined) and joined[run] == joined[at + run]:
            run += 1
        if at + run > right:
            left, right = at, at + run
        runs[at] = run
        if max(at, right) >= slice_end:
            slice_end += _SLICE_LINES
            yield
    return runs[len(pattern) + 1 :]


def _cut_off(
    before: Sequence[str], after: Sequence[str], keys_before: list[int], keys_after: list[int]
) -> Generator[None, None, Repeat | None]:
    """A repeat that the end of the file cuts off, within a paragraph or after one."""
    end = after[-1] if after else ""
    if len(end) < MIN_CUT_CHARS:
        return None
    possible = (place if line.startswith(end) else None for place, line in enumerate(before))
    for _ in range(MAX_CUTS):
        place = yield from next_in_steps(possible, SLICE_ITEMS)
        if place is None:
            break
        # As if the article ended with this paragraph and the last line were all of it.
        found = yield from _longest(keys_before[: place + 1], [*keys_after[:-1], keys_before[place]], after)
        if found is not None and found.at + found.length == len(keys_after):
            return found
    return None


def ends_page(after: Sequence[str], at: int) -> bool:
    """Whether only trailers follow from a line on."""
    return at == len(after) or begins_trailer(after, at)


def begins_trailer(after: Sequence[str], at: int) -> bool:
    """Whether a list of topics, the foot of the page or the like begins at a line."""
    if _is_foot(after[at]):
        known = [line for line, text in enumerate(after[at : at + MAX_FOOT_LINES]) if _is_foot(text)]
        # One line in an unknown language may be between the first three.
        return len(known) >= MIN_FOOT_LINES and known[MIN_FOOT_LINES - 1] <= MIN_FOOT_LINES and known[1] == 1
    if after[at] not in TRAILERS:
        return False
    following = after[at + 1] if at + 1 < len(after) else "#"
    return following.casefold() in MORE or following.startswith("#")


def _is_foot(line: str) -> bool:
    return BULLET.sub("", line, count=1).casefold() in FOOT


def read_tail(
    before: Sequence[str], after: Sequence[str], footers: Footers, *, comments: bool
) -> Generator[None, None, Tail]:
    """The parts of the lines `after` the start of the last body or, without `comments`, after the counters. In slices.

    The last comment ends with its footer. Without one, it goes on up to the next thing that is recognised.
    """
    ends = (at + 1 if footers.is_footer(after[at]) else None for at in range(len(after) - 1, -1, -1))
    own = (yield from next_in_steps(ends, SLICE_ITEMS)) or 0  # lines of the last comment, if it has a footer
    repeat = yield from find_repeat(before, after[own:])
    if repeat is None:
        if own or not comments:
            return Tail(own)
        trailers = (at if begins_trailer(after, at) else None for at in range(len(after)))
        trailer = yield from next_in_steps(trailers, SLICE_ITEMS)
        return Tail(len(after) if trailer is None else trailer)
    repeat = repeat._replace(at=repeat.at + own)
    lines = yield from listed_in_steps(at if after[at].casefold() not in MORE else -1 for at in range(own, repeat.at))
    between = [at for at in lines if at >= 0]
    if comments and (not own or len(between) > 1):
        return _without_footer(before, repeat, has_words=own > 0 or repeat.at > 1)
    if between and len(between) <= MAX_LINES_BEFORE_TITLE:
        return Tail(own, repeat, title_after=between[-1])
    return Tail(own, repeat, title_before=_title_before(before, repeat))


def _title_before(before: Sequence[str], repeat: Repeat) -> int | None:
    """The title among the lines before the comments: the first line of the repeat, if it reads like a title, even after
    a banner of one line; else the only line that the repeat leaves out."""
    if repeat.last > repeat.first and is_title(before[repeat.first], before[repeat.first + 1]):
        return repeat.first
    return 0 if repeat.first == 1 else None


def _without_footer(before: Sequence[str], repeat: Repeat, *, has_words: bool) -> Tail:
    """The parts where the last comment has no footer, so that nothing divides it from the title.

    The title is the line before the repeat, unless there is one in the repeat or before the comments, or unless the
    comment would be left without words (not `has_words`).
    """
    title = _title_before(before, repeat)
    if title is not None and is_title(before[title], before[title + 1]):
        return Tail(repeat.at, repeat, title_before=title)
    if not has_words:
        return Tail(repeat.at, repeat)
    return Tail(repeat.at - 1, repeat, title_after=repeat.at - 1)
