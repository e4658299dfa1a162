"""Lays words and blocks out as lines of plain text: empty lines, prefixes of quotes and lists, code, links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.bodies import Body, Link
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Generator

MAX_PREFIX_CHARS = 24
"""Quotes and lists inside others do not indent their lines further than this. It bounds how much longer than the
mark-up the text can be."""
MAX_EMPTY_LINES = 100
"""Empty lines in a row inside code."""
MAX_ADDRESS_CHARS = 8192
"""Longer addresses are data; they are not kept as links."""
SLICE_CHARS, PIECE_CHARS = 1 << 18, 1 << 7
"""Characters of a text that are joined between two yields, and those that a piece counts in addition to its own."""
MIN_STEM_CHARS = 4
"""Characters of an address before an ellipsis that are enough to recognize it."""

_SPACES = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
"""White space other than a single space."""
_LINE_END = re.compile(r"\r\n?")
_BEFORE_HOST = re.compile(r"\A(?:https?://)?(?:www\.)?", re.IGNORECASE)


class Layout:
    """Plain text that grows. White space is held back until the next words come, so that it never ends a line."""

    __slots__ = (
        "_address", "_begun", "_between", "_fence", "_fenced", "_first", "_gap", "_in_code", "_link_piece",
        "_link_start", "_links", "_marks", "_outer", "_pending", "_pieces", "_prefix", "_size", "_space",
    )  # fmt: skip

    def __init__(self, fence: str = "```") -> None:
        self._pieces: list[str] = []
        self._size = 0
        """Characters in all pieces."""
        self._gap = 2
        """Line feeds before the next words: 0 on the same line, 1 on a new line, 2 after an empty line."""
        self._space = False
        """Whether a space separates the next words from those before."""
        self._prefix = ""
        """What each line begins with."""
        self._first = ""
        """The same for the next line, where it is the first one of an item; else empty."""
        self._between = ""
        """The shortest prefix since the last words: that of the empty line before the next ones."""
        self._outer: list[tuple[str, str]] = []
        """The prefix, and that of a first line, outside of each open quote, list or item."""
        self._fence = fence
        """The line before and after a code block."""
        self._begun = False
        """Whether a quote or an item has begun that has no words yet."""
        self._in_code = False
        self._fenced = False
        """Whether the open code block has words, so that the line before it is there."""
        self._pending = False
        """Whether marks or a link begin with the next words."""
        self._marks = ""
        """Marks that come before the next words."""
        self._links: list[Link] = []
        self._address: str | None = None
        """Where the open link leads."""
        self._link_piece = self._link_start = -1
        """Index of the first piece of the open link, and the place of its first character; -1 before its words."""

    # Words

    def flow(self, text: str) -> None:
        """Add text of a paragraph. White space of any length is one space."""
        text = _with_single_spaces(text)
        words = text.strip(" ")
        if not words or words.isspace():  # also no-break spaces alone: editors fill empty paragraphs with them
            self._space = self._space or bool(text)
            return
        if text[0] == " ":
            self._space = True
        if self._gap or self._space or self._pending:
            self._begin_words()
        self._put(words)
        self._space = text[-1] == " "

    def flow_lines(self, text: str) -> None:
        """Add text of a paragraph whose line ends count. An empty line divides paragraphs."""
        feeds = 0
        for number, line in enumerate(_LINE_END.sub("\n", text).split("\n")):
            if number:
                feeds += 1
                self.block(min(feeds, 2))
            if line and not line.isspace():
                feeds = 0
            self.flow(line)

    def code(self, text: str) -> None:
        """Add text of a code block, as it is."""
        for number, line in enumerate(_LINE_END.sub("\n", text).split("\n")):
            if number and self._fenced:
                self.line_break()
            if line:
                if not self._fenced:
                    self._fenced = True
                    self._begin_words()
                    self._put(self._fence)
                    self._gap = 1
                if self._gap or self._pending:
                    self._begin_words()
                self._put(line)

    def open_mark(self, mark: str) -> None:
        """Put a mark before the next words."""
        self._marks += mark
        self._pending = True

    def close_mark(self, mark: str) -> None:
        """Put a mark after the last words. Marks without words between them are left out."""
        if mark in self._marks:
            self._marks = self._marks.replace(mark, "")
        else:
            self._put(mark)

    def follows(self, characters: str) -> bool:
        """Whether the next words follow one of these characters directly."""
        return not self._gap and not self._space and self._pieces[-1][-1] in characters

    @property
    def has_begun(self) -> bool:
        """Whether a quote or an item has begun that has no words yet."""
        return self._begun

    # Lines and blocks

    def block(self, gap: int) -> None:
        """Begin or end a block: 1 puts the next words on a new line, 2 after an empty line. In code always 1.

        A block that begins a quote or an item adds nothing to what divides those from the words before.
        """
        if gap > self._gap and not self._begun:
            self._gap = 1 if self._in_code else gap

    def line_break(self) -> None:
        """Break the line. A second break leaves an empty line, in code each further one too."""
        if self._gap < (MAX_EMPTY_LINES + 1 if self._in_code else 2):
            self._gap += 1

    def rule(self) -> None:
        """Add a line of dashes."""
        self.block(2)
        self._begin_words()
        self._put("---")
        self.block(2)

    def cell(self) -> None:
        """Separate a cell of a table from the one before it in the same line."""
        if not self._gap:
            self._put(" |")
            self._space = True

    def indent(self, prefix: str, first: str = "") -> None:
        """Begin a quote or an item: all lines begin with `prefix`, the first one with `first` if that is given."""
        self._outer.append((self._prefix, self._first))
        if first or self._first:
            self._first = (self._first or self._prefix)[:MAX_PREFIX_CHARS] + (first or prefix)
        if len(self._prefix) < MAX_PREFIX_CHARS:
            self._prefix += prefix
        self._begun = True

    def dedent(self) -> None:
        """End the innermost quote or item."""
        self._prefix, first = self._outer.pop()
        self._first = first if self._first else ""  # still without words: what was to come before them is to come
        self._begun = False
        if len(self._prefix) < len(self._between):
            self._between = self._prefix

    def open_code(self) -> None:
        """Begin a code block."""
        self.block(2)
        self._in_code, self._fenced = True, False

    def close_code(self) -> None:
        """End the code block."""
        if self._fenced:
            self._gap = 1
            self._begin_words()
            self._put(self._fence)
        self._in_code = self._fenced = False
        self._gap = 2

    # Links

    def open_link(self, address: str) -> None:
        """The next words are a link."""
        self.close_link()
        self._address = address
        self._link_piece = -1
        self._pending = True

    def close_link(self, *, shortened: bool = False) -> None:
        """End the open link, if there is one. Where its words are `shortened`, the address replaces them."""
        address, self._address = self._address, None
        if address is None:
            return
        if self._link_piece < 0:
            start = self._size
        else:
            start, piece = self._link_start, self._link_piece
            words = "".join(self._pieces[piece:])
            if shortened or is_beginning(words, address):
                del self._pieces[piece:]
                self._size = start
                self._put(address)
        if len(address) <= MAX_ADDRESS_CHARS:
            self._links.append(Link(start, self._size, address))

    def body(self) -> Body:
        """The text and its links."""
        return run_to_end(self.body_in_steps())

    def body_in_steps(self) -> Generator[None, None, Body]:
        """The same in steps: the text may be megabytes."""
        if self._in_code:
            self.close_code()
        self.close_link()
        if self._size <= SLICE_CHARS:
            return Body("".join(self._pieces), tuple(self._links))
        text, size = "", 0
        for piece in self._pieces:
            text += piece  # Python extends it in place
            size += len(piece) + PIECE_CHARS
            if size >= SLICE_CHARS:
                size = 0
                yield
        return Body(text, tuple(self._links))

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._size += len(text)

    def _begin_words(self) -> None:
        """Put what comes between the last words and the next ones."""
        if self._gap:
            if self._size:
                self._put("\n" + (self._between.rstrip() + "\n") * (self._gap - 1))
            if self._first or self._prefix:
                self._put(self._first or self._prefix)
            self._between, self._first, self._gap, self._begun = self._prefix, "", 0, False
        elif self._space:
            self._put(" ")
        self._space = False
        if self._pending:
            self._pending = False
            if self._address is not None and self._link_piece < 0:
                self._link_piece, self._link_start = len(self._pieces), self._size
            if self._marks:
                self._put(self._marks)
                self._marks = ""


def in_one_line(text: str) -> str:
    """The words of a paragraph that is one text, as `Layout.flow` adds them."""
    words = _with_single_spaces(text).strip(" ")
    return "" if words.isspace() else words


def _with_single_spaces(text: str) -> str:
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        return _SPACES.sub(" ", text)
    return text


def is_beginning(words: str, address: str) -> bool:
    """Whether words are an address cut short: `example.org/long...` of `https://example.org/long-name`."""
    stem = words.removesuffix("…") if words.endswith("…") else words.removesuffix("...")
    stem = stem.rstrip()
    if len(stem) < MIN_STEM_CHARS or len(stem) == len(words):
        return False
    return _BEFORE_HOST.sub("", address).startswith(_BEFORE_HOST.sub("", stem))
