"""The format of talk pages in wikitext.

`reader` is imported inside the functions, as in `plain`: most files are not wikitext.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats import Format, Likeness
from thread_parsers.formats.families import FAMILY_SCORE
from thread_parsers.steps import run_to_end
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

MAX_JUDGED_SIGNATURES = 50
FEW_SCORE = 0.9
"""The score of a page with one signature and a heading."""
ONE_SCORE = 0.8
_ZONE = re.compile(rb"(?:[0-9.\x80-\xff] ?|&nbsp;|&#160;)\([A-Z+\x80-\xff-][^()\n]{0,40}\)")
"""A quick test: what may be the zone after a time."""
_HEADING = re.compile(rb"^={2,4}[^=\n][^\n]{0,400}=[ \t]*$", re.MULTILINE)


def _likeness(source: Source) -> Likeness:
    return run_to_end(_likeness_in_steps(source))


def _likeness_in_steps(source: Source) -> Generator[None, None, Likeness]:
    if source.sniffed.container != "text":
        return Likeness(0.0, f"not text but {source.sniffed.container.upper()}")
    head = source.sniffed.head
    found = ending = 0
    if (b"[[" in head or b"{{" in head) and _ZONE.search(head):
        from thread_parsers.formats.wikitext.reader import signature_counts

        found, ending = yield from signature_counts(head, MAX_JUDGED_SIGNATURES)
    if not ending:  # in the middle of a line, it is an example
        return Likeness(0.0, "no signature of a talk page: a link to a user and a time with a zone")
    more = "+" if found == MAX_JUDGED_SIGNATURES else ""
    reason = f"{found}{more} signatures" if found > 1 else counted(found, "signature")
    headed = _HEADING.search(head) is not None
    score = FAMILY_SCORE if found > 1 else FEW_SCORE if headed else ONE_SCORE
    return Likeness(score, f"{reason} of a talk page: a link to a user and a time with a zone")


def _read(discussion: Discussion) -> Iterator[None]:
    from thread_parsers.discussion.rendering import with_large_bodies
    from thread_parsers.formats.wikitext.reader import read

    yield from with_large_bodies(discussion, read(discussion))


WIKITEXT = Format(
    "wikitext", "talk pages of MediaWiki as wikitext", _likeness, _read, likeness_in_steps=_likeness_in_steps
)
