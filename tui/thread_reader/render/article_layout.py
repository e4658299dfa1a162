"""The lines of the article at a given width, found as far as they are needed: an article may be one line of megabytes,
or have many thousands of paragraphs. They are drawn from what they are, as the bodies of comments are."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.render.bodies.body import Body
from thread_reader.render.layout import GAP, Line
from thread_reader.render.wrapping import wrapped
from thread_reader.view.drawing import AS_USUAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.render.bodies.pieces import Piece, Spans
    from thread_reader.view.drawing import Drawing
    from thread_reader.view.sentences import Sentence

TITLE = -1
"""The paragraph number of the title."""
ROWS_AT_ONCE = 500
"""Lines of a long paragraph that are laid out at once."""
BLOCK_BYTES = 1 << 16
"""Bytes of the page that are read at once for the texts of paragraphs."""


def place_of(one: Line | Sentence) -> tuple[int, int]:
    """The paragraph, and the character of it that the line or sentence begins with."""
    return one.paragraph, one.start


def _moved(pieces: tuple[Piece, ...], by: int) -> tuple[Piece, ...]:
    return tuple(piece._replace(start=piece.start + by, end=piece.end + by) for piece in pieces) if by else pieces


def shown_text(line: Line, text: str) -> str:
    """What is drawn of a line of a paragraph with this text."""
    if line.pieces is None:
        return text[line.start : line.end]
    return "".join(piece.text for piece in line.pieces)


class ArticleLayout:
    """The lines of the article, and the texts of its paragraphs. A line has characters of a paragraph, which may itself
    have several lines; the title is paragraph -1. After each paragraph there is a line with GAP for a segment."""

    def __init__(self, discussion: Discussion, hits: Callable[[int, str], Spans] | None = None) -> None:
        """`hits` returns the search hits in a line of the source, given a number for it and its text."""
        self._discussion = discussion
        self._hits = hits
        self._key: tuple[object, ...] = ()
        """What the lines depend on."""
        self._searched: object = None
        """What they depend on, too, if characters are hidden."""
        self._cells = 0
        self._lines: list[Line] = []
        self._paragraphs = 0
        """Paragraphs whose lines are in `_lines` or `_rest`."""
        self._rest: Iterator[Line] = iter(())
        """The other lines of the last of these paragraphs."""
        self._texts: dict[int, str] = {}
        """The displayed paragraphs, each from when it is first laid out."""
        self._block = (0, b"")
        """Offset and bytes of the part of the page that was read last."""
        self._body = Body("plain", 1)

    @property
    def _places(self) -> Sequence[tuple[int, int]]:
        return self._discussion.article.paragraph_spans

    def forget(self) -> None:
        """Read and lay out everything again."""
        self._texts.clear()
        self._block = (0, b"")
        self._key = ()

    def text(self, number: int) -> str:
        """Return a paragraph as it is displayed."""
        text = self._texts.get(number)
        if text is None:
            source = self._discussion.title or "" if number == TITLE else self._source_text(number)
            # Line ends divide lines and are not drawn. They count as a character, as the signs for them would.
            text = self._texts[number] = "\n".join(map(printable, source.split("\n")))
        return text

    def _source_text(self, number: int) -> str:
        """The text of a paragraph as it is on the page. It is read with those after it: there may be many thousands."""
        start, end = self._places[number]
        first, block = self._block
        if not first <= start <= end <= first + len(block):
            first, block = self._block = start, self._discussion.text.read(start, max(end, start + BLOCK_BYTES))
        return block[start - first : end - first].decode("utf-8", "surrogateescape")

    def begin(self, cells: int, wide: int, drawing: Drawing = AS_USUAL, searched: object = None) -> bool:
        """Lay out for lines of at most `cells` cells, of code and tables `wide`. `searched`: what the hits depend on.
        Returns whether that changes the lines."""
        form = self._discussion.body_form
        key = cells, wide, drawing, form
        if key == self._key and (searched == self._searched or not self._body.hides):
            return False
        names = self._discussion.columns.author_numbers
        self._body = Body(form, cells, drawing, wide=wide, hits=self._hits, names=names)
        self._key, self._searched, self._cells = key, searched, cells
        self._lines, self._paragraphs = [], 0
        self._rest = self._lines_of_title(cells) if self._discussion.title else iter(())
        return True

    def place_at(self, row: int) -> tuple[int, int] | None:
        """Return the place of a line, numbered from 0, as far as they are laid out."""
        return place_of(self._lines[row]) if row < len(self._lines) else None

    def lines(self, rows: int, to: tuple[int, int] = (TITLE, 0)) -> list[Line]:
        """Return the lines as far as they are laid out: at least `rows` of them, and those down to the one after
        character `to` (a paragraph and a character of it)."""
        lines, cells = self._lines, self._cells
        while len(lines) < rows or not lines or place_of(lines[-1]) <= to:
            before = len(lines)
            lines.extend(islice(self._rest, ROWS_AT_ONCE))
            if len(lines) < before + ROWS_AT_ONCE:  # the paragraph has ended
                number = self._paragraphs
                if number >= len(self._places):
                    break
                self._paragraphs += 1
                text = self.text(number)
                size = len(text)
                is_short = size <= cells if text.isascii() else 2 * size <= cells
                # Most paragraphs are, if there are thousands.
                if is_short and "\n" not in text and not self._body.may_have_marks(text):
                    lines += Line(0, number, 0, size), Line(GAP, number, size, size)
                else:
                    self._rest = self._lines_of(number, text)
        return lines

    def _lines_of_title(self, cells: int) -> Iterator[Line]:
        text = self.text(TITLE)
        for start, end in wrapped(text.replace("\n", " "), cells):
            yield Line(0, TITLE, start, end)
        yield Line(GAP, TITLE, len(text), len(text))

    def _lines_of(self, number: int, text: str) -> Iterator[Line]:
        body = self._body
        first = len(body.paragraphs)
        begins = [0]
        for line in text.split("\n"):
            begins.append(begins[-1] + len(line) + 1)
        for paragraph, start, end, pieces, is_code, _ in body.segment(text):
            begin = begins[paragraph - first]
            moved = None if pieces is None else _moved(pieces, begin)
            yield Line(0, number, begin + start, begin + end, 0, moved, is_code)
        yield Line(GAP, number, len(text), len(text), is_code=body.is_in_code)

    @property
    def total(self) -> int:
        """The number of lines. Those of the part that is not laid out are estimated by its bytes."""
        places, after, total = self._places, self._paragraphs, max(1, len(self._lines))
        if not places:
            return total
        rest = places[-1][1] - places[after][0] if after < len(places) else 0
        if after and self._lines:  # of a paragraph that is begun, count characters
            last = self._lines[-1]
            rest += len(self.text(after - 1)) - (last.end if last.paragraph == after - 1 else 0)
        return total + total * rest // max(1, places[-1][1] - places[0][0] - rest)
