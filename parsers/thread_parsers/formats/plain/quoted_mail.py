"""Mail with nested quotations: "On DATE, Ann wrote:" and her words one quote mark deeper.

The outermost words are those of the mail itself and become the article. A quotation is what its quoter replies to, so
the deepest quotation starts the thread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.article import Around
from thread_parsers.formats.plain.comments import Row
from thread_parsers.formats.plain.heads import Head, candidates
from thread_parsers.formats.plain.margins import trim
from thread_parsers.formats.plain.windows import lines_in_steps, windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.plain.detect import Detected
    from thread_parsers.times.times import TimeReader

_QUOTES = re.compile(rb"(?:[ \t]{0,3}>)*+")
_SLICE_LINES = 500
_SLICE_PIECES = 64
"""Lines and pieces between two yields."""


@dataclass(slots=True)
class Piece:
    """A run of lines by one author: those at one depth of quotation, under the head one level above."""

    head: Head
    depth: int
    """The number of quote marks."""
    start: int
    body: int
    """Where the words begin: after the head, if it is in this piece."""
    end: int
    has_words: bool = False

    @property
    def has_head(self) -> bool:
        """Whether the head is in this piece, and not in an earlier one of the same author."""
        return self.start == self.head.start


def quotes_bodies(detected: Detected) -> bool:
    """Whether the words under the heads of a page are one quote mark deeper than the heads."""
    if not detected.shape.says:
        return False
    sample = detected.evidence
    deeper = [
        _depth(body.lstrip(b" \t\r\n")) > head.margin.count(b">")
        for head, body in zip(sample.heads, sample.bodies, strict=True)
        if body.strip(b" \t\r\n>")
    ]
    return 2 * sum(deeper) > len(deeper)


def quoted_rows(discussion: Discussion, detected: Detected, times: TimeReader) -> Iterator[tuple[Row, int] | None]:
    """The comments of a mail as (row, index of the row that is its parent, or -1). Words that are not quoted become
    the article.

    Yields None as a chance to stop; the rows come at the end.
    """
    pieces: list[Piece] = []
    for piece in _pieces(discussion, detected, times):
        if piece is None:
            yield None
        else:
            pieces.append(piece)
    last_at: dict[int, int] = {}  # depth to the last piece at that depth
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        # Two heads in a row, one deeper: the first author quotes the second one, whose words come next. Otherwise the
        # parent is the last thing quoted one level deeper.
        nested = following is not None and following.has_head and following.depth == piece.depth + 1
        parent = index + 1 if nested and piece.has_head else last_at.get(piece.depth + 1, -1)
        last_at[piece.depth] = index
        yield _row(discussion, piece), parent
        if index % _SLICE_PIECES == _SLICE_PIECES - 1:
            yield None


def _pieces(discussion: Discussion, detected: Detected, times: TimeReader) -> Iterator[Piece | None]:
    """The pieces in page order, and None as a chance to stop."""
    source, divider = discussion.file, _Divider(discussion)
    heads = _heads(discussion, detected, times)
    while (head := next(heads, _END)) is None:
        yield None
    skip_to = detected.start  # the end of the last head, which may have several lines
    for number, line in enumerate(lines_in_steps(source, detected.start, source.size)):
        if line is None or number % _SLICE_LINES == _SLICE_LINES - 1:
            yield None
        if line is None:
            continue
        start, feed, words = line
        end = min(feed + 1, source.size)
        if isinstance(head, Head) and start == head.start:
            yield from divider.start_piece(head)
            skip_to = head.end
            while (head := next(heads, _END)) is None:
                yield None
        if end <= skip_to:
            continue
        if words.strip(b" \t\r>"):
            yield from divider.add_words(start, feed, end, _depth(words))
        else:
            divider.add_blank(start, end)
    yield from divider.finish()


class _Divider:
    """Divides the lines of a mail into pieces. Words that are not quoted become paragraphs of the article."""

    def __init__(self, discussion: Discussion) -> None:
        self._paragraphs = discussion.article.paragraph_spans
        self._around = Around(discussion.receipt)
        self._heads: dict[int, Head] = {}
        """Depth of quotation to the head of its author."""
        self._piece: Piece | None = None

    def start_piece(self, head: Head) -> Iterator[Piece]:
        """Begin the piece of a head. Yields the piece before it."""
        yield from self._end_piece()
        depth = head.margin.count(b">") + 1
        self._heads = {level: other for level, other in self._heads.items() if level < depth} | {depth: head}
        self._piece = Piece(head, depth, head.start, head.end, head.end)

    def add_words(self, start: int, feed: int, end: int, quotes: int) -> Iterator[Piece]:
        """Add a line with words after `quotes` quote marks. `feed` is the offset of its line feed. Yields the piece
        before it where the line is not a part of that."""
        depth = max((level for level in self._heads if level <= quotes), default=0)
        if self._piece and self._piece.depth != depth:
            yield from self._end_piece()
        if depth and self._piece is None:
            self._piece = Piece(self._heads[depth], depth, start, start, end)
        if self._piece:
            self._piece.end, self._piece.has_words = end, True
        else:
            self._around.mark(start, end, "article")
            self._paragraphs.append((start, feed))

    def add_blank(self, start: int, end: int) -> None:
        """Add a line without words."""
        if self._piece:
            self._piece.end = end
        else:
            self._around.mark(start, end, "blank")

    def finish(self) -> Iterator[Piece]:
        """Yields the last piece."""
        yield from self._end_piece()
        self._around.close()

    def _end_piece(self) -> Iterator[Piece]:
        piece, self._piece = self._piece, None
        if piece is not None and piece.has_words:
            yield piece
        elif piece is not None:
            self._around.mark(piece.start, piece.end, "author")  # a head without words is not a comment


def _row(discussion: Discussion, piece: Piece) -> Row:
    body = discussion.file.read(piece.body, piece.end)
    start, stop, margin = trim(body, b">" * piece.depth)
    head = piece.head if piece.has_head else piece.head._replace(start=piece.start, end=piece.start)
    return Row(head, piece.body + start, piece.body + stop, piece.end, margin, head.points, -1, "")


_END = ""
"""After the last head."""


def _heads(discussion: Discussion, detected: Detected, times: TimeReader) -> Iterator[Head | None]:
    for window in windows(discussion.file, detected.start):
        yield from candidates(detected.shape, window, times, detected.start)


def _depth(line: bytes) -> int:
    found = _QUOTES.match(line)
    return found[0].count(b">") if found else 0
