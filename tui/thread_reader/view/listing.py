"""A list of discussions: its sections, sorting and filtering, and the cursor, which stays on its row.

Rows arrive while the list is on the screen. New ones are put at its end, and those that are there keep their place,
until the list is arranged again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.steps import sorted_in_steps
from thread_reader.view.list_cursor import ListCursor

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from thread_parsers.library import Row
    from thread_parsers.query.plain_text import TextTest
    from thread_reader.state.recent import Known

STEP_ROWS = 250
"""Rows that are filtered or sorted between two steps."""

UNREAD, NEW = MARKS = ("unread", "new")
"""The values of `is:` that a filter of the list can have."""
Key = tuple[int, str, int]
"""What identifies a row: its section, its file, and the number of the discussion in the file."""


@dataclass(slots=True)
class Entry:
    """A row of the list."""

    section: int
    row: Row
    known: Known | None = None
    """What is known of it from earlier."""
    text: str = ""
    """Title and path, once they were compared with a filter; then `folded` is their compared form."""
    folded: str = ""
    folder: str = ""
    """The folder, with a slash, that the heading of the section names: the path is shown below it."""

    @property
    def key(self) -> Key:
        """What identifies the row."""
        return self.section, self.row.path, self.row.part

    @property
    def new(self) -> int:
        """Comments that were not there when the discussion was last open, as far as their number says it."""
        if self.known is None or self.row.comments is None:
            return 0
        return max(0, self.row.comments - self.known.comments)

    @property
    def unread(self) -> int | None:
        """Comments that are not read; None if the discussion was never open."""
        return None if self.known is None else self.known.unread + self.new

    @property
    def marks(self) -> frozenset[str]:
        """Which of MARKS it has. A discussion that was never open is unread, and not new."""
        if self.row.reason:
            return frozenset()
        return frozenset([UNREAD] * (self.unread != 0) + [NEW] * (self.new != 0))


class Sort(NamedTuple):
    """An order of the rows within their section."""

    name: str
    key: Callable[[Entry], tuple[object, ...]] | None
    """What is compared, ascending; None for the order in which the rows are listed."""


def _title(entry: Entry) -> tuple[object, ...]:
    return ((entry.row.title or entry.row.path).casefold(),)


SORTS = (
    Sort("", None),
    Sort("title", _title),
    Sort("comments", lambda entry: (-(entry.row.comments or 0),)),
    Sort("unread", lambda entry: (-entry.new, -(entry.unread or 0), entry.known is None)),
    Sort("newest", lambda entry: (-(entry.row.newest or -(1 << 62)),)),
    Sort("size", lambda entry: (-entry.row.size,)),
)
"""The orders, in the order of Tab."""


@dataclass
class Listing(ListCursor):
    """The list. `lines` has the indices of the entries that are visible, and -1 - section for a heading."""

    sections: list[str] = field(default_factory=list)
    """The headings."""
    entries: list[Entry] = field(default_factory=list)
    """All rows; those of a file that is gone stay here, but not in `lines`."""
    folders: dict[int, str] = field(default_factory=dict)
    """The folder that the heading of a section names, with a slash."""
    sort: Sort = SORTS[0]
    count: int = 0
    """Discussions that are visible."""
    is_filtered_by_marks: bool = False
    """Whether the filter depends on what is known from earlier."""
    _numbers: dict[Key, int] = field(default_factory=dict)
    _ordered: list[int] | None = None
    """The entries in their order, without those that have come since then; None if it must be found again."""
    _test: TextTest | None = None
    _gone: set[int] = field(default_factory=set)

    @property
    def total(self) -> int:
        """Discussions that there are, with those that the filter hides."""
        return len(self.entries) - len(self._gone)

    def clear(self) -> None:
        """Make the list empty, also of those that are filtered out."""
        self.entries, self.lines, self._numbers, self._gone = [], [], {}, set()
        self.cursor, self.top, self.has_moved, self._ordered, self.count = -1, 0, False, None, 0

    def drop(self, section: int) -> None:
        """Remove all rows of a section, as soon as the list is arranged."""
        self._gone.update(number for number, entry in enumerate(self.entries) if entry.section == section)

    def put(self, section: int, rows: Iterable[Row], path: str | None = None) -> None:
        """Add rows, or replace those of the same discussions. With `path`, `rows` are all that this file has now."""
        rows = list(rows)
        for row in rows:
            key = section, row.path, row.part
            number = self._numbers.get(key)
            if number is None:
                self._numbers[key] = number = len(self.entries)
                self.entries.append(Entry(section, row, folder=self.folders.get(section, "")))
                self.count += self._put_line(self.lines, number)
                if self.cursor < 0 and self.lines[-1:] == [number]:
                    self.cursor = number
            else:
                entry = self.entries[number]
                entry.row, entry.text = row, ""
                self._gone.discard(number)
        if path is not None:
            part = len(rows) + 1
            while (number := self._numbers.get((section, path, part))) is not None:
                self._gone.add(number)
                part += 1

    def has(self, section: int, path: str) -> bool:
        """Whether a section lists a file."""
        return (section, path, 1) in self._numbers

    def has_unknown(self, path: str, part: int) -> bool:
        """Whether a discussion is listed of which nothing is known from earlier, or which has another number of
        comments since."""
        numbers = (self._numbers.get((section, path, part)) for section in range(len(self.sections)))
        entries = [self.entries[number] for number in numbers if number is not None]
        return any(each.known is None or each.known.comments != each.row.comments for each in entries)

    def know(self, path: str, known: Known) -> None:
        """Set what is known from earlier of a discussion of a file, as its path is spelled in the list."""
        for section in range(len(self.sections)):
            number = self._numbers.get((section, path, known.part))
            if number is not None:
                self.entries[number].known = known

    def forget(self, path: str, part: int) -> None:
        """Nothing is known from earlier of a discussion of a file any more."""
        for section in range(len(self.sections)):
            number = self._numbers.get((section, path, part))
            if number is not None:
                self.entries[number].known = None

    def _section(self, line: int) -> int:
        return -1 - line if line < 0 else self.entries[line].section

    def _passes(self, entry: Entry) -> bool:
        if self._test is None:
            return True
        if not entry.text:
            from thread_parsers.text.folded_text import compared  # the first screen is not filtered

            entry.text = f"{entry.row.title} {entry.row.path} "
            entry.folded = compared(entry.text, caseless=True)
        return self._test(entry.text, entry.folded, entry.marks)

    def filter_by(self, text: str) -> None:
        """Set the filter; `arrange` applies it. Raises QueryError."""
        from thread_parsers.query import parse_query, text_test

        query = parse_query(text)
        self._test = None if query.is_empty else text_test(query, MARKS)
        self.is_filtered_by_marks = bool(query.user_marks)

    @property
    def is_filtered(self) -> bool:
        """Whether a filter is set."""
        return self._test is not None

    def sort_next(self, steps: int) -> None:
        """Choose another order; `arrange` applies it."""
        self.sort = SORTS[(SORTS.index(self.sort) + steps) % len(SORTS)]
        self._ordered = None

    def sort_by(self, name: str) -> None:
        """Choose the order with a name, or the one in which they are listed if it is chosen already."""
        chosen = next(sort for sort in SORTS if sort.name == name)
        self.sort = SORTS[0] if chosen is self.sort else chosen
        self._ordered = None

    def arrange(self) -> Iterator[None]:
        """Sort and filter all rows, in steps. The lines change at the end."""
        if self._ordered is None:
            self._ordered = yield from self._sorted()
        ordered, lines = self._ordered, list[int]()
        count = 0
        for done, number in enumerate(ordered):
            if done % STEP_ROWS == 0:
                yield
            count += self._put_line(lines, number)
        for number in range(len(ordered), len(self.entries)):
            count += self._put_line(lines, number)
        self.replace(lines)
        self.count = count
        yield

    def _put_line(self, lines: list[int], number: int) -> bool:
        """Put an entry at the end of lines, below the heading of its section, if it is to be shown."""
        entry = self.entries[number]
        if number in self._gone or not self._passes(entry):
            return False
        if not lines or self._section(lines[-1]) != entry.section:
            lines.append(-1 - entry.section)
        lines.append(number)
        return True

    def resort(self) -> None:
        """Let `arrange` sort again."""
        self._ordered = None

    def _sorted(self) -> Generator[None, None, list[int]]:
        """All entries by section, those that are no discussions last in it, and then by the chosen order."""
        key, entries = self.sort.key, self.entries

        def compared_by(number: int) -> tuple[object, ...]:
            entry = entries[number]
            chosen = key(entry) if key else ()
            return entry.section, bool(entry.row.reason), *chosen, entry.row.path, entry.row.part

        return (yield from sorted_in_steps(range(len(entries)), compared_by))

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        return self.entries[self.cursor] if self.cursor >= 0 else None

    def point_at(self, path: str, part: int) -> bool:
        """Move the cursor to a discussion, in the section where it is if it is in several. False if it is not there."""
        entry = self.entry
        if entry is not None and (entry.row.path, entry.row.part) == (path, part):
            return True
        for section in range(len(self.sections)):
            number = self._numbers.get((section, path, part))
            if number is not None and number in self.lines:
                self.cursor = number
                self.show_cursor()
                return True
        return False
