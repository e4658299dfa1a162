"""The margin of a comment: the blanks and quote marks that all lines of its words have before them."""

from __future__ import annotations

import re

MAX_MARGIN_BYTES = 0xFFFF
"""The limit of the margin column."""


def trim(body: bytes, margin: bytes) -> tuple[int, int, int]:
    """(start, stop, margin): where the words of a body begin and end, in whole lines, and the bytes of margin that all
    of its lines have. All are 0 for a body without words. `margin` is that of the head."""
    empty = b" \t\r\n\f\v>" if b">" in margin else b" \t\r\n\f\v"
    left = len(body) - len(body.lstrip(empty))
    if left == len(body):
        return 0, 0, 0
    start = body.rfind(b"\n", 0, left) + 1
    stop = body.find(b"\n", len(body.rstrip(empty))) + 1 or len(body)  # the end if the last line has no line feed
    if start == left and not margin:
        return start, stop, 0
    return start, stop, _margin(body[start:stop], margin.count(b">"))


def common_margin(body: bytes) -> int:
    """The bytes of blanks that all lines with words of a body have before them."""
    return _margin(body, 0) if body[:1] in (b" ", b"\t") else 0


def _margin(body: bytes, quotes: int) -> int:
    """The bytes of blanks and up to `quotes` quote marks that all lines with words have before them."""
    run = re.compile(rb"^(?:[ \t]*+>){0,%d}+[ \t]*+(?=[^\s])" % quotes, re.MULTILINE)
    return min((min(found.end() - found.start(), MAX_MARGIN_BYTES) for found in run.finditer(body)), default=0)
