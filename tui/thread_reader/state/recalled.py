"""What the state knows of a discussion, by the comments of the file that is open."""

from __future__ import annotations

from itertools import compress, count
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.database_files import path_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.kept import KeptOfGone
    from thread_parsers.source.stamp import Stamp


class FilePart(NamedTuple):
    """One discussion of a file: its path, its number in the file from 1, and the version of the file."""

    path: bytes
    part: int
    stamp: Stamp


def file_part(discussion: Discussion) -> FilePart | None:
    """The file and the part that a discussion was read from; None for standard input."""
    stamp, part = discussion.file.stamp, discussion.part_number
    if stamp is None or part is None:
        return None
    return FilePart(path_key(discussion.file.name), part, stamp)


class Numbers:
    """The numbers of the comments of a file. A comment has the same number in every save of the discussion. Usually
    they are 0, 1, 2 and so on: a range, which needs no table."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers
        self._comments = None if isinstance(numbers, range) else {number: at for at, number in enumerate(numbers)}

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, comment: int) -> int:
        return self._numbers[comment]

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    def comment(self, number: int) -> int | None:
        """The comment with a number; None if it is not in the file."""
        if self._comments is None:
            return number if 0 <= number < len(self._numbers) else None
        return self._comments.get(number)

    def of(self, comments: Sequence[int]) -> Sequence[int]:
        """The numbers of some comments. Of comments that follow each other, it takes one step."""
        if self._comments is None:
            return comments
        if isinstance(comments, range):
            return self._numbers[comments.start : comments.stop]
        return [self._numbers[comment] for comment in comments]

    def flags(self, by_number: bytes) -> bytes:
        """From a byte for each number, a byte for each comment; 0 for numbers beyond those given."""
        padded = by_number + bytes(max(0, max(self._numbers, default=-1) + 1 - len(by_number)))
        if self._comments is None:
            return padded[: len(self._numbers)]
        return bytes(map(padded.__getitem__, self._numbers))


class Recalled(NamedTuple):
    """A discussion as the state knows it. Comments are indices of the file that is open, unless they are `numbers`."""

    discussion: int
    """Its id in the database."""
    numbers: Numbers
    read: bytes
    """1 for each comment that is read, else 0."""
    stars: Mapping[int, str]
    """Starred comments, with their first words at the time."""
    notes: Mapping[tuple[int, int], str]
    """(comment, segment or -1) to the note."""
    marks: Mapping[str, tuple[int, int]]
    """Letter to (comment, segment or -1)."""
    lost: Sequence[KeptOfGone]
    """Stars and notes of comments that are not in this file."""
    place: Mapping[str, object]
    """What `written_place` returned, with comment numbers."""
    opened: int = 0
    """Seconds since 1970 when it was opened before; 0 if it never was."""
    new: frozenset[int] = frozenset()
    """Comments that no earlier save had."""
    edited: frozenset[int] = frozenset()
    """Comments whose text was another one."""
    gone: int = 0
    """Comments that an earlier save had and this one has not."""
    other_path: bytes = b""
    """Another file from which this discussion was read, if this file was recognized by its content."""

    @property
    def read_comments(self) -> list[int]:
        """The comments that are read."""
        return list(compress(count(), self.read))
