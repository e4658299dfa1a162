"""Tables of comments: judging and reading them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats import Likeness
from thread_parsers.formats.json.shape import MAX_NAME_CHARS, bare_id, bare_parent_id, likes_of
from thread_parsers.formats.json.stated import SLICE_COMMENTS, written_time
from thread_parsers.formats.table.header import Columns, columns_of
from thread_parsers.formats.table.records import MAX_RECORD_BYTES, cells, records
from thread_parsers.source.source import BufferSource
from thread_parsers.text.counted import counted
from thread_parsers.times.times import TimeReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

SCORE = 0.85
JUDGED_BYTES = 1 << 14
MAX_JUDGED = 20
"""Records that are judged."""
MIN_SHARE = 0.8
"""The share of records with an author and a time, and with the columns of the header."""
MIN_SHARE_OF_WORDS = 0.5
SLICE_BYTES = 1 << 16
"""Bytes of records between two yields."""
_BOM = "\ufeff"


def likeness(source: Source) -> Likeness:
    """How much a source looks like a table of comments."""
    found: Columns | None = None
    times = TimeReader()
    judged = said = words = 0
    sample = BufferSource(source.read(0, JUDGED_BYTES), source.name)
    for record in records(sample):
        if record is None or record.data is None or not record.data.strip():
            continue
        text = record.data.decode("utf-8", "surrogateescape")
        if found is None:
            found = columns_of(text.lstrip(_BOM))
            if found is None:
                break
        elif record.end < sample.size or sample.size == source.size:
            judged += 1
            row = cells(text, found.delimiter)
            if len(row) == found.width:
                time, _ = written_time(times, row[found.time].strip())
                said += bool(row[found.author].strip()) and time != NO_TIME
                words += bool(row[found.text].strip())
            if judged == MAX_JUDGED:
                break
    if found is None or not judged:
        return Likeness(0.0, "no header of a table with authors, words and times")
    if said < MIN_SHARE * judged or words < MIN_SHARE_OF_WORDS * judged:
        return Likeness(0.0, "a table whose rows have no authors, words and times")
    return Likeness(SCORE, f"a table with {counted(judged, 'row')} of authors, words and times")


def read(discussion: Discussion) -> Iterator[None]:
    """Each record is a comment."""
    rendering = Rendering(discussion, has_lines=True)
    times = TimeReader()
    columns: Columns | None = None
    left_out = read_bytes = 0
    for number, record in enumerate(records(discussion.file), 1):
        if record is None or number % SLICE_COMMENTS == 0 or record.end - read_bytes >= SLICE_BYTES:
            read_bytes = record.end if record else read_bytes
            yield
        if record is None:
            continue
        if record.data is None:
            left_out += 1
            rendering.mark(record.start, record.end, "skipped")
            continue
        text = record.data.decode("utf-8", "surrogateescape")
        is_header = columns is None and bool(text.strip())
        if is_header:
            columns = columns_of(text.lstrip(_BOM))
            if columns is None:
                break
        post = None if is_header or columns is None else _post(cells(text, columns.delimiter), columns, times)
        if post is None:
            rendering.mark(record.start, record.end, "furniture")
            continue
        post.object_span = record.start, record.end
        rendering.hold(post)
        discussion.bytes_read = record.end
    if columns is None:  # the format was named in the call
        rendering.note("format", "no header of a table with authors, words and times")
        rendering.mark(0, discussion.file.size, "skipped")
        return
    if left_out:
        rendering.note("format", f"a line of more than {MAX_RECORD_BYTES >> 20} MiB was left out")
    yield from rendering.thread()


def _post(row: list[str], columns: Columns, times: TimeReader) -> Post | None:
    """The comment of a record; None if it has neither an author nor words."""
    row += [""] * (columns.width - len(row))
    # Cells that are too many are words with a mark that was not put into quotes.
    author, text = (
        row[columns.author].strip(),
        columns.delimiter.join([row[columns.text], *row[columns.width :]]).strip(),
    )
    author = author if len(author) <= MAX_NAME_CHARS and "\n" not in author else ""
    if not author and not text:
        return None
    written = row[columns.time].strip()
    seconds, zone = written_time(times, written)
    return Post(
        author=author,
        text=text,
        id=bare_id(_cell(row, columns.id)),
        parent_id=bare_parent_id(_cell(row, columns.parent)),
        time=seconds,
        zone=zone,
        time_text="" if seconds != NO_TIME else written,
        likes=likes_of(_cell(row, columns.likes)) if columns.likes >= 0 else NO_SCORE,
    )


def _cell(row: list[str], place: int) -> str:
    return row[place].strip() if place >= 0 else ""
