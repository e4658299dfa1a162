"""A sheet with a list: its headings and rows, the cursor, what keys do to the row under it, and finding words in it.

A row is made when it is drawn, so that a list may have a million of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from thread_reader.view.list_cursor import ListCursor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from thread_reader.view.status_text import Part

SLICE_ROWS = 200
"""Rows in which words are found between two steps."""


def capitalised(title: str) -> str:
    """Return a title of the program as it begins a sheet: with a capital."""
    return title[:1].upper() + title[1:]


class Cell(NamedTuple):
    """What stands in one column of a row."""

    text: str
    role: str = ""
    """Of the style; `author NAME` is the colour of an author, and `letters NAME` draws their two letters in it."""
    width: int = 0
    """Cells of the column; 0 for as many as the text has."""
    right: bool = False
    """Whether the text stands at the right of the column."""
    middle: bool = False
    """Whether it is cut in the middle, as addresses are."""


class Row(NamedTuple):
    """One row, before it is fitted to the sheet. All texts are printable."""

    before: Sequence[Cell] = ()
    """What stands before the words, in columns with a blank after each."""
    words: Sequence[Part] = ()
    """What gets the rest of the row and is cut."""
    after: str = ""
    """What stands at the right end."""


class Verb(NamedTuple):
    """What a key does to the row under the cursor."""

    key: str
    """The key by its name: `enter`, `f`."""
    label: str
    """The key as it is written."""
    words: str
    run: Callable[[int], bool]
    """Is called with the number of the row. Returns whether the sheet closes."""
    needs_row: bool = True
    """Whether it does nothing without a row."""


@dataclass
class Sheet(ListCursor):
    """A list in a sheet. In `lines`, a number from 0 is a row, and -1 - n the heading or text `texts[n]`. Subclasses
    make the rows."""

    heading: str = ""
    facts: str = ""
    """How much there is, for the right end of the heading."""
    texts: list[Row] = field(default_factory=list)
    """Headings and other lines where the cursor cannot be."""
    verbs: Sequence[Verb] = ()
    colours: Mapping[str, str] = field(default_factory=dict)
    """The colours that the user has given to authors, by name."""
    found: str = ""
    """The words that the rows are narrowed to."""
    changed: Callable[[], None] = lambda: None
    """Is called when the rows have changed by something else than a key in the sheet."""
    _all: list[int] | None = None
    """All lines, while only some are shown."""

    def row(self, number: int, width: int) -> Row:
        """The row with a number, for a sheet of so many cells."""
        raise NotImplementedError

    def text(self, number: int) -> str:
        """The words of a row in which words are found: all of them, as wide as they are."""
        row = self.row(number, 10_000)
        return " ".join([*(cell.text for cell in row.before), *(text for text, _ in row.words), row.after])

    def status(self, number: int) -> str:
        """What is said about a row in the status line: what the row has no room for."""
        return ""

    @property
    def size(self) -> int:
        """Lines of the whole list, found or not."""
        return len(self.lines if self._all is None else self._all)

    def clear(self) -> None:
        """Remove all lines, and what they are narrowed to. The list stays scrolled to where it is."""
        self.lines, self.texts, self.found, self._all, self.cursor = [], [], "", None, -1

    def add_text(self, row: Row) -> None:
        """Put a heading or another line without a cursor at the end."""
        self.lines.append(-1 - len(self.texts))
        self.texts.append(row)

    def add_heading(self, words: str, after: str = "") -> None:
        """Put a heading at the end."""
        self.add_text(Row(words=((words, "heading"),), after=after))

    def add_note(self, words: str) -> None:
        """Put a remark on the list at the end."""
        self.add_text(Row(words=((words, "quiet"),)))

    def add_rows(self, numbers: Sequence[int]) -> None:
        """Put rows at the end. The cursor is on the first one of the sheet."""
        self.lines.extend(numbers)
        if self.cursor < 0 and numbers:
            self.cursor = numbers[0]

    def line(self, line: int, width: int) -> Row:
        """A heading or a row."""
        return self.texts[-1 - line] if line < 0 else self.row(line, width)

    def find_steps(self, words: str) -> Iterator[bool]:
        """Show only the rows that have all these words, below their headings, in steps. Without words, show all."""
        self.found = words
        if self._all is None:
            self._all = self.lines
        wanted = words.casefold().split()
        if not wanted:
            lines, self._all = self._all, None
            self.replace(lines)
            return
        lines, heading = list[int](), list[int]()
        for done, line in enumerate(self._all, 1):
            if line < 0:
                heading = [line]
            else:
                text = self.text(line).casefold()
                if all(word in text for word in wanted):
                    lines += [*heading, line]
                    heading = []
            if done % SLICE_ROWS == 0:
                yield False
        self.has_moved = False
        self.replace(lines)
        if not lines:
            self.cursor = -1
        yield True

    def press(self, key: str) -> bool | None:
        """Run what a key does. Returns whether the sheet closes; None if the key does nothing here."""
        for verb in self.verbs:
            if verb.key == key and (self.cursor >= 0 or not verb.needs_row):
                return verb.run(self.cursor)
        return None
