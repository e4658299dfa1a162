"""Moving to the next or previous thing of a kind: same author, original poster, link, quote, mark, new, unread,
edited, starred, noted, highlight, segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.roles import is_by_original_poster
from thread_reader.view.bookmarks import Place
from thread_reader.view.links import links_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_reader.view.drawing import Anchor, AnchorKind
    from thread_reader.view.reader import Reader


def _none(_reader: Reader, _comment: int) -> bool:
    return False


def _same_author(reader: Reader, comment: int) -> bool:
    authors = reader.columns.author
    return authors[comment] == authors[reader.position.comment]


def _original_poster(reader: Reader, comment: int) -> bool:
    return is_by_original_poster(reader.discussion, comment)


def _link(reader: Reader, comment: int) -> bool:
    return bool(links_in(reader.discussion, comment))


def _mark(reader: Reader, comment: int) -> bool:
    return any(place.comment == comment for place in reader.bookmarks.marks.values())


def _new(reader: Reader, comment: int) -> bool:
    return comment in reader.bookmarks.new


def _unread(reader: Reader, comment: int) -> bool:
    return comment not in reader.bookmarks.read


def _edited(reader: Reader, comment: int) -> bool:
    return comment in reader.columns.edited or comment in reader.bookmarks.edited


def _starred(reader: Reader, comment: int) -> bool:
    return comment in reader.bookmarks.starred


def _noted(reader: Reader, comment: int) -> bool:
    return comment in reader.bookmarks.noted


def _highlight(reader: Reader, comment: int) -> bool:
    return reader.highlights is not None and comment in reader.highlights


ANCHORS: dict[str, tuple[AnchorKind, tuple[bytes, ...]]] = {
    "q": ("quote", (b">",)),
    "l": ("link", (b"://", b"www.", b"](", b"]:", b"mailto:", b"@")),
    "x": ("spoiler", (b">!", b"||")),
}
"""Key of a kind of places inside of comments to its name, and to what a comment has that has one."""

COMMENTS_OF_KIND: dict[str, Callable[[Reader, int], bool]] = {
    "a": _same_author,
    "o": _original_poster,
    "l": _link,
    "m": _mark,
    "n": _new,
    "u": _unread,
    "e": _edited,
    "+": _starred,
    "i": _noted,
    "h": _highlight,
}
"""Key of a kind to a predicate that is true of the comments of that kind."""

NONE_OF_KIND: dict[str, Callable[[Reader], bool]] = {
    "m": lambda reader: not reader.bookmarks.marks,
    "n": lambda reader: not reader.bookmarks.new,
    "e": lambda reader: not (reader.columns.edited or reader.bookmarks.edited),
    "+": lambda reader: not reader.bookmarks.starred,
    "i": lambda reader: not reader.bookmarks.noted,
}
"""Key of a kind to whether a page has none of it, where that is known without a search."""


def next_of_kind(reader: Reader, kind: str, *, forward: bool) -> Place | None:
    """Return the next place of a kind in display order, or the previous one; None at the end, without wrapping."""
    if not reader.visible:
        return None
    if kind == "s":
        return _next_segment(reader, forward=forward)
    is_of_kind = COMMENTS_OF_KIND.get(kind, _none)
    found = (Place(comment) for comment in _from_cursor(reader, forward=forward) if is_of_kind(reader, comment))
    return next(found, None)


def _from_cursor(reader: Reader, *, forward: bool) -> Iterator[int]:
    """Yield the comments after the cursor's, or before it, in display order, folded ones included."""
    row = reader.unfolded.row(reader.position.comment)
    if row is None:
        return
    rows = range(row + 1, len(reader.unfolded)) if forward else range(row - 1, -1, -1)
    for at in rows:
        yield reader.unfolded[at]


def _next_segment(reader: Reader, *, forward: bool) -> Place | None:
    comment, segment = reader.position.comment, reader.position.segment
    count = len(reader.discussion.segments(comment))
    # The head of a comment comes before its first segment: forward leads from it to segment 0, backward out of it.
    target = (0 if segment is None else segment + 1) if forward else (-1 if segment is None else segment - 1)
    if 0 <= target < count:
        return Place(comment, target)
    for other in _from_cursor(reader, forward=forward):
        count = len(reader.discussion.segments(other))
        if count:
            return Place(other, 0 if forward else count - 1)
    return None


def next_anchor(reader: Reader, kind: str, *, forward: bool) -> tuple[int, Anchor] | None:
    """Return the next quote (`q`), link (`l`) or spoiler (`x`) in display order with its comment, or the previous one;
    None at the end, without wrapping."""
    if not reader.visible:
        return None
    name, signs = ANCHORS[kind]
    here = reader.position.comment
    at = reader.anchor[1].place if reader.anchor is not None and reader.anchor[0] == here else None
    if here not in reader.folds:
        anchors = reader.anchors_of(here, name)
        if forward:
            found = next((one for one in anchors if at is None or one.place > at), None)
        else:
            found = next((one for one in reversed(anchors) if at is not None and one.place < at), None)
        if found is not None:
            return here, found
    columns, text = reader.columns, reader.discussion.text
    for comment in _from_cursor(reader, forward=forward):
        words = text.read(columns.body_start[comment], columns.body_end[comment])
        if (kind == "l" and comment in columns.links) or any(sign in words for sign in signs):
            anchors = reader.anchors_of(comment, name)
            if anchors:
                return comment, anchors[0 if forward else -1]
    return None
