"""The texts of all segments of a run of comments, and the same texts joined to one, in which all are searched at once.

A segment is known by its number in the run. Text that no segment has, as names, separators and margins, is left out.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING

from thread_parsers.discussion.body_text import encoded
from thread_parsers.query.evaluate import searched
from thread_parsers.text.compared_texts import SEPARATOR
from thread_parsers.text.large_texts import decoded_in_steps
from thread_parsers.text.segments import may_be_divided, piece_bytes, pieces_in_steps, without_margin

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.nodes import Hints

SLICE_SEGMENTS = 512
"""Segments between two chances to yield."""
SLICE_BYTES = 1 << 16
"""Bytes of comments that are divided between two chances to yield."""
SEARCHED_BYTES = 1 << 18
"""Bytes where a hit may begin in one call of a search."""

_ASCII = bytes(range(128))


def read_texts(
    discussion: Discussion, first: int, stop: int
) -> Generator[None, None, tuple[list[bytes], Sequence[int]]]:
    """Read the texts of the segments of comments `first` up to `stop`, whose bodies are in ascending order, in steps.
    Returns them with the comment of each."""
    columns = discussion.columns
    starts, ends, margins = (column[first:stop] for column in (columns.body_start, columns.body_end, columns.margin))
    origin = starts[0]
    whole = discussion.text.read(origin, ends[-1])
    yield
    may_divide = len(whole) > SEARCHED_BYTES or any(margins) or may_be_divided(whole)
    if not may_divide:
        texts = [whole[start - origin : end - origin].rstrip() for start, end in zip(starts, ends, strict=True)]
        if all(texts) and min(map(itemgetter(0), texts)) > ord(" "):
            return texts, range(first, stop)
    return (yield from _divided_texts(whole, origin, zip(range(first, stop), starts, ends, margins, strict=True)))


def _divided_texts(
    whole: bytes, origin: int, rows: Iterable[tuple[int, int, int, int]]
) -> Generator[None, None, tuple[list[bytes], Sequence[int]]]:
    """The same for comments with separators, margins, blank lines, or without text."""
    texts: list[bytes] = []
    comments = array("I")
    size = 0
    for comment, start, end, margin in rows:
        body = whole[start - origin : end - origin]
        if not margin and len(body) <= SLICE_BYTES:
            found = yield from piece_bytes(body)
            texts += found
            comments.extend([comment] * len(found))
            size += len(body)
            if size > SLICE_BYTES:
                size = 0
                yield
            continue
        for piece in pieces_in_steps(body, margin):
            if piece is None:
                yield
            else:
                texts.append((yield from without_margin(body[piece[0] : piece[1]], margin)))
                comments.append(comment)
        yield
    return texts, comments


def as_searched(discussion: Discussion, texts: list[bytes]) -> Generator[None, None, list[bytes]]:
    """The texts as words are looked for in them (`Target.compared`), in steps."""
    if discussion.rendered is None:
        return texts
    found: list[bytes] = []
    for text in texts:
        written = yield from decoded_in_steps(text, 0, len(text))
        found.append(encoded(searched(discussion, written)))
        yield
    return found


def hinted(texts: list[bytes], hints: Hints) -> Generator[None, None, set[int]]:
    """The numbers of the texts that contain one of some hints, in steps."""
    data = SEPARATOR.join([*texts, b""]).lower()
    yield
    if hints.beyond is not None:
        beyond = data.translate(None, _ASCII).decode("utf-8", "surrogateescape")
        if hints.beyond.search(beyond) is not None:
            return set(range(len(texts)))
        yield
    if hints.alike:
        data = data.translate(bytes.maketrans(hints.alike, hints.alike[:1] * len(hints.alike)))
    whole = JoinedTexts(data, array("I", accumulate((len(text) + 1 for text in texts), initial=0)))
    found: set[int] = set()
    for needle in hints.needles:
        found |= yield from whole.containing(needle, data)
    return found


class JoinedTexts:
    """Texts that each end with SEPARATOR, as one."""

    __slots__ = ("data", "starts")

    def __init__(self, data: bytes, starts: array[int]) -> None:
        self.data = data
        self.starts = starts
        """Where each text begins, and the end of the last one."""

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return len(self.data) + len(self.starts) * self.starts.itemsize

    @property
    def count(self) -> int:
        """How many texts there are."""
        return len(self.starts) - 1

    def text(self, segment: int) -> bytes:
        """One of the texts."""
        return self.data[self.starts[segment] : self.starts[segment + 1] - 1]

    def containing(self, needle: bytes, data: bytes) -> Generator[None, None, set[int]]:
        """The numbers of the texts with a needle, in steps. `data` are the joined texts, or something as long."""
        starts, size, find = self.starts, len(needle), data.find
        found: set[int] = set()
        at, segment = 0, 0
        while at < len(data):
            stop = at + SEARCHED_BYTES
            hit = find(needle, at, stop + size - 1)
            if hit < 0:
                at = stop
                if at < len(data):
                    yield
                continue
            segment = bisect_right(starts, hit, segment) - 1
            found.add(segment)
            segment += 1
            at = starts[segment]
            if len(found) % SLICE_SEGMENTS == 0:
                yield
        return found


def joined(data: bytes) -> Generator[None, None, JoinedTexts]:
    """Texts that each end with SEPARATOR, with their places, in steps."""
    starts = array("I", [0])
    at = data.find(SEPARATOR) + 1
    while at:
        starts.append(at)
        if len(starts) % SLICE_SEGMENTS == 0:
            yield
        at = data.find(SEPARATOR, at) + 1
    return JoinedTexts(data, starts)


def number_of(comments: Sequence[int], comment: int) -> int:
    """How many segments a comment has."""
    return bisect_right(comments, comment) - bisect_left(comments, comment)
