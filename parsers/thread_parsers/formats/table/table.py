"""Tables with a comment in each row: CSV and TSV of exporters (DiscordChatExporter, KakaoTalk)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats import Format, Likeness
from thread_parsers.steps import import_in_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

_MAX_HEADER_BYTES = 4096
_HEADER = re.compile(
    rb'(?:(?:\xef\xbb\xbf)?"?sep=[,;\t]"?[,;\t]*\r?\n)?[^\n,;\t]{1,80}(?:[,;\t][^\n,;\t]{0,80}){2,200}\r?\n'
)
_SIGN = re.compile(
    rb"(?i)text|body|content|message|[ck]omm?ent|review|post|repl|nachricht|mensaje|texte|testo|note|msg"
)
"""What a header has that can be one of comments: a quick test."""
_MODULES = "table.records", "table.header", "json.names", "json.shape", "json.stated", "table.judging", "table.reader"


def likeness(source: Source) -> Likeness:
    """How much a source looks like a table of comments."""
    header = _HEADER.match(source.read(0, min(_MAX_HEADER_BYTES, source.size)))
    if header is None or not _SIGN.search(header[0]):
        return Likeness(0.0, "no header of a table with authors, words and times")
    from thread_parsers.formats.table import judging  # few pages are tables

    return judging.likeness(source)


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion from its source."""
    yield from import_in_steps("thread_parsers.formats", *_MODULES)
    from thread_parsers.discussion.rendering import with_large_bodies
    from thread_parsers.formats.table import reader

    yield from with_large_bodies(discussion, reader.read(discussion), together=True)


TABLE = Format(
    "table",
    "tables with a comment in each row: CSV and TSV with a header",
    likeness,
    read,
)
