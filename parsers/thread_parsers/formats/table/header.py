"""Which columns of a table have the authors, the words and the times of comments, by what its header calls them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from thread_parsers.formats.json import names
from thread_parsers.formats.table.records import cells

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from thread_parsers.source.source import Source

DELIMITERS = ",\t;"
MIN_COLUMNS = 3
MAX_HEADER_BYTES = 1 << 12
_HEADER = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*+(?:"?sep=(?P<delimiter>[,;\t])"?[,;\t]*\r?\n\s*+)?(?P<names>\S[^\n]*+)(?P<end>\n?)'
)
"""The first line with words, after the line in which Excel states the delimiter."""
_PREFIX = re.compile(r"comment|message|msg|reply|review")
"""What headers put before names of columns to say that they are those of comments: `comment_author`."""
_SAID = {"id", "uuid", *names.TEXTS}
"""Names after which this is sure. Contracts have a `review_date`, too."""
_NAMES_ALONE = frozenset({"review", "reply"})
"""Words that say the same without more. Comments are written on working hours and on invoices, too."""
_KNOWN = frozenset().union(
    names.AUTHORS, names.AUTHOR_IDS, names.FIRST_NAMES, names.LAST_NAMES, names.TEXTS, names.TIMES, names.CLOCKS,
    names.LIKES, names.IDS, names.PARENTS, names.LINKS,
)  # fmt: skip
_BESIDE = frozenset({
    "attachment", "attachments", "media", "image", "images", "reactions", "mentions", "hashtags", "edited", "editedat",
    "isedited", "deleted", "isdeleted", "pinned", "ispinned", "to", "toname", "recipient", "receiver", "channel",
    "channelid", "channelname", "server", "guild", "room", "chat", "chatid", "group", "conversation", "conversationid",
    "thread", "threadid", "replies", "replycount", "rating", "stars", "email", "authoremail", "avatar", "isbot",
    "language", "lang", "platform",
})  # fmt: skip
"""Columns that tables of comments have beside those that are read."""
_TITLES = names.HEADLINES | {"subject", "status"}
"""Columns found in tables of tickets, articles, ..., which also have authors, words and times."""

Standing = Literal["sure", "likely", "unlikely"]
"""Whether a table is one of comments, by its header; a likely one must also have times of day."""


class Columns(NamedTuple):
    """The places of columns; -1 for one that a table does not have."""

    delimiter: str
    width: int
    """How many columns there are."""
    standing: Standing
    author: tuple[int, ...]
    """The name, or the first and the last name."""
    text: int
    time: int
    clock: int
    """The time of day, if that of `time` is a date alone."""
    likes: int
    id: int
    parent: int

    def author_in(self, row: list[str]) -> str:
        """The author of a row."""
        return " ".join(filter(None, (cell_at(row, place) for place in self.author)))

    def time_in(self, row: list[str]) -> str:
        """The time of a row as it is written."""
        return f"{cell_at(row, self.time)} {cell_at(row, self.clock)}".strip()


def cell_at(row: list[str], place: int) -> str:
    """A cell of a row; empty if the row or the table does not have it."""
    return row[place].strip() if 0 <= place < len(row) else ""


def header_of(source: Source) -> tuple[Columns | None, int]:
    """The columns of a table by its header, None for any other text, and where the header ends."""
    head = source.read(0, min(MAX_HEADER_BYTES, source.size))
    found = _HEADER.match(head)
    if found is None or (not found["end"] and found.end() < source.size):
        return None, 0
    stated = (found["delimiter"] or b"").decode()
    return columns_of(found["names"].decode("utf-8", "surrogateescape"), stated), found.end()


def columns_of(header: str, delimiter: str = "") -> Columns | None:
    """The columns of a table with authors, words and times, by its header. `delimiter`: if it is known."""
    delimiter = delimiter or max(DELIMITERS, key=header.count)
    written = [names.normal("".join(cell.split())) for cell in cells(header, delimiter)]
    if len(written) < MIN_COLUMNS or len(set(written)) < len(written):
        return None
    found, rests = _without_prefixes(written)
    text, time = _place(found, names.TEXTS), _place(found, names.TIMES, names.WEAK_TIMES)
    says_so = not _SAID.isdisjoint(rests) or (text >= 0 and found[text] in _NAMES_ALONE)
    id_place, parent, likes = (_place(found, known) for known in (names.IDS, names.PARENTS, names.LIKES))
    author = _author(found, may_be_id=id_place >= 0, may_be_weak=says_so)
    if not author or min(text, time) < 0:
        return None
    return Columns(
        delimiter,
        len(found),
        _standing(found, says_so=says_so, has_parents_or_likes=max(parent, likes) >= 0),
        author,
        text,
        time,
        _place(found, names.CLOCKS) if found[time] == "date" else -1,
        likes,
        id_place if id_place not in author else -1,
        parent,
    )


def _without_prefixes(written: list[str]) -> tuple[list[str], set[str]]:
    """The names without the words that say that they are those of comments, and those that had one. Such a name is
    preferred: beside `comment_author`, `author` is that of something else."""
    rests = {
        place: name[prefix.end() :]
        for place, name in enumerate(written)
        if name not in names.PARENTS and (prefix := _PREFIX.match(name)) and name[prefix.end() :] in _KNOWN
    }
    stripped = set(rests.values())
    return [rests.get(place, "" if name in stripped else name) for place, name in enumerate(written)], stripped


def _standing(found: list[str], *, says_so: bool, has_parents_or_likes: bool) -> Standing:
    """How sure a header is. `says_so`: whether it names comments."""
    if says_so:
        return "sure"
    known = _KNOWN.intersection(found)
    beside = _BESIDE.intersection(found) - known
    others = len(found) - len(known) - len(beside)
    if others > len(beside) + (len(known) if has_parents_or_likes else 0) or not _TITLES.isdisjoint(found):
        return "unlikely"
    return "sure" if has_parents_or_likes else "likely"


def _author(found: list[str], *, may_be_id: bool, may_be_weak: bool) -> tuple[int, ...]:
    """The columns of the author: a name, the id of one, a name in two parts, or what may also be that of a thing."""
    weak = names.WEAK_AUTHORS | {"role"}
    whole = _places(_place(found, names.AUTHORS, weak))
    ids = _places(_place(found, names.AUTHOR_IDS)) if may_be_id else ()
    parts = _places(_place(found, names.FIRST_NAMES), _place(found, names.LAST_NAMES))
    last = _places(_place(found, names.AUTHORS, {"role"})) if may_be_weak else ()
    return next(filter(None, (whole, parts, ids, last)), ())


def _places(*places: int) -> tuple[int, ...]:
    return tuple(place for place in places if place >= 0)


def _place(found: list[str], known: Iterable[str], weak: Container[str] = ()) -> int:
    return next((found.index(name) for name in known if name in found and name not in weak), -1)
