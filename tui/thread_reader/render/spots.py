"""What is at a cell of the comments pane: a name, a fold mark, a word, a link or a spoiler of a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.printable import printable
from thread_reader.render.geometry import MARK_CELLS
from thread_reader.render.heads import letters_of
from thread_reader.render.layout import GAP, HEAD, NOTE, STATE, place_in, width_of
from thread_reader.render.looks import fitting

if TYPE_CHECKING:
    from thread_reader.render.geometry import Geometry
    from thread_reader.render.layouts import Layouts
    from thread_reader.render.rails import Rails
    from thread_reader.view.reader import Reader


class Spot(NamedTuple):
    """What is at a position of the pane: a comment, and which part of it."""

    comment: int
    part: str
    """`bar` (the scrollbar), `pinned` (a head at the top), `fold`, `name`, `spoiler`, `text`, or empty."""
    text: str = ""
    """The paragraph, for `text`."""
    character: int = 0
    """The character of the paragraph."""
    address: str = ""
    """Where the link leads whose words these are, if they are one."""
    quoted: int | None = None
    """The comment that is quoted, if it was found."""


class DrawnRow(NamedTuple):
    """A row of a comment, as it is on the screen."""

    comment: int
    number: int
    """The line of the comment, from 0."""
    text: str
    rails: Rails
    """The thread lines beside it."""


class Spots:
    """Finds what is at a cell of a row."""

    def __init__(self, reader: Reader, geometry: Geometry, layouts: Layouts) -> None:
        self._reader, self._geometry, self._layouts = reader, geometry, layouts

    def at(self, row: DrawnRow, x: int) -> Spot | None:
        """Return what is at cell `x`; None if a search has changed the layout since the row was drawn."""
        comment = row.comment
        layout = self._layouts.of(comment)
        if row.number >= layout.height(row.number + 1):
            return None
        line = layout.line(row.number)
        of_line = self._comment_of_line(row, x, is_gap=line.segment == GAP)
        if of_line is not None:
            return Spot(of_line, "fold")
        at = len(fitting(row.text, max(0, x)))
        if line.segment == HEAD:
            return Spot(comment, self._part_of_head(row, at))
        if line.segment in (GAP, STATE, NOTE):
            return Spot(comment, "")
        column = at - self._geometry.text_column(self._reader.columns.depth[comment])
        character, address = place_in(line, column)
        anchors = () if line.folded else self._layouts.anchors(comment, "quote")
        quoted = next((one.comment for one in anchors if one.paragraph <= line.paragraph <= one.last), None)
        on_text = 0 <= column < width_of(line) and (character < line.end or quoted is not None)
        spoilers = () if line.folded or address else self._layouts.anchors(comment, "spoiler")
        if any(one.covers(line.paragraph, character, character + 1) for one in spoilers):
            return Spot(comment, "spoiler")
        text = layout.paragraphs[line.paragraph]
        return Spot(comment, "text" if on_text else "", text, character, address, quoted)

    def _comment_of_line(self, row: DrawnRow, x: int, *, is_gap: bool) -> int | None:
        """The comment whose thread line, or mark, is at cell `x` of a row of a comment, or in the blank row after."""
        geometry, depth = self._geometry, self._reader.columns.depth[row.comment]
        if not MARK_CELLS <= x < geometry.text_column(depth):
            return None
        level = min((x - MARK_CELLS) // geometry.step, geometry.level(depth))
        comments = row.rails.open_after if is_gap else (*row.rails.ancestors, row.comment)
        if level >= len(comments) or self._reader.visible.row(comments[level]) is None:  # a filter may hide an ancestor
            return None
        return comments[level]

    def _part_of_head(self, row: DrawnRow, at: int) -> str:
        name = printable(self._reader.discussion.author(row.comment))
        letters = "" if self._geometry.is_narrow else letters_of(name)
        start = row.text.find(letters or name)
        if at < start:
            return ""
        first = start + len(letters)
        # The name may have been cut, or replaced if it is empty. Two spaces precede the facts that follow it.
        is_whole = bool(name) and row.text.startswith(name, first)
        end = first + len(name) if is_whole else row.text.find("  ", first)
        return "name" if at < (end if end >= 0 else len(row.text)) else ""
