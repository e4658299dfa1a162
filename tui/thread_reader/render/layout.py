"""The lines of a comment at a given width. They contain nothing that changes between frames, so they can be cached."""

from __future__ import annotations

import sys
from itertools import chain, islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.printable import printable
from thread_parsers.text.quotes import Asides
from thread_reader.render.geometry import Geometry
from thread_reader.render.wrapping import wrapped
from thread_reader.view.measure import MEASURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Self

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.text.quotes import Aside

LINES_AT_ONCE = 500
"""Lines of a comment that are laid out at first, and at once to find a place below them: more than a screen has."""

HEAD, GAP, STATE, NOTE = -1, -2, -3, -4
"""In place of a segment number: the head of a comment, the blank line after it, the line in place of its text if it has
none because it was deleted, for example, and a line of a note of the user."""
NOTE_CELLS = 2
"""Cells before the words of a note: its sign and a space."""
NO_NOTES: Mapping[int | None, str] = MappingProxyType({})


class Line(NamedTuple):
    """One line of a comment: characters `start` to `end` of a paragraph or of a note, or one of HEAD, GAP and STATE.
    `paragraph` counts through all segments of the comment, or through its notes."""

    segment: int
    paragraph: int = 0
    start: int = 0
    end: int = 0
    folded: int = 0
    """For a line in place of quoted lines, or of a signature: how many paragraphs it stands for, the first of which is
    `paragraph`."""


class Layout:
    """The lines of one comment at one width. They are found as far as they are needed: a comment may be one line of
    megabytes, of which a screen shows a few hundred characters."""

    def __init__(
        self,
        segments: Sequence[str],
        width: int,
        *,
        has_state: bool = False,
        is_mail: bool = False,
        folds_asides: bool = False,
        notes: Mapping[int | None, str] = NO_NOTES,
    ) -> None:
        """`width`: cells of a line of text. `has_state`: a comment without text has a line that says why.
        `folds_asides`: quotes and signatures are one line each. `notes` are the user's, on the comment (None) and on
        its segments."""
        self.segment_count = len(segments)
        self.paragraphs: list[str] = []
        """The lines of the segments as they are on the page, sanitised for display, as far as they are laid out."""
        self.kinds: list[Aside] = []
        """What each paragraph is: a quote, a part of a signature, or the comment's own words."""
        self.notes = notes
        self.note_texts: list[str] = []
        """The notes in the order of their lines, sanitised for display."""
        self._lines: list[Line] = []
        self._segment_lines: list[int] = []
        self._asides = Asides(is_mail=is_mail)
        self._folds_asides = folds_asides
        self._rest = self._find(segments, width, has_state)

    def _find(self, segments: Sequence[str], width: int, has_state: bool) -> Iterator[Line]:
        yield Line(HEAD)
        count = 1
        for line in self._lines_of_note(None, width):
            count += 1
            yield line
        for number, segment in enumerate(segments):
            self._segment_lines.append(count)
            for line in chain(self._lines_of(number, segment, width), self._lines_of_note(number, width)):
                count += 1
                yield line
        if has_state and not self.segment_count:
            yield Line(STATE)
        for number in sorted(segment for segment in self.notes if segment is not None):
            if number >= self.segment_count:  # the comment had more segments when the note was written
                yield from self._lines_of_note(number, width)
        yield Line(GAP)

    def _lines_of_note(self, segment: int | None, width: int) -> Iterator[Line]:
        """Yield the lines of the note on a segment, or on the comment."""
        text = self.notes.get(segment)
        if text:
            self.note_texts.append(printable(text))
            for start, end in wrapped(self.note_texts[-1], max(1, width - NOTE_CELLS)):
                yield Line(NOTE, len(self.note_texts) - 1, start, end)

    def _lines_of(self, number: int, segment: str, width: int) -> Iterator[Line]:
        """Yield the lines of a segment."""
        texts = segment.split("\n")
        first = len(self.paragraphs)
        """The paragraph after the last one that has lines."""
        for at, text in enumerate(texts):
            kind = self._asides.kind(text, texts[at + 1] if at + 1 < len(texts) else "")
            paragraph = printable(text)
            here = len(self.paragraphs)
            if first < here and kind != self.kinds[-1]:
                yield Line(number, first, folded=here - first)
                first = here
            self.paragraphs.append(paragraph)
            self.kinds.append(kind)
            if not (kind and self._folds_asides):
                first = here + 1
                for start, end in wrapped(paragraph, width):
                    yield Line(number, here, start, end)
        if first < len(self.paragraphs):
            yield Line(number, first, folded=len(self.paragraphs) - first)

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
    def folded(cls) -> Self:
        """Return the layout of a folded comment: its head."""
        layout = cls((), 1)
        layout._lines, layout._rest = [Line(HEAD)], iter(())
        return layout


FOLDED = Layout.folded()


def lay_out(
    discussion: Discussion,
    comment: int,
    width: int,
    *,
    measure: int = MEASURE,
    is_flat: bool = False,
    folds_asides: bool = False,
    notes: Mapping[int | None, str] = NO_NOTES,
) -> Layout:
    """Lay out an unfolded comment in a pane of `width` cells, in lines of at most `measure` cells. `folds_asides`:
    whether a quote or a signature is one line."""
    return Layout(
        [discussion.displayed(segment.text) for segment in discussion.segments(comment)],
        Geometry(width, measure, is_flat).text_cells(discussion.columns.depth[comment]),
        has_state=comment in discussion.columns.states,
        is_mail=comment in discussion.columns.addresses,
        folds_asides=folds_asides,
        notes=notes,
    )
