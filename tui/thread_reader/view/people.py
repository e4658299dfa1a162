"""Tags, colours and mutes of the authors of a discussion."""

from __future__ import annotations

from itertools import compress, count
from typing import TYPE_CHECKING

from thread_reader.state.authors import UNMARKED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thread_parsers.discussion.columns import Columns
    from thread_reader.state.authors import AuthorMark


class People:
    """The marked authors of a discussion."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._marks: dict[int, AuthorMark] = {}
        """By the number of the author."""

    def recall(self, marks: Mapping[str, AuthorMark]) -> None:
        """Take over what is known of authors by name, instead of what was known before."""
        numbers = self._columns.author_numbers
        self._marks = {numbers[name]: mark for name, mark in marks.items() if name in numbers}

    @property
    def by_name(self) -> dict[str, AuthorMark]:
        """The marked authors by name."""
        return {self._columns.author_names[number]: mark for number, mark in self._marks.items()}

    @property
    def colours(self) -> dict[str, str]:
        """The colours of authors by name."""
        return {name: mark.colour for name, mark in self.by_name.items() if mark.colour}

    def of(self, comment: int) -> AuthorMark:
        """The marks of the author of a comment."""
        return self._marks.get(self._columns.author[comment], UNMARKED) if self._marks else UNMARKED

    def put(self, comment: int, mark: AuthorMark) -> None:
        """Change the marks of the author of a comment."""
        number = self._columns.author[comment]
        if mark == UNMARKED:
            self._marks.pop(number, None)
        else:
            self._marks[number] = mark

    @property
    def muted(self) -> frozenset[int]:
        """The comments of muted authors."""
        authors = {number for number, mark in self._marks.items() if mark.muted}
        if not authors:
            return frozenset()
        return frozenset(compress(count(), map(authors.__contains__, self._columns.author)))
