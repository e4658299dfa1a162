"""Character references of HTML: `&amp;`, `&#39;`, `&#x27;`."""

from __future__ import annotations

import re
from html import unescape

_COMMON = (("&#x27;", "'"), ("&#39;", "'"), ("&quot;", '"'), ("&#x2F;", "/"), ("&gt;", ">"))
"""Replaced first, because that is faster. None of them stands for a character that a reference consists of."""
_LONG_NUMBER = re.compile(r"&#[0-9]{1000,};?")
"""A reference to no character. `int` refuses more than 4,300 digits, so `html.unescape` would raise."""


def decode_entities(text: str) -> str:
    """Decode character references once, as browsers do: `&amp;lt;` becomes `&lt;`."""
    if "&" not in text:
        return text
    for reference, character in _COMMON:
        if reference in text:
            text = text.replace(reference, character)
    return unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text
