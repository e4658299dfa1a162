"""The bytes of the file that a comment was read from, as numbered lines.

JSON is broken into indented lines. That works on tokens, not on parsed values, so that each byte is shown as it is in
the file, even if the JSON is cut or broken.
"""

from __future__ import annotations

import re
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.source.absent import AbsentFile
from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source
    from thread_reader.view.status_text import Part

MAX_BYTES = 1 << 18
"""Further bytes of a comment are left out."""
MAX_LINES = 5000
KIND_CELLS = 11
MAX_INDENT_LEVELS = 12
"""Deeper levels of JSON are not indented further, nor is what continues a line with a wider indentation."""

_JSON_START = re.compile(rb"[ \t\r\n]*(?:\{[ \t\r\n]*[\"}]|\[[ \t\r\n]*[\"{])")
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


NO_FILE = (
    "The corpus does not have the bytes of the page, and they cannot be read from its file, {}: it is gone, has "
    "changed, is larger than 8 MiB, is in an archive, or had to be converted. The comment is in {} of it."
)
"""What is shown in place of a file that is not there."""


class _RawLine(NamedTuple):
    """One line to show: its first byte, how deep it is in JSON, and its text."""

    offset: int
    level: int
    text: bytes


def raw_title(discussion: Discussion, comment: int) -> str:
    """The title of the sheet: which bytes or lines are shown."""
    if discussion.has_lines:
        return f"comment {comment + 1}: raw lines of the file"
    return f"comment {comment + 1}: {_place(discussion, comment)} of the file"


def raw_lines(discussion: Discussion, comment: int) -> list[list[Part]]:
    """The lines of the file from the head of a comment to its footer, each with its number. Where lines say nothing,
    as in JSON, the number is that of its first byte."""
    source, (start, end) = discussion.file, discussion.file_span(comment)
    if isinstance(source, AbsentFile):
        original = source.original()
        if original is None:
            return [[(printable(NO_FILE.format(source.was, _place(discussion, comment))), "")]]
        with closing(original):
            if discussion.has_lines:
                start, end = original.line_start(start + 1), original.line_start(end + 1)
            return _lines_of(discussion, comment, original, start, end)
    return _lines_of(discussion, comment, source, start, end)


def _lines_of(discussion: Discussion, comment: int, source: Source, start: int, end: int) -> list[list[Part]]:
    """The lines of a file from `start` to `end`, which hold a comment."""
    data = source.read(start, min(end, start + MAX_BYTES))
    if discussion.origins is not None and _JSON_START.match(data):
        # The span may end with the words of the comment, before other members of its object.
        data = source.read(start, min(_inner_comment(discussion, comment), start + MAX_BYTES))
        all_lines = _json_lines(data, end - start)
    else:
        all_lines = _lines(data)
    found = list(islice(all_lines, MAX_LINES + 1))
    shown = found[:MAX_LINES]
    lines: list[list[Part]] = []
    last, before = -1, ""

    def numbered(offset: int) -> int:
        return source.line_at(start + offset) if discussion.has_lines else start + offset

    cells = len(f"{numbered(shown[-1].offset):,}") if shown else 0
    for offset, level, text in shown:
        number = numbered(offset)
        label = f"{number:>{cells},}  "
        words = _text(text)
        bare = words.lstrip(" ")
        # Continued rows are indented like the first, as long as that leaves room for words.
        indent = "  " * level + words[: len(words) - len(bare)]
        indent, words = (indent, bare) if len(indent) <= 2 * MAX_INDENT_LEVELS else ("", indent + bare)
        kind = _kind(discussion, comment, start + offset)
        kinds = [(f"{kind if kind != before else '':<{KIND_CELLS}}", "quiet")] if kind else []
        # A line of the file may be broken into several here.
        lines.append([(label if number != last else " " * len(label), "faint"), *kinds, (indent, ""), (words, "")])
        last, before = number, kind
    rest = end - start - (found[MAX_LINES].offset if len(found) > MAX_LINES else len(data))
    if rest > 0:
        lines.append([(f"and {rest:,} more bytes", "quiet")])
    return lines


def _place(discussion: Discussion, comment: int) -> str:
    """The lines or bytes of the file that a comment was read from."""
    lines, (start, end) = discussion.file_lines(comment), discussion.file_span(comment)
    if lines is not None:
        return f"line {lines[0]:,}" if lines[0] == lines[1] else f"lines {lines[0]:,} to {lines[1]:,}"
    return f"bytes {start:,} to {max(start, end - 1):,}"


def _kind(discussion: Discussion, comment: int, offset: int) -> str:
    """What a line of a comment is: its head, its text, or what follows that; empty in a structured file."""
    if discussion.origins is not None:
        return ""
    columns = discussion.columns
    if offset < columns.body_start[comment]:
        return "head"
    return "text" if offset < columns.body_end[comment] else "furniture"


def _inner_comment(discussion: Discussion, comment: int) -> int:
    """Where the next comment begins that may be inside of the object of this one."""
    start, end = discussion.file_span(comment)
    after = discussion.file_span(comment + 1)[0] if comment + 1 < len(discussion.columns) else 0
    return max(after, end) if after > start else discussion.file.size


def _text(data: bytes) -> str:
    return printable(data.decode("utf-8", "surrogateescape"))


def _lines(data: bytes) -> Iterator[_RawLine]:
    at = 0
    for line in data.removesuffix(b"\n").split(b"\n"):
        yield _RawLine(at, 0, line)
        at += len(line) + 1


def _json_lines(data: bytes, size: int) -> Iterator[_RawLine]:
    """Yield the members and items of JSON, one a line, up to the end of the value that contains byte `size`. An empty
    object or list stays on its line."""
    line: list[bytes] = []
    offset = level = line_level = 0
    is_open = False
    """Whether the last token opened an object or a list."""
    for token in _TOKEN.finditer(data):
        text = token[0]
        closes = text in (b"}", b"]")
        if line and closes != is_open:  # after an opening one that is not closed at once, and before a closing one
            yield _RawLine(offset, line_level, b"".join(line))
            line.clear()
        level -= closes and level > 0
        if not line:
            offset, line_level = token.start(), min(level, MAX_INDENT_LEVELS)
        line.append(b": " if text == b":" else text)
        is_open = text in (b"{", b"[")
        level += is_open
        if closes and not level and token.end() >= size:
            break
        if text == b",":
            yield _RawLine(offset, line_level, b"".join(line))
            line.clear()
    if line:
        yield _RawLine(offset, line_level, b"".join(line))
