"""What stands after the last comment: the title, the article a second time, the trailers.

The repeat is found by comparing it with what stands ahead of the comments, not by its place; it tells where the
article begins behind navigation and banners, and the title is the line before it, which is nobody's words.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.gate.counters import may_be_disclaimer
from thread_parsers.formats.gate.labels import MORE, TRAILERS
from thread_parsers.formats.gate.lines import is_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.formats.gate.footers import Footers

SHORTEST_CUT = 20
"""Bytes that a last line must have to be taken for the beginning of a paragraph that the file cuts off."""

LONG = 60
"""Characters of a paragraph that is taken for the repeat of an article of one, though more than trailers follow."""
MOST_CUTS = 4
"""Paragraphs that are tried as the one that is cut off."""


class Repeat(NamedTuple):
    """The article a second time: lines of words `first` to `last` of those ahead, from `at` of those behind."""

    first: int
    last: int
    at: int

    @property
    def length(self) -> int:
        """How many lines come again."""
        return self.last - self.first + 1


class Tail(NamedTuple):
    """What is where behind the last comment, by lines of words. What stands before `first` is the comment's own."""

    first: int
    repeat: Repeat | None = None
    title_behind: int | None = None
    """The title, where it stands behind the comments."""
    title_ahead: int | None = None
    """The title among the lines ahead, where the repeat begins with it or without it."""


def find_repeat(ahead: Sequence[str], behind: Sequence[str]) -> Repeat | None:
    """Compare the lines of words of both ends. The article ends with the last line ahead; but for a disclaimer in an
    unknown language, or where the file ends before its repeat does."""
    if not behind or not ahead:
        return None
    keys = {line: number for number, line in enumerate(dict.fromkeys(map(_key, ahead)))}
    there = [keys[_key(line)] for line in ahead]
    here = [keys.get(_key(line), -1) for line in behind]
    found = _longest(there, here, behind)
    for fewer in (1, 2):
        if found is None and len(ahead) > fewer and may_be_disclaimer(ahead[-1]):
            found = _longest(there[:-fewer], here, behind)
    return found or _cut_off(ahead, behind, there, here)


def _key(line: str) -> str:
    return " ".join(line.split())


def _longest(there: list[int], here: list[int], behind: Sequence[str]) -> Repeat | None:
    """The longest run of lines behind that is the end of those ahead; of two as long, the later one."""
    best, best_end = 0, 0
    if not there or there[-1] not in here:
        return None
    for place, count in enumerate(_runs(there[::-1], here[::-1])):
        end = len(here) - place
        if count > best and (count > 1 or len(behind[end - 1]) >= LONG or ends_page(behind, end)):
            best, best_end = count, end
    return Repeat(len(there) - best, len(there) - 1, best_end - best) if best else None


def _runs(pattern: list[int], text: list[int]) -> list[int]:
    """For every place of `text`, how much of the beginning of `pattern` stands there (the Z function: linear)."""
    joined = [*pattern, -2, *text]
    runs, left, right = [0] * len(joined), 0, 0
    for at in range(1, len(joined)):
        run = min(right - at, runs[at - left]) if at < right else 0
        while at + run < len(joined) and joined[run] == joined[at + run]:
            run += 1
        if at + run > right:
            left, right = at, at + run
        runs[at] = run
    return runs[len(pattern) + 1 :]


def _cut_off(ahead: Sequence[str], behind: Sequence[str], there: list[int], here: list[int]) -> Repeat | None:
    """A repeat that the end of the file cuts off, within a paragraph or after one."""
    end = behind[-1] if behind else ""
    if len(end) < SHORTEST_CUT:
        return None
    begun = (place for place, line in enumerate(ahead) if line.startswith(end))
    for place in islice(begun, MOST_CUTS):
        found = _longest(there[: place + 1], [*here[:-1], there[place]], behind)
        if found is not None and found.at + found.length == len(here):
            return found
    return None


def ends_page(behind: Sequence[str], at: int) -> bool:
    """Whether nothing follows but trailers."""
    return at == len(behind) or begins_trailer(behind, at)


def begins_trailer(behind: Sequence[str], at: int) -> bool:
    """Whether a list of topics or the like begins at a line."""
    if behind[at] not in TRAILERS:
        return False
    after = behind[at + 1] if at + 1 < len(behind) else "#"
    return after.casefold() in MORE or after.startswith("#")


def read_tail(ahead: Sequence[str], behind: Sequence[str], footers: Footers, *, comments: bool) -> Tail:
    """Tell the lines of words behind the beginning of the last body, or behind the counters of a page that has no
    comments. A footer ends the last comment; where it is lost the comment goes on until something else is known."""
    feet = [at for at, line in enumerate(behind) if footers.is_footer(line)]
    own = feet[-1] + 1 if comments and feet else 0
    repeat = find_repeat(ahead, behind[own:])
    if repeat is None:
        trailers = (at for at in range(len(behind)) if begins_trailer(behind, at))
        return Tail(own if own or not comments else next(trailers, len(behind)))
    repeat = repeat._replace(at=repeat.at + own)
    between = [at for at in range(own, repeat.at) if behind[at].casefold() not in MORE]
    if comments and (not own or len(between) > 1):
        return _glued(ahead, repeat, words=own > 0 or repeat.at > 1)
    if between:
        return Tail(own, repeat, title_behind=between[-1])
    return Tail(own, repeat, title_ahead=_title_ahead(ahead, repeat))


def _title_ahead(ahead: Sequence[str], repeat: Repeat) -> int | None:
    """The title among the lines ahead: the first one of the repeat, where that reads like one, though a banner of one
    line stands ahead of it; else the only one that the repeat leaves out."""
    if repeat.last > repeat.first and is_title(ahead[repeat.first], ahead[repeat.first + 1]):
        return repeat.first
    return 0 if repeat.first == 1 else None


def _glued(ahead: Sequence[str], repeat: Repeat, *, words: bool) -> Tail:
    """The last comment has no footer, and nothing parts it from the title: that is the line before the repeat, unless
    the repeat brings one along, or the page has one ahead, or the comment would be left without `words`."""
    title = _title_ahead(ahead, repeat)
    if title is not None and is_title(ahead[title], ahead[title + 1]):
        return Tail(repeat.at, repeat, title_ahead=title)
    if not words:
        return Tail(repeat.at, repeat)
    return Tail(repeat.at - 1, repeat, title_behind=repeat.at - 1)
