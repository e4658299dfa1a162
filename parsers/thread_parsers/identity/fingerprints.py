"""Fingerprints of comments: what is stored of a discussion to know it, and its comments, again.

They are hashes: what a page says cannot be read in them, but a guess of it can be confirmed.
"""

from __future__ import annotations

import re
from array import array
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.identity.addresses import address_key
from thread_parsers.identity.letters import MAX_PIECE_BYTES, first_letters, letters, pieces, weight
from thread_parsers.identity.site_ids import is_unique, site_id
from thread_parsers.times.time_units import DAY, MINUTE

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from thread_parsers.discussion.discussion import Discussion

__all__ = ["Fingerprints", "address_key", "fingerprint_steps", "no_fingerprints"]

FIRST_LETTERS = 32
"""Letters and digits at the beginning of a comment by which it is known again."""
MIN_DISTINCTIVE = 20
"""Letters from which a text is unlikely to be written twice by one author."""
MIN_LONG = 60
"""Letters from which one text alone identifies a discussion."""
MAX_NAME_CHARS = 500
SLICE_COMMENTS = 64
_BEFORE_NAME = re.compile(r"\A(?:\d+\. |/?u/|@)")
"""The number of a comment in our own Markdown; the signs of a name."""
_NO_NAME = re.compile(r"(?:\[[^\[\]]*\]|\([^()]*\))?")
_NOBODY = b" "
_SLICE_BYTES = MAX_PIECE_BYTES
_MAX_63 = (1 << 63) - 1
_SLOTS_PER_VALUE = 8
_MINUTE_FACTOR = 0x9E3779B97F4A7C15
"""Spreads the minutes over all bits."""


class Fingerprints(NamedTuple):
    """One value for each comment in thread order, signed 64-bit; 0 where there is nothing to compare. The sign says
    how much a value tells. The values are the same in every process and on every machine."""

    ids: array[int]
    """Hash of the id that the site gave the comment. Positive if no other discussion is likely to have this id. 0 for
    an id that an earlier comment has."""
    words: array[int]
    """Hash of the author and the first letters and digits of the text, and of the occurrence number among equal ones.
    Positive if it is distinctive: the first one of an author with at least MIN_DISTINCTIVE letters."""
    texts: array[int]
    """Hash of the whole text. Positive if it has at least MIN_LONG letters."""
    timed: array[int]
    """Hash of `words` and of the minute in which the comment was written, by the clock of the page; 0 if it has no
    author, or no time as exact as that. It tells short texts apart, which are written in many discussions."""


def no_fingerprints() -> Fingerprints:
    """Those of no comments."""
    return Fingerprints(array("q"), array("q"), array("q"), array("q"))


def fingerprint_steps(discussion: Discussion) -> Generator[None, None, Fingerprints]:
    """The fingerprints of the comments that have been read, in steps of a few milliseconds. Raises Unreadable."""
    columns, read = discussion.columns, discussion.text.read
    count = len(columns)
    result = no_fingerprints()
    add_id, add_words, add_text, add_timed = (column.append for column in result)
    ids, links, states = columns.ids, columns.permalinks, columns.states
    times, units = columns.time, columns.time_units
    names: dict[int, bytes] = {}
    size = 0
    places = zip(columns.body_start, columns.body_end, columns.author, strict=False)  # more may be read meanwhile
    for row, (start, end, number) in enumerate(islice(places, count)):
        name = names.get(number)
        if name is None:
            name = names[number] = author_letters(columns.author_names[number])
        if end - start <= MAX_PIECE_BYTES:
            body = letters(read(start, end))
            words, text = _hashes(name, body, is_gone=row in states)
        else:
            words, text = yield from _long_hashes(name, read(start, end))
        add_id(_id_hash(ids.get(row), links.get(row)) if ids or links else 0)
        add_words(words)
        add_text(text)
        is_exact = name != _NOBODY and words and row not in units
        add_timed(_timed(words, times[row]) if is_exact else 0)
        size += end - start
        if size > _SLICE_BYTES or row % SLICE_COMMENTS == 0:
            size = 0
            yield
    yield from _replace_repeated(result.ids, lambda _value, _number: 0)
    yield from _replace_repeated(result.words, _occurrence)
    return result


def author_letters(name: str) -> bytes:
    """The letters and digits of a name, without what some sites and copies write before it. Words in brackets stand for
    no name: `[deleted]`, `(no name)`."""
    name = name[:MAX_NAME_CHARS].strip()
    if _NO_NAME.fullmatch(name):
        return _NOBODY
    return letters(_BEFORE_NAME.sub("", name, count=1).encode("utf-8", "replace")) + _NOBODY


def _hashes(name: bytes, body: bytes, *, is_gone: bool) -> tuple[int, int]:
    """`words` and `texts` of a comment with these letters."""
    if body.isascii():
        size, first = len(body), body[:FIRST_LETTERS]
    else:
        size, first = weight(body), first_letters(body, FIRST_LETTERS)
    text = _hash(body) if body else 0
    if size >= MIN_DISTINCTIVE:
        words = _hash(name + first)
        return words if name != _NOBODY else -words, text if size >= MIN_LONG else -text
    # Nothing tells deleted comments apart.
    return 0 if name == _NOBODY and (is_gone or not body) else -_hash(name + first), -text


def _long_hashes(name: bytes, body: bytes) -> Generator[None, None, tuple[int, int]]:
    """The same for a long body, in steps."""
    whole = blake2b(digest_size=8)
    first, size = b"", 0
    for piece in pieces(body):
        found = letters(piece)
        whole.update(found)
        size += weight(found)
        if len(first) < 4 * FIRST_LETTERS:
            first += found[: 4 * FIRST_LETTERS]
        yield
    if size < MIN_LONG:  # the first letters are all
        return _hashes(name, first, is_gone=False)
    words = _hash(name + first_letters(first, FIRST_LETTERS))
    return words if name != _NOBODY else -words, int.from_bytes(whole.digest(), "little") & _MAX_63 or 1


def _timed(words: int, time: int) -> int:
    """`timed` of a comment. A time at midnight is often that of a date without a time of day."""
    if time == NO_TIME or not time % DAY:
        return 0
    return (words ^ time // MINUTE * _MINUTE_FACTOR) & _MAX_63 or 1


def _id_hash(stated: str | None, permalink: str | None) -> int:
    found = site_id(stated, permalink)
    if not found:
        return 0
    value = _hash(b"id " + found.encode("utf-8", "replace"))
    return value if is_unique(found) else -value


def _hash(data: bytes) -> int:
    """A positive number of 63 bits."""
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little") & _MAX_63 or 1


def _occurrence(value: int, number: int) -> int:
    """`words` of a comment that is equal to this many earlier ones."""
    return -_hash(b"%d %d" % (abs(value), number))


def _replace_repeated(values: array[int], replace: Callable[[int, int], int]) -> Generator[None, None, None]:
    """Replace each value that is equal to earlier ones, from the value and how many they are. In steps."""
    # A table of bytes finds the few values that may be repeated: a dictionary of all would take 100 bytes a comment.
    mask = (1 << (_SLOTS_PER_VALUE * len(values)).bit_length()) - 1
    seen = bytearray(mask + 1)
    for at, value in enumerate(values, 1):
        slot = value & mask
        seen[slot] = 2 if seen[slot] else 1
        if at % (1 << 14) == 0:
            yield
    counts: dict[int, int] = {}
    for at, value in enumerate(values):
        if value and seen[value & mask] == 2:
            earlier = counts.get(value, 0)
            counts[value] = earlier + 1
            if earlier:
                values[at] = replace(value, earlier)
        if at % (1 << 9) == 0:
            yield
