"""Captions of meetings that say who speaks: WebVTT of Teams and Zoom, SBV of Google Meet. Films are left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats import Format, Likeness
from thread_parsers.steps import import_in_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

_SIGN_BYTES = 64
_SIGN = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,8}(?:WEBVTT\b|\d{1,2}:\d\d:\d\d\.\d{3},\d{1,2}:\d\d:\d\d\.\d{3}\r?\n)")
_MODULES = (
    "markup.entities",
    "formats.plain.names",
    "formats.chat.names",
    "formats.captions.cues",
    "formats.captions.reader",
)


def likeness(source: Source) -> Likeness:
    """How much a source looks like captions with speakers."""
    if not _SIGN.match(source.read(0, min(_SIGN_BYTES, source.size))):
        return Likeness(0.0, "no captions")
    from thread_parsers.formats.captions import reader  # few pages are captions

    return reader.likeness(source)


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion from its source."""
    yield from import_in_steps("thread_parsers", *_MODULES)
    from thread_parsers.discussion.rendering import with_large_bodies
    from thread_parsers.formats.captions import reader

    yield from with_large_bodies(discussion, reader.read(discussion), together=True)


CAPTIONS = Format(
    "captions",
    "captions of meetings that say who speaks: WebVTT, SBV",
    likeness,
    read,
)
