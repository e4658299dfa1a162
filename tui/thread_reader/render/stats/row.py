"""Rows of the statistics pane: their parts, bars and charts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from rich.cells import cell_len

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.render.wrapping import wrap
from thread_reader.view.status_text import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Stats
    from thread_reader.render.signs import Signs


Item = TypeVar("Item")

MIN_LENGTHS, MIN_LARGEST, MIN_RATIO = 3, 3, 1.5
"""Bars that are all about equally long are not drawn: how many different ones there must be, the smallest length of the
largest, and how many times as long as the smallest it must be."""


class Part(NamedTuple):
    """Displayed text and its style role."""

    text: str
    role: str = ""


class Column(NamedTuple):
    """One column of a chart: the drawn text, the description shown when the cursor is on it, and its query."""

    text: str
    says: str
    query: str | None
    role: str = "rail"


class Row(NamedTuple):
    """One row: its parts, then the columns of a chart if it is one, and the query for the whole row, if any."""

    parts: Sequence[Part]
    query: str | None = None
    columns: Sequence[Column] = ()
    fullest: int = 0
    """The column that the cursor enters first: that of the largest value."""
    opens: str = ""
    """The section whose remaining rows this row shows and hides; empty for all other rows."""
    to_main: int = 0
    """How many rows further down the row is that the cursor is on when it is on this one: a chart has several rows."""


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

    def heading_of_text(self, text: str, columns: str = "") -> Row:
        """Return the heading of a section computed from the text of comments, saying so if not all are done yet."""
        seen = self.stats.seen
        so_far = f"of {counted(seen, 'comment')} so far" if seen < len(self.discussion.columns) else ""
        return heading(text, "; ".join(filter(None, (so_far, columns))))

    def listed(
        self, section: str, items: Sequence[Item], most: int, draw: Callable[[Item], Iterator[Row]]
    ) -> Iterator[Row]:
        """Yield the rows of the first `most` items of a section, then, if there are more, a row that shows the rest."""
        for item in items[:most]:
            yield from draw(item)
        more = len(items) - most
        if more > 0:
            opened = section in self.opened
            label = f"{number(more)} more {section}:" if opened else f"… {number(more)} more {section}"
            yield Row([Part(label, "quiet")], opens=section)
            for item in items[most:] if opened else ():
                yield from draw(item)


def flowing(parts: Sequence[Part], width: int, query: str | None = None) -> Iterator[Row]:
    """Yield the parts as one row, or, if they are too long, as several, the later ones indented by two cells."""
    text = "".join(part.text for part in parts)
    if cell_len(text) <= width:
        yield Row(parts, query)
        return
    for line, (first, last) in enumerate(wrap(text, width - 2)):
        here = [Part("  ")] if line else []
        at = 0  # where `part` starts in `text`
        for part in parts:
            piece = part.text[max(0, first - at) : max(0, last - at)]
            here += [Part(piece, part.role)] if piece else []
            at += len(part.text)
        yield Row(here, query)


def heading(text: str, columns: str = "") -> Row:
    """Return the row above a section. `columns` names its columns of numbers."""
    return Row([Part(text, "heading"), Part(f"  {columns}" if columns else "", "quiet")])


Lead = tuple[str, str, int]
"""Identity of a row while rows above it come and go: its section, its query, and the number of earlier rows of the
section with the same query."""


def leads(rows: Sequence[Row]) -> list[Lead]:
    """Return the identity of each row."""
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
    """Return the two numbers of a row in a section with the columns `people, comments`."""
    return Part(f"{number(people):>6} {number(comments):>6}  ", "head")


TABLED_CELLS = 15
"""Width of `tabled`; numbers above 999,999 take more."""


def one_line(text: str) -> str:
    """Return text of the page, which may contain line feeds, for display on one row."""
    return printable(" ".join(text.split()))


def bar(share: float, cells: int, signs: Signs) -> str:
    """Draw a thin bar of at most `cells` cells, exact to half a cell. A share above 0 takes at least half a cell."""
    halves = max(1, round(share * cells * 2)) if share > 0 else 0
    return signs.bar * (halves // 2) + signs.half_bar * (halves % 2)


def differ(values: Sequence[int]) -> bool:
    """Whether bars of these lengths say anything: at least three different ones, and the largest stands out."""
    largest, smallest = max(values, default=0), min(values, default=0)
    return len(set(values)) >= MIN_LENGTHS and largest >= MIN_LARGEST and largest >= MIN_RATIO * smallest
