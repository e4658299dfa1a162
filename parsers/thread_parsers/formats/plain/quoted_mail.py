"""Mail with quotations in quotations: "On DATE, Ann wrote:" and her words one quote mark deeper.

The outermost words are those of the mail itself and make the article. Whoever quotes answers what is quoted, so the
deepest quotation opens the thread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.article import Around
from thread_parsers.formats.plain.comments import Row, trim
from thread_parsers.formats.plain.head_shapes import Head, heads
from thread_parsers.formats.plain.windows import lines, windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.plain.detect import Choice
    from thread_parsers.times.times import TimeReader

_QUOTES = re.compile(rb"(?:[ \t]{0,3}>)*+")
_PAUSE = 20_000


@dataclass(slots=True)
class Piece:
    """A run of lines of one writer: those at a depth of quotation, under the head that stands one level above."""

    head: Head
    depth: int
    start: int
    body: int
    """Where the words begin: after the head, if it stands here."""
    end: int
    worded: bool = False

    @property
    def headed(self) -> bool:
        """Whether the head stands in this piece, and not in an earlier one of the same writer."""
        return self.start == self.head.start


def quotes_bodies(choice: Choice) -> bool:
    """Whether the words under the heads of a page stand one quote mark deeper than the heads."""
    if "wrote" not in choice.shape.title and "schrieb" not in choice.shape.title:
        return False
    sample = choice.evidence
    deeper = [
        _depth(body.lstrip(b" \t\r\n")) > head.margin.count(b">")
        for head, body in zip(sample.heads, sample.bodies, strict=True)
        if body.strip(b" \t\r\n>")
    ]
    return 2 * sum(deeper) > len(deeper)


def quoted_rows(discussion: Discussion, choice: Choice, times: TimeReader) -> Iterator[tuple[Row, int] | None]:
    """The comments of a mail as (row, index of the row that it answers or -1), marking the words around them.

    Yields None where others may have a turn; the rows come at the end.
    """
    pieces: list[Piece] = []
    for count, piece in enumerate(_pieces(discussion, choice, times)):
        if piece is not None:
            pieces.append(piece)
        if piece is None or count % _PAUSE == _PAUSE - 1:
            yield None
    above: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        nested = piece.headed and after is not None and after.headed and after.depth == piece.depth + 1
        answered = index + 1 if nested else above.get(piece.depth + 1, -1)
        above = {depth: at for depth, at in above.items() if depth != piece.depth} | {piece.depth: index}
        yield _row(discussion, piece), answered


def _pieces(discussion: Discussion, choice: Choice, times: TimeReader) -> Iterator[Piece | None]:
    """The runs in page order. Words that are quoted nowhere, and heads without words, are marked around them."""
    source, around = discussion.source, Around(discussion.receipt)
    following = _heads(discussion, choice, times)
    head = next(following, None)
    writers: dict[int, Head] = {}
    piece: Piece | None = None
    skip_to = choice.start
    for start, feed, words in lines(source, choice.start, source.size):
        end = min(feed + 1, source.size)
        if head is not None and start == head.start:
            yield from _closed(piece, around)
            depth = head.margin.count(b">") + 1
            writers = {level: writer for level, writer in writers.items() if level < depth} | {depth: head}
            piece, skip_to = Piece(head, depth, start, head.end, head.end), head.end
            head = next(following, None)
        if end <= skip_to:
            continue
        if not words.strip(b" \t\r>"):
            if piece:
                piece.end = end
            else:
                around.mark(start, end, "blank")
            continue
        quoted = _depth(words)
        depth = max((level for level in writers if level <= quoted), default=0)
        if piece and piece.depth != depth:
            yield from _closed(piece, around)
            piece = None
        if depth and piece is None:
            piece = Piece(writers[depth], depth, start, start, end)
        if piece:
            piece.end, piece.worded = end, True
        else:
            around.mark(start, end, "article")
            discussion.article.paragraph_spans.append((start, feed))
    yield from _closed(piece, around)
    around.close()


def _closed(piece: Piece | None, around: Around) -> Iterator[Piece]:
    if piece is not None and piece.worded:
        yield piece
    elif piece is not None:
        around.mark(piece.start, piece.end, "author")


def _row(discussion: Discussion, piece: Piece) -> Row:
    body = discussion.source.read(piece.body, piece.end)
    start, stop, margin = trim(body, b">" * piece.depth)
    head = piece.head if piece.headed else replace(piece.head, start=piece.start, end=piece.start)
    return Row(head, piece.body + start, piece.body + stop, piece.end, margin, head.points, -1, "")


def _heads(discussion: Discussion, choice: Choice, times: TimeReader) -> Iterator[Head]:
    for window in windows(discussion.source, choice.start):
        yield from heads(choice.shape, window, times, choice.start)


def _depth(line: bytes) -> int:
    found = _QUOTES.match(line)
    return found[0].count(b">") if found else 0
