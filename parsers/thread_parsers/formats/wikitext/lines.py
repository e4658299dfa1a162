"""The lines of a page: headings, signatures, indentation, and what is not shown (`<!-- -->`, `<nowiki>`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.wikitext.names import AROUND, COLLAPSE, OUTDENTS, UNCOLLAPSE
from thread_parsers.formats.wikitext.signatures import Signature, signature_in
from thread_parsers.text.large_texts import start_of_character

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINE_BYTES = 1 << 16
"""A longer line comes in pieces: each takes a millisecond or two."""
MAX_HEADING_BYTES = 1200
MAX_MARKS = 200
"""Marks of indentation that count."""

_LITERAL = re.compile(rb"<(?:(!--)|(nowiki|pre|syntaxhighlight|source|math)\b[^<>\n]{0,200}(?<!/)>)", re.IGNORECASE)
_MAYBE_SIGNED = re.compile(rb"(?:[0-9.\x80-\xff] ?|&nbsp;|&#160;)\([A-Z+\x80-\xff-]|\{\{")
_HEADING = re.compile(r"(={1,6})(.*?)(={1,6})")
_CLOSING = re.compile(
    rb"(?:\s{0,8}(?:</[a-zA-Z]{1,20}\s?>|\}\}|\|\}|<!--[^<>]{0,400}-->|__[A-Z]{2,20}__|<br\s?/?>|-{4,}+))+\s*"
)
"""A line that only ends what is around a comment, or divides."""
_MARKS = re.compile(r"\s{0,8}([:*#;]*)")
_TEMPLATE = re.compile(r"[\s:*#;]{0,200}\{\{([^{}|\n]{1,60})(?:\|[^{}\n]{0,2000})?\}\}")
_OPENED = re.compile(r"\{\{([^{}|\n]{1,60})[|}]")


class Line(NamedTuple):
    """A line of a page, or a piece of a very long one."""

    start: int
    end: int
    """After its line feed."""
    data: bytes
    """The line with blanks in the place of what is not shown or not read as wikitext."""
    is_begun: bool
    """Whether it is a further piece of a line."""


class Heading(NamedTuple):
    """A heading: its level, from 1 to 6, and its words as written."""

    level: int
    words: str


def lines(data: bytes) -> Iterator[Line]:
    """The lines of a page, in order. A line that is longer than MAX_LINE_BYTES comes in pieces."""
    literals = Literals(data)
    start, is_begun = 0, False
    while start < len(data):
        limit = start + MAX_LINE_BYTES
        feed = data.find(b"\n", start, limit)
        end = feed + 1 if feed >= 0 else whole_characters(data, limit)
        yield Line(start, end, literals.hidden(start, end), is_begun)
        start, is_begun = end, feed < 0


def whole_characters(data: bytes, end: int) -> int:
    """An offset, or that of the character before in whose bytes it is."""
    if end >= len(data):
        return len(data)
    return start_of_character(data, end)


class Literals:
    """Comments, and elements whose content is not read as wikitext. An unclosed one is read as text."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._end = 0
        """Where the last one that was found ends."""
        self._endless: set[bytes] = set()
        """End tags that do not come again."""

    def hidden(self, start: int, end: int) -> bytes:
        """The bytes of a line with blanks in the place of literals. To be called for the lines in order."""
        data = self._data
        if self._end <= start and data.find(b"<", start, end) < 0:
            return data[start:end]
        pieces: list[bytes] = []
        at = start
        if self._end > start:
            at = min(self._end, end)
            pieces.append(b" " * (at - start))
        for found in _LITERAL.finditer(data, at, end):
            if found.start() < at:
                continue  # inside of another one
            close = self._close(found)
            if close < 0:
                continue
            stop = min(close, end)
            pieces += data[at : found.start()], b" " * (stop - found.start())
            at, self._end = stop, close
        pieces.append(data[at:end])
        return b"".join(pieces)

    def _close(self, found: re.Match[bytes]) -> int:
        """Where a literal ends; -1 if it does not."""
        names = (b"-->",) if found[1] else (b"</" + found[2].lower() + b">", b"</" + found[2].upper() + b">")
        for closing in names:
            if closing not in self._endless:
                end = self._data.find(closing, found.end())
                if end >= 0:
                    return end + len(closing)
                self._endless.add(closing)
        return -1


def may_be_signed(line: Line) -> bool:
    """A quick test: whether a line has a template, or a bracket after a number, in which the zone of a time may be."""
    return _MAYBE_SIGNED.search(line.data) is not None


def signature_of(line: Line) -> Signature | None:
    """The first signature of a line, if it has one. Its places are bytes of the page."""
    if not may_be_signed(line):
        return None
    text = line.data.decode("utf-8", "surrogateescape")
    found = signature_in(text)
    if found is None:
        return None
    start, end = (line.start + len(_encoded(text[:place])) for place in (found.start, found.end))
    return found._replace(start=start, end=end)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def heading_of(line: Line) -> Heading | None:
    """The heading that a line is, if it is one."""
    if line.is_begun or not line.data.startswith(b"=") or len(line.data) > MAX_HEADING_BYTES:
        return None
    text = line.data.decode("utf-8", "surrogateescape").strip()
    found = _HEADING.fullmatch(text)
    if found is None or not found[2].strip():
        return None
    level = min(len(found[1]), len(found[3]))
    return Heading(level, text[level:-level].strip())


def only_closes(line: Line, data: bytes) -> bool:
    """Whether a line, as it is in the page, only ends or divides what is around comments."""
    return (
        not line.is_begun
        and line.end - line.start < MAX_HEADING_BYTES
        and _CLOSING.fullmatch(data, line.start, line.end) is not None
    )


class Indentation(NamedTuple):
    """How the first line of a comment begins."""

    marks: str
    """`:`, `*`, `#` and `;`, one for each level."""
    outdented: bool
    """Whether the discussion goes on at the margin."""
    is_complete: bool
    """False for a line with a template that stands around comments: that of the next line counts."""


def indentation_of(line: Line) -> Indentation:
    """The indentation of a line."""
    text = line.data[:4096].decode("utf-8", "surrogateescape")
    marks = _marks(text, 0)
    template = _TEMPLATE.match(text)
    if template is None:
        return Indentation(marks, outdented=False, is_complete=True)
    name = bare(template[1])
    if name in OUTDENTS:
        is_complete = bool(text[template.end() :].strip())
        return Indentation(_marks(text, template.end()), outdented=True, is_complete=is_complete)
    around = name in AROUND and not text[template.end() :].strip()
    return Indentation(marks, outdented=False, is_complete=not around)


def _marks(text: str, at: int) -> str:
    found = _MARKS.match(text, at)
    return found[1][:MAX_MARKS] if found else ""


def collapsing(line: Line) -> int:
    """How many levels of hidden comments begin in a line, less those that end."""
    if b"{{" not in line.data:
        return 0
    names = [bare(found[1]) for found in _OPENED.finditer(line.data[:4096].decode("utf-8", "surrogateescape"))]
    return sum(name in COLLAPSE for name in names) - sum(name in UNCOLLAPSE for name in names)


def bare(name: str) -> str:
    """The name of a template in the form in which it is looked up."""
    return " ".join(name.replace("_", " ").split()).casefold().removeprefix("template:")
