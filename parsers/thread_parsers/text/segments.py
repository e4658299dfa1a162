"""Dash-separated segments: where a body is divided, and into what."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DASHES = tuple(3 * dash.encode() for dash in "-–—―─")
"""The least that divides; where none of them is, no line needs to be looked at."""
DASH_RUNS = b"|".join(rb"(?:%s){3,}" % dash.encode() for dash in "-–—―─")
SEPARATOR = re.compile(rb"^[ \t]*(?:%s)[ \t\r]*$" % DASH_RUNS, re.MULTILINE)
"""A line of three or more of one dash and nothing else divides a comment into segments. Matches bytes of a body."""
_SEPARATOR_LINE = re.compile(rb"\n[ \t]*(?:%s)[ \t\r]*(?=\n|\Z)" % DASH_RUNS)


def may_be_divided(body: bytes) -> bool:
    """Whether a body has three dashes in a row, as a separator has; most bodies have none, and need no look at each
    line."""
    return b"---" in body or (not body.isascii() and any(dashes in body for dashes in DASHES))


def separators(body: bytes) -> list[tuple[int, int]]:
    """The first byte of each separator of a body, and one past its last, without line feeds."""
    if not may_be_divided(body):
        return []
    # With a line feed ahead of each line the search goes from one to the next: three times quicker. Without the
    # blank lines that end it: there may be millions, and it is taken apart at every key.
    lines = b"\n" + body[: len(body.rstrip(b" \t\r\n"))]
    return [(match.start(), match.end() - 1) for match in _SEPARATOR_LINE.finditer(lines)]


def pieces(body: bytes, margin: int = 0) -> Iterator[tuple[int, int]]:
    """Where the segments of a body are: (first, last) in bytes of `body`, pieces without a word left out."""
    bare = body if not margin else _blank_margin(body, margin)
    cuts = [(0, 0), *separators(bare), (len(bare), len(bare))]
    for (_, after), (before, _) in pairwise(cuts):
        piece = bare[after:before]
        words = piece.strip()
        if words:
            first_line = piece.rfind(b"\n", 0, piece.index(words)) + 1
            yield after + first_line, before - (len(piece) - len(piece.rstrip()))


def _blank_margin(body: bytes, margin: int) -> bytes:
    return b"\n".join(b" " * min(margin, len(line)) + line[margin:] for line in body.split(b"\n"))


def piece_text(piece: bytes, margin: int) -> str:
    if margin:
        piece = b"\n".join(line[margin:] for line in piece.split(b"\n"))
    return piece.decode("utf-8", "surrogateescape")


def segments_of(body: bytes, margin: int = 0) -> int:
    """The number of segments of a body. Most have no dashes, and then there is nothing to cut."""
    if margin or may_be_divided(body):
        return sum(1 for _ in pieces(body, margin))
    return 1 if body.strip() else 0
