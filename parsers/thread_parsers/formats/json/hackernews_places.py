"""Hacker News: comments that were decoded together with the replies to them, and where they and their words are.

Where they are is found out by counting brackets and quotation marks, or from a table of all brackets if they are not
written as the site does it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from functools import lru_cache
from itertools import chain, repeat
from operator import contains, lt
from typing import TYPE_CHECKING, Any

from thread_parsers.formats.json import fields
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.listed import outside_strings, positions, strings_at, without_escapes
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.formats.json.places import is_value
from thread_parsers.formats.json.scan import SCAN
from thread_parsers.formats.json.walk import walk
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Span = tuple[int, int]
    Spans = list[Span]
    Places = tuple[Spans, list[Span | None]]
    """The bytes of comments without their replies, and those of their words as far as they are known."""

MAX_TOGETHER = 1 << 11
"""Comments that are taken apart in one step."""
MAX_BRACKETS = 1 << 14
"""In bytes with more of them, single comments are not looked for: that would take more than some milliseconds."""
REPLIES = ("children", "comments", "replies")
"""Keys of replies; the first one is the site's own."""
_WORDS = "text"
_KEY = f'"{_WORDS}"'.encode()


def in_thread_order(comments: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[int]] | None:
    """Some comments and all replies to them in thread order, and the index of the parent of each or -1. None if the
    site would not write them like this, or if there are too many of them."""
    found, parents = list[dict[str, Any]](), list[int]()
    stack: list[tuple[dict[str, Any], int]] = [(comment, -1) for comment in reversed(comments)]
    own, *others = REPLIES
    while stack:
        values, parent = stack.pop()
        row = len(found)
        found.append(values)
        parents.append(parent)
        below = values.get(own)
        if below:
            if type(below) is not list or set(map(type, below)) != {dict}:
                return None
            stack += zip(reversed(below), repeat(row))
    if len(found) > MAX_TOGETHER or not all(found):
        return None
    return None if any(any(map(contains, found, repeat(key))) for key in others) else (found, parents)


def find_comments(data: bytes) -> Spans:
    """The bytes of all comments that some bytes hold, in thread order."""
    return _places_of(data)[0]


def find_words(data: bytes) -> Sequence[int]:
    """Where the words of each of these comments begin and end; of one whose words are not found, the comment."""
    spans, bodies = _places_of(data)
    return list(chain.from_iterable(body or span for span, body in zip(spans, bodies, strict=True)))


@lru_cache(maxsize=1)
def _places_of(data: bytes) -> Places:
    return _by_counting(data) or _by_table(data)


def _by_counting(data: bytes) -> Places | None:
    """None if there is anything but comments in the comments, or if words are behind replies."""
    text = f"[{data.decode('utf-8', 'surrogateescape')}]"
    try:
        values, end = SCAN(text, 0)
    except (ValueError, RecursionError, StopIteration):
        return None
    is_whole = end == len(text) and set(map(type, values)) == {dict}
    found = in_thread_order(values) if is_whole else None
    if found is None:
        return None
    comments, parents = found
    bare, rows = without_escapes(data), len(comments)
    starts, ends = outside_strings(data, bare, b"{", rows), outside_strings(data, bare, b"}", rows)
    keys, following = positions(data, _KEY), [*starts[1:], len(data)]
    if not len(starts) == len(ends) == len(keys) == rows:
        return None
    # What is between a comment with replies and the first of these is the bracket of their list.
    limits = [
        data.rfind(b"[", start, until) if below == row else ends[bisect_left(ends, start)] + 1
        for row, (start, until, below) in enumerate(zip(starts, following, [*parents[1:], -1], strict=True))
    ]
    if not (all(map(lt, starts, keys)) and all(map(lt, keys, limits))):
        return None
    bodies = strings_at(data, bare, keys, _WORDS, 0)
    for body, comment in zip(bodies, comments, strict=True):
        words = comment.get(_WORDS)
        if isinstance(words, str) if body is None else not is_value(data, body, words):
            return None
    return list(zip(starts, limits, strict=True)), bodies


def _by_table(data: bytes) -> Places:
    if data.count(b"{") + data.count(b"[") > MAX_BRACKETS:
        return [], []
    reader = NestedReader(BufferSource(b"[%s]" % data))
    deque(reader.index(), maxlen=0)
    spans: Spans = []
    bodies: list[Span | None] = []

    def visit(item: Nested, _parent: int) -> tuple[Iterator[Nested], int]:
        values = reader.members(item)
        below, body = replies_of(values), reader.string_place(item, _WORDS, fields.text(values, _WORDS))
        start, end = without_replies(item, below, body)
        spans.append((start - 1, end - 1))
        bodies.append(body and (body[0] - 1, body[1] - 1))
        return reader.items(below), 0

    deque(walk(reader.items(reader.root), visit), maxlen=0)
    return spans, bodies


def replies_of(values: dict[str, Any]) -> Nested | None:
    """The list of the replies to a comment that has not been decoded."""
    return next((below for key in REPLIES if isinstance(below := values.get(key), Nested)), None)


def without_replies(item: Nested, below: Nested | None, body: Span | None) -> Span:
    """The part of a comment before or after its replies that has its words."""
    if below is None:
        return item.start, item.end
    return (item.start, below.start) if body is None or body[1] <= below.start else (below.end, item.end)
