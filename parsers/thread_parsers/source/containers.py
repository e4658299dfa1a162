"""What a file is made of, told by its beginning: JSON, XML, HTML, or plain text. Each file is looked at once."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

SNIFFED_BYTES = 1 << 16
"""How much of a file is looked at."""

Container = Literal["json", "xml", "html", "text"]

_SIGNS: tuple[tuple[Container, re.Pattern[bytes]], ...] = (
    # An object, or a list that begins with an object, a list or a string. `[12:03] ada: hi` is not one.
    ("json", re.compile(rb'\s*(?:\[\s*){0,8}(?:\{\s*(?:"|\}|\Z)|\[\s*(?:"|\]|\Z))')),
    (
        "html",
        re.compile(
            rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)*<(?:!doctype html|html|head|body)\b", re.I
        ),
    ),
    ("xml", re.compile(rb"\s*<(?:\?xml\b|[A-Za-z_][\w.:-]{0,60}[\s>/]|!DOCTYPE\b|!--)")),
)
"""Containers by what a file begins with, in the order in which they are tried."""


class Sniffed(NamedTuple):
    """The container, and the bytes that were looked at."""

    container: Container
    head: bytes


def sniffed(head: bytes) -> Sniffed:
    """What the beginning of a file, up to SNIFFED_BYTES, says of it."""
    container: Container = next((name for name, sign in _SIGNS if sign.match(head)), "text")
    return Sniffed(container, head)
