"""The lines of a comment at a given width. They contain nothing that changes between frames, so they can be cached."""

from __future__ import annotations

import sys
from itertools import chain, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.printable import printable
from thread_reader.render.bodies.body import Body, not_looked_up
from thread_reader.render.bodies.given import given_links
from thread_reader.render.bodies.pieces import SPOILER
from thread_reader.render.geometry import Geometry
from thread_reader.render.wrapping import wrapped
from thread_reader.view.drawing import AS_USUAL, Anchor, Drawing
from thread_reader.view.measure import MEASURE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Self

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.text.quotes import Aside
    from thread_reader.render.bodies.pieces import Given, Piece, Spans
    from thread_reader.view.drawing import AnchorKind
    from thread_reader.view.quoted import Quoted

LINES_AT_ONCE = 500
"""Lines of a comment that are laid out at first, and at once to find a place below them: more than a screen has."""

MAX_LINES_OF_ANCHORS = 5_000
"""Lines of a comment in which quotes and links are looked for."""
HEAD, GAP, STATE, NOTE = -1, -2, -3, -4
"""In place of a segment number: the head of a comment, the blank line after it, the line in place of its text if it has
none because it was deleted, for example, and a line of a note of the user."""
NOTE_CELLS = 2
"""Cells before the words of a note: its sign and a space."""
NO_NOTES: Mapping[int | None, str] = MappingProxyType({})


class Line(NamedTuple):
    """One line of a comment: a row of its body, a part of a note, or one of HEAD, GAP and STATE. `paragraph` counts
    through all segments of the comment, or through its notes; `start` and `end` are characters of it."""

    segment: int
    paragraph: int = 0
    start: int = 0
    end: int = 0
    folded: int = 0
    """For a line in place of quoted lines, or of a signature: how many paragraphs it stands for, the first of which is
    `paragraph`."""
    pieces: tuple[Piece, ...] | None = None
    """What is drawn; None for the characters as they are."""
    is_code: bool = False
    """Whether it has the ground of code."""


class Layout:
    """The lines of one comment at one width. They are found as far as they are needed: a comment may be one line of
    megabytes, of which a screen shows a few hundred characters."""

    def __init__(
        self,
        segments: Sequence[str],
        width: int,
        body: Body,
        *,
        given: Callable[[int], Mapping[int, Sequence[Given]]] = lambda _segment: {},
        has_state: bool = False,
        notes: Mapping[int | None, str] = NO_NOTES,
    ) -> None:
        """`width`: cells of a line of text. `body` makes the rows of the segments. `given` returns the links of a
        segment that are not written in it. `has_state`: a comment without text has a line that says why. `notes` are
        the user's, on the comment (None) and on its segments."""
        self.segment_count = len(segments)
        self.notes = notes
        self.note_texts: list[str] = []
        """The notes in the order of their lines, sanitised for display."""
        self._body = body
        self._given = given
        self._lines: list[Line] = []
        self._segment_lines: list[int] = []
        self._rest = self._find(segments, width, has_state)

    @property
    def paragraphs(self) -> Sequence[str]:
        """The lines of the segments as they are on the page, sanitised for display, as far as they are laid out."""
        return self._body.paragraphs

    @property
    def kinds(self) -> Sequence[Aside]:
        """What each paragraph is: a quote, a part of a signature, or the comment's own words."""
        return self._body.kinds

    @property
    def hides(self) -> bool:
        """Whether characters are hidden, so that the lines depend on the search hits."""
        return self._body.hides

    @property
    def quotes(self) -> Sequence[Anchor]:
        """The quotes of the comment, in order."""
        self.height(MAX_LINES_OF_ANCHORS)
        return self._body.quotes

    def anchors(self, kind: AnchorKind) -> Sequence[Anchor]:
        """The quotes of the comment, its links that may be opened, or its spoilers, in order, as far as they are drawn
        as such. Pieces of one line that belong together are one."""
        if kind == "quote":
            return self.quotes
        self.height(MAX_LINES_OF_ANCHORS)
        found: list[Anchor] = []
        for line in self._lines[:MAX_LINES_OF_ANCHORS]:
            for piece in line.pieces or ():
                address = piece.address if kind == "link" else ""
                if piece.start == piece.end or not (address or (kind == "spoiler" and piece.look & SPOILER)):
                    continue
                before = found[-1] if found else None
                if before is not None and before.address == address and before.last == line.paragraph:
                    found[-1] = before._replace(end=piece.end)
                else:
                    span = line.paragraph, piece.start, line.paragraph, piece.end
                    found.append(Anchor(kind, *span, address=address))
        return found

    def _find(self, segments: Sequence[str], width: int, has_state: bool) -> Iterator[Line]:
        yield Line(HEAD)
        count = 1
        for line in self._lines_of_note(None, width):
            count += 1
            yield line
        for number, segment in enumerate(segments):
            self._segment_lines.append(count)
            for line in chain(self._lines_of(number, segment), self._lines_of_note(number, width)):
                count += 1
                yield line
        if has_state and not self.segment_count:
            yield Line(STATE)
        for number in sorted(segment for segment in self.notes if segment is not None):
            if number >= self.segment_count:  # the comment had more segments when the note was written
                yield from self._lines_of_note(number, width)
        yield Line(GAP)

    def _lines_of(self, number: int, segment: str) -> Iterator[Line]:
        """Yield the lines of a segment."""
        for paragraph, start, end, pieces, is_code, folded in self._body.segment(segment, self._given(number)):
            yield Line(number, paragraph, start, end, folded, pieces, is_code)

    def _lines_of_note(self, segment: int | None, width: int) -> Iterator[Line]:
        """Yield the lines of the note on a segment, or on the comment."""
        text = self.notes.get(segment)
        if text:
            self.note_texts.append(printable(text))
            for start, end in wrapped(self.note_texts[-1], max(1, width - NOTE_CELLS)):
                yield Line(NOTE, len(self.note_texts) - 1, start, end)

    def height(self, enough: int = sys.maxsize) -> int:
        """Return the number of lines, or at least `enough` if there are more than that."""
        if len(self._lines) < enough:
            self._lines.extend(islice(self._rest, enough - len(self._lines)))
        return len(self._lines)

    @property
    def lines(self) -> list[Line]:
        """All lines."""
        self.height()
        return self._lines

    def line(self, number: int) -> Line:
        """Return one of the lines, numbered from 0."""
        self.height(number + 1)
        return self._lines[number]

    def segment_line(self, segment: int) -> int:
        """Return the line on which a segment begins; 0, the head, if there is no such segment."""
        if segment >= self.segment_count:
            return 0
        while len(self._segment_lines) <= segment:
            self.height(len(self._lines) + LINES_AT_ONCE)
        return self._segment_lines[segment]

    def text_line(self, paragraph: int, character: int) -> int:
        """Return the line that contains a character of a paragraph; 0, the head, if there is none."""
        # The first line that ends after the character: one in the space at a break belongs to the following line.
        at = 0
        while at < self.height(at + LINES_AT_ONCE):
            for number, line in enumerate(self._lines[at : at + LINES_AT_ONCE], at):
                if line.segment >= 0 and (
                    (line.paragraph == paragraph and character < line.end)
                    or line.paragraph <= paragraph < line.paragraph + line.folded
                ):
                    return number
            at += LINES_AT_ONCE
        return 0

    @classmethod
    def folded(cls, *, has_gap: bool) -> Self:
        """Return the layout of a folded comment: its head, and with `has_gap` the blank line after it."""
        layout = cls((), 1, Body("plain", 1))
        layout._lines, layout._rest = [Line(HEAD), *([Line(GAP)] if has_gap else [])], iter(())
        return layout


FOLDED = Layout.folded(has_gap=False)
LAST_FOLDED = Layout.folded(has_gap=True)
"""A folded comment before an unfolded one."""


def lay_out(
    discussion: Discussion,
    comment: int,
    width: int,
    *,
    measure: int = MEASURE,
    is_flat: bool = False,
    drawing: Drawing = AS_USUAL,
    hits: Callable[[int, str], Spans] | None = None,
    quoted: Callable[[Sequence[str]], Quoted | None] = not_looked_up,
    notes: Mapping[int | None, str] = NO_NOTES,
) -> Layout:
    """Lay out an unfolded comment in a pane of `width` cells, in lines of at most `measure` cells. `hits` returns the
    search hits in a paragraph, given its number and text; `quoted` the comment that lines are quoted from."""
    columns = discussion.columns
    segments, links = discussion.segments(comment), columns.links.get(comment, ())
    if discussion.rendered is not None or columns.margin[comment]:
        links = ()  # then the bytes of links are not those of the displayed text
    depth, geometry = columns.depth[comment], Geometry(width, measure, is_flat)
    cells = geometry.text_cells(depth)
    wide = width - geometry.text_column(depth)
    is_mail = comment in columns.addresses
    return Layout(
        [discussion.displayed(segment.text) for segment in segments],
        cells,
        Body(
            discussion.body_form,
            cells,
            drawing,
            wide=wide,
            is_mail=is_mail,
            hits=hits,
            quoted=quoted,
            names=columns.author_numbers,
        ),
        given=lambda number: given_links(segments[number], links) if links else {},
        has_state=comment in columns.states,
        notes=notes,
    )


def width_of(line: Line) -> int:
    """The characters that a line draws."""
    return line.end - line.start if line.pieces is None else sum(len(piece.text) for piece in line.pieces)


def place_in(line: Line, column: int) -> tuple[int, str]:
    """The character of the paragraph that is drawn as one of the characters of a line, counted from 0, and where it
    leads if it is a part of a link. Before the line it is the first one, behind it the one after the last."""
    if column <= 0:
        return line.start, ""
    if line.pieces is None:
        return min(line.start + column, line.end), ""
    place = line.start
    for piece in line.pieces:
        if column < len(piece.text):
            if piece.start == piece.end:
                return place, piece.address
            is_verbatim = len(piece.text) == piece.end - piece.start
            return piece.start + column if is_verbatim else piece.start, piece.address
        column -= len(piece.text)
        place = max(place, piece.end)
    return line.end, ""


def end_in(line: Line, column: int) -> int:
    """The end of the characters of the paragraph that are drawn before one of the characters of a line."""
    if line.pieces is None or column <= 0:
        return max(line.start, min(line.start + column, line.end))
    place = line.start
    for piece in line.pieces:
        if column <= len(piece.text):
            if piece.start == piece.end:
                return place
            return piece.start + column if len(piece.text) == piece.end - piece.start else piece.end
        column -= len(piece.text)
        place = max(place, piece.end)
    return line.end
