"""Plain discussions: any text with an article and remarks, by repeated head lines or by dash lines.

A page of another format never needs what is imported here: the patterns and tables of this one take longer to load
than the rest of the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.formats import Format, Likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source


def likeness(source: Source) -> Likeness:
    """How much a source looks like a plain discussion. Never nothing: any text opens as an article."""
    from thread_parsers.formats.plain import reader

    return reader.likeness(source)


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion from its source."""
    from thread_parsers.formats.plain import reader

    yield from reader.read(discussion)


PLAIN = Format("plain", "any text with remarks under head lines or between dash lines", likeness, read)
"""The format of last resort: it reads whatever no other format claims."""
