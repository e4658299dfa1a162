"""Segments: the parts of a comment's body between lines of dashes."""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DASHES = tuple(3 * dash.encode() for dash in "-–—―─")
"""Shortest possible separators; if none occurs, skip the line scan."""
_DASH_LEAD_BYTE = b"\xe2"
"""The first byte of all dashes beyond ASCII. To look for one byte is many times faster than for several."""
DASH_RUNS = b"|".join(rb"(?:%s){3,}" % dash.encode() for dash in "-–—―─")
"""Pattern of three or more of the same dash."""
SEPARATOR = re.compile(rb"^[ \t]*+(?:%s)[ \t\r]*+$" % DASH_RUNS, re.MULTILINE)
"""A line with three or more of the same dash and nothing else, which separates segments. Matches bytes of a body."""
_SEPARATOR_LINE = re.compile(rb"\n[ \t]*+(?:%s)[ \t\r]*+(?=\n|\Z)" % DASH_RUNS)


def may_be_divided(body: bytes) -> bool:
    """Whether a body has three dashes in a row. Most have not, and need no line scan."""
    return b"---" in body or (_DASH_LEAD_BYTE in body and any(dashes in body for dashes in DASHES[1:]))


def separators(body: bytes) -> Iterator[tuple[int, int]]:
    """Yield first and one past the last byte of each separator in a body, without line feeds."""
    if not may_be_divided(body):
        return
    # A pattern that starts with a line feed lets the search jump from line to line: three times as fast. Trailing blank
    # lines are cut off, because there may be millions, and a displayed body is split again on every key press.
    lines = b"\n" + body[: len(body.rstrip(b" \t\r\n"))]
    for match in _SEPARATOR_LINE.finditer(lines):
        yield match.start(), match.end() - 1


def pieces(body: bytes, margin: int = 0) -> Iterator[tuple[int, int]]:
    """Yield first and one past the last byte of each segment that has text."""
    return filter(None, pieces_in_steps(body, margin))


def pieces_in_steps(body: bytes, margin: int = 0) -> Iterator[tuple[int, int] | None]:
    """The same as `pieces`, with None every few milliseconds."""
    if margin or may_be_divided(body):
        return _divided(body, margin)
    words = body.lstrip()
    if not words:
        return iter(())
    # As in `_divided`, for the only piece.
    first_line = body.rfind(b"\n", 0, len(body) - len(words)) + 1
    return iter(((first_line, len(body.rstrip())),))


SLICE_SEPARATORS = 1024
"""Separators between two chances to yield."""


def _divided(body: bytes, margin: int) -> Iterator[tuple[int, int] | None]:
    bare = body if not margin else _blank_margin(body, margin)
    cuts = chain([(0, 0)], separators(bare), [(len(bare), len(bare))])
    for number, ((_, after), (before, _)) in enumerate(pairwise(cuts), 1):
        if number % SLICE_SEPARATORS == 0:
            yield None
        piece = bare[after:before]
        words = piece.lstrip()
        if words:
            # Skip blank lines, but keep the indentation of the first line with text. To look for the words themselves,
            # `bytes.index` prepares a table for 20 ms if they are megabytes.
            first_line = piece.rfind(b"\n", 0, len(piece) - len(words)) + 1
            yield after + first_line, before - (len(piece) - len(piece.rstrip()))


def _blank_margin(body: bytes, margin: int) -> bytes:
    """The body with its margin replaced by spaces, so that `> ---` is a separator and offsets stay valid."""
    return b"\n".join(b" " * min(margin, len(line)) + line[margin:] for line in body.split(b"\n"))


def piece_text(piece: bytes, margin: int) -> str:
    """The text of a segment without the margin of its lines."""
    if margin:
        piece = b"\n".join(line[margin:] for line in piece.split(b"\n"))
    return piece.decode("utf-8", "surrogateescape")


def segment_count(body: bytes, margin: int = 0) -> int:
    """The number of segments in a body."""
    if margin or may_be_divided(body):
        return sum(1 for _ in pieces(body, margin))
    return 1 if body.strip() else 0
