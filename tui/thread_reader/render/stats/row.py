"""Rows of the statistics pane: their parts, bars and charts."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from rich.cells import cell_len

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.render.wrapping import fitted, wrap
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Stats
    from thread_reader.render.signs import Signs


Item = TypeVar("Item")

MIN_LARGEST, MIN_RATIO = 3, 1.5
"""Bars that are all about equally long are not drawn: the smallest length of the largest, and how many times as long as
the smallest it must be."""
MIN_BAR_CELLS = 5
"""With less room than this there are no bars."""


class Part(NamedTuple):
    """Displayed text and its style role."""

    text: str
    role: str = ""


class Column(NamedTuple):
    """One column of a chart in one row."""

    text: str
    """What is drawn in this row."""
    query: str | None
    """The query for its comments; None if it has none."""
    role: str = "chart"


class Chart(NamedTuple):
    """What the rows of a chart have in common."""

    comments: Sequence[int]
    """The number of comments of each column."""
    says: Callable[[int, int], str]
    """Describes the columns from the first to the last of two: `15 Dec 18:00 – 17 Dec 06:00`."""
    query: Callable[[int, int], str]
    """The query for the comments of these columns."""

    @property
    def fullest(self) -> int:
        """The column that the cursor enters first: that of the largest value."""
        return max(range(len(self.comments)), key=self.comments.__getitem__)

    def described(self, first: int, last: int) -> str:
        """`15 Dec 18:00 – 17 Dec 06:00 · 218 comments`."""
        comments = sum(self.comments[first : last + 1])
        return f"{self.says(first, last)} · {counted(comments, 'comment') if comments else 'no comments'}"


class Row(NamedTuple):
    """One row: its parts, then the columns of a chart if it is one, and the query for the whole row, if any."""

    parts: Sequence[Part]
    query: str | None = None
    columns: Sequence[Column] = ()
    chart: Chart | None = None
    is_axis: bool = False
    """Whether its columns are the axis of the chart, which shows what is chosen."""
    opens: str = ""
    """The section whose remaining rows this row shows and hides; empty for all other rows."""
    to_main: int = 0
    """How many rows further down the row is that the cursor is on when it is on this one: a chart has several rows."""

    def cut(self, width: int) -> Row:
        """Return the row with words that fit into `width` cells. Charts are laid out for it anyway."""
        if self.columns or sum(cell_len(part.text) for part in self.parts) <= width:
            return self
        kept: list[Part] = []
        for part in self.parts:
            kept.append(part._replace(text=fitted(part.text, width)))
            width -= cell_len(kept[-1].text)
            if width <= 0:
                break
        return self._replace(parts=kept)

    @property
    def is_stop(self) -> bool:
        """Whether the cursor stops here: something can be done with the row."""
        return not self.to_main and bool(self.query is not None or self.columns or self.opens)

    @property
    def is_heading(self) -> bool:
        """Whether a section begins here."""
        return bool(self.parts) and self.parts[0].role == "heading"


@dataclass(frozen=True, slots=True)
class Canvas:
    """What rows are made from: the statistics counted so far, and the size and state of the pane."""

    stats: Stats
    discussion: Discussion
    width: int
    """Cells of a row."""
    signs: Signs
    opened: frozenset[str] = frozenset()
    """The sections that are shown in full."""
    colours: Mapping[str, str] = field(default_factory=dict)
    """The colours that the user has given to authors, by name."""
    minutes: Callable[[int], int] | None = None
    """How many minutes so many words take to read."""
    most: int = 5
    """The rows of a list before the one that shows the rest."""
    chart_height: int = 5
    """The rows of the columns of the chart over time."""

    def heading_of_text(self, text: str, columns: str = "") -> Row:
        """Return the heading of a section computed from the text of comments, saying so if not all are done yet."""
        seen = self.stats.seen
        if seen < self.stats.comments:
            columns = ", ".join(filter(None, (columns.partition(",")[0], f"of {number(seen)} so far")))
        return heading(text, columns)

    def listed(
        self,
        section: str,
        items: Sequence[Item],
        draw: Callable[[Item], Iterator[Row]],
        rest: Callable[[Sequence[Item]], str] | None = None,
    ) -> Iterator[Row]:
        """Yield the rows of the first items of a section, then, if there are more, a row that shows the rest. `rest`
        says more about these: `1 to 16 comments`."""
        most = self.most if len(items) > self.most + 1 else len(items)  # that row would be as long as the one it hides
        for item in items[:most]:
            yield from draw(item)
        hidden = items[most:]
        if hidden:
            more = f"{number(len(hidden))} more {section}" + (f", {rest(hidden)}" if rest is not None else "")
            opened = section in self.opened
            yield Row([Part(fitted(f"{more}:" if opened else f"… {more}", self.width), "quiet")], opens=section)
            for item in hidden if opened else ():
                yield from draw(item)


class Bars:
    """Rows of a name, a number and a bar: the names and the numbers are below each other, and the bars take the
    rest."""

    def __init__(
        self, canvas: Canvas, names: Sequence[str], largest: int, *, has_bars: bool, after: int = 0, right: bool = False
    ) -> None:
        """`names` are those of the rows that are aligned; `largest` is the largest of all numbers. `after`: the cells
        that each row needs behind its bar; `right`: the names are aligned at the right."""
        self._signs, self._right = canvas.signs, right
        self._numbers = len(number(largest))
        free = canvas.width - after - self._numbers - 4  # two blanks before the number and two before the bar
        wanted = max(map(cell_len, names), default=1)
        most = max(canvas.width // 2, free // 2) if has_bars else free
        self.names = max(1, min(wanted, free, most))
        """Cells of a name."""
        self._cells = free - self.names
        self._most = largest if has_bars and self._cells >= MIN_BAR_CELLS else 0

    def parts(self, name: str, value: int, role: str = "chart", after: Sequence[Part] = ()) -> list[Part]:
        """Return the parts of a row, with others behind the bar."""
        cut = fitted(name, self.names)
        blanks = " " * (self.names - cell_len(cut))
        label = f"{cut}{blanks}" if not self._right else f"{blanks}{cut}"
        parts = [Part(f"{label}  "), Part(f"{number(value):>{self._numbers}}", "head")]
        if self._most:
            drawn = bar(value / self._most, self._cells, self._signs)
            parts.append(Part(f"  {drawn:<{self._cells}}" if after else f"  {drawn}", role))
        return [*parts, *after]


def flowing(
    parts: Sequence[Part], width: int, query: str | None = None, opens: str = "", below: int = 0
) -> Iterator[Row]:
    """Yield the parts as one row, or, if they are too long, as several, the later ones indented by two cells. The
    cursor is on the first of them, or `below` so many rows."""
    text = "".join(part.text for part in parts)
    if cell_len(text) <= width:
        yield Row(parts, query, opens=opens, to_main=-below)
        return
    for line, (first, last) in enumerate(wrap(text, width - 2)):
        here = [Part("  ")] if line else []
        at = 0  # where `part` starts in `text`
        for part in parts:
            piece = part.text[max(0, first - at) : max(0, last - at)]
            here += [Part(piece, part.role)] if piece else []
            at += len(part.text)
        yield Row(here, query, opens=opens, to_main=-below - line)


def heading(text: str, columns: str = "") -> Row:
    """Return the row above a section. `columns` says what its numbers are."""
    return Row([Part(text, "heading"), Part(f"  {columns}" if columns else "", "quiet")])


Lead = tuple[str, str, int]
"""Identity of a row while rows above it come and go: its section, its query, and the number of earlier rows of the
section with the same query."""


def leads(rows: Sequence[Row]) -> list[Lead]:
    """Return the identity of each row."""
    section, before = "", Counter[tuple[str, str]]()
    found = []
    for row in rows:
        if row.is_heading:
            section = row.parts[0].text
        lead = section, row.query or row.opens or ("chart" if row.columns else "")
        found.append((*lead, before[lead]))
        before[lead] += 1
    return found


def one_line(text: str) -> str:
    """Return text of the page, which may contain line feeds, for display on one row."""
    return printable(" ".join(text.split()))


def bar(share: float, cells: int, signs: Signs) -> str:
    """Draw a thin bar of at most `cells` cells, exact to half a cell. A share above 0 takes at least half a cell."""
    halves = max(1, round(share * cells * 2)) if share > 0 else 0
    return signs.bar * (halves // 2) + signs.half_bar * (halves % 2)


def differ(items: Sequence[Item], value: Callable[[Item], int]) -> bool:
    """Whether bars of the values of these items, the largest first, say anything: there are at least three different
    ones, and the largest stands out. Takes no longer for many items."""
    if not items:
        return False
    largest, smallest = value(items[0]), value(items[-1])
    second = equal_first(items, value)
    has_three = second < len(items) and value(items[second]) > smallest
    return has_three and largest >= MIN_LARGEST and largest >= MIN_RATIO * smallest


def equal_first(items: Sequence[Item], value: Callable[[Item], int]) -> int:
    """Return how many of the first items have the same value; the largest come first."""
    return bisect_right(items, -value(items[0]), key=lambda item: -value(item))
