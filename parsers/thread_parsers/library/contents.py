"""What the index stores of one file, from its beginning or from the whole of it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thread_parsers.errors import DiscussionError, Unreadable, described
from thread_parsers.identity.fingerprints import address_key, fingerprint_steps, no_fingerprints
from thread_parsers.identity.matching import telling_keys
from thread_parsers.library.quantities import TextQuantities, note, quantities_in_steps
from thread_parsers.library.rows import Identity, Row
from thread_parsers.library.words import author_words, figure_words_in_steps, words_in_steps
from thread_parsers.query.nodes import TIME
from thread_parsers.reading import begin_in_steps
from thread_parsers.source.decode import needs_no_conversion
from thread_parsers.source.descriptors import READ_FLAGS, read_at
from thread_parsers.source.open import open_in_steps
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.library.quantities import Limits
    from thread_parsers.library.walking import Found

HEAD_BYTES = 1 << 16
"""Bytes of each file that are read first."""
MAX_PARTS = 1000
"""Discussions of a file that have rows."""
MAX_PRINTED_COMMENTS = 100_000
"""Comments of a discussion whose fingerprints are stored: 24 bytes each."""
MAX_TITLE_CHARS = 300
PASSAGE_WORDS = 2500
"""Different words and authors from which the next comments of a file are another passage of the index: storing one is a
step."""
MAX_PASSAGE_WORDS = 500_000
"""Different words of one passage, at most: a passage is whole comments. A file with more is read by each search."""
_SLICE_BYTES = 1 << 14
_SLICE_PARTS = 64
_SLICE_SEGMENTS = 256
NO_COMMENTS = "no comments were found"


@dataclass(slots=True)
class Content:
    """What was read of a file."""

    found: Found
    rows: list[Row]
    identities: list[Identity] = field(default_factory=list)
    """Those of the rows, if the file was read as a whole."""
    passages: list[frozenset[str]] = field(default_factory=list)
    is_partial: bool = False
    is_final: bool = True
    """False if the same version of the file may be readable another time."""
    is_indexed: bool = False
    """Whether `passages` have all words of all comments."""
    quantities: Limits = field(default_factory=dict)

    @property
    def words(self) -> int:
        """How many words are to be stored."""
        return sum(map(len, self.passages))

    @property
    def reason(self) -> str:
        """Why the file is not a discussion; empty if it is one."""
        return self.rows[0].reason


def refused(found: Found, reason: str, *, is_final: bool = True) -> Content:
    """The content of a file that is not a discussion."""
    row = Row(found.path, size=found.size, reason=reason)
    return Content(found, [row], is_final=is_final)


def beginning_steps(found: Found) -> Generator[None, None, Content]:
    """What the first bytes of a file say, in steps: title and family. Nothing, if it has to be converted as a whole."""
    row = Row(found.path, size=found.size)
    try:
        descriptor = os.open(found.path, READ_FLAGS)
        try:
            head = read_at(descriptor, HEAD_BYTES, 0)
        finally:
            os.close(descriptor)
    except (OSError, ValueError):  # reading the whole of it says why
        head = b""
    with suppress(Exception):  # neither must a file that is refused, or a fault in one, keep the others from being read
        if (yield from needs_no_conversion(found.path, head, whole=False)):
            beginning = BufferSource(head[: head.rfind(b"\n") + 1] or head, found.path)
            discussion, steps = yield from begin_in_steps(beginning, suggest=False)
            yield from steps
            row = _row(discussion.parts[0], found, is_partial=True)
    return Content(found, [row], is_partial=True)


def whole_steps(found: Found, *, with_words: bool) -> Generator[None, None, Content]:
    """Read a file to its end, in steps. What cannot be read has a row with the reason."""
    try:
        discussion = yield from read_steps(found.path)
        try:
            content = yield from _content(discussion, found, with_words=with_words)
            parts = discussion.parts
            while len(parts) > 1:  # thousands of them are freed in steps
                del parts[max(1, len(parts) - _SLICE_PARTS) :]
                yield
            return content
        finally:
            discussion.close()
    except Exception as error:  # a fault in one file must not keep the others from being read
        is_final = not isinstance(error, MemoryError) and not isinstance(error.__cause__, OSError)
        return refused(found, failure_reason(error), is_final=is_final)


def failure_reason(error: Exception) -> str:
    """Why a file could not be read, as a clause."""
    if isinstance(error, Unreadable):
        return error.reason
    if isinstance(error, MemoryError):
        return "too large for the memory of this computer"
    return str(error) if isinstance(error, DiscussionError) else f"internal error ({described(error)})"


def read_steps(path: str) -> Generator[None, None, Discussion]:
    """Read a file to its end, in steps. The caller closes the discussion. Raises DiscussionError."""
    source = yield from open_in_steps(path)
    try:
        discussion, steps = yield from begin_in_steps(source, suggest=False)
        yield from steps
    except BaseException:
        source.close()
        raise
    return discussion.parts[0]


def _content(discussion: Discussion, found: Found, *, with_words: bool) -> Generator[None, None, Content]:
    parts = discussion.parts
    content = Content(found, [])
    for number, part in enumerate(parts, 1):
        limits: Limits = {}
        yield from quantities_in_steps(part, limits)
        _, newest = limits.get(TIME, (0, None))
        if number <= MAX_PARTS:
            content.rows.append(_row(part, found, number, len(parts), newest))
            content.identities.append((yield from _identity(part)))
        for name, both in limits.items():
            note(content.quantities, name, both)
        if number % _SLICE_PARTS == 0:
            yield
    if with_words and not content.reason:
        content.is_indexed = yield from _passages(parts, content)
    return content


def _identity(part: Discussion) -> Generator[None, None, Identity]:
    if not 0 < len(part.columns) <= MAX_PRINTED_COMMENTS:
        fingerprints = no_fingerprints()
    else:
        fingerprints = yield from fingerprint_steps(part)
    return Identity(part.format, address_key(part), (yield from telling_keys(fingerprints)), fingerprints)


def _row(
    discussion: Discussion,
    found: Found,
    part: int = 1,
    parts: int = 1,
    newest: int | None = None,
    *,
    is_partial: bool = False,
) -> Row:
    comments = len(discussion.columns)
    return Row(
        found.path,
        part,
        parts,
        one_line(discussion.title or "", MAX_TITLE_CHARS),
        discussion.format,
        None if is_partial else comments,
        newest,
        found.size,
        "" if comments or is_partial else NO_COMMENTS,
    )


def one_line(text: str, max_chars: int) -> str:
    """A text on one line, cut with an ellipsis."""
    words = " ".join(text[: 4 * max_chars].split())
    return words if len(words) <= max_chars else f"{words[: max_chars - 1].rstrip()}…"


def _passages(parts: list[Discussion], content: Content) -> Generator[None, None, bool]:
    """Append the words of all comments, a passage at a time, and note the quantities of the texts. Returns False if
    some comments have too many."""
    words: set[str] = set()
    passages, quantities = content.passages, TextQuantities(content.quantities)
    for part in parts:
        yield  # a file may have thousands of small ones
        authors: set[int] = set()
        for first, stop in _slices(part):
            texts: list[str] = []
            for index in range(first, stop):
                authors |= _authors(part, index)
                segments = yield from _segments(part, index)
                yield from quantities.add_segments(segments)
                for number, text in enumerate(segments, 1):
                    if number % _SLICE_SEGMENTS == 0:
                        yield
                    words |= yield from figure_words_in_steps(text)
                    displayed = part.displayed(text)
                    texts += (displayed,) if displayed == text else (displayed, text)
            yield from quantities.add_bodies([_body(part, index) for index in range(first, stop)])
            words |= yield from words_in_steps("\n".join(texts), MAX_PASSAGE_WORDS)
            if len(words) > MAX_PASSAGE_WORDS:
                return False
            if len(words) + len(authors) > PASSAGE_WORDS:
                passages.append(frozenset(words | _author_words(part, authors)))
                words, authors = set(), set()
        words |= _author_words(part, authors)
    if words or not passages:
        passages.append(frozenset(words))
    return True


def _slices(part: Discussion) -> Iterator[tuple[int, int]]:
    """First and one past the last of some comments that are worked on together."""
    starts, ends = part.columns.body_start, part.columns.body_end
    first = size = 0
    for index in range(len(part.columns)):
        size += ends[index] - starts[index]
        if size >= _SLICE_BYTES:
            yield first, index + 1
            first, size = index + 1, 0
    yield first, len(part.columns)


def _authors(part: Discussion, index: int) -> set[int]:
    """The author of a comment, and that of its parent for `to:`."""
    columns = part.columns
    parent = columns.parent[index]
    return {columns.author[index], columns.author[parent if parent >= 0 else index]}


def _segments(part: Discussion, index: int) -> Generator[None, None, list[str]]:
    """The segments of a comment as they are written."""
    texts: list[str] = []
    for segment in part.segments_in_steps(index):
        if segment is None:
            yield
        else:
            texts.append(segment.text)
    return texts


def _body(part: Discussion, index: int) -> bytes:
    columns = part.columns
    return part.text.read(columns.body_start[index], columns.body_end[index])


def _author_words(part: Discussion, authors: set[int]) -> set[str]:
    return author_words([part.columns.author_names[number] for number in authors])
