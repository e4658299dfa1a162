"""Any XML as a text that people can read: a line for each element with its attributes and its words, indented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats.xml.cleaning import AMPERSAND
from thread_parsers.formats.xml.scanner import Scanner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.source.source import Source

MAX_INDENT = 20
"""Elements nested deeper are not indented more."""
PARAGRAPH_LINES = 100
"""A paragraph is a child of the root element, or this many lines of it."""
MAX_SHORT_PARAGRAPHS = 1_000
"""After so many paragraphs, all are PARAGRAPH_LINES long: a table may have millions of rows."""


class Outline(Scanner):
    """Writes the outline of a file as an article."""

    def __init__(self, rendering: Rendering, source: Source) -> None:
        """`source` is the file or its beginning."""
        super().__init__(source, re.compile(rb"<[A-Za-z_][\w.:-]*(?=[\s/>])"))
        self._rendering = rendering
        self._paragraphs = 0
        self._lines: list[str] = []
        self._begin = 0
        """The offset at which the lines begin."""
        self._head = ""
        """What will be before the words of the innermost element: its name and attributes, or nothing if that is
        written."""
        self._words: list[str] = []

    def read(self) -> Iterator[None]:
        """Write all elements. Yields between pieces."""
        for _ in self.scan():
            self._rendering.discussion.bytes_read = self.bytes_read
            yield
        self._end_line()
        self._end_paragraph(self.source.size)

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        self._end_line()
        is_part = self.depth <= 1 and self._paragraphs < MAX_SHORT_PARAGRAPHS
        if is_part or len(self._lines) >= PARAGRAPH_LINES:
            self._end_paragraph(self.position())
        self.depth += 1
        self._head = " ".join([name, *(f"{key}={_in_line(value)}" for key, value in attributes.items())])

    def end_element(self, name: str) -> None:
        self._end_line()
        self.depth -= 1

    def text(self, text: str) -> None:
        self._words.append(text)

    def stopped(self, offset: int) -> None:
        self._end_line()
        self.depth = 0

    def _end_line(self) -> None:
        """Write the words so far, after the name of the element they are in."""
        words = "".join(self._words).strip()
        if self._head or words:
            indent = "  " * min(max(self.depth - 1, 0), MAX_INDENT)
            line = ": ".join(part for part in (self._head, words) if part)
            self._lines.append(indent + line.replace(AMPERSAND, "&").replace("\n", f"\n{indent}  "))
        self._head = ""
        self._words.clear()

    def _end_paragraph(self, offset: int) -> None:
        if self._lines:
            self._rendering.article("\n".join(self._lines), self._begin, offset)
            self._lines.clear()
            self._paragraphs += 1
        self._begin = offset


def _in_line(value: str) -> str:
    return " ".join(value.split())
