"""Clipped notes: Markdown of a page with its facts ahead, and its comments as nested quotes.

`reader` is imported inside the functions, as in `plain`: its patterns take longer to load than the rest of the program.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats import Format, Likeness
from thread_parsers.steps import import_in_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

_SIGN_BYTES = 1 << 18
_SIGN = re.compile(rb"\A---[ \t]*\n|^[ \t>]{0,400}(?:#{1,6} )?(?:\[?(?:\*\*|__)|\[[^\]\n]{1,120}\]\()", re.MULTILINE)
"""A quick test: neither front matter nor a line that begins with something bold or a link."""


def likeness(source: Source) -> Likeness:
    """How much a source looks like a clipped note."""
    if not _SIGN.search(source.read(0, min(_SIGN_BYTES, source.size))):
        return Likeness(0.0, "no front matter, and no heads of comments in bold")
    from thread_parsers.formats.clipped import reader

    return reader.likeness(source)


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion from its source."""
    yield from import_in_steps("thread_parsers.formats", "plain.article", "clipped.heads")
    from thread_parsers.formats.clipped import reader

    yield from reader.read(discussion)


CLIPPED = Format(
    "clipped",
    "notes of web clippers: Markdown with comments as nested quotes",
    likeness,
    read,
    body_form="markdown",
)
