"""The rows of the tables, from discussions that have been read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from thread_parsers.bulk.comment_columns import columns_of
from thread_parsers.bulk.gathered import gathered, whole
from thread_parsers.bulk.schema import KINDS, SCHEMAS, TABLES, Tables
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.receipt import Note
from thread_parsers.discussion.receipt_spans import byte_span_columns, has_line_spans, line_span_columns
from thread_parsers.text.counted import counted
from thread_parsers.times.epoch import EPOCH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from thread_parsers.bulk.pages import Page
    from thread_parsers.discussion.columns import Columns
    from thread_parsers.discussion.discussion import Discussion

READ, SIEVED, DUPLICATE, ERROR = "read", "sieved", "duplicate", "error"
"""The outcomes of a page."""
WIKITEXT = "wikitext"
"""The form of bodies that keep their markup, and are rendered for display."""
LARGEST = (1 << 63) - 1
"""The largest number of a column."""
_KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}


@dataclass(slots=True)
class Seen:
    """What is known of the bytes of a page."""

    sha256: bytes | None = None
    bytes: int | None = None
    score: float | None = None


class Rows:
    """The rows of some pages."""

    def __init__(self) -> None:
        self._heads: list[dict[str, Any]] = []
        """The rows of the table of discussions."""
        self._columns = {
            name: {each.name: gathered(each) for each in TABLES[name]} for name in ("comments", "receipts")
        }
        self._rows = dict.fromkeys(self._columns, 0)

    def add_discussions(self, page: Page, seen: Seen, parts: Sequence[Discussion]) -> None:
        """Add a page that was read. The receipt of its first discussion is that of the whole page."""
        # Everything first: reading a file may fail at any moment, and a page is added as a whole.
        made = [
            (columns_of(page.name, number, discussion), len(discussion.columns), _article(discussion))
            for number, discussion in enumerate(parts, 1)
        ]
        receipt, spans = _receipt(page.name, parts[0])
        of_page = _of_page(page, seen)
        for number, (comments, count, article) in enumerate(made, 1):
            of_part = {"part": number, "outcome": READ, "receipt_rows": spans if number == 1 else 0}
            self._heads.append(of_page | of_part | article)
            self._extend("comments", count, comments)
        self._extend("receipts", spans, receipt)

    def add_unread(self, page: Page, seen: Seen, outcome: str, reason: str) -> None:
        """Add a page without comments."""
        self._heads.append(_of_page(page, seen) | NOTHING_READ | {"outcome": outcome, "error": reason})

    def tables(self) -> Tables:
        """The rows as tables, after which none can be added. Text that is not UTF-8 is replaced, and the page has a
        note."""
        try:
            return self._tables()
        except (UnicodeEncodeError, pa.ArrowInvalid):
            self._replace_broken()
            return self._tables()

    def _extend(self, table: str, count: int, values: dict[str, Any]) -> None:
        columns, first = self._columns[table], self._rows[table]
        for name, some in values.items():
            columns[name].extend(first, some)
        self._rows[table] += count

    def _tables(self) -> Tables:
        heads = [
            pa.array([head.get(column.name) for head in self._heads], column.type) for column in TABLES["discussions"]
        ]
        arrays = {
            name: [column.arrow(self._rows[name]) for column in columns.values()]
            for name, columns in self._columns.items()
        }
        arrays["discussions"] = heads
        return Tables(*(pa.Table.from_arrays(arrays[name], schema=SCHEMAS[name]) for name in Tables._fields))

    def _replace_broken(self) -> None:
        """Put replacement characters for what is not UTF-8, and a note into the row of each discussion."""
        owners = [number for number, head in enumerate(self._heads) for _ in range(head["comments_read"])]
        replaced = [0] * len(self._heads)
        for number, head in enumerate(self._heads):
            for name, value in head.items():
                head[name], count = whole(value)
                replaced[number] += count
        for column in self._columns["comments"].values():
            for row, count in column.replace_broken():
                replaced[owners[row]] += count
        for head, count in zip(self._heads, replaced, strict=True):
            if count:
                words = f"{counted(count, 'byte')} that {'is' if count == 1 else 'are'} not UTF-8"
                head["notes"] = [*(head.get("notes") or ()), Note("replaced", words)]


OF_PAGE = ("page", "part", "source", "record", "address", "fetched", "sha256", "bytes", "score")
"""Columns that are about the page and not about what it says."""
NOTHING_READ = {"comments_read": 0, "receipt_rows": 0}
"""What a page without comments has."""


def _of_page(page: Page, seen: Seen) -> dict[str, Any]:
    """The values of these columns."""
    values = {
        "page": page.name,
        "part": 1,
        "source": page.source or page.name,
        "record": page.record,
        "address": page.address,
        "fetched": page.fetched,
        "sha256": seen.sha256,
        "bytes": seen.bytes,
        "score": seen.score,
    }
    assert tuple(values) == OF_PAGE
    return values


def _article(discussion: Discussion) -> dict[str, Any]:
    """What a discussion has beside its comments."""
    article, receipt, saved = discussion.article, discussion.receipt, discussion.saved
    declared = discussion.engagement
    return {
        "format": receipt.format,
        "reason": receipt.reason,
        "converted_from": discussion.file.converted_from,
        "body_form": WIKITEXT if discussion.rendered is not None else discussion.body_form,
        "saved": saved.isoformat() if saved is not None else None,
        "title": discussion.title,
        "paragraphs": discussion.paragraphs,
        "author": article.author,
        "time": _milliseconds(article.time),
        "zone": _zone(article.time),
        "url": article.url,
        "likes": _number(declared.likes),
        "comments_declared": _number(declared.comments),
        "reposts": _number(declared.reposts),
        "shares": _number(declared.shares),
        "views": _number(declared.views),
        "comments_expected": _number(receipt.declared_comments),
        "comments_read": len(discussion.columns),
        "newest": _newest(discussion.columns),
        "comments_absent": receipt.stub_comments,
        "notes": [(note.kind, note.text, note.line) for note in receipt.notes],
    }


def _newest(columns: Columns) -> int | None:
    newest = max(columns.instants(), default=NO_TIME)
    return None if newest == NO_TIME else newest * 1000


def _number(value: int | None) -> int | None:
    """A number that fits into its column; a page may declare any."""
    return value if value is None else max(-LARGEST, min(value, LARGEST))


def _milliseconds(when: datetime | None) -> int | None:
    """A time by the page's clock."""
    return None if when is None else int((when.replace(tzinfo=None) - EPOCH).total_seconds()) * 1000


def _zone(when: datetime | None) -> int | None:
    offset = when.utcoffset() if when is not None else None
    return None if offset is None else int(offset.total_seconds()) // 60


def _receipt(name: str, discussion: Discussion) -> tuple[dict[str, Any], int]:
    """The columns of the receipt of a page, and how many rows there are."""
    is_in_lines = has_line_spans(discussion)
    first, end = ("first_line", "last_line") if is_in_lines else ("first_byte", "end_byte")
    firsts, ends, kinds = line_span_columns(discussion) if is_in_lines else byte_span_columns(discussion)
    numbers = list(map(_KIND_NUMBERS.__getitem__, kinds))
    return {"page": (name, len(numbers)), "kind": numbers, first: firsts, end: ends}, len(numbers)
