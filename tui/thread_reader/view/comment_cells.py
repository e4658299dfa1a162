"""The columns that begin the row of a comment in a sheet: letters, name, what the person is here, time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.roles import is_by_original_poster
from thread_parsers.export.cells import cells
from thread_parsers.text.printable import printable
from thread_reader.view.sheet import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thread_reader.view.reader import Reader


MIN_NAME_CELLS, MAX_NAME_CELLS = 8, 18
MAX_TIME_CELLS = 16
MIN_WIDTH_FOR_TIMES = 60
"""A narrower sheet has no times."""
MEASURED = 200
"""Rows whose names and times say how wide the columns are."""


class CommentCells:
    """The columns of the comments of a list, as wide as what stands in them."""

    def __init__(self, reader: Reader, comments: Iterable[int], others: Iterable[tuple[str, str]] = ()) -> None:
        """`others`: names and times, printable, of comments that are not in the file."""
        self._discussion, self._times = reader.discussion, reader.times
        names, times = [MIN_NAME_CELLS], [0]
        for _, (name, time) in zip(range(MEASURED), others, strict=False):
            names.append(cells(name))
            times.append(cells(time))
        for _, comment in zip(range(MEASURED), comments, strict=False):
            names.append(cells(self.name(comment)) + (3 if self._is_poster(comment) else 0))
            times.append(cells(self.time(comment)))
        self._name_width, self._time_width = min(max(names), MAX_NAME_CELLS), min(max(times), MAX_TIME_CELLS)

    def name(self, comment: int) -> str:
        """The author; if nobody is named, the number of the comment."""
        return printable(self._discussion.author(comment)) or f"comment {comment + 1:,}"

    def time(self, comment: int) -> str:
        """The time of a comment."""
        return printable(self._times.shown(comment))

    def _is_poster(self, comment: int) -> bool:
        return is_by_original_poster(self._discussion, comment)

    def of_person(self, name: str, time: str, width: int) -> list[Cell]:
        """The columns of a comment that is not in the file, by a person with a printable name."""
        return self._columns(name, name or "(no name)", time, width)

    def of(self, comment: int, width: int) -> list[Cell]:
        """The columns of a comment, in a sheet of so many cells."""
        author, is_poster = printable(self._discussion.author(comment)), self._is_poster(comment)
        return self._columns(author, self.name(comment), self.time(comment), width, is_poster=is_poster)

    def _columns(self, author: str, name: str, time: str, width: int, *, is_poster: bool = False) -> list[Cell]:
        """The columns of a comment. `name` is shown for its author, who may be nobody."""
        role = f"author {author}" if author else "quiet"
        found = [Cell("", f"letters {author}", 2)]
        if is_poster:
            shown = min(cells(name), self._name_width - 3)
            found += [Cell(name, role, shown), Cell("OP", "head", self._name_width - shown - 1)]
        else:
            found.append(Cell(name, role, self._name_width))
        if self._time_width and width >= MIN_WIDTH_FOR_TIMES:
            found.append(Cell(time, "quiet", self._time_width))
        return found
