"""The rows of prose: paragraphs, headings and rules, with the marks of emphasis, code and links drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.render.bodies.containers import pieces_of
from thread_reader.render.bodies.cutting import Cutter
from thread_reader.render.bodies.pieces import FAINT, HEADING, MAX_INLINE_CHARS, QUOTE, Given, Piece, Row, cells_left
from thread_reader.render.signs import UNICODE
from thread_reader.render.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from thread_reader.render.bodies.blocks import Block, BlockLine
    from thread_reader.render.bodies.dialects import Dialect
    from thread_reader.render.bodies.source_lines import SourceLines
    from thread_reader.view.drawing import Drawing

RULE_CELLS = 20


class ProseRows:
    """Makes the rows of blocks of prose."""

    def __init__(
        self,
        source: SourceLines,
        drawing: Drawing,
        width: int,
        dialect: Dialect,
        references: Mapping[str, str],
        names: Collection[str],
    ) -> None:
        """`references`: addresses of links by their folded labels. `names` are those of people who may be mentioned."""
        self._source, self._drawing, self._width = source, drawing, width
        self._dialect, self._references, self._names = dialect, references, names
        self.given: Mapping[int, Sequence[Given]] = {}
        """Links that are not written in the text, by line."""

    def text(self, block: Block, look: int = 0) -> Iterator[Row]:
        """Yield the rows of a paragraph."""
        lines, paragraphs = block.lines, self._source.paragraphs
        texts = [paragraphs[line.paragraph][line.start : line.end] for line in lines]
        joined = "\n".join(texts) if len(texts) > 1 else texts[0]
        given = self._given_in(lines, texts) if self.given else []
        if not given and (len(joined) > MAX_INLINE_CHARS or not self._dialect.has_marks(joined)):
            for line, text in zip(lines, texts, strict=True):
                yield from self._wrapped(line, [Piece(text, line.start, line.end)], block.quote, look)
            return
        from thread_reader.render.bodies.inline import scan  # many pages have no marks

        pieces = scan(joined, self._dialect, self._references, given, drawing=self._drawing, names=self._names)
        at = base = 0
        for line, text in zip(lines, texts, strict=True):
            here = []
            while at < len(pieces) and pieces[at].start < base + len(text) + 1:
                piece = pieces[at]
                moved = line.start - base
                end = min(piece.end + moved, line.end)
                here.append(piece._replace(start=piece.start + moved, end=end))
                at += 1
            # A spoiler may hide whole lines.
            if here or not text.strip() or self._source.is_revealed(line.paragraph, ()):
                yield from self._wrapped(line, here, block.quote, look)
            base += len(text) + 1

    def _given_in(self, lines: Sequence[BlockLine], texts: Sequence[str]) -> list[Given]:
        """The links that are not written in the text, by characters of the joined lines."""
        found = []
        base = 0
        for line, text in zip(lines, texts, strict=True):
            for link in self.given.get(line.paragraph, ()):
                start, end = max(0, link.start - line.start), min(link.end - line.start, len(text))
                if start < end:
                    found.append(Given(base + start, base + end, link.address))
            base += len(text) + 1
        return found

    def heading(self, block: Block) -> Iterator[Row]:
        """Yield the rows of a heading."""
        return self.text(block, HEADING)

    def rule(self, block: Block) -> Iterator[Row]:
        """Yield the row of a line that divides."""
        line = block.lines[0]
        yield from self._wrapped(line, [Piece(UNICODE.rule * RULE_CELLS, line.start, line.end, FAINT)], block.quote)

    def _wrapped(self, line: BlockLine, pieces: Sequence[Piece], quote: int, look: int = 0) -> Iterator[Row]:
        """Yield the rows of a line."""
        paragraph, source = line.paragraph, self._source.paragraphs[line.paragraph]
        look |= QUOTE if quote else 0
        lead = pieces_of(line.marks)
        if len(pieces) == 1 and pieces[0].text == source and not lead and not (look or pieces[0].look):
            for start, end in wrapped(source, self._width):
                yield Row(paragraph, start, end)
            return
        if self._source.is_revealed(paragraph, (*lead, *pieces)):
            yield from self._source.as_written(paragraph)
            return
        hang = pieces_of(line.marks, is_first=False) if lead else ()
        text = "".join(piece.text for piece in pieces)
        cutter = Cutter(pieces, look)
        rows = wrapped(text, cells_left(self._width, lead))
        before, at = lead, 0
        following: tuple[int, int] | None = next(rows)
        while following is not None:
            (first, last), following = following, next(rows, None)
            shown = cutter.cut(first, last)
            end = max((piece.end for piece in shown), default=at)
            end = len(source) if following is None else max(at, end)
            yield Row(paragraph, at, end, (*before, *shown))
            before, at = hang, end
