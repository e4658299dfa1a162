"""The text of the status line."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_parsers.text.reading_time import duration
from thread_reader.view.hits import tally
from thread_reader.view.progress import minutes_left, share_above
from thread_reader.view.sentences import answered

if TYPE_CHECKING:
    from thread_reader.view.reader import Reader

Part = tuple[str, str]
"""Text and its style role."""
Line = tuple[list[Part], list[Part]]
"""The left and the right half of a line."""


def number(value: int) -> str:
    """Format a number with thousands separators: `1,000,000`."""
    return f"{value:,}"


def where(reader: Reader, pane: str, chosen: str = "") -> Line:
    """Return the status line of a pane: `3 of 10 · FloorPriceWatcher · 8 segments`, and with a filter `match 2 of 5, 3
    of 10`; at the right, the search, the filter and the order. `chosen`: what is chosen in a chart of the stats."""
    right = [*_found(reader), *_filtered(reader), *_order(reader), *_progress(reader)]
    if pane == "article":
        return [(pane, "heading"), *_sentence(reader)], right
    if pane != "comments":
        return [(pane, "heading"), *([(f" · {chosen}", "head")] if chosen else _rest(reader))], right
    if not reader.visible:
        return [("no visible comments", "quiet")], right
    position, columns = reader.position, reader.columns
    comment = position.comment
    if reader.anchor is not None and reader.anchor[1].address:
        return [("→ ", "head"), (printable(reader.anchor[1].address), "")], right
    parts: list[Part] = [(f"{_match(reader)}{number(comment + 1)} of {number(len(columns))}", "head")]
    author = printable(reader.discussion.author(comment))
    if author:
        parts.append((f" · {author}", ""))
    segments = reader.segment_count(comment)
    if position.segment is not None:
        parts.append((f" · segment {position.segment + 1} of {segments}", ""))
    elif segments != 1:
        parts.append((f" · {counted(segments, 'segment')}", ""))
    if columns.depth[comment]:
        parts.append((f" · depth {columns.depth[comment]}", ""))
    if reader.anchor is not None:
        kind, quoted = reader.anchor[1].kind, reader.anchor[1].comment
        name = "" if quoted is None else printable(reader.discussion.author(quoted)) or f"comment {quoted + 1}"
        parts += [(" · ", ""), (f"quotes {name}" if name else kind, "link")]
    if comment in reader.bookmarks.new:
        parts.append((" · new", "new"))
    below = len(columns.subtree(comment)) - 1
    if below:
        parts.append((f" · {counted(below, 'reply', 'replies')} below", ""))
    return parts, right


def _match(reader: Reader) -> str:
    """Return `match 2 of 5, ` if the filter shows the comment under the cursor because it matches."""
    if not reader.filter.active or reader.filter.trouble:
        return ""
    row = reader.filter.row_of(reader.position.comment)
    return "" if row is None else f"match {number(row + 1)} of {number(len(reader.filter.matches))}, "


def _sentence(reader: Reader) -> list[Part]:
    """Return the status of the article pane: `sentence 3 of 40 · 5 segments by 4 people: weight, 19 billion`."""
    here = reader.sentences.current
    if here is None:
        return _rest(reader)
    parts: list[Part] = [(f" · sentence {number(here.number)} of {number(len(reader.sentences.all))}", "head")]
    found = answered(reader.stats, here)
    if found is not None and found.links:
        people = counted(found.people, "person", "people")
        parts.append((f" · {counted(len(found.links), 'segment')} by {people}", "match"))
        parts.append((": " + ", ".join(printable(" ".join(word.split())) for word in found.shared), "quiet"))
    elif found is not None and len(reader.columns):
        parts.append((" · no replies", "quiet"))
    if reader.discussion.complete and not len(reader.columns):
        parts.append((" · no comments on this page", ""))
    if found is not None and not reader.all_seen and reader.stats is not None:
        parts.append((f" · of {counted(reader.stats.seen, 'comment')} so far", "quiet"))
    return parts


def _rest(reader: Reader) -> list[Part]:
    count = len(reader.columns)
    if count and reader.filter.active and not reader.filter.trouble:
        return [(f" · {number(len(reader.filter.matches))} of {counted(count, 'comment')}", "")]
    return [(f" · {counted(count, 'comment')}" if count else " · no comments", "")]


def _filtered(reader: Reader) -> list[Part]:
    """Return the state of the filter: `bees · 3 of 40 so far with ancestors`."""
    filter_ = reader.filter
    if not filter_.text.strip():
        return []
    words = printable(filter_.text)
    if not filter_.on:
        return [(f"  filter off: {words}", "quiet")]
    if filter_.trouble:
        return [(f"  {printable(filter_.trouble)}", "warning")]
    so_far = "" if filter_.complete else " so far"
    context = "" if filter_.context.value == "matches" else f" {filter_.context.value}"
    matches = f"{number(len(filter_.matches))} of {number(len(reader.columns))}"
    return [(f"  {words} · {matches}{so_far}{context}", "match")]


def _found(reader: Reader) -> list[Part]:
    """Return the state of the search: `/bees 2 of 17 in 9 comments · 3 behind the filter · 1 in folds so far`."""
    search = reader.search
    if search.pattern is None:
        return []
    if search.trouble:
        return [(f"  {printable(search.trouble)}", "warning")]
    found = tally(reader)
    total = number(found.total) + "+" * found.truncated
    parts = [f"{number(found.ordinal)} of {total}" if found.ordinal else total]
    if not found.total:
        parts.append("hits")
    else:
        parts.append(f"in {counted(found.comments, 'comment')}" if found.comments else "in the article")
    if found.behind_filter:
        parts.append(f"· {number(found.behind_filter)} behind the filter")
    if found.in_folds:
        parts.append(f"· {number(found.in_folds)} in folds")
    so_far = "" if search.complete else " so far"
    return [(f"  /{printable(search.text)} {' '.join(parts)}{so_far}", "heading")]


def folded_contents(reader: Reader, comment: int) -> str:
    """Return what a folded comment contains, itself included: `(3 replies, 1 match, 2 hits)`; empty if nothing."""
    return contents_in_words(reader, comment, found_in_fold(reader, comment))


def contents_in_words(reader: Reader, comment: int, found: list[str]) -> str:
    """Return what a folded comment contains, by what `found_in_fold` has returned."""
    below = len(reader.columns.subtree(comment)) - 1
    parts = [counted(below, "reply", "replies")] if below else []
    parts += found
    return f"({', '.join(parts)})" if parts else ""


def found_in_fold(reader: Reader, comment: int) -> list[str]:
    """Return what is to be found in a folded comment, itself included: `1 match`, `2 hits`."""
    subtree = reader.columns.subtree(comment)
    parts = []
    if reader.bookmarks.recalls:
        unread = len(subtree) - reader.bookmarks.read.count_in(subtree)
        parts += [f"{number(unread)} unread"] if unread and len(subtree) > 1 else []
    if reader.filter.active:
        matches = reader.filter.matches  # in page order, and so is the subtree
        inside = bisect_left(matches, subtree.stop) - bisect_left(matches, subtree.start)
        parts.append(counted(inside, "match", "matches"))
    if reader.search.pattern is not None:
        parts.append(counted(reader.search.before(subtree.stop) - reader.search.before(subtree.start), "hit"))
    return parts


def _progress(reader: Reader) -> list[Part]:
    """Return how far the cursor is, and how much is left: `38 % · 31 unread · 6 min`."""
    share, left = share_above(reader), minutes_left(reader)
    parts = [] if share is None else [f"{share} %"]
    if reader.bookmarks.recalls:  # else it is not known what was read before
        unread = len(reader.columns) - reader.bookmarks.read.count
        parts.append(f"{number(unread)} unread" if unread else "all read")
    if left:
        parts.append(duration(left))
    return [(f"  {' · '.join(parts)}", "quiet")] if parts else []


def _order(reader: Reader) -> list[Part]:
    return [] if reader.order == "page" else [(f"  {reader.order_words}", "quiet")]
