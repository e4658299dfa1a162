"""Character references of HTML: `&amp;`, `&#39;`, `&#x27;`."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

_COMMON = (("&#x27;", "'"), ("&#39;", "'"), ("&quot;", '"'), ("&#x2F;", "/"), ("&gt;", ">"))
"""Replaced first, because that is faster. None of them stands for a character that a reference consists of."""
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
    for reference, character in _COMMON:
        if reference in text:
            text = text.replace(reference, character)
    return unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text
