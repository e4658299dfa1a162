"""Numbers of the comments of a file, by which searches leave out files that have no match."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.roles import has_original_poster
from thread_parsers.query.has_and_is import GONE_STATES, HAS_VALUES, has_test
from thread_parsers.query.nodes import (
    ACCEPTED,
    BADGE,
    BY_POSTER,
    DELETED,
    DEPTH,
    EDITED,
    HAS_LINK,
    HOUR,
    LIKES,
    REPLIES,
    SEGMENTS,
    TIME,
    WORDS,
)
from thread_parsers.text.word_count import PIECE_BYTES, count_in_steps, counts

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from thread_parsers.discussion.discussion import Discussion

Limits = dict[str, tuple[int, int]]
"""The least and the most of each quantity that `query.nodes.Within` can name; only of those that some comment has."""

_SLICE_TEXTS = 256
_SLICE_ROWS = 1 << 12


def note(limits: Limits, name: str, values: Iterable[int]) -> None:
    """Widen the limits of a quantity by some values."""
    found = list(values)
    if found:
        least, most = limits.get(name, (found[0], found[0]))
        limits[name] = min(least, *found), max(most, *found)


class TextQuantities:
    """Adds what the texts of comments say to the limits of a file, as they are read."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._tests = {name: has_test(pattern) for name, (pattern, _) in HAS_VALUES.items() if name not in limits}
        """Those of the marks that no comment has so far."""

    def add_bodies(self, bodies: Sequence[bytes]) -> Generator[None, None, None]:
        """Count the words of some comments."""
        note(self._limits, WORDS, counts([body for body in bodies if len(body) <= PIECE_BYTES]))
        for body in bodies:
            if len(body) > PIECE_BYTES:
                note(self._limits, WORDS, ((yield from count_in_steps(body)),))

    def add_segments(self, texts: Sequence[str]) -> Generator[None, None, None]:
        """Look at the segments of a comment."""
        note(self._limits, SEGMENTS, (len(texts),))
        for number, text in enumerate(texts, 1):
            if number % _SLICE_TEXTS == 0:
                yield
            for name in list(self._tests):
                if (yield from self._tests[name].steps(text)):
                    self._limits[name] = 1, 1
                    del self._tests[name]


def quantities_in_steps(discussion: Discussion, limits: Limits) -> Generator[None, None, None]:
    """Add what the columns of a discussion say to the limits of its file, in steps."""
    columns = discussion.columns
    replies = Counter[int]()
    for first in range(0, len(columns), _SLICE_ROWS):
        some = slice(first, first + _SLICE_ROWS)
        note(limits, TIME, (time for time in columns.instants(some) if time != NO_TIME))
        note(limits, HOUR, {time % 86400 // 3600 for time in columns.time[some] if time != NO_TIME})
        note(limits, LIKES, (likes for likes in columns.likes[some] if likes != NO_SCORE))
        note(limits, DEPTH, columns.depth[some])
        note(limits, REPLIES, (max(0, declared) for declared in columns.replies[some]))
        replies.update(columns.parent[some])
        yield
    del replies[-1]
    note(limits, REPLIES, replies.values())
    for name, is_there in (
        (DELETED, not GONE_STATES.isdisjoint(columns.states.values())),
        (ACCEPTED, bool(columns.accepted)),
        (BADGE, bool(columns.badges)),
        (BY_POSTER, has_original_poster(discussion)),
        (EDITED, bool(columns.edited)),
        (HAS_LINK, bool(columns.links)),
    ):
        if is_there:
            limits[name] = 1, 1
