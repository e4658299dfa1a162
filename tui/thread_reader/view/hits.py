"""Going from hit to hit, and saying where the hits are: ahead, behind the filter, in folds."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_reader.view.places import Place
from thread_reader.view.searching import ARTICLE, Hit, hits_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_reader.view.reader import Reader


@dataclass(frozen=True, slots=True)
class Tally:
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
    behind = in_folds = 0
    if reader.filter.active or not reader.folds.none:
        for comment, count in zip(search.comments_with_hits, search.counts, strict=False):
            if reader.unfolded.row(comment) is None:
                behind += count
            elif reader.shown.row(comment) is None or comment in reader.folds:
                in_folds += count
    return Tally(_ordinal(reader), search.total, len(search.comments_with_hits), behind, in_folds)


def _ordinal(reader: Reader) -> int:
    search = reader.search
    hit = search.current
    if hit is None or search.pattern is None:
        return 0
    if hit.comment == ARTICLE:
        return search.in_article.index(hit) + 1 if hit in search.in_article else 0
    before = len(search.in_article)
    for comment, count in zip(search.comments_with_hits, search.counts, strict=False):
        if comment >= hit.comment:
            break
        before += count
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
    stops: list[int] = [ARTICLE, *_in_display_order(reader)]
    order = {comment: row for row, comment in enumerate(stops)}
    at = order.get(start)
    if at is None:
        row = reader.unfolded.row(start)
        rows = [reader.unfolded.row(stop) or 0 for stop in stops[1:]]
        at = sum(1 for other in rows if row is not None and other < row) + (0 if forward else 1)
    elif itself:
        at -= 1
    count = len(stops)
    for step in range(1, count + 1):
        yield stops[(at + (step if forward else -step)) % count]


def _in_display_order(reader: Reader) -> Sequence[int]:
    shown = reader.unfolded
    hits = [comment for comment in reader.search.comments_with_hits if shown.row(comment) is not None]
    return hits if reader.order == "page" else sorted(hits, key=lambda comment: shown.row(comment) or 0)


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
