"""What a row of the stats is made of, and the drawings that it may hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from rich.cells import cell_len

from thread_parsers.export.text_charts import sparkline
from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.render.wrapping import wrap
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Stats
    from thread_reader.render.signs import Signs


Item = TypeVar("Item")


class Part(NamedTuple):
    """VisibleComments text and its role among the looks."""

    text: str
    role: str = ""


class Column(NamedTuple):
    """One column of a chart: as it is drawn, what it says when the cursor is on it, and the query behind it."""

    text: str
    says: str
    query: str | None


class Row(NamedTuple):
    """One row: its parts, or the columns of a chart; and the query that the whole row stands for, None for none."""

    parts: Sequence[Part]
    query: str | None = None
    columns: Sequence[Column] = ()
    fullest: int = 0
    """The column that the cursor comes to first."""
    opens: str = ""
    """The section of which this row opens the rest, and folds it again; empty for all other rows."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """What the rows are made from: the stats as far as they are counted, and the room there is."""

    stats: Stats
    discussion: Discussion
    width: int
    """Cells of a row."""
    signs: Signs
    opened: frozenset[str] = frozenset()
    """The sections of which the rest is shown too."""

    def heading_of_text(self, text: str, columns: str = "") -> Row:
        """The heading of a section that the text of the comments tells: it says where not all has been looked at."""
        seen = self.stats.seen
        so_far = f"of {counted(seen, 'comment')} so far" if seen < len(self.discussion.columns) else ""
        return heading(text, "; ".join(filter(None, (so_far, columns))))

    def listed(
        self, section: str, items: Sequence[Item], most: int, draw: Callable[[Item], Iterator[Row]]
    ) -> Iterator[Row]:
        """The rows of a section's items, of the first `most`, and a row that opens the rest where there are more."""
        for item in items[:most]:
            yield from draw(item)
        more = len(items) - most
        if more > 0:
            opened = section in self.opened
            said = f"{number(more)} more {section}:" if opened else f"and {number(more)} more {section}"
            yield Row([Part(said, "quiet")], opens=section)
            for item in items[most:] if opened else ():
                yield from draw(item)


def flowing(parts: Sequence[Part], width: int, query: str | None = None) -> Iterator[Row]:
    """A row of text, and where it is too long for that, more of them below it, set in by two cells."""
    text = "".join(part.text for part in parts)
    if cell_len(text) <= width:
        yield Row(parts, query)
        return
    for line, (first, last) in enumerate(wrap(text, width - 2)):
        here = [Part("  ")] if line else []
        at = 0
        for part in parts:
            piece = part.text[max(0, first - at) : max(0, last - at)]
            here += [Part(piece, part.role)] if piece else []
            at += len(part.text)
        yield Row(here, query)


def heading(text: str, columns: str = "") -> Row:
    """The row above a section; `columns` says what its numbers are."""
    return Row([Part(text, "heading"), Part(f"  {columns}" if columns else "", "quiet")])


Lead = tuple[str, str, int]
"""What a row is known by, however many stand above it: its section, its query, and how many rows of the section with
the same query come before it."""


def leads(rows: Sequence[Row]) -> list[Lead]:
    """What each row is known by."""
    section, before = "", Counter[tuple[str, str]]()
    found = []
    for row in rows:
        if row.parts and row.parts[0].role == "heading" and row.query is None:
            section = row.parts[0].text
        lead = section, row.query or row.opens
        found.append((*lead, before[lead]))
        before[lead] += 1
    return found


def tabled(people: int, comments: int) -> Part:
    """The two numbers of a row of which the heading says `people, comments`."""
    return Part(f"{number(people):>6} {number(comments):>6}  ", "head")


TABLED = 15
"""Cells that `tabled` takes; larger numbers take more."""


def one_line(text: str) -> str:
    """Text of the page that may have line feeds, as it is shown on one row."""
    return printable(" ".join(text.split()))


def bar(share: float, cells: int, sign: str) -> str:
    """A bar of at most `cells` cells; the smallest share that is not nothing is one cell."""
    return sign * (max(1, round(share * cells)) if share > 0 else 0)


def chart(values: Sequence[int], says: Sequence[str], queries: Sequence[str], cells: int = 1) -> Row:
    """Columns in proportion to the largest value, each `cells` wide. What is nothing has no query."""
    drawn = zip(sparkline(values), values, says, queries, strict=True)
    columns = [Column(level * cells, said, query if value else None) for level, value, said, query in drawn]
    return Row([], columns=columns, fullest=values.index(max(values)) if values else 0)
