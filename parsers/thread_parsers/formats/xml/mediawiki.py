"""Exports of MediaWiki (Special:Export, dumps): the talk pages in them, each section a discussion.

Of a page with several revisions the last one is read. Pages without a signature are left out: they are articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.wikitext.reader import TalkPage, signature_counts
from thread_parsers.formats.xml.records import RecordReader
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.xml.records import Record

NESTING = {"": ("page",), "page": ("revision",)}
TEXT = "text"
JUDGED_BYTES = 1 << 16
"""The beginning of a page in which a signature is looked for."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the pages of an export."""
    rendering = Rendering(discussion)
    reader = RecordReader(discussion.file, NESTING, (TEXT,))
    revision: Record | None = None
    left_out = 0
    for record in reader.records():
        if record is None:
            discussion.bytes_read = reader.bytes_read
            yield
            continue
        if record.tag == "revision":
            revision = record if record.text(TEXT) else revision
            continue
        last, revision = revision, None
        data = last.text(TEXT).encode("utf-8", "surrogateescape") if last is not None else b""
        if last is None or not any((yield from signature_counts(data[:JUDGED_BYTES], 1))):
            left_out += 1
            continue
        page = TalkPage(rendering, data, record.text("title"), last.place(TEXT))
        for _ in page.read():
            yield
    if left_out:
        rendering.note("left out", f"{counted(left_out, 'page')} without a signature in the first 64 KiB")
    for note in reader.notes():
        rendering.note(note.kind, note.text)
