"""The text of a mouse selection: the source of bodies, without what is drawn around it, and other rows as drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_reader.render.layout import end_in, place_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from thread_reader.render.layout import Line


class SelectedRow(NamedTuple):
    """A row of which something is selected."""

    comment: int
    line: Line
    paragraphs: Sequence[str] | Mapping[int, str]
    """Those of the comment, or of the article."""
    drawn: str
    """The whole row."""
    first: int
    last: int
    """The selected characters of it; the last is -1 for the end."""
    column: int
    """The character of it with which the text begins."""


def selected_source(rows: Iterable[SelectedRow]) -> str:
    """The text of selected rows, which are given from the top. Rows of one line of the source are one line again."""
    found: list[str] = []
    open_line: tuple[int, int] | None = None
    """The comment and the paragraph of the last row, and where what is selected of it begins and ends."""
    start = end = 0
    paragraphs: Sequence[str] | Mapping[int, str] = ()
    for row in rows:
        line = row.line
        is_body = line.segment >= 0 and not line.folded
        here = (row.comment, line.paragraph) if is_body else None
        if open_line is not None and here != open_line:
            found.append(paragraphs[open_line[1]][start:end])
        if here is None:
            last = len(row.drawn) if row.last < 0 else row.last
            found.append(row.drawn[max(row.first, row.column) : last].strip())
        else:
            if here != open_line:
                start = place_in(line, row.first - row.column)[0]
            end = line.end if row.last < 0 else end_in(line, row.last - row.column)
            paragraphs = row.paragraphs
        open_line = here
    if open_line is not None:
        found.append(paragraphs[open_line[1]][start:end])
    return "\n".join(found)
