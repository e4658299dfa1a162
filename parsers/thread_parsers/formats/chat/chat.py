"""Chats: every message begins with a time and a name (`[12:03] name: words`, `12/03/24, 18:20 - name: words`).

`reader` is imported inside the functions, as in `plain`: its patterns take longer to load than the rest of the program.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats import Format, Likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

JUDGED_BYTES = 1 << 16
"""The beginning of a page, by which it is judged."""

_DIGITS = b"(?:[0-9]|[\xd9-\xdb][\x80-\xbf]|\xe0[\xa5\xa7][\xa6-\xaf])"
"""A digit as UTF-8: European, Arabic, Persian, Devanagari, Bengali."""
_STAMP = re.compile(rb"%s[:.]%s{2}|%s[./-]%s" % ((_DIGITS,) * 4))
"""A quick test: a page without these has no stamps of time."""


def likeness(source: Source) -> Likeness:
    """How much a source looks like a chat."""
    beginning = source.read(0, min(JUDGED_BYTES, source.size))
    if not _STAMP.search(beginning):
        return Likeness(0.0, "no lines that begin with a time and a name")
    from thread_parsers.formats.chat import detect

    return detect.likeness(beginning)


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion from its source."""
    from thread_parsers.formats.chat import reader

    yield from reader.read(discussion, JUDGED_BYTES)


CHAT = Format("chat", "chats as text: exports of messengers, logs of IRC, copied messages", likeness, read)
