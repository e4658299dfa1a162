"""The rows of a comment's body at one width, found as far as they are needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from thread_parsers.text.printable import printable
from thread_parsers.text.quotes import Asides
from thread_reader.render.bodies import blocks as kinds_of
from thread_reader.render.bodies.blocks import Block, BlockLine, Blocks
from thread_reader.render.bodies.code import CodeRows
from thread_reader.render.bodies.containers import BAR
from thread_reader.render.bodies.dialects import SOURCE, dialect_of
from thread_reader.render.bodies.pieces import (
    FAINT,
    LINK,
    Given,
    Piece,
    Row,
    cells_of,
)
from thread_reader.render.bodies.prose import ProseRows
from thread_reader.render.bodies.source_lines import SourceLines
from thread_reader.render.signs import UNICODE
from thread_reader.render.wrapping import fitted, wrapped
from thread_reader.view.drawing import AS_USUAL, Anchor, Drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from thread_parsers.bodies import BodyForm
    from thread_parsers.text.quotes import Aside
    from thread_reader.render.bodies.pieces import Spans
    from thread_reader.view.quoted import Quoted

MAX_NAME_CELLS = 24
MAX_QUOTED_LINES = 20
"""Lines of a quote by which the quoted comment is found."""
MAX_HIDDEN_LINES = 20
"""Lines of marks, and blank lines, after which one has a row."""
MAX_DEFINITION_CHARS = 1 << 18
"""In longer texts the definitions of links are not looked for."""
_DEFINITION = re.compile(r"^ {0,3}\[(?P<label>[^\[\]\n]{1,200}+)\]: *+<?(?P<address>[^\s<>]{1,2000}+)", re.MULTILINE)


def not_looked_up(_words: Sequence[str]) -> Quoted | None:
    """For bodies whose quotes are not looked up."""
    return None


class Body:
    """The rows of one comment. `segments` are given in order, and once."""

    def __init__(
        self,
        form: BodyForm,
        width: int,
        drawing: Drawing = AS_USUAL,
        *,
        wide: int = 0,
        is_mail: bool = False,
        hits: Callable[[int, str], Spans] | None = None,
        quoted: Callable[[Sequence[str]], Quoted | None] = not_looked_up,
        names: Collection[str] = (),
    ) -> None:
        """`width`: cells of a line of text; `wide`: those of code and tables, if they may be wider. `hits` returns the
        search hits in a line: one that has hits only in hidden marks is drawn as written. `quoted` finds the comment
        that lines are quoted from. `names` are those of people who may be mentioned."""
        self._source = SourceLines(width, hits)
        self.paragraphs = self._source.paragraphs
        """The lines of the source, sanitised for display, as far as they are laid out."""
        self.kinds: list[Aside] = []
        """What each of them is."""
        self.quotes: list[Anchor] = []
        self._drawing = drawing
        self._has_marks = form != "plain" and not drawing.as_source
        """Whether a `>` at the beginning of a line may be something else than the mark of a quote, such as code."""
        self._width = width
        self._dialect = SOURCE if drawing.as_source else dialect_of(form)
        self._blocks = Blocks(self._dialect)
        self._asides = Asides(is_mail=is_mail)
        self._quoted = quoted
        self._references: dict[str, str] = {}
        self._prose = ProseRows(self._source, drawing, width, self._dialect, self._references, names)
        self._before: Block | None = None
        """The last block that was drawn, and the blank line after it."""
        self._blank: BlockLine | None = None
        self._quote: list[int] = []
        """First and last line of the quote that is being drawn."""
        self._words: list[str] = []
        """Its words."""
        self._last_drawn = 0
        """The line that the last row shows."""
        self._wide = max(width, wide)
        self._code = CodeRows(self._source, drawing, self._wide)
        self._draw: Mapping[str, Callable[[Block], Iterator[Row]]] = {
            kinds_of.TEXT: self._prose.text, kinds_of.HEADING: self._prose.heading, kinds_of.CODE: self._code.rows,
            kinds_of.TABLE: self._table, kinds_of.RULE: self._prose.rule, kinds_of.HIDDEN: self._hidden,
        }  # fmt: skip

    @property
    def hides(self) -> bool:
        """Whether any line has characters that are hidden, so that its rows depend on the hits."""
        return self._source.hides

    @property
    def is_in_code(self) -> bool:
        """Whether the next segment begins in code between marks."""
        return self._blocks.is_in_code

    def segment(self, text: str, given: Mapping[int, Sequence[Given]] | None = None) -> Iterator[Row]:
        """Yield the rows of the next segment. `given` are the links of its lines, counted from its first one."""
        first = len(self.paragraphs)
        links = {} if self._drawing.as_source else given or {}
        self._prose.given = {first + line: its for line, its in links.items()}
        self._before = self._blank = None
        if self._dialect.links and len(text) <= MAX_DEFINITION_CHARS and "]:" in text:
            from thread_reader.render.bodies.link_targets import folded_label

            for match in _DEFINITION.finditer(text):
                self._references.setdefault(folded_label(match["label"]), match["address"])
        if not (self._prose.given or self.may_have_marks(text)):
            yield from self._as_they_are(text.split("\n"))
            return
        rows = self._rows(text.split("\n"))
        yield from self._folded(rows) if self._drawing.folds_asides else rows

    def may_have_marks(self, text: str) -> bool:
        """Whether anything in a segment may have a meaning. Most have nothing."""
        if self._drawing.folds_asides or self._blocks.is_in_code or len(text) > MAX_DEFINITION_CHARS:
            return True
        return self._dialect.has_meaning(text)

    def _as_they_are(self, texts: Sequence[str]) -> Iterator[Row]:
        """Yield the rows of lines without any marks."""
        blank = -1
        for text, kind in zip(texts, self._asides.kinds(texts), strict=True):
            self.kinds.append(kind)
            line = printable(text)
            number = len(self.paragraphs)
            self.paragraphs.append(line)
            if not line.strip() and not self._drawing.as_source:
                blank = number if blank < 0 else blank
                if number - blank >= MAX_HIDDEN_LINES:
                    yield Row(number, 0, 0)
                    blank = -1
                continue
            if blank > 0:
                yield Row(blank, 0, 0)
            blank = -1
            for start, end in wrapped(line, self._width):
                yield Row(number, start, end)

    def _rows(self, texts: Sequence[str]) -> Iterator[Row]:
        held: Row | None = None
        """The last row of the quote so far: whom it quotes is written at its end."""
        for block in self._found(texts):
            if self._quote and not block.quote and block.kind != kinds_of.HIDDEN:
                yield from self._attributed(held)
                held = None
            for row in self._rows_of(block):
                self._last_drawn = row.paragraph
                if held is not None:
                    yield held
                    held = None
                if self._quote:
                    held = row
                else:
                    yield row
        yield from self._attributed(held)

    def _found(self, texts: Sequence[str]) -> Iterator[Block]:
        """The blocks of a segment."""
        for text, kind in zip(texts, self._asides.kinds(texts), strict=True):
            self.kinds.append(kind)
            self.paragraphs.append(printable(text))
            yield from self._blocks.add(len(self.paragraphs) - 1, self.paragraphs[-1])
        yield from self._blocks.end_segment()

    def _rows_of(self, block: Block) -> Iterator[Row]:
        """Yield the rows of a block, after the blank row that divides it from the one before."""
        lines = block.lines if block.label is None else [block.label, *block.lines]
        if block.kind == kinds_of.BLANK:
            self._blank = None if self._drawing.as_source else self._blank or lines[0]
            if self._drawing.as_source or self._is_late(lines[0].paragraph):
                yield Row(lines[0].paragraph, 0, 0)
            return
        self._note_kinds(block, lines)
        if block.kind != kinds_of.HIDDEN:
            yield from self._gap(block, lines[0].paragraph)
            self._before, self._blank = block, None
            if block.quote:
                self._add_to_quote(block, lines)
        if self._drawing.folds_asides and all(self.kinds[line.paragraph] for line in lines):
            yield from (Row(line.paragraph, 0, 0, folded=1) for line in lines)
        else:
            yield from self._draw[block.kind](block)

    def _note_kinds(self, block: Block, lines: Sequence[BlockLine]) -> None:
        for line in lines:
            if block.quote:
                self.kinds[line.paragraph] = "quote"
            elif self._has_marks and self.kinds[line.paragraph] == "quote":
                self.kinds[line.paragraph] = ""

    def _add_to_quote(self, block: Block, lines: Sequence[BlockLine]) -> None:
        if not self._quote:
            self._quote, self._words = [lines[0].paragraph, 0], []
        self._quote[1] = lines[-1].paragraph
        if block.quote == 1 and len(self._words) < MAX_QUOTED_LINES:
            self._words += (self.paragraphs[line.paragraph][line.start : line.end] for line in block.lines)

    def _attributed(self, row: Row | None) -> Iterator[Row]:
        """Yield the last row of a quote, with the name of whom it quotes, if that was found."""
        if self._quote:
            first, last = self._quote
            found = self._quoted(self._words[:MAX_QUOTED_LINES]) if self._words else None
            end = len(self.paragraphs[last])
            self.quotes.append(Anchor("quote", first, 0, last, end, comment=None if found is None else found.comment))
            self._quote = []
            if found is not None and row is not None and not row.folded:
                name = Piece(f"{UNICODE.quoted} {fitted(found.name, MAX_NAME_CELLS)}", look=LINK)
                used = cells_of(row.pieces) if row.pieces is not None else self._width
                if used + 3 + cell_len(name.text) <= self._width and not row.is_code:
                    row = row._replace(pieces=(*(row.pieces or ()), Piece("   "), name))
                else:
                    yield row
                    row = Row(last, row.end, row.end, (Piece(BAR, look=FAINT), Piece(" "), name))
        if row is not None:
            yield row

    def _folded(self, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows, with one in place of each quote and signature."""
        first: Row | None = None
        last = -1
        for row in rows:
            kind = self.kinds[row.paragraph]
            if first is not None and (not kind or kind != self.kinds[first.paragraph]):
                yield first._replace(folded=last - first.paragraph + 1)
                first = None
            if not kind:
                yield row
            else:
                first, last = first or row, row.paragraph
        if first is not None:
            yield first._replace(folded=last - first.paragraph + 1)

    # Blocks

    def _gap(self, block: Block, paragraph: int) -> Iterator[Row]:
        """Yield the blank row before a block, if there is one."""
        before, blank = self._before, self._blank
        if before is None:
            return
        is_list = before.items > 0, block.items > 0
        if blank is not None:
            is_wanted = not (all(is_list) and block.begins_item)
        else:
            is_wanted = kinds_of.HEADING in (before.kind, block.kind) or is_list[0] != is_list[1]
        if not is_wanted:
            return
        depth = min(before.quote, block.quote)
        if blank is not None:
            paragraph = blank.paragraph
            depth = min(depth, sum(mark.container.is_quote for mark in blank.marks))
        bars = tuple(Piece(BAR, look=FAINT) for _ in range(min(depth, 3)))
        yield Row(paragraph, 0, 0, bars)

    def _table(self, block: Block) -> Iterator[Row]:
        from thread_reader.render.bodies.table_rows import TableRows  # few pages have tables

        rows = TableRows(self._source, self._drawing, self._wide, self._dialect, self._references, self._code)
        return rows.rows(block)

    def _hidden(self, block: Block) -> Iterator[Row]:
        paragraph = block.lines[0].paragraph
        if self._source.is_revealed(paragraph, ()) or self._is_late(paragraph):
            yield from self._source.as_written(paragraph)

    def _is_late(self, paragraph: int) -> bool:
        """Whether many lines have had no row. There may be a million of them."""
        return paragraph - self._last_drawn >= MAX_HIDDEN_LINES
