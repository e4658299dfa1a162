"""Messages of a chat on their way into the columns, many at once."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME

if TYPE_CHECKING:
    from thread_parsers.discussion.columns import Columns


class Message(NamedTuple):
    """A message whose end is not known yet. Offsets are bytes of the source."""

    start: int
    body: int
    """Behind its head."""
    author: int
    """An index of `Columns.author_names`."""
    time: int
    written: str
    """The time as written if it is not known, or ""."""
    badge: str
    note: str
    """What the export writes behind the stamp."""
    indent: int
    """Blanks before its head, where they say that it is a reply."""


class Words(NamedTuple):
    """What is between the head of a message and the next one: bytes from the end of the head."""

    start: int
    end: int
    margin: int = 0
    """Blanks before each of its lines."""
    likes: int = NO_SCORE
    edited: str | None = None
    """The time of an edit as written, "" for one without a time."""


class Batch:
    """Messages that are complete. `threaded`: those that are indented reply to the last one that is less."""

    def __init__(self, columns: Columns, *, threaded: bool, clocked: bool) -> None:
        self._columns = columns
        self._threaded, self._clocked = threaded, clocked
        self._open: list[tuple[int, int]] = []
        """(indentation, index) of the last message and its ancestors."""
        self.replies = 0
        self._clear()

    def __len__(self) -> int:
        return len(self._starts)

    def add(self, message: Message, words: Words, end: int) -> None:
        """Add a message that ends before a byte of the source."""
        at = len(self._starts)
        self._starts.append(message.start)
        self._bodies.append(message.body + words.start)
        self._body_ends.append(message.body + words.end)
        self._ends.append(end)
        self._authors.append(message.author)
        self._times.append(message.time)
        if self._threaded:
            self._indents.append(message.indent)
        if message.written or message.badge or words[2:] != _PLAIN:
            self._rare.append((at, message, words))

    def flush(self) -> None:
        """Put the messages so far into the columns."""
        columns = self._columns
        first = len(columns)
        if self._threaded:
            self._append()
        else:
            columns.extend_flat(
                start=self._starts, body_start=self._bodies, body_end=self._body_ends, end=self._ends,
                author=self._authors, time=self._times, replies=array("i", [-1]) * len(self._starts),
            )  # fmt: skip
        for at, message, words in self._rare:
            row = first + at
            columns.margin[row], columns.likes[row] = words.margin, words.likes
            if message.written:
                columns.times_as_written[row] = message.written
            if message.badge:
                columns.badges[row] = message.badge
            if words.edited is not None:
                columns.edited[row] = words.edited
        if not self._clocked:
            days = (first + at for at, time in enumerate(self._times) if time != NO_TIME)
            columns.time_units.update(dict.fromkeys(days, "day"))
        self._clear()

    def _append(self) -> None:
        columns = self._columns
        for at, indent in enumerate(self._indents):
            while self._open and self._open[-1][0] >= indent:
                self._open.pop()
            parent = self._open[-1][1] if self._open else -1
            self.replies += parent >= 0
            index = columns.append(
                start=self._starts[at], body_start=self._bodies[at], body_end=self._body_ends[at], end=self._ends[at],
                author=columns.author_names[self._authors[at]], time=self._times[at], parent=parent,
            )  # fmt: skip
            self._open.append((indent, index))

    def _clear(self) -> None:
        self._starts: array[int] = array("Q")
        self._bodies: array[int] = array("Q")
        self._body_ends: array[int] = array("Q")
        self._ends: array[int] = array("Q")
        self._authors: array[int] = array("I")
        self._times: array[int] = array("q")
        self._indents: array[int] = array("H")
        self._rare: list[tuple[int, Message, Words]] = []


_PLAIN = Words(0, 0)[2:]
