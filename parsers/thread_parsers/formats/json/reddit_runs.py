"""Reddit: comments that were decoded together with the replies to them, and where each is in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from thread_parsers.formats.json.listed import positions, strings_at, without_escapes
from thread_parsers.formats.json.places import is_value
from thread_parsers.formats.json.scan import SCAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.formats.json.listed import Run

COMMENTS = re.compile(
    rb'\{\s*+"kind"\s*+:\s*+"Listing"\s*+,\s*+"data"\s*+:\s*+\{[^{}\[\]"]*+(?:"[^"\\]*+"[^{}\[\]"]*+)*?'
    rb'"children"\s*+:\s*+\[(?=\s*+\{\s*+"kind"\s*+:\s*+"t1")'
)
"""A listing, up to the first of the comments in it."""
MAX_TOGETHER = 1 << 11
"""Things and listings that are taken apart in one step."""
_OPENING = re.compile(rb'\{\s*+"kind"\s*+:')
_KEY = b'"body"'


class Comments(NamedTuple):
    """Comments in thread order."""

    values: list[dict[str, Any]]
    parents: list[int]
    """The index of the parent of each, or -1."""
    spans: list[tuple[int, int]]
    """The bytes from the beginning of each to the end of its words."""
    bodies: list[tuple[int, int]]
    """The bytes of the words."""
    stubs: list[tuple[dict[str, Any], tuple[int, int]]]
    """What stands for comments that are not in the file, with its bytes."""


class _Order:
    """The things in a run in the order of the file."""

    def __init__(self) -> None:
        self.values: list[dict[str, Any]] = []
        self.parents: list[int] = []
        self.openings: list[int] = []
        """For each comment, the number of the opening bracket of a thing or listing that it begins with."""
        self.lasts: list[int] = []
        """For each comment, the last of these brackets before its words."""
        self.keys: list[int] = []
        """The comments in the order of their words."""
        self.stubs: list[tuple[dict[str, Any], int]] = []
        self.count = 0
        """Opening brackets of things and listings."""


def comments_of(run: Run) -> Comments | None:
    """The comments of a run. None if it is not written as the site does it."""
    order = _order([item[0] for item in run.items])
    opening = _OPENING.match(run.data)
    if order is None or opening is None:
        return None
    data, starts = run.data, positions(run.data, opening[0])
    keys = positions(data, _KEY)
    if len(starts) != order.count or len(keys) != len(order.values):
        return None
    following, base = [*starts[1:], len(data)], run.start
    for key, row in zip(keys, order.keys, strict=True):
        last = order.lasts[row]
        if not starts[last] < key < following[last]:
            return None
    places = strings_at(data, without_escapes(data), keys, "body", base)
    bodies: list[tuple[int, int]] = [(0, 0)] * len(keys)
    for row, place in zip(order.keys, places, strict=True):
        if place is None or not is_value(data, (place[0] - base, place[1] - base), order.values[row].get("body")):
            return None
        bodies[row] = place
    spans = [(base + starts[number], body[1]) for number, body in zip(order.openings, bodies, strict=True)]
    stubs = [
        (values, (base + starts[at], base + starts[at] + _size(data[starts[at] : following[at]])))
        for values, at in order.stubs
    ]
    return Comments(order.values, order.parents, spans, bodies, stubs)


def _order(things: Sequence[dict[str, Any]]) -> _Order | None:
    found = _Order()
    stack: list[tuple[Any, int]] = [(thing, -1) for thing in reversed(things)]
    while stack:
        thing, parent = stack.pop()
        if thing is None:  # behind the replies to a comment are its words
            found.keys.append(parent)
            found.lasts[parent] = found.count - 1
            continue
        values = thing.get("data")
        if type(values) is not dict or not values or next(iter(thing)) != "kind" or found.count > MAX_TOGETHER:
            return None
        if thing["kind"] == "more":
            found.stubs.append((values, found.count))
        elif thing["kind"] != "t1":
            return None
        else:
            row = len(found.values)
            found.values.append(values)
            found.parents.append(parent)
            found.openings.append(found.count)
            found.lasts.append(found.count)
            replies = values.get("replies")
            if not replies:
                found.keys.append(row)
            elif not _add_replies(found, stack, row, values, replies):
                return None
        found.count += 1
    return found


def _add_replies(
    found: _Order, stack: list[tuple[Any, int]], row: int, values: dict[str, Any], replies: object
) -> bool:
    """Put the replies to a comment on the stack. False if they are not written as the site does it."""
    if type(replies) is not dict or next(iter(replies)) != "kind" or type(replies.get("data")) is not dict:
        return False
    children = replies["data"].get("children")
    if type(children) is not list or not set(map(type, children)) <= {dict}:
        return False
    if next(key for key in values if key in ("body", "replies")) == "replies":
        stack.append((None, row))
    else:
        found.keys.append(row)
    found.count += 1  # the listing
    stack.extend((child, row) for child in reversed(children))
    return True


def _size(data: bytes) -> int:
    """The bytes of the object that some bytes begin with."""
    text = data.decode("utf-8", "surrogateescape")
    return len(text[: SCAN(text, 0)[1]].encode("utf-8", "surrogateescape"))
