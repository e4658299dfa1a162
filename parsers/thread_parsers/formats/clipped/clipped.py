"""Clipped notes: Markdown of a page with its facts ahead, and its comments as nested quotes.

`reader` is imported inside the functions, as in `plain`: its patterns take longer to load than the rest of the program.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats import Format, Likeness
from thread_parsers.formats.plain.windows import is_found
from thread_parsers.steps import import_in_steps, run_to_end

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

_SIGN_BYTES = 1 << 18
_SIGN = re.compile(rb"\A---[ \t]*\n|^[ \t>]{0,400}(?:#{1,6} )?(?:\[?(?:\*\*|__)|\[[^\]\n]{1,120}\]\()", re.MULTILINE)
"""A quick test: neither front matter nor a line that begins with something bold or a link."""
_MAX_SIGN_BYTES = 600
_MODULES = "plain.article", "clipped.heads"
"""Those that take long to import."""


def likeness(source: Source) -> Likeness:
    """How much a source looks like a clipped note."""
    return run_to_end(_likeness_in_steps(source))


def _likeness_in_steps(source: Source) -> Generator[None, None, Likeness]:
    if not (yield from is_found(_SIGN, source.read(0, min(_SIGN_BYTES, source.size)), _MAX_SIGN_BYTES)):
        return Likeness(0.0, "no front matter, and no heads of comments in bold")
    yield from import_in_steps("thread_parsers.formats", *_MODULES)
    from thread_parsers.formats.clipped import reader

    return (yield from reader.likeness(source))


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion from its source."""
    yield from import_in_steps("thread_parsers.formats", *_MODULES)
    from thread_parsers.formats.clipped import reader

    yield from reader.read(discussion)


CLIPPED = Format(
    "clipped",
    "notes of web clippers: Markdown with comments as nested quotes",
    likeness,
    read,
    body_form="markdown",
    likeness_in_steps=_likeness_in_steps,
)
