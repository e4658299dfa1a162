"""From pages to tables: `parse_shard`, which needs no engine and can be given to any."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from thread_parsers.bulk.archives import body_of
from thread_parsers.bulk.pages import Page, page_of
from thread_parsers.bulk.rows import ERROR, SIEVED, Rows, Seen
from thread_parsers.bulk.schema import Tables, joined
from thread_parsers.errors import DiscussionError, Unreadable, described
from thread_parsers.formats.registry import UNJUDGED, likeliest, likeness
from thread_parsers.reading import read_all
from thread_parsers.source.open import open_source, source_of
from thread_parsers.source.source import BufferSource, FileSource, SavedAs, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

SIEVED_BYTES = 1 << 16
"""The beginning of a record that decides whether it is read."""
MIN_SCORE = 0.3
"""How much that must look like a format: a record that looks less like any is no discussion."""
TABLE_BYTES = 1 << 26
"""Bytes of pages whose rows become a table of their own, so that no column is too large for Arrow."""
HASHED_BYTES = 1 << 20
"""Bytes that are read at a time to hash a file."""


def parse_shard(items: Iterable[Page | os.PathLike[str] | str | tuple[str, bytes]]) -> Tables:
    """Read pages: paths, or names with bytes. A page that cannot be read has a row with the reason in `error`, and
    nothing is raised for it. All discussions of a file are read."""
    tables, rows, size = list[Tables](), Rows(), 0
    for item in items:
        page = page_of(item)
        size += _add(page, rows)
        if size >= TABLE_BYTES:
            tables.append(rows.tables())
            rows, size = Rows(), 0
    return joined([*tables, rows.tables()])


def failed(page: Page, reason: str) -> Tables:
    """The tables of a page that could not be read."""
    rows = Rows()
    rows.add_unread(page, Seen(), ERROR, reason)
    return rows.tables()


def _add(page: Page, rows: Rows) -> int:
    """Read a page into rows. Returns how many bytes it has."""
    seen = Seen()
    try:
        if page.error:
            rows.add_unread(page, seen, ERROR, page.error)
        elif page.data is not None:
            _add_data(page, page.data, seen, rows)
        else:
            _add_file(page, seen, rows)
    except Unreadable as error:
        rows.add_unread(page, seen, SIEVED if page.is_sieved else ERROR, error.reason)
    except DiscussionError as error:
        rows.add_unread(page, seen, ERROR, str(error))
    except Exception as error:
        rows.add_unread(page, seen, ERROR, described(error))
    return seen.bytes or 0


def _add_data(page: Page, data: bytes, seen: Seen, rows: Rows) -> None:
    """Raises DiscussionError."""
    charset = ""
    if page.is_http:
        try:
            data, charset = body_of(page.name, data)
        except Unreadable as error:  # it may have been a discussion
            rows.add_unread(page, seen, ERROR, error.reason)
            return
    seen.sha256, seen.bytes = hashlib.sha256(data).digest(), len(data)
    source = source_of(data, page.name, charset=charset)
    if page.address is not None and source.saved_as == SavedAs():
        source.saved_as = SavedAs(page.address, page.fetched.replace(tzinfo=None) if page.fetched else None)
    if page.is_sieved:
        seen.score = _score(source)
        if seen.score < MIN_SCORE:
            rows.add_unread(page, seen, SIEVED, "does not look like a discussion")
            return
    _add_source(page, source, seen, rows)


def _score(source: Source) -> float:
    """How much the beginning of a source looks like a format."""
    head = source
    if source.size > SIEVED_BYTES:
        head = BufferSource(source.read(0, SIEVED_BYTES), source.name, source.converted_from)
    format_, found = likeliest(head, [])
    return (likeness(format_, head, []) if found is UNJUDGED else found).score


def _add_file(page: Page, seen: Seen, rows: Rows) -> None:
    """Raises DiscussionError and OSError."""
    source = open_source(page.path)
    try:
        if isinstance(source, FileSource):
            digest = hashlib.sha256()
            for _, piece in source.slices(size=HASHED_BYTES):
                digest.update(piece)
            seen.sha256, seen.bytes = digest.digest(), source.size
        elif os.path.isfile(page.path):  # noqa: PTH113
            with open(page.path, "rb") as file:  # noqa: PTH123
                seen.sha256 = hashlib.file_digest(file, "sha256").digest()
                seen.bytes = file.tell()
        _add_source(page, source, seen, rows)
    finally:
        source.close()


def _add_source(page: Page, source: Source, seen: Seen, rows: Rows) -> None:
    """Raises DiscussionError."""
    parts = read_all(source)
    try:
        rows.add_discussions(page, seen, parts)
    finally:
        parts[0].close()
