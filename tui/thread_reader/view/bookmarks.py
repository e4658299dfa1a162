"""Marks by letter, the jump list, stars, notes, and which comments have been read."""

from __future__ import annotations

from collections.abc import MutableMapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.kept import Kept, KeptNote

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence

    from thread_parsers.discussion.kept import KeptOfGone

MAX_JUMPS = 100


class Place(NamedTuple):
    """A comment, or one of its segments."""

    comment: int
    segment: int | None = None


START = Place(0)
"""Where the cursor is before anything has moved it."""


class Notes(MutableMapping[Place, str]):
    """The notes on comments and on segments."""

    def __init__(self, notes: Mapping[Place, str] = MappingProxyType({})) -> None:
        self._by_comment: dict[int, dict[int | None, str]] = {}
        self._count = 0
        self.update(notes)

    def __getitem__(self, place: Place) -> str:
        return self._by_comment[place.comment][place.segment]

    def __setitem__(self, place: Place, text: str) -> None:
        here = self._by_comment.setdefault(place.comment, {})
        self._count += place.segment not in here
        # A new mapping: layouts compare the one that they were made with.
        self._by_comment[place.comment] = {**here, place.segment: text}

    def __delitem__(self, place: Place) -> None:
        here = dict(self._by_comment[place.comment])
        del here[place.segment]
        self._count -= 1
        if here:
            self._by_comment[place.comment] = here
        else:
            del self._by_comment[place.comment]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Place]:
        return (Place(comment, segment) for comment, here in self._by_comment.items() for segment in here)

    @property
    def comments(self) -> Collection[int]:
        """The comments with a note, on themselves or on one of their segments."""
        return self._by_comment.keys()

    def on(self, comment: int) -> Mapping[int | None, str]:
        """The notes on a comment (None) and on its segments."""
        return self._by_comment.get(comment, _NO_NOTES)

    def in_order(self, comment: int) -> list[tuple[int | None, str]]:
        """Return the notes on a comment: that on itself, then those on its segments."""
        return sorted(self.on(comment).items(), key=lambda note: -1 if note[0] is None else note[0])


_NO_NOTES: Mapping[int | None, str] = MappingProxyType({})


class Gone(NamedTuple):
    """What is known of a comment that an earlier save had. All of it is printable."""

    author: str
    time: str = ""
    words: str = ""
    """Its first words, if a star or a note quotes them."""


class Unread:
    """The comments that are not read. Answers only `in`, because the set may be huge."""

    def __init__(self, read: ReadComments) -> None:
        self._read = read

    def __contains__(self, comment: object) -> bool:
        return comment not in self._read


class ReadComments:
    """Which comments are read, as flags: a page may have a million of them."""

    def __init__(self) -> None:
        self._flags = bytearray()
        self.count = 0
        """How many comments are read."""
        self.revision = 0
        """Grows with every change."""

    def __contains__(self, comment: object) -> bool:
        return isinstance(comment, int) and comment < len(self._flags) and self._flags[comment] != 0

    def __iter__(self) -> Iterator[int]:
        return (comment for comment, flag in enumerate(self._flags) if flag)

    def count_in(self, comments: range) -> int:
        """Return how many of these comments, which follow each other, are read."""
        return self._flags.count(1, comments.start, comments.stop)

    def flags(self, comments: range) -> bytes:
        """Return 1 for each read one and 0 for each unread one of these comments, which follow each other."""
        return bytes(self._flags[comments.start : comments.stop]).ljust(len(comments), b"\0")

    def has_unread(self, comments: range) -> bool:
        """Return whether any of these comments, which follow each other, is unread."""
        return len(self._flags) < comments.stop or self._flags.find(0, comments.start, comments.stop) >= 0

    def recall(self, flags: bytes) -> None:
        """Mark those comments as read, too, whose flag is 1."""
        if self.count:  # as numbers: the only way to join bytes in one step
            size = max(len(flags), len(self._flags))
            joined = int.from_bytes(flags.ljust(size, b"\0")) | int.from_bytes(self._flags.ljust(size, b"\0"))
            flags = joined.to_bytes(size)
        self._flags = bytearray(flags)
        self.count = self._flags.count(1)
        self.revision += 1

    def put_all(self, comments: range) -> int:
        """Mark comments that follow each other as read. Returns how many were not read before."""
        if len(self._flags) < comments.start:
            self._flags += bytes(comments.start - len(self._flags))
        changed = len(comments) - self.count_in(comments)
        self._flags[comments.start : comments.stop] = b"\1" * len(comments)
        self.count += changed
        self.revision += bool(changed)
        return changed

    def put(self, comments: Iterable[int], is_read: bool = True) -> list[int]:
        """Mark comments as read or as unread. Returns those that were not marked so before."""
        changed: list[int] = []
        for comment in comments:
            if (comment in self) is not is_read:
                if comment >= len(self._flags):
                    self._flags += bytes(comment + 1 - len(self._flags))
                self._flags[comment] = is_read
                changed.append(comment)
        self.count += len(changed) if is_read else -len(changed)
        self.revision += bool(changed)
        return changed


class Bookmarks:
    """Marks, jumps, read comments, stars and notes. Queries use `starred`, `unread`, `new`, `edited` and `noted`.

    A jump is a move to a distant place: a hit, the start or end, a mark, another author.
    """

    def __init__(self) -> None:
        self.marks: dict[str, Place] = {}
        self.jumps: list[Place] = []
        """Places where jumps began, the latest last."""
        self.read = ReadComments()
        self.unread_again: set[int] = set()
        """The comments that the user has marked as unread, as long as they stay on the screen: looking at them does not
        make them read."""
        self.starred: set[int] = set()
        """The comments with a star."""
        self.notes = Notes()
        self.lost: Sequence[KeptOfGone] = ()
        """Stars and notes on comments that are not in the file."""
        self.new: Collection[int] = ()
        """The comments that were not there before."""
        self.edited: Collection[int] = ()
        """The comments whose text was another one before."""
        self.gone: Sequence[Gone] = ()
        """The comments that were there before and are not any more, as far as anything is known of them."""
        self.gone_count = 0
        """How many there are, known or not."""
        self.since = ""
        """Since when that is: a day, or the name of an older save; empty for the last time."""
        self.old_words: Mapping[int, str] = {}
        """What edited comments said before, printable and on one line, as far as it is known."""
        self.likes_before: int | None = None
        """The likes that an older save declares."""
        self.is_compared = False
        """Whether `new` and `edited` are about an older save that the user has named."""
        self.recalls = 0
        """How often what is known from earlier was put in."""

    @property
    def unread(self) -> Unread:
        """The comments that are not read."""
        return Unread(self.read)

    @property
    def state(self) -> tuple[Hashable, ...]:
        """A value that changes whenever the answer to `is:starred`, `has:note`, `is:unread`, `is:new` or `is:edited`
        may change."""
        return frozenset(self.starred), frozenset(self.noted), self.read.revision, self.recalls

    @property
    def noted(self) -> Collection[int]:
        """The comments with a note, on themselves or on one of their segments."""
        return self.notes.comments

    def note_on(self, comment: int) -> str:
        """Return the notes on a comment and its segments, in order, in one line."""
        return " · ".join(text for _, text in self.notes.in_order(comment))

    def kept(self) -> Kept:
        """Return stars and notes for what is written."""
        notes = {row: [KeptNote(text, segment) for segment, text in self.notes.in_order(row)] for row in self.noted}
        return Kept(frozenset(self.starred), notes, self.lost)

    def compare(self, new: Collection[int], edited: Collection[int], gone: Sequence[Gone], gone_count: int) -> None:
        """Set what is new, edited and gone since a save that the user has named."""
        self.new, self.edited, self.is_compared = new, edited, True
        self.gone, self.gone_count = gone, gone_count
        self.recalls += 1

    def leave(self, place: Place) -> None:
        """Add the place where a jump begins to the jump list, unless it is already the last one."""
        if not self.jumps or self.jumps[-1] != place:
            self.jumps = [*self.jumps, place][-MAX_JUMPS:]

    def back(self) -> Place | None:
        """Remove and return the place where the last jump began; None if there is none."""
        return self.jumps.pop() if self.jumps else None

    def marked(self, comment: int) -> str:
        """Return the letters of the marks on a comment and its segments, sorted."""
        return "".join(sorted(letter for letter, place in self.marks.items() if place.comment == comment))
