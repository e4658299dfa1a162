"""The authors of a discussion, those with the most comments first; cached while no comments are added."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.discussion.discussion import Discussion

_RANKED: WeakKeyDictionary[Discussion, tuple[int, Sequence[str]]] = WeakKeyDictionary()


def names_by_comments(discussion: Discussion) -> Sequence[str]:
    """The names of all authors, by their number of comments."""
    columns = discussion.columns
    known = _RANKED.get(discussion)
    if known is None or known[0] != len(columns):
        names = [columns.author_names[number] for number, _ in Counter(columns.author).most_common()]
        known = _RANKED[discussion] = (len(columns), names)
    return known[1]
