"""The authors of a discussion for queries: ranked by their comments, and in the form in which names are compared.

Both are cached for each discussion, since a prompt needs them at every key.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from thread_parsers.text.folding import folded, straight_quotes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thread_parsers.discussion.discussion import Discussion

_RANKED: WeakKeyDictionary[Discussion, tuple[int, Mapping[int, int]]] = WeakKeyDictionary()
_COMPARED: WeakKeyDictionary[Discussion, tuple[list[str], list[str]]] = WeakKeyDictionary()


def by_comments(discussion: Discussion) -> Mapping[int, int]:
    """The number of comments of each author, by the number of the author, those with the most comments first. While the
    file is still being read, the ranking is only made anew when the number of comments has doubled."""
    columns = discussion.columns
    count, ranked = _RANKED.get(discussion, (0, {}))
    if len(columns) >= 2 * count or (discussion.complete and len(columns) != count):
        ranked = dict(Counter(columns.author).most_common())
        _RANKED[discussion] = (len(columns), ranked)
    return ranked


def compared(name: str, *, caseless: bool) -> str:
    """The form in which a name, or what was typed for one, is compared."""
    return straight_quotes(folded(name, caseless=caseless))


def compared_names(discussion: Discussion, *, caseless: bool) -> Sequence[str]:
    """All names in that form, by the number of the author."""
    lists = _COMPARED.get(discussion)
    if lists is None:
        lists = _COMPARED[discussion] = ([], [])
    known = lists[caseless]
    # Names are only ever added while the file is being read.
    known += [compared(name, caseless=caseless) for name in discussion.columns.author_names[len(known) :]]
    return known
