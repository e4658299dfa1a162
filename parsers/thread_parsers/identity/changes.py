"""What has changed in a discussion between two saves."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from thread_parsers.identity.fingerprints import Fingerprints


class Changes(NamedTuple):
    """Numbers of comments from 0, ascending."""

    new: array[int]
    """Comments of the newer save that the older one does not have."""
    edited: array[int]
    """Comments of the newer save whose text is not that of the older one."""
    gone: array[int]
    """Comments of the older save that the newer one does not have."""


def changes(known: Fingerprints, now: Fingerprints, matched: array[int]) -> Changes:
    """Compare two saves. `matched` is what `match` has returned for them."""
    new, edited = array("q"), array("q")
    is_kept = bytearray(len(known.words))
    for at, other in enumerate(matched):
        if other < 0:
            new.append(at)
            continue
        is_kept[other] = 1
        if known.texts[other] != now.texts[at]:
            edited.append(at)
    return Changes(new, edited, array("q", [at for at, kept in enumerate(is_kept) if not kept]))
