"""Words in the place of a name that are no name: labels of panels, badges, buttons, counts."""

from __future__ import annotations

import re
from functools import lru_cache

from thread_parsers.formats.plain.article import announces_comments
from thread_parsers.formats.plain.badges import is_badge
from thread_parsers.formats.plain.counts import is_counted
from thread_parsers.formats.plain.names import PANEL_LABELS
from thread_parsers.formats.plain.trailers import is_button_row, is_trailer

_PICTURE = re.compile(r"(?:user |profile )?(?:avatar|gravatar image|(?:picture|photo|image))(?: for.*)?", re.IGNORECASE)
"""The alternative text of a picture without a name in it."""
_CACHED_WORDS = 1 << 12
"""Names that are remembered, since authors write several comments."""
_SIGNED = "–—-"
"""Ahead of a name below the words."""


@lru_cache(_CACHED_WORDS)
def is_label(words: str) -> bool:
    """Whether words are surely not the name of an author, if only their place says that they may be one."""
    return (
        words[:1] in _SIGNED
        or words.strip("#№.楼樓层層 ").isdecimal()
        or words.startswith(("(BUTTON)", "r/"))
        or words.rstrip(":").casefold() in PANEL_LABELS
        or _PICTURE.fullmatch(words) is not None
        or is_badge(words)
        or is_counted(words)
        or is_button_row(words)
        or is_trailer(words)
        or announces_comments(words)
    )
