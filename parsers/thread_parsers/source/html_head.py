"""The beginning of an HTML page without embedded files: pictures and fonts as `data:` addresses, style sheets.
SingleFile writes megabytes of them before the first word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_READ_BYTES = 1 << 20
MAX_READ_BYTES = 1 << 25
"""How much of a page is read for its beginning: four times as much as before, while that is not enough."""
_NOTHING = re.compile(
    rb"data:[\w/+.-]{0,80}[;,][^\s\"'()<>]{64,}+"
    rb"|<style\b[^<>]{0,500}+>[^<]*+(?:<(?!/style)[^<]*+)*+",
    re.IGNORECASE,
)


def html_head(read: Callable[[int, int], bytes], size: int, wanted: int) -> bytes:
    """The first `wanted` bytes of a page that say something; fewer if the page is shorter."""
    end = min(size, FIRST_READ_BYTES)
    while True:
        head = _NOTHING.sub(b"", read(0, end))
        if len(head) >= wanted or end >= min(size, MAX_READ_BYTES):
            return head[:wanted]
        end = min(size, 4 * end, MAX_READ_BYTES)
