"""Reading tables of comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.bodies.html import html_words_without_links
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json.shape import (
    MAX_NAME_CHARS,
    MIN_HTML,
    bare_id,
    bare_parent_id,
    has_html,
    likes_of,
)
from thread_parsers.formats.json.stated import SLICE_COMMENTS, time_unit
from thread_parsers.formats.table.header import cell_at
from thread_parsers.formats.table.judging import NO_HEADER, beginning, cell_time
from thread_parsers.formats.table.records import MAX_RECORD_BYTES, cells, records
from thread_parsers.markup.entities import decode_entities
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.table.header import Columns
    from thread_parsers.times.times import TimeReader

SLICE_BYTES = 1 << 16
"""Bytes of records between two yields."""


def read(discussion: Discussion) -> Iterator[None]:
    """Each row is a comment."""
    rendering = Rendering(discussion, has_lines=True)
    begin = beginning(discussion.file)
    if begin is None:  # the format was named in the call
        rendering.note("format", NO_HEADER)
        rendering.mark(0, discussion.file.size, "skipped")
        return
    columns, is_html = begin.columns, _is_html(begin.rows, begin.columns)
    empty = f'{columns.delimiter}" \t\r\n'.encode()  # what rows without words consist of
    left_out, furniture = 0, 0
    read_bytes = read_to = begin.end
    for number, record in enumerate(records(discussion.file, columns.delimiter, begin.end), 1):
        if record is None or number % SLICE_COMMENTS == 0 or record.end - read_bytes >= SLICE_BYTES:
            read_bytes = record.end if record else read_bytes
            yield
        if record is None:
            continue
        post = None
        if record.data is not None and record.data.strip(empty):
            row = cells(record.data.decode("utf-8", "surrogateescape"), columns.delimiter)
            post = _post(row, columns, begin.times, is_html=is_html)
        read_to = record.end
        if post is None and record.data is not None:
            continue  # furniture, up to the next comment
        rendering.mark(furniture, record.start, "furniture")
        furniture = record.end
        if post is None:
            left_out += not record.is_rest
            rendering.mark(record.start, record.end, "skipped")
            continue
        post.object_span = record.start, record.end
        rendering.hold(post)
        discussion.bytes_read = record.end
    rendering.mark(furniture, read_to, "furniture")
    if left_out:
        size = f"{MAX_RECORD_BYTES >> 20} MiB"
        rendering.note("format", f"{counted(left_out, 'line')} of more than {size} left out")
    yield from rendering.thread()


def _is_html(rows: list[list[str]], columns: Columns) -> bool:
    return bool(rows) and sum(has_html(cell_at(row, columns.text)) for row in rows) >= MIN_HTML * len(rows)


def _post(row: list[str], columns: Columns, times: TimeReader, *, is_html: bool) -> Post | None:
    """The comment of a row; None if it has neither an author nor words."""
    # Surplus cells are words with a delimiter that was not quoted.
    end = columns.text + 1 + max(0, len(row) - columns.width)
    row[columns.text : end] = [columns.delimiter.join(row[columns.text : end])]
    author, text = columns.author_in(row), row[columns.text].strip()
    author = author if len(author) <= MAX_NAME_CHARS and "\n" not in author else ""
    if not author and not text:
        return None
    written = columns.time_in(row)
    seconds, zone = cell_time(times, written)
    return Post(
        author=decode_entities(author) if is_html and "&" in author else author,
        text=html_words_without_links(text) if is_html else text,
        id=bare_id(cell_at(row, columns.id)),
        parent_id=bare_parent_id(cell_at(row, columns.parent)),
        time=seconds,
        zone=zone,
        time_unit=time_unit([written], 0) if seconds != NO_TIME else None,
        time_text="" if seconds != NO_TIME else written,
        likes=likes_of(cell_at(row, columns.likes)) if columns.likes >= 0 else NO_SCORE,
    )
