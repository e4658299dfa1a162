"""JSON as text that can be read: a line for each value, keys before it, levels as indentation.

Works by the tokens of a text, so that damage does not stop it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.json.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_VALUE_CHARS = 4_000
MAX_PARAGRAPH_LINES = 100
SLICE_TOKENS = 512
"""Tokens between two yields."""
MAX_LEVELS = 12
"""Deeper levels are not indented further."""
_INDENT, _BULLET = "  ", "- "
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}:,]|[^\s"\[\]{}:,]++', re.DOTALL)
_CLOSING = {"[": "]", "{": "}"}


class Paragraph(NamedTuple):
    """Lines of an outline, and the characters of the JSON that they show."""

    text: str
    start: int
    end: int


def outline(json: str) -> Iterator[Paragraph | None]:
    """Yield the outline of a text, divided so that what is inside one member or element of the outermost value is in
    paragraphs of its own; and None every few milliseconds."""
    tokens, writer, start = _TOKEN.finditer(json), _Writer(), 0
    token = next(tokens, None)
    count = 0
    while token is not None:
        count += 1
        if count % SLICE_TOKENS == 0:
            yield None
        word, at = token[0], token.end()
        token = next(tokens, None)
        following = token[0] if token else ""
        if word[0] == '"' and following == ":":
            writer.key = _value(word)
        elif word in _CLOSING and following == _CLOSING[word]:
            writer.write(word + following)
            token = next(tokens, None)
        elif word in _CLOSING:
            writer.open(word)
        elif word in "]}":
            writer.close()
        elif word not in ":,":
            writer.write(_value(word))
        if writer.lines and (len(writer.lines) >= MAX_PARAGRAPH_LINES or (writer.depth <= 1 and word in "]}")):
            yield Paragraph("\n".join(writer.lines), start, at)
            writer.lines.clear()
            start = at
    if writer.lines:
        yield Paragraph("\n".join(writer.lines), start, len(json))


class _Writer:
    """Lines of the outline, as values are opened, written and closed."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.key: str | None = None
        """The key of the next value."""
        self._is_list: list[bool] = []
        """The open containers, outermost first."""
        self._bullets = 0
        """List elements that have begun and have no line yet."""

    @property
    def depth(self) -> int:
        """How many containers are open."""
        return len(self._is_list)

    def open(self, bracket: str) -> None:
        """Begin a container that is not empty."""
        if self.key is not None:
            self.lines.append(f"{self._indent(self.depth - 1)}{self.key}:")
            self.key = None
        elif self._is_list and self._is_list[-1]:
            self._bullets += 1
        self._is_list.append(bracket == "[")

    def close(self) -> None:
        """End the innermost container."""
        if self._is_list:
            self._is_list.pop()
        self.key, self._bullets = None, 0

    def write(self, value: str) -> None:
        """Write a value that has no others in it."""
        level = self.depth - 1
        if self.key is None and self._is_list and self._is_list[-1]:
            self._bullets += 1
            level += 1
        first, *rest = value.splitlines() or [""]
        key = "" if self.key is None else f"{self.key}: "
        self.lines.append(f"{self._indent(level)}{key}{first}".rstrip())
        margin = _INDENT * (min(max(level, 0), MAX_LEVELS) + 1)
        self.lines.extend(f"{margin}{line}" for line in rest if line.strip())
        self.key = None

    def _indent(self, level: int) -> str:
        """What a line begins with: for an element that begins with it, a bullet instead of the last indentation."""
        level = min(max(level, 0), MAX_LEVELS)
        bullets, self._bullets = min(self._bullets, level), 0
        return _INDENT * (level - bullets) + _BULLET * bullets


def _value(word: str) -> str:
    """A string without quotes and escapes, or another value as it is written."""
    if word[0] == '"':
        found = decode(word).value
        word = found if isinstance(found, str) else word[1:]
    return word if len(word) <= MAX_VALUE_CHARS else f"{word[:MAX_VALUE_CHARS]}…"
