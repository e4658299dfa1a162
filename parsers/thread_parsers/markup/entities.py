"""Character references of HTML: `&amp;`, `&#39;`, `&#x27;`."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

_COMMON = {
    "amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\u00a0", "hellip": "\u2026", "mdash": "\u2014",
    "ndash": "\u2013", "lsquo": "\u2018", "rsquo": "\u2019", "ldquo": "\u201c", "rdquo": "\u201d",
    "#x27": "'", "#39": "'", "#x2F": "/", "#34": '"', "#38": "&", "#60": "<", "#62": ">",
}  # fmt: skip
"""What nearly all references stand for; these are decoded in a third of the time."""
_LONG_NUMBER = re.compile(r"&#[0-9]{1000,};?")
"""A reference to no character. `int` refuses more than 4,300 digits, so `html.unescape` would raise."""


MAX_REFERENCE_CHARS = 40
"""The longest character reference, `&CounterClockwiseContourIntegral;`, and a little more."""
_PIECE_CHARS = 1 << 15


def decode_entities_in_steps(text: str) -> Generator[None, None, str]:
    """The same as `decode_entities`. Yields every few milliseconds."""
    at, pieces = 0, list[str]()
    while at < len(text):
        stop = before_reference(text, at + _PIECE_CHARS)
        pieces.append(decode_entities(text[at:stop]))
        at = stop
        yield
    return "".join(pieces)


def before_reference(text: str, stop: int) -> int:
    """Where to divide a text at or before a place, so that no character reference is cut."""
    reference = text.rfind("&", max(stop - MAX_REFERENCE_CHARS, 0), stop)
    return reference if reference > 0 else stop


def decode_entities(text: str) -> str:
    """Decode character references once, as browsers do: `&amp;lt;` becomes `&lt;`."""
    if "&" not in text:
        return text
    pieces = text.split("&")
    for at, piece in enumerate(pieces):
        if at:
            name, _, behind = piece.partition(";")
            character = _COMMON.get(name)
            # A name that ends the text may have no semicolon.
            if character is None or len(piece) == len(name):
                return unescape(_LONG_NUMBER.sub("\ufffd", text))
            pieces[at] = character + behind
    return "".join(pieces)
