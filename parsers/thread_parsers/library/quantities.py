"""Numbers of the comments of a discussion, by which searches leave out files that have no match."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.roles import has_original_poster
from thread_parsers.query.has_and_is import GONE_STATES
from thread_parsers.query.nodes import ACCEPTED, BADGE, BY_POSTER, DELETED, DEPTH, LIKES, REPLIES, TIME

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from thread_parsers.discussion.discussion import Discussion

_SLICE_ROWS = 1 << 12


def quantities_in_steps(discussion: Discussion) -> Generator[None, None, dict[str, tuple[int, int]]]:
    """The least and the most of each quantity that `query.nodes.Within` can name, in steps; only of those that some
    comment has."""
    columns = discussion.columns
    limits: dict[str, tuple[int, int]] = {}
    replies = Counter[int]()

    def note(name: str, values: Iterable[int]) -> None:
        found = list(values)
        if found:
            least, most = limits.get(name, (found[0], found[0]))
            limits[name] = min(least, *found), max(most, *found)

    for first in range(0, len(columns), _SLICE_ROWS):
        some = slice(first, first + _SLICE_ROWS)
        note(TIME, (time for time in columns.instants(some) if time != NO_TIME))
        note(LIKES, (likes for likes in columns.likes[some] if likes != NO_SCORE))
        note(DEPTH, columns.depth[some])
        note(REPLIES, (max(0, declared) for declared in columns.replies[some]))
        replies.update(columns.parent[some])
        yield
    del replies[-1]
    note(REPLIES, replies.values())
    for name, is_there in (
        (DELETED, not GONE_STATES.isdisjoint(columns.states.values())),
        (ACCEPTED, bool(columns.accepted)),
        (BADGE, bool(columns.badges)),
        (BY_POSTER, has_original_poster(discussion)),
    ):
        if is_there:
            limits[name] = 1, 1
    return limits
