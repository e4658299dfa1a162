"""Paragraphs, headings, code and tables, found line by line: a comment may have a million lines.

The rules are those of CommonMark 0.31 and of tables in GFM, but for what no reader of comments needs: HTML is text, a
definition of a link stays visible, and a paragraph or a block of code ends after MAX_BLOCK_LINES.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thread_reader.render.bodies.containers import MAX_NESTING, Mark, Nesting, quote_depth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_reader.render.bodies.dialects import Dialect

MAX_BLOCK_LINES = 200
MAX_BLOCK_CHARS = 1 << 14
"""The same for its characters. A longer line is a paragraph of its own, whatever it begins with."""
TEXT, HEADING, CODE, TABLE, RULE, BLANK, HIDDEN = "text", "heading", "code", "table", "rule", "blank", "hidden"
"""Kinds of blocks. HIDDEN: a line of marks alone, such as the one that ends code."""

_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}+(?=[^`]*$)|~{3,}+) *(?P<info>.*)")
_FENCE_WITH_CODE = re.compile(r" {0,3}(?P<fence>```) *(?P<info>.*)")
_HEADING = re.compile(r" {0,3}#{1,6}(?: ++|$)")
_RULE = re.compile(r" {0,3}(?:\*(?: *+\*){2,}+|-(?: *+-){2,}+|_(?: *+_){2,}+) *+$")
_UNDERLINE = re.compile(r" {0,3}=+ *$")
_DELIMITERS = re.compile(r" {0,3}\|? *+:?-++:? *+(?:\| *+:?-++:? *+)*+(?:\| *+)?$")
CELL_END = " | "


class BlockLine(NamedTuple):
    """One line of a block: the marks of its containers, and the characters of its words."""

    paragraph: int
    marks: Sequence[Mark]
    start: int
    end: int


class Block(NamedTuple):
    """Lines that belong together."""

    kind: str
    lines: list[BlockLine]
    label: BlockLine | None = None
    """The line that opens a block of code, with the name of its language; none where it continues."""

    @property
    def quote(self) -> int:
        """How many quotes it is in."""
        return quote_depth(self.lines[0].marks) if self.lines else quote_depth(self.label.marks) if self.label else 0

    @property
    def items(self) -> int:
        """How many list items it is in."""
        first = self.lines[0] if self.lines else self.label
        return sum(not mark.container.is_quote for mark in first.marks) if first else 0

    @property
    def begins_item(self) -> bool:
        """Whether it begins with a bullet or a number."""
        return bool(self.lines) and any(mark.text.strip() for mark in self.lines[0].marks)


class Blocks:
    """Finds the blocks of one comment. Segments are given in order; code may go on over the line between two."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._nesting = Nesting(has_quotes=dialect.has_quotes, has_lists=dialect.lists)
        self._fence = ""
        """The mark that opened the code that the next line is in; empty outside of code."""
        self._fence_indent = 0
        self._kind = ""
        """Of the block that the next line may continue; empty if there is none."""
        self._lines: list[BlockLine] = []
        self._label: BlockLine | None = None
        self._texts: list[str] = []
        self._closing: BlockLine | None = None

    @property
    def is_in_code(self) -> bool:
        """Whether the next line is in code between marks."""
        return bool(self._fence)

    def add(self, paragraph: int, line: str) -> Iterator[Block]:
        """Give the next line. Yields the blocks that end before it."""
        if not self._fence and len(line) > MAX_BLOCK_CHARS:
            yield from self.end()
            self._nesting.close(0)
            yield Block(TEXT, [BlockLine(paragraph, (), 0, len(line))])
            return
        if self._fence and self._code(paragraph, line):
            if len(self._lines) >= MAX_BLOCK_LINES or not self._fence:
                yield from self.end()
                self._kind = CODE if self._fence else ""
            yield from self._hidden()
            return
        marks, at = self._nesting.continued(line)
        known, rest = len(marks), line[at:]
        is_inside = known == len(self._nesting.open)
        if not rest.strip():
            yield from self.end()
            if not is_inside:
                self._nesting.close(known)
            yield Block(BLANK, [BlockLine(paragraph, marks, len(line), len(line))])
            return
        at, begun = self._enter(line, marks, at, is_inside=is_inside)
        if not begun and not is_inside:
            # Not as in CommonMark: a line with fewer `>` than the one before it is not of the same quote, as in mail.
            is_lazy = self._dialect.is_lazy and not quote_depth(marks)
            if is_lazy and self._kind == TEXT and self._leaf(line, at) == TEXT:
                self._put(paragraph, self._nesting.lazy(marks), line, at)
                return
            self._nesting.close(known)
        if begun or not is_inside:
            yield from self.end()
        yield from self._leaf_line(paragraph, marks, line, at)

    def end(self) -> Iterator[Block]:
        """Yield the block that is not yet complete."""
        lines, label, texts, kind = self._lines, self._label, self._texts, self._kind
        self._lines, self._label, self._texts, self._kind = [], None, [], ""
        if not lines and label is None:
            return
        if kind == TEXT and self._dialect.bare_tables and len(lines) > 1:
            counts = {text.count(CELL_END) for text in texts}
            if len(counts) == 1 and 0 not in counts:
                kind = TABLE
        yield Block(kind, lines, label)

    def _hidden(self) -> Iterator[Block]:
        """Yield the line that has ended a block, if it has no words."""
        line, self._closing = self._closing, None
        if line is not None:
            yield Block(HIDDEN, [line])

    def end_segment(self) -> Iterator[Block]:
        """The line of dashes between two segments: it ends everything but code between marks."""
        yield from self.end()
        self._kind = CODE if self._fence else ""
        if not self._fence:
            self._nesting.close(0)

    def _code(self, paragraph: int, line: str) -> bool:
        """Take a line of code between marks; False if the code has ended, as its containers have."""
        marks, at = self._nesting.continued(line)
        if len(marks) < len(self._nesting.open) and line.strip():
            self._fence = ""
            return False
        fence, rest = self._fence, line[at:].strip()
        if len(rest) >= len(fence) and not rest.strip(fence[0]) and len(line) - len(line[at:].lstrip()) - at < 4:
            self._fence = ""
            self._closing = BlockLine(paragraph, marks, at, at)
            return True
        end = len(line)
        if self._dialect.fence_has_code and rest.endswith(fence):
            end = len(line.rstrip()) - len(fence)
            self._fence = ""
        indent = len(line) - at - len(line[at:].lstrip(" "))
        self._kind = CODE
        self._lines.append(BlockLine(paragraph, marks, min(at + min(indent, self._fence_indent), end), end))
        return True

    def _enter(self, line: str, marks: list[Mark], at: int, *, is_inside: bool) -> tuple[int, bool]:
        """Open the containers that begin on a line; the marks are added. Returns where its words begin."""
        begun = False
        known = len(marks)
        while len(marks) < MAX_NESTING:
            is_paragraph = self._kind == TEXT and not begun
            if self._dialect.indented_code and not is_paragraph and line.startswith("    ", at):
                break
            if self._dialect.rules and _RULE.match(line, at):
                break
            mark = self._nesting.further(line, at, interrupts=is_paragraph and is_inside)
            if mark is None:
                break
            if not begun:
                self._nesting.close(known)
                begun = True
            self._nesting.enter(mark)
            marks.append(mark)
            at = mark.end
        return at, begun

    def _leaf(self, line: str, at: int) -> str:
        """What the words of a line are, of a line that does not continue code or a table."""
        dialect = self._dialect
        if dialect.fences and self._opened(line, at) is not None:
            return CODE
        if dialect.headings and _HEADING.match(line, at):
            return HEADING
        return RULE if dialect.rules and _RULE.match(line, at) else TEXT

    def _opened(self, line: str, at: int) -> re.Match[str] | None:
        return (_FENCE_WITH_CODE if self._dialect.fence_has_code else _FENCE).match(line, at)

    def _leaf_line(self, paragraph: int, marks: Sequence[Mark], line: str, at: int) -> Iterator[Block]:
        dialect, kind = self._dialect, self._kind
        if dialect.indented_code and kind != TEXT and line.startswith("    ", at):
            if kind != CODE:
                yield from self.end()
            self._kind = CODE
            self._lines.append(BlockLine(paragraph, marks, at + 4, len(line)))
        elif (found := self._leaf(line, at)) != TEXT:
            yield from self.end()
            if found == CODE:
                self._begin_code(paragraph, marks, line, at)
            else:
                yield Block(found, [_heading(paragraph, marks, line, at)])
        elif kind == TEXT and dialect.underlined and _UNDERLINE.match(line, at):
            self._kind = HEADING
            self._closing = BlockLine(paragraph, marks, at, at)
            yield from self.end()
            yield from self._hidden()
        elif kind == TEXT and dialect.tables and self._is_delimiter_row(line, at):
            self._kind = TABLE
            self._put(paragraph, marks, line, at)
        else:
            if kind not in (TEXT, TABLE):
                yield from self.end()
                self._kind = TEXT
            self._put(paragraph, marks, line, at)
        if len(self._lines) >= MAX_BLOCK_LINES or sum(map(len, self._texts)) > MAX_BLOCK_CHARS:
            kind = self._kind
            yield from self.end()
            self._kind = kind if kind == CODE else ""

    def _put(self, paragraph: int, marks: Sequence[Mark], line: str, at: int) -> None:
        start = len(line) - len(line[at:].lstrip(" ")) if self._dialect.lists else at
        self._lines.append(BlockLine(paragraph, marks, start, len(line)))
        self._texts.append(line[start:])

    def _begin_code(self, paragraph: int, marks: Sequence[Mark], line: str, at: int) -> None:
        match = self._opened(line, at)
        assert match is not None
        self._fence, self._fence_indent = match["fence"], match.start("fence") - at
        self._kind = CODE
        info, start = match["info"].rstrip(), match.start("info")
        if self._dialect.fence_has_code and info:
            end = start + len(info)
            if info.endswith(self._fence):
                end -= len(self._fence)
                self._fence = ""
            self._lines.append(BlockLine(paragraph, marks, start, end))
        else:
            self._label = BlockLine(paragraph, marks, start, start + len(info))

    def _is_delimiter_row(self, line: str, at: int) -> bool:
        """Whether a line is the one below the head of a table, which is the only line before it."""
        if len(self._texts) != 1 or "|" not in self._texts[0] or not _DELIMITERS.match(line, at):
            return False
        return len(cells(self._texts[0], 0, len(self._texts[0]))) == len(cells(line, at, len(line)))


def _heading(paragraph: int, marks: Sequence[Mark], line: str, at: int) -> BlockLine:
    """The words of a heading, without the signs at its beginning and its end; or a rule."""
    match = _HEADING.match(line, at)
    if match is None:
        return BlockLine(paragraph, marks, at, len(line))
    end = len(line.rstrip())
    bare = len(line[:end].rstrip("#"))
    if bare < end and (bare <= match.end() or line[bare - 1] == " "):
        end = max(match.end(), len(line[:bare].rstrip()))
    return BlockLine(paragraph, marks, min(match.end(), end), end)


def cells(line: str, start: int, end: int, separator: str = "|") -> list[tuple[int, int]]:
    """The cells of a row of a table: first and last character of each, without the blanks around."""
    found: list[tuple[int, int]] = []
    at = start
    if separator == "|":
        at = len(line[:end]) - len(line[start:end].lstrip())
        at += line.startswith("|", at)
    while at <= end:
        stop = line.find(separator, at, end)
        while stop > 0 and line[stop - 1] == "\\":
            stop = line.find(separator, stop + 1, end)
        if stop < 0:
            if separator != "|" or line[at:end].strip():
                found.append(_trimmed(line, at, end))
            break
        found.append(_trimmed(line, at, stop))
        at = stop + len(separator)
    return found


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    words = line[start:end]
    first = start + len(words) - len(words.lstrip())
    return min(first, end), max(min(first, end), start + len(words.rstrip()))
