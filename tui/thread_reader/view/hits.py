"""Going from hit to hit, and saying where the hits are: ahead, behind the filter, in folds."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from thread_reader.view.bookmarks import Place
from thread_reader.view.text_search import ARTICLE, Hit, hits_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_reader.view.reader import Reader


class Tally(NamedTuple):
    """Hits in numbers."""

    ordinal: int
    """The current hit among all, from 1; 0 when the cursor is on none."""
    total: int
    comments: int
    behind_filter: int
    in_folds: int


def tally(reader: Reader) -> Tally:
    """Count the hits of the search as far as it got."""
    search = reader.search
    all_seen = not reader.filter.active and reader.folds.none
    behind, in_folds = 0, 0
    if not all_seen:
        behind, in_folds = reader.hidden_hits.count(
            search, reader.visible, reader.unfolded, reader.folds, len(reader.columns)
        )
    return Tally(_ordinal(reader), search.total, len(search.comments_with_hits), behind, in_folds)


def _ordinal(reader: Reader) -> int:
    search = reader.search
    hit = search.current
    if hit is None or search.pattern is None:
        return 0
    if hit.comment == ARTICLE:
        return search.in_article.index(hit) + 1 if hit in search.in_article else 0
    before = len(search.in_article) + search.before(hit.comment)
    hits = hits_in(reader.discussion, hit.comment, search)
    return before + hits.index(hit) + 1 if hit in hits else 0


def next_hit(reader: Reader, *, forward: bool = True) -> Hit | None:
    """The hit after the cursor (or before it) in the order of the screen, article first, round the ends."""
    search = reader.search
    if search.pattern is None:
        return None
    current = search.current
    if current is not None and current.comment in (ARTICLE, reader.position.comment):
        hits = _hits(reader, current.comment)
        at = hits.index(current) + (1 if forward else -1) if current in hits else -1
        if 0 <= at < len(hits):
            return hits[at]
        places = _round(reader, current.comment, forward=forward)
    else:
        places = _round(reader, reader.position.comment, forward=forward, itself=forward)
    for comment in places:
        hits = _hits(reader, comment)
        if hits:
            return hits[0 if forward else -1]
    return None


def _hits(reader: Reader, comment: int) -> list[Hit]:
    if comment == ARTICLE:
        return reader.search.in_article
    return hits_in(reader.discussion, comment, reader.search)


def _round(reader: Reader, start: int, *, forward: bool, itself: bool = False) -> Iterator[int]:
    """Where hits may be, from `start` once round: the article, then the comments with hits in display order."""
    stops = _in_display_order(reader)
    row = reader.unfolded.row(start)
    behind = 0 if row is None else bisect_left(stops, row, key=lambda stop: reader.unfolded.row(stop) or 0)
    there = row is not None and behind < len(stops) and stops[behind] == start
    count = len(stops) + 1
    at = behind + 1 if there and not itself else behind
    at += not forward and not there and start != ARTICLE
    for step in range(1, count + 1):
        number = (at + (step if forward else -step)) % count
        yield stops[number - 1] if number else ARTICLE


def _in_display_order(reader: Reader) -> Sequence[int]:
    found = reader.search.comments_with_hits
    if reader.order == "page" and not reader.filter.active:
        return found
    holds = bytearray(len(reader.columns))
    for comment in found:
        holds[comment] = 1
    return array("I", compress(reader.unfolded, map(holds.__getitem__, reader.unfolded)))


def go_to_hit(reader: Reader, hit: Hit) -> None:
    """Put the cursor on a hit. What hides it is opened for as long as the cursor stays there."""
    reader.search.current = hit
    if hit.comment == ARTICLE:
        return
    needed = {comment for comment in reader.columns.ancestors(hit.comment) if comment in reader.folds}
    if hit.comment in reader.folds:
        needed.add(hit.comment)
    kept = {comment for comment in reader.folds.opened if reader.holds(comment, hit.comment)}
    if needed or reader.folds.opened != kept:
        reader.open_for_now(frozenset(needed | kept), Place(hit.comment))
    reader.reveal(hit.comment, hit.paragraph, hit.start)


def first_hit_from(reader: Reader, place: Place) -> Hit | None:
    """The first hit at or after a place in display order; one in the article where the comments have none from
    there on. None while nothing was found."""
    found = reader.search.comments_with_hits
    if reader.order == "page" and not reader.filter.active:
        at = bisect_left(found, place.comment)
        candidates = list(found[at : at + 1])
    else:
        row = reader.unfolded.row(place.comment) or 0
        rows = ((reader.unfolded.row(comment), comment) for comment in found)
        candidates = [comment for _, comment in sorted((r, c) for r, c in rows if r is not None and r >= row)[:1]]
    for comment in candidates:
        hits = _hits(reader, comment)
        if hits:
            return hits[0]
    if reader.search.in_article:
        return reader.search.in_article[0]
    return next_hit(reader) if reader.search.complete and len(found) else None
