"""Halves of surrogate pairs, which JSON can state alone and no file can contain."""

from __future__ import annotations

import re

_LONE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Without those that stand for bytes which are not UTF-8 (`surrogateescape`)."""


def encodable(text: str) -> str:
    """The text with a replacement character for every half of a surrogate pair."""
    return text if text.isascii() else _LONE.sub("\ufffd", text)
