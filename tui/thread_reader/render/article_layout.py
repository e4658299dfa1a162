"""The lines of the article at a given width, found as far as they are needed: an article may be one line of megabytes,
or have many thousands of paragraphs."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.printable import printable
from thread_reader.render.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion

TITLE = -1
"""The paragraph number of the title."""
ROWS_AT_ONCE = 500
"""Lines of a long paragraph that are laid out at once."""
BLOCK_BYTES = 1 << 16
"""Bytes of the page that are read at once for the texts of paragraphs."""


class ArticleLine(NamedTuple):
    """Characters `start` to `end` of a paragraph, or the blank line after it. The title is paragraph -1."""

    paragraph: int
    start: int
    end: int
    blank: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """The paragraph, and the character of it that the line begins with."""
        return self.paragraph, self.start


class ArticleLayout:
    """The lines of the article, and the texts of its paragraphs."""

    def __init__(self, discussion: Discussion) -> None:
        self._discussion = discussion
        self._cells = 0
        self._lines: list[ArticleLine] = []
        self._paragraphs = 0
        """Paragraphs whose lines are in `_lines` or `_rest`."""
        self._rest: Iterator[ArticleLine] = iter(())
        """The other lines of the last of these paragraphs."""
        self._texts: dict[int, str] = {}
        """The displayed paragraphs, each from when it is first laid out."""
        self._block = (0, b"")
        """Offset and bytes of the part of the page that was read last."""

    @property
    def _places(self) -> Sequence[tuple[int, int]]:
        return self._discussion.article.paragraph_spans

    def forget(self) -> None:
        """Read and lay out everything again."""
        self._texts.clear()
        self._block = (0, b"")
        self._cells = 0

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

    def lines(self, cells: int, rows: int, to: tuple[int, int] = (TITLE, 0)) -> list[ArticleLine]:
        """Return the lines of at most `cells` cells, as far as they are laid out: at least `rows` of them, and those
        down to the one after character `to` (a paragraph and a character of it)."""
        if cells != self._cells:
            self._cells, self._lines, self._paragraphs = cells, [], 0
            self._rest = self._lines_of(TITLE, self.text(TITLE)) if self._discussion.title else iter(())
        lines = self._lines
        while len(lines) < rows or lines[-1].place <= to:
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
                if is_short and "\n" not in text:  # most of them, if there are thousands
                    lines += ArticleLine(number, 0, size), ArticleLine(number, size, size, blank=True)
                else:
                    self._rest = self._lines_of(number, text)
        return lines

    def _lines_of(self, number: int, text: str) -> Iterator[ArticleLine]:
        begin = 0
        for line in text.split("\n"):
            for start, end in wrapped(line, self._cells):
                yield ArticleLine(number, begin + start, begin + end)
            begin += len(line) + 1
        yield ArticleLine(number, len(text), len(text), blank=True)

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
