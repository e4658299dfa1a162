"""A cursor in the text of JSON: past blanks, and past values that are not wanted, which are not decoded."""

from __future__ import annotations

import re
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from thread_parsers.formats.json.scan import IN_STRING, SPACE

if TYPE_CHECKING:
    from collections.abc import Generator

    from thread_parsers.formats.json.windows import Windows

PASSED_CHARS = 1 << 16
"""Characters that are passed over between two yields: of nothing but brackets, some milliseconds."""
CLOSING = {"[": "]", "{": "}"}
_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_OUTSIDE = re.compile(rf'[^"]*+(?:{_STRING.pattern}[^"]*+)*+', re.DOTALL)
"""All up to a string that is cut, or the end."""
_BRACKET = re.compile(r"[\[\]{}]")
_STRING_OR_BRACKET = re.compile(rf"{_STRING.pattern}|[\[\]{{}}]", re.DOTALL)
_STEP = {"[": 1, "{": 1, "]": -1, "}": -1}
_MIN_PART_CHARS, _MAX_PART_CHARS = 1 << 7, 1 << 13
_WORD = re.compile(r'[^ \t\r\n,:"\[\]{}]*+')
"""A number, a word, or damage."""


class Cursor:
    """A place in a text that is read window by window. It moves forward."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._at = 0
        """The position in the window."""

    def _more(self, at: int) -> bool:
        """Make the window begin at `at`, or larger if it does. False if that is not possible."""
        moved = self._windows.slide(at)
        if moved:
            self._at = 0
        return moved

    def _char(self, skipped: re.Pattern[str] = SPACE) -> str:
        """Skip blanks, or what a pattern matches. Returns the character under the cursor; at the end, nothing."""
        while True:
            text = self._windows.text
            self._at = _end(skipped, text, self._at)
            if self._at < len(text):
                return text[self._at]
            if not self._more(self._at):
                return ""

    def _pass(self) -> Generator[None, None, bool]:
        """Move behind the value under the cursor; only brackets and quotation marks matter. False if it is cut."""
        char = self._char()
        if char in CLOSING:
            self._at += 1
            return (yield from self._leave(1))
        if char == '"':
            self._at += 1
            return (yield from self._leave_string())
        while True:
            text = self._windows.text
            self._at = _end(_WORD, text, self._at)
            if self._at < len(text) or not self._more(self._at):
                return True
            yield

    def _leave(self, levels: int) -> Generator[None, None, bool]:
        """Move behind the end of so many containers that the cursor is in. False if an end is missing.

        The brackets of a part of the text are counted together, which takes a tenth of the time of one by one. The
        parts grow: most containers are small.
        """
        size, since = _MIN_PART_CHARS, 0
        while levels:
            since += size
            if since >= PASSED_CHARS:
                since = 0
                yield
            text, at = self._windows.text, self._at
            end = _whole_strings(text, at, at + size)
            if end == at:
                if at < len(text):  # a long string
                    self._at += 1
                    if not (yield from self._leave_string()):
                        return False
                elif not self._more(at):
                    return False
                continue
            bare = _STRING.sub("", text[at:end])
            closed = bare.count("]") + bare.count("}")
            if closed >= levels:  # the end may be here
                depths = accumulate(map(_STEP.__getitem__, _BRACKET.findall(bare)), initial=levels)
                number = next((number for number, depth in enumerate(depths) if not depth), None)
                if number is not None:
                    self._at = _behind_bracket(text, at, number)
                    return True
            levels += bare.count("[") + bare.count("{") - closed
            self._at, size = end, min(2 * size, _MAX_PART_CHARS)
        return True

    def _leave_string(self) -> Generator[None, None, bool]:
        """Move behind the end of the string that the cursor is in. False if it is missing."""
        while True:
            text = self._windows.text
            at = _end(IN_STRING, text, self._at)
            if text[at : at + 1] == '"':
                self._at = at + 1
                return True
            self._at = at
            if not self._more(at):
                self._at = len(text)
                return False
            yield


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a match that may be empty ends."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _whole_strings(text: str, at: int, end: int) -> int:
    """Where to end a part of a text that begins outside of strings, so that it ends outside of them, too."""
    found = _OUTSIDE.match(text, at, end)
    return found.end() if found else at


def _behind_bracket(text: str, at: int, number: int) -> int:
    """The position behind a bracket, counted from 1, of a part of a text that begins outside of strings."""
    brackets = (token.end() for token in _STRING_OR_BRACKET.finditer(text, at) if token[0][0] != '"')
    return next(islice(brackets, number - 1, None))
