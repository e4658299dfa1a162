"""The tables of a corpus: their columns, what each one means, and the version of all of them.

A page is a file, or a record of an archive. Times are by the page's own clock, with the zone beside them where it is
known. All text is valid UTF-8.
"""

from __future__ import annotations

from typing import NamedTuple, get_args

import pyarrow as pa

from thread_parsers.discussion.receipt import Kind

SCHEMA = "thread-reader-bulk/2"
"""The name and version of the tables. It changes when a query written for the old ones would be wrong for the new
ones, and also when a column is added: all parts of a corpus have the same columns."""
METADATA_KEY = b"thread-reader"
"""Where the files state it."""

TEXTS = pa.list_(pa.field("item", pa.string(), nullable=False))
TIME = pa.timestamp("ms")
"""Parquet has no seconds."""
KINDS: tuple[str, ...] = get_args(Kind)
KIND = pa.dictionary(pa.int8(), pa.string())
NOTES = pa.list_(pa.struct([("kind", pa.string()), ("text", pa.string()), ("line", pa.int64())]))
LINKS = pa.list_(
    pa.struct([("segment", pa.int32()), ("start", pa.int32()), ("end", pa.int32()), ("address", pa.string())])
)


class Column(NamedTuple):
    """A column of a table. One that is not required is null where the page says nothing."""

    name: str
    type: pa.DataType
    words: str
    """What it means, in a line of the documentation."""
    required: bool = False


_PAGE = Column("page", pa.string(), "the page: path of the file, with `#N` for record N of an archive", True)
_PART = Column("part", pa.int32(), "which discussion of the page, from 1", True)

DISCUSSIONS = (
    _PAGE,
    _PART,
    Column("outcome", pa.string(), "`read`; `sieved`, a record that does not look like a discussion; "
           "`duplicate`, the same bytes as another page; `error`", True),
    Column("error", pa.string(), "why it could not be read, or was sieved"),
    Column("duplicate_of", pa.string(), "the page with the same bytes, which has the comments"),
    Column("source", pa.string(), "path of the file or archive", True),
    Column("record", pa.int64(), "the record of an archive, or the piece of a file that was cut at its lines, from 1"),
    Column("address", pa.string(), "where the archive says the page is from"),
    Column("fetched", pa.timestamp("ms", tz="UTC"), "when the archive says it was fetched"),
    Column("sha256", pa.binary(32), "of the bytes of the file or record"),
    Column("bytes", pa.int64(), "how many these are"),
    Column("score", pa.float32(), "how much the beginning of a record looks like its format, from 0 to 1"),
    Column("format", pa.string(), "the format that it was read with"),
    Column("reason", pa.string(), "why this format was chosen"),
    Column("converted_from", pa.string(), "encoding, compression or line ends before conversion"),
    Column("body_form", pa.string(), "what comments are written in: `plain`, `markdown`, `html`, `wikitext` …"),
    Column("saved", pa.string(), "when the page was saved, as the page says: ISO 8601"),
    Column("title", pa.string(), "title of the article"),
    Column("paragraphs", TEXTS, "paragraphs of the article"),
    Column("author", pa.string(), "author of the article"),
    Column("time", TIME, "time of the article"),
    Column("zone", pa.int16(), "zone of that time, in minutes east of UTC"),
    Column("url", pa.string(), "address of the article, as the page states it"),
    Column("likes", pa.int64(), "likes that the page declares"),
    Column("comments_declared", pa.int64(), "comments that the page declares"),
    Column("comments_expected", pa.int64(), "comments that should be in the file, as it says"),
    Column("reposts", pa.int64(), "reposts that the page declares"),
    Column("shares", pa.int64(), "shares that the page declares"),
    Column("views", pa.int64(), "views that the page declares"),
    Column("comments_read", pa.int32(), "comments in the table `comments`, which are next to each other and in "
           "the order of this table", True),
    Column("newest", TIME, "time of the newest comment"),
    Column("receipt_rows", pa.int32(), "rows of the page in the table `receipts`, which are next to each other in the "
           "same order", True),
    Column("comments_absent", pa.int32(), "comments that the page names without containing them"),
    Column("notes", NOTES, "what is doubtful in how the page was read"),
)  # fmt: skip

COMMENTS = (
    _PAGE,
    _PART,
    Column("id", pa.int32(), "from 1, in thread order: every reply is under its parent", True),
    Column("parent", pa.int32(), "id of the comment that is answered; null for the article"),
    Column("depth", pa.int32(), "0 for a comment on the article", True),
    Column("author", pa.string(), "empty if the page does not name one", True),
    Column("badge", pa.string(), "what is beside the name: `OP`, `Mod`"),
    Column("time", TIME, "by the page's clock; the start of the hour, day … if the page gives nothing finer"),
    Column("zone", pa.int16(), "zone of that time, in minutes east of UTC"),
    Column("time_text", pa.string(), "the time as written, if it is not absolute or less exact than a day"),
    Column("time_unit", pa.string(), "how exact the time is, if less than a minute"),
    Column("time_inferred", pa.bool_(), "whether the time was computed from a relative one", True),
    Column("parent_inferred", pa.bool_(), "whether the parent was chosen as the likeliest", True),
    Column("edited", pa.bool_(), "whether the page marks it as edited", True),
    Column("edited_text", pa.string(), "the time of the edit as written"),
    Column("likes", pa.int32(), "the score; may be negative"),
    Column("replies", pa.int32(), "replies that the page declares"),
    Column("segments", TEXTS, "the text, in the pieces that lines of dashes separate", True),
    Column(
        "links",
        LINKS,
        "links whose address is not in the text: the segment from 1, its characters `start` to `end` "
        "from 0, and the address",
    ),
    Column("state", pa.string(), "one word, if it is not shown as usual: `deleted`, `hidden` …"),
    Column("accepted", pa.bool_(), "whether this answer was accepted", True),
    Column("subject", pa.string(), "the subject line"),
    Column("permalink", pa.string(), "address of the comment"),
    Column("site_id", pa.string(), "id that the site gave it"),
    Column("mail_address", pa.string(), "mail address of the author"),
    Column("attachments", TEXTS, "what is attached to a mail"),
    Column("missing_parent", pa.string(), "id of the mail that is answered, if it is not in the page"),
    Column("first_line", pa.int64(), "first line in the page, from 1; null in structured files"),
    Column("last_line", pa.int64(), "last line in the page"),
    Column("first_byte", pa.int64(), "first byte in a structured file"),
    Column("end_byte", pa.int64(), "one past its last byte"),
)

RECEIPTS = (
    _PAGE,
    Column("kind", KIND, "what the lines or bytes are: `title`, `body`, `furniture` …", True),
    Column("first_line", pa.int64(), "first line, from 1; null in structured files"),
    Column("last_line", pa.int64(), "last line"),
    Column("first_byte", pa.int64(), "first byte in a structured file"),
    Column("end_byte", pa.int64(), "one past its last byte"),
)

TABLES: dict[str, tuple[Column, ...]] = {"discussions": DISCUSSIONS, "comments": COMMENTS, "receipts": RECEIPTS}
"""Every table by its name, which is that of its folder."""


def _schema(columns: tuple[Column, ...]) -> pa.Schema:
    fields = [pa.field(column.name, column.type, nullable=not column.required) for column in columns]
    return pa.schema(fields, metadata={METADATA_KEY: SCHEMA.encode()})


SCHEMAS: dict[str, pa.Schema] = {name: _schema(columns) for name, columns in TABLES.items()}


class Tables(NamedTuple):
    """Some rows of each table."""

    discussions: pa.Table
    comments: pa.Table
    receipts: pa.Table

    @property
    def bytes(self) -> int:
        """Their size in memory."""
        return sum(int(table.nbytes) for table in self)


def joined(several: list[Tables]) -> Tables:
    """The rows of several tables, at least one."""
    return several[0] if len(several) == 1 else Tables(*(pa.concat_tables(each) for each in zip(*several, strict=True)))
