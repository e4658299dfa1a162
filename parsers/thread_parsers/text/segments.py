"""Segments: the parts of a comment's body between lines of dashes."""

from __future__ import annotations

import re
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from thread_parsers.steps import run_to_end
from thread_parsers.text.large_texts import (
    DASHES,
    SLICE_BYTES,
    decoded_in_steps,
    end_of_words,
    line_kind,
    lines_in_steps,
    start_of_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

_SHORTEST = tuple(3 * dash for dash in DASHES)
"""Shortest possible separators; if none occurs, skip the line scan."""
_DASH_LEAD_BYTE = b"\xe2"
"""The first byte of all dashes beyond ASCII. To look for one byte is many times faster than for several."""
_BEYOND_ASCII = re.compile(_DASH_LEAD_BYTE + b"(?:%s)" % b"|".join(dashes[1:] for dashes in _SHORTEST[1:]))
DASH_RUNS = b"|".join(rb"(?:%s){3,}" % dash for dash in DASHES)
"""Pattern of three or more of the same dash."""
SEPARATOR = re.compile(rb"^[ \t]*+(?:%s)[ \t\r]*+$" % DASH_RUNS, re.MULTILINE)
"""A line with three or more of the same dash and nothing else, which separates segments. Matches bytes of a body."""
_TRAILING = b" \t\r\n"
_SEPARATOR_LINE = re.compile(rb"\n[ \t]*+(?:%s)[ \t\r]*+(?=\n|\Z)" % DASH_RUNS)


def may_be_divided(body: bytes) -> bool:
    """Whether a body has three dashes in a row. Most have not, and need no line scan."""
    return b"---" in body or (_DASH_LEAD_BYTE in body and _BEYOND_ASCII.search(body) is not None)


def _may_be_divided_in_steps(body: bytes) -> Generator[None, None, bool]:
    for at in range(0, len(body), SLICE_BYTES):
        if at:
            yield
        if may_be_divided(body[at : at + SLICE_BYTES + max(map(len, _SHORTEST)) - 1]):
            return True
    return False


def separators(body: bytes) -> Iterator[tuple[int, int]]:
    """Yield first and one past the last byte of each separator in a body, without line feeds."""
    return filter(None, _separators(body))


def _separators(body: bytes) -> Iterable[tuple[int, int] | None]:
    """The same, with None now and then in a long body."""
    if len(body) > SLICE_BYTES:
        return _separators_in_steps(body)
    # Trailing blank lines are cut off, because there may be many, and a displayed body is split again on every key
    # press.
    return _in_lines(body[: len(body.rstrip(_TRAILING))], 0) if may_be_divided(body) else ()


def _in_lines(lines: bytes, start: int) -> Iterator[tuple[int, int]]:
    """The separators among some lines, which begin at `start`."""
    # A pattern that starts with a line feed lets the search jump from line to line: three times as fast.
    for match in _SEPARATOR_LINE.finditer(b"\n" + lines):
        yield start + match.start(), start + match.end() - 1


def _separators_in_steps(body: bytes) -> Iterator[tuple[int, int] | None]:
    if not (yield from _may_be_divided_in_steps(body)):
        return

    def read(start: int, stop: int) -> bytes:
        return body[start:stop]

    for lines in lines_in_steps(read, 0, (yield from end_of_words(body, 0, len(body), _TRAILING))):
        yield None
        if lines is None:
            continue
        if lines.data is not None:
            yield from _in_lines(lines.data, lines.start)
        elif (yield from line_kind(read, lines.start, lines.end)) == "separator":
            yield lines.start, lines.end - body.endswith(b"\n", lines.start, lines.end)


def pieces(body: bytes, margin: int = 0) -> Iterator[tuple[int, int]]:
    """Yield first and one past the last byte of each segment that has text."""
    return filter(None, pieces_in_steps(body, margin))


def pieces_in_steps(body: bytes, margin: int = 0) -> Iterator[tuple[int, int] | None]:
    """The same as `pieces`, with None every few milliseconds."""
    if margin or len(body) > SLICE_BYTES or may_be_divided(body):
        return _divided(body, margin)
    words = body.lstrip()
    if not words:
        return iter(())
    # As in `_divided`, for the only piece.
    first_line = body.rfind(b"\n", 0, len(body) - len(words)) + 1
    return iter(((first_line, len(body.rstrip())),))


TOGETHER_BODIES = 256
"""Bodies that are searched for dashes together."""
SLICE_SEPARATORS = 1024
"""Separators between two chances to yield."""


def _divided(body: bytes, margin: int) -> Iterator[tuple[int, int] | None]:
    bare = body if not margin else (yield from _with_blank_margin(body, margin))
    ends, number = chain(((0, 0),), _separators(bare), ((len(bare), len(bare)),)), 0
    after: int | None = None
    for end in ends:
        if end is None:
            yield None
            continue
        before, next_after = end
        if after is not None:
            number += 1
            if number % SLICE_SEPARATORS == 0:
                yield None
            if before - after <= SLICE_BYTES:
                piece = bare[after:before]
                first, last = before - len(piece.lstrip()), after + len(piece.rstrip())
            else:
                first = yield from start_of_words(bare, after, before)
                last = yield from end_of_words(bare, first, before)
            if first < before:
                # Skip blank lines, but keep the indentation of the first line with text.
                yield max(bare.rfind(b"\n", after, first) + 1, after), last
        after = next_after


def piece_bytes(body: bytes) -> Generator[None, None, list[bytes]]:
    """The bytes of all segments of a body without a margin that is not long, in steps."""
    found: list[bytes] = []
    divided = _SEPARATOR_LINE.split(b"\n" + body) if may_be_divided(body) else [b"\n" + body]
    for number, piece in enumerate(divided, 1):
        lines = piece.rstrip().lstrip(b"\n")
        if lines[:1] > b" ":
            found.append(lines)
        elif words := lines.lstrip():
            at = piece.find(words[:1])
            found.append(words if piece[at - 1 : at] == b"\n" else piece.rstrip()[piece.rfind(b"\n", 0, at) + 1 :])
        if number % SLICE_SEPARATORS == 0:
            yield
    return found


def _with_blank_margin(body: bytes, margin: int) -> Generator[None, None, bytes]:
    """The body with its margin replaced by spaces, so that `> ---` is a separator and offsets stay valid."""
    return (yield from lines_changed(body, lambda line: b" " * min(margin, len(line)) + line[margin:]))


def lines_changed(text: bytes, change: Callable[[bytes], bytes]) -> Generator[None, None, bytes]:
    """The text with the beginning of each line changed, in steps. `change` is given a line, or the beginning of a very
    long one, without a line feed, and leaves an empty one as it is."""
    if len(text) <= SLICE_BYTES:
        return b"\n".join(map(change, text.split(b"\n")))
    found: list[bytes] = []
    for lines in lines_in_steps(lambda start, stop: text[start:stop], 0, len(text)):
        yield
        if lines is not None and lines.data is not None:
            found.append(b"\n".join(map(change, lines.data.split(b"\n"))))
        elif lines is not None:
            found.append(change(text[lines.start : lines.start + SLICE_BYTES]))
            for at in range(lines.start + SLICE_BYTES, lines.end, SLICE_BYTES):
                yield
                found.append(text[at : min(at + SLICE_BYTES, lines.end)])
    whole = b"".join(found)
    yield
    return whole


def without_margin(piece: bytes, margin: int) -> Generator[None, None, bytes]:
    """The bytes of a segment without the margin of its lines, in steps."""
    return piece if not margin else (yield from lines_changed(piece, itemgetter(slice(margin, None))))


def piece_text(piece: bytes, margin: int) -> str:
    """The text of a segment without the margin of its lines."""
    return run_to_end(without_margin(piece, margin)).decode("utf-8", "surrogateescape")


def piece_text_in_steps(body: bytes, start: int, end: int, margin: int) -> Generator[None, None, str]:
    """The text of the segment from `start` to `end` of a body, without the margin of its lines, in steps."""
    if margin:
        body = yield from without_margin(body[start:end], margin)
        start, end = 0, len(body)
    return (yield from decoded_in_steps(body, start, end))


def segment_count(body: bytes, margin: int = 0) -> int:
    """The number of segments in a body."""
    if margin or may_be_divided(body):
        return sum(1 for _ in pieces(body, margin))
    return 1 if body.strip() else 0


def segment_counts(bodies: Sequence[bytes], margins: Sequence[int]) -> Iterable[int]:
    """The number of segments in each of several bodies."""
    if any(margins) or may_be_divided(b"\n".join(bodies)):
        return map(segment_count, bodies, margins)
    return map(bool, map(bytes.strip, bodies))


def segment_bytes(bodies: Sequence[bytes], margins: Sequence[int]) -> tuple[list[bytes], Iterable[int]]:
    """The bytes of all segments of several bodies, without the margin of their lines, and how many each body has."""
    found: list[bytes] = []
    some = (bodies[at : at + TOGETHER_BODIES] for at in range(0, len(bodies), TOGETHER_BODIES))
    if any(margins) or any(may_be_divided(b"\n".join(each)) for each in some):
        counts = []
        for body, margin in zip(bodies, margins, strict=True):
            before = len(found)
            found += [run_to_end(without_margin(body[first:last], margin)) for first, last in pieces(body, margin)]
            counts.append(len(found) - before)
        return found, counts
    for body in bodies:
        words = body.rstrip()
        if words[:1].isspace():  # as in `pieces_in_steps`
            words = words[words.rfind(b"\n", 0, len(words) - len(words.lstrip())) + 1 :]
        if words:
            found.append(words)
    return found, [1] * len(bodies) if len(found) == len(bodies) else map(bool, map(bytes.strip, bodies))
