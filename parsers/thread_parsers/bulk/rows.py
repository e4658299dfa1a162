"""The rows of the tables, from discussions that have been read."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from itertools import islice, starmap
from operator import gt
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from thread_parsers.bulk.schema import KIND, KINDS, LINKS, NOTES, TABLES, TEXTS, Tables, table_of
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.receipt import Note
from thread_parsers.discussion.receipt_spans import byte_span_columns, has_line_spans, line_span_columns
from thread_parsers.text.counted import counted
from thread_parsers.text.segments import piece_text, piece_texts, pieces
from thread_parsers.times.epoch import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from thread_parsers.bodies import Link
    from thread_parsers.bulk.pages import Page
    from thread_parsers.discussion.columns import Columns
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

READ, SIEVED, DUPLICATE, ERROR = "read", "sieved", "duplicate", "error"
"""The outcomes of a page."""
WIKITEXT = "wikitext"
"""The form of bodies that keep their markup, and are rendered for display."""
COUNTED_BYTES = 1 << 22
"""The lines of a file of at most so many bytes are counted at once."""
LARGEST = (1 << 63) - 1
"""The largest number of a column."""
_HALVES = re.compile("[\ud800-\udfff]")
"""What no UTF-8 has: bytes that were not, and halves of surrogate pairs."""
_KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
_TEXT_COLUMNS = {
    name: [column.name for column in columns if column.type in (pa.string(), TEXTS, NOTES, LINKS)]
    for name, columns in TABLES.items()
}


@dataclass(slots=True)
class Seen:
    """What is known of the bytes of a page."""

    sha256: bytes | None = None
    bytes: int | None = None
    score: float | None = None


class Rows:
    """The rows of some pages: a list for each column of each table."""

    def __init__(self) -> None:
        self._lists: dict[str, dict[str, list[Any]]] = {
            name: {column.name: [] for column in columns} for name, columns in TABLES.items()
        }

    def add_discussions(self, page: Page, seen: Seen, parts: Sequence[Discussion]) -> None:
        """Add a page that was read. The receipt of its first discussion is that of the whole page."""
        # Everything first: reading a file may fail at any moment, and a page is added as a whole.
        made = [
            (_comments(page.name, number, discussion), len(discussion.columns), _article(discussion))
            for number, discussion in enumerate(parts, 1)
        ]
        receipt, spans = _receipt(page.name, parts[0])
        for number, (comments, count, article) in enumerate(made, 1):
            of_part = {"part": number, "outcome": READ, "receipt_rows": spans if number == 1 else 0}
            self._append(_of_page(page, seen) | of_part | article)
            self._extend("comments", count, comments)
        self._extend("receipts", spans, receipt)

    def add_unread(self, page: Page, seen: Seen, outcome: str, reason: str) -> None:
        """Add a page without comments."""
        self._append(_of_page(page, seen) | NOTHING_READ | {"outcome": outcome, "error": reason})

    def tables(self) -> Tables:
        """The rows as tables. Text that is not UTF-8 is replaced, and the page has a note."""
        try:
            return self._tables()
        except UnicodeEncodeError:
            self._replace_broken()
            return self._tables()

    def _append(self, values: dict[str, Any]) -> None:
        for name, column in self._lists["discussions"].items():
            column.append(values.get(name))

    def _extend(self, table: str, count: int, values: dict[str, Iterable[Any]]) -> None:
        nothing = [None] * count
        for name, column in self._lists[table].items():
            column.extend(values.get(name, nothing))

    def _tables(self) -> Tables:
        kinds = pa.DictionaryArray.from_arrays(pa.array(self._lists["receipts"]["kind"], pa.int8()), KIND_NAMES)
        lists: dict[str, dict[str, Any]] = self._lists | {"receipts": self._lists["receipts"] | {"kind": kinds}}
        return Tables(*(table_of(name, lists[name]) for name in Tables._fields))

    def _replace_broken(self) -> None:
        """Put replacement characters for what is not UTF-8, and a note into the row of each discussion."""
        replaced: dict[tuple[str, int], int] = {}
        for name in ("discussions", "comments"):
            lists = self._lists[name]
            for column in _TEXT_COLUMNS[name]:
                values = lists[column]
                for row, value in enumerate(values):
                    values[row], count = _whole(value)
                    if count:
                        place = lists["page"][row], lists["part"][row]
                        replaced[place] = replaced.get(place, 0) + count
        heads = self._lists["discussions"]
        for row, place in enumerate(zip(heads["page"], heads["part"], strict=True)):
            if place in replaced:
                words = f"{counted(replaced[place], 'byte')} that {'is' if replaced[place] == 1 else 'are'} not UTF-8"
                heads["notes"][row] = [*(heads["notes"][row] or ()), Note("replaced", words)]


KIND_NAMES = pa.array(KINDS, pa.string())
assert KIND.value_type == KIND_NAMES.type


def _whole(value: Any) -> tuple[Any, int]:
    """A text, or a list or tuple of them, without what is not UTF-8, and how many characters were replaced."""
    if isinstance(value, str):
        return _HALVES.subn("\ufffd", value) if not value.isascii() else (value, 0)
    if isinstance(value, (list, tuple)):
        several = [_whole(each) for each in value]
        return type(value)(each for each, _ in several), sum(count for _, count in several)
    return value, 0


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
    declared = {name: _number(value) for name, value in asdict(discussion.engagement).items()}
    declared["comments_declared"] = declared.pop("comments")
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
        **declared,
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


def _comments(name: str, part: int, discussion: Discussion) -> dict[str, Iterable[Any]]:
    """The columns of all comments of a discussion; those that state nothing are left out."""
    columns = discussion.columns
    rows = range(len(columns))
    names = columns.author_names
    values: dict[str, Iterable[Any]] = {
        "page": [name] * len(rows),
        "part": [part] * len(rows),
        "id": range(1, len(rows) + 1),
        "parent": [parent + 1 if parent >= 0 else None for parent in columns.parent],
        "depth": columns.depth,
        "author": [names[number] for number in columns.author],
        "time": [None if time == NO_TIME else time * 1000 for time in columns.time],
        "zone": _zones(columns),
        "likes": [None if likes == NO_SCORE else likes for likes in columns.likes],
        "replies": [None if replies < 0 else replies for replies in columns.replies],
        "segments": _segments(discussion),
    }
    for column, marked in MARKS.items():
        found = columns.made(marked)
        values[column] = [row in found for row in rows] if found else [False] * len(rows)
    for column, stated in STATED.items():
        found = columns.made(stated)
        if found:
            values[column] = [found.get(row) or None for row in rows]
    links = columns.made("links")
    if links:
        values["links"] = [_links(discussion, row, links[row]) if row in links else None for row in rows]
    return values | _places(discussion)


MARKS = {
    "time_inferred": "inferred_times",
    "parent_inferred": "inferred_parents",
    "edited": "edited",
    "accepted": "accepted",
}
"""Columns of a table that say whether a row is in a column of the discussion."""
STATED = {
    "badge": "badges",
    "time_text": "times_as_written",
    "time_unit": "time_units",
    "edited_text": "edited",
    "state": "states",
    "subject": "subjects",
    "permalink": "permalinks",
    "site_id": "ids",
    "mail_address": "addresses",
    "attachments": "attachments",
    "missing_parent": "missing_parents",
}
"""Columns of a table that have what some rows state in a column of the discussion."""


def _zones(columns: Columns) -> Iterable[int | None]:
    """The zones of the times that are known."""
    if columns.zone is None and not columns.zones:
        return [None] * len(columns)
    return [None if time == NO_TIME else columns.zone_of(row) for row, time in enumerate(columns.time)]


def _receipt(name: str, discussion: Discussion) -> tuple[dict[str, Iterable[Any]], int]:
    """The columns of the receipt of a page, and how many rows there are."""
    is_in_lines = has_line_spans(discussion)
    names = ("first_line", "last_line") if is_in_lines else ("first_byte", "end_byte")
    firsts, ends, kinds = line_span_columns(discussion) if is_in_lines else byte_span_columns(discussion)
    first, end = names
    numbers = list(map(_KIND_NUMBERS.__getitem__, kinds))
    return {"page": [name] * len(numbers), "kind": numbers, first: firsts, end: ends}, len(numbers)


def _segments(discussion: Discussion) -> list[list[str]]:
    """The texts of the segments of each comment, as `Discussion.segments` has them."""
    columns, read = discussion.columns, discussion.text.read
    places = zip(columns.body_start, columns.body_end, columns.margin, strict=True)
    return [piece_texts(read(start, end), margin) for start, end, margin in places]


def _links(discussion: Discussion, row: int, links: Sequence[Link]) -> list[tuple[int, int, int, str]]:
    """The links of a comment by the characters of its segments. They are in the order of the text."""
    columns, found = discussion.columns, list[tuple[int, int, int, str]]()
    start = columns.body_start[row]
    body = discussion.text.read(start, columns.body_end[row])
    spans = list(pieces(body)) or [(0, 0)]
    number = at = characters = 0
    for link in links:
        while number + 1 < len(spans) and link.start - start >= spans[number + 1][0]:
            number += 1
            at = characters = 0
        first, last = spans[number]
        begin, end = (min(max(place - start, first), last) for place in link[:2])
        at = max(at, first)
        characters += len(piece_text(body[at:begin], 0))
        at = max(at, begin)
        found.append((number + 1, characters, characters + len(piece_text(body[begin:end], 0)), link.address))
    return found


def _places(discussion: Discussion) -> dict[str, Iterable[Any]]:
    """The lines of each comment in a text file, the bytes in a structured one."""
    spans = list(map(discussion.file_span, range(len(discussion.columns))))
    if not spans:
        return {}
    file = discussion.file
    if not discussion.has_lines:
        firsts, ends = zip(*starmap(file.place, spans), strict=True)
        return {"first_byte": firsts, "end_byte": ends}
    starts, ends = zip(*spans, strict=True)
    lasts = [max(end - 1, start) for start, end in spans]
    return {"first_line": _lines(file, starts), "last_line": _lines(file, lasts)}


def _lines(file: Source, offsets: Sequence[int]) -> Iterable[int]:
    """The numbers of the lines with these bytes."""
    if file.size > COUNTED_BYTES or any(map(gt, offsets, islice(offsets, 1, None))):
        return map(file.line_at, offsets)
    data, at, line, lines = file.read(0, file.size), 0, 1, list[int]()
    for offset in offsets:
        line += data.count(b"\n", at, offset)
        at = offset
        lines.append(line)
    return lines
