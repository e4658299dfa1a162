"""Moving from hit to hit, and counting the hits that the filter or folds hide."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from thread_reader.view.bookmarks import Place
from thread_reader.view.text_search import ARTICLE, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_reader.view.reader import Reader


class Tally(NamedTuple):
    """Counts of hits."""

    ordinal: int
    """Number of the current hit, from 1; 0 if there is none."""
    total: int
    truncated: bool
    """Whether there are more hits than `total`."""
    comments: int
    """Comments with hits."""
    behind_filter: int
    """Hits in comments that the filter hides."""
    in_folds: int
    """Hits in comments that are folded or below a folded comment."""


def tally(reader: Reader) -> Tally:
    """Count the hits that the search has found so far."""
    search = reader.search
    nothing_hidden = not reader.filter.active and reader.folds.none
    behind, in_folds = 0, 0
    if not nothing_hidden:
        behind, in_folds = reader.hidden_hits.count(
            search, reader.visible, reader.unfolded, reader.folds, len(reader.columns)
        )
    return Tally(_ordinal(reader), search.total, search.truncated, len(search.comments_with_hits), behind, in_folds)


def _ordinal(reader: Reader) -> int:
    """Return the number of the current hit in page order, article first; 0 if there is none."""
    search = reader.search
    hit = search.current
    if hit is None or search.pattern is None:
        return 0
    before = 0 if hit.comment == ARTICLE else len(search.in_article) + search.before(hit.comment)
    at = _index(search.hits_of(reader.discussion, hit.comment), hit)
    return before + at + 1 if at is not None else 0


def _index(hits: list[Hit], hit: Hit) -> int | None:
    """Return the index of a hit among those of its comment, or of the article; None if it is not one of them."""
    at = bisect_left(hits, (hit.paragraph, hit.start), key=lambda one: (one.paragraph, one.start))
    return at if hits[at : at + 1] == [hit] else None


def next_hit(reader: Reader, *, forward: bool = True) -> Hit | None:
    """Return the next hit in display order, article first, wrapping around; with `forward` false, the previous one.

    The search starts after the current hit if the cursor is still on its comment, otherwise at the cursor's comment.
    """
    search = reader.search
    if search.pattern is None:
        return None
    current = search.current
    if current is not None and current.comment in (ARTICLE, reader.position.comment):
        hits = search.hits_of(reader.discussion, current.comment)
        here = _index(hits, current)
        if here is not None and 0 <= (at := here + (1 if forward else -1)) < len(hits):
            return hits[at]
        stops = _stops_from(reader, current.comment, forward=forward)
    else:
        # Forward, a hit in the cursor's own comment comes after its head, where the cursor is; backward, it does not.
        stops = _stops_from(reader, reader.position.comment, forward=forward, include_start=forward)
    for comment in stops:
        hits = search.hits_of(reader.discussion, comment)
        if hits:
            return hits[0 if forward else -1]
    return None


def _stops_from(reader: Reader, start: int, *, forward: bool, include_start: bool = False) -> Iterator[int]:
    """Yield the places that may have hits, going round once from `start`: ARTICLE and the comments with hits.

    The places form a ring: position 0 is the article, position n is the comment `comments[n - 1]`. `start` itself
    comes last, or first with `include_start`.
    """
    comments = _in_display_order(reader)
    row = reader.unfolded.row(start)  # None for ARTICLE, and for a comment that the filter hides
    before = 0 if row is None else bisect_left(comments, row, key=lambda stop: reader.unfolded.row(stop) or 0)
    start_has_hits = row is not None and before < len(comments) and comments[before] == start
    # `at` is the position to step away from: that of `start` itself if it is on the ring, otherwise the one before it,
    # so that the first step forward leads to the first comment with hits after `start`.
    at = before + 1 if start_has_hits and not include_start else before
    # Going backward, the first step must lead to position `before`, so it starts from the one after. The article is on
    # the ring itself.
    at += not forward and not start_has_hits and start != ARTICLE
    count = len(comments) + 1
    for step in range(1, count + 1):
        position = (at + (step if forward else -step)) % count
        yield comments[position - 1] if position else ARTICLE


def _in_display_order(reader: Reader) -> Sequence[int]:
    """Return the comments with hits that the filter lets through, in display order."""
    found = reader.search.comments_with_hits
    if reader.order == "page" and not reader.filter.active:
        return found
    has_hits = bytearray(len(reader.columns))
    for comment in found:
        has_hits[comment] = 1
    return array("I", compress(reader.unfolded, map(has_hits.__getitem__, reader.unfolded)))


def go_to_hit(reader: Reader, hit: Hit) -> None:
    """Put the cursor on a hit. Folds that hide it are opened until the cursor leaves them."""
    reader.search.current = hit
    if hit.comment == ARTICLE:
        return
    needed = {comment for comment in reader.columns.ancestors(hit.comment) if comment in reader.folds}
    if hit.comment in reader.folds:
        needed.add(hit.comment)
    # Folds opened for an earlier hit stay open if this hit is in them too.
    kept = {comment for comment in reader.folds.opened if reader.holds(comment, hit.comment)}
    if needed or reader.folds.opened != kept:
        reader.open_for_now(frozenset(needed | kept), Place(hit.comment))
    reader.reveal(hit.comment, hit.paragraph, hit.start)


def first_hit_from(reader: Reader, place: Place) -> Hit | None:
    """Return the first hit at or after a place in display order. If no comment from there on has one, return one in
    the article, and else, once the search is complete, the first one after wrapping around. None if there is none."""
    found = reader.search.comments_with_hits
    if reader.order == "page" and not reader.filter.active:
        at = bisect_left(found, place.comment)
        candidates = list(found[at : at + 1])
    else:
        row = reader.unfolded.row(place.comment) or 0
        rows = ((reader.unfolded.row(comment), comment) for comment in found)
        nearest = min(((r, c) for r, c in rows if r is not None and r >= row), default=None)
        candidates = [] if nearest is None else [nearest[1]]
    for comment in candidates:
        hits = reader.search.hits_of(reader.discussion, comment)
        if hits:
            return hits[0]
    if reader.search.in_article:
        return reader.search.in_article[0]
    return next_hit(reader) if reader.search.complete and len(found) else None
