"""One JSON value by a decoder with a stack of its own: any depth, and the complete parts of a damaged value.

It is about 10 times slower than that of the standard library.
"""

from __future__ import annotations

import re
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any

from thread_parsers.formats.json.scan import (
    CUT,
    FAST,
    IN_STRING,
    LONGEST_TOKEN,
    PIECE_CHARS,
    SCAN,
    Decoded,
    after_space,
    any_integer,
)

if TYPE_CHECKING:
    from collections.abc import Generator

MAX_DEPTH = 100_000
"""Nested levels of one decoded value: at the most about 100 bytes of memory for each."""
SLICE_VALUES = 1 << 8
"""Values that are decoded one by one between two yields."""
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(\.[0-9]++)?([eE][-+]?[0-9]++)?")
_CUT_NUMBER = re.compile(r"-?[0-9]*+\.?[0-9]*+([eE][-+]?[0-9]*+)?")
_WORDS = {
    "true": True, "false": False, "null": None, "NaN": float("nan"),
    "Infinity": float("inf"), "-Infinity": float("-inf"),
}  # fmt: skip
_CUT_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{0,3}\Z")
_TAIL = re.compile(r"(?<!\\)(?:\\\\)*+((?:\\u[dD][89abAB][0-9a-fA-F]{2})?(?:\\u[0-9a-fA-F]{0,3})?)\Z")
_MAX_TAIL_CHARS = len(r"\ud800\u000")
"""At the end of a part of a string: the first half of a surrogate pair, an escape that is cut, or both."""
_CLOSING: dict[type, str] = {list: "]", dict: "}"}
_STRING = rf'"{IN_STRING.pattern}"'
_FLAT = rf'[\[{{](?:[^\[\]{{}}"]++|{_STRING})*+[\]}}]'
_ELEMENT = (
    rf'(?:{_STRING}|[\[{{](?:[^\[\]{{}}"]++|{_STRING}|{_FLAT})*+[\]}}]|[^\s\[\]{{}},:"]++)[ \t\r\n]*+,[ \t\r\n]*+'
)
_RUNS: dict[type, re.Pattern[str]] = {
    list: re.compile(rf"(?:{_ELEMENT}){{2,}}+", re.DOTALL),
    dict: re.compile(rf"(?:{_STRING}[ \t\r\n]*+:[ \t\r\n]*+{_ELEMENT}){{2,}}+", re.DOTALL),
}
"""Several elements or members with their commas, that have at most two levels of containers."""
_WORD = re.compile(r"true|false|null|NaN|-?Infinity")


class SlowDecoder:
    """A decoder of one value, with a stack of its own.

    `in_pieces`: containers that end within a piece of the text are given to the decoder of the standard library. The
    work lost to failed attempts is proportional to what was decoded.
    """

    def __init__(self, text: str, at: int, *, in_pieces: bool = False) -> None:
        self._text = text
        self._at = self._begin = at
        self._in_pieces = in_pieces
        self._piece, self._piece_start = "", at
        self._string_is_cut: bool | None = None
        """True if the fault is a long string that is cut, False if it is a damaged one, None for any other fault."""
        self._tried = 0
        """Characters that were given to that decoder without success, as the beginning of a container."""
        self._lost = 0
        """The same as several small values."""
        self._values: list[Any] = []
        """The value, once it has begun."""
        self._container: list[Any] | dict[str, Any] = self._values
        """The innermost container that is open."""
        self._key = ""
        """The key of the next value, if the container is a dict."""
        self._stack: list[list[Any] | dict[str, Any]] = []
        """The containers around it."""

    def run(self) -> Generator[None, None, Decoded]:
        """Decode values and what is between them, until the outermost value is complete or there is a fault."""
        count, seen = 0, self._at
        fault = yield from self._read_value()
        while self._stack and fault is None:
            fault = self._leave_containers() or ((yield from self._read_value()) if self._stack else None)
            count += 1
            if count % SLICE_VALUES == 0 or self._at - seen >= PIECE_CHARS:
                seen = self._at
                yield
        if fault and (_is_cut(self._text, self._at) if self._string_is_cut is None else self._string_is_cut):
            fault = CUT
        return Decoded(self._values[0] if self._values else None, self._at, fault)

    def _read_value(self) -> Generator[None, None, str | None]:
        """Read a scalar, or begin containers until there is a scalar or the end of one. Returns the fault, if any."""
        while True:
            if self._in_pieces and self._stack:
                self._read_run()
            if type(self._container) is dict and not self._read_key():
                return "no key where one is expected"
            char = self._skip_space()
            if char not in ("[", "{"):
                is_read = (yield from self._read_long_string()) if self._is_long_string(char) else self._read_scalar()
                return None if is_read else "no value where one is expected"
            if self._in_pieces and self._read_container():
                return None
            if len(self._stack) == MAX_DEPTH:
                return f"more than {MAX_DEPTH:,} nested levels"
            inner: list[Any] | dict[str, Any] = [] if char == "[" else {}
            self._add(inner)
            self._stack.append(self._container)
            self._container = inner
            self._at += 1
            if self._skip_space() == _CLOSING[type(inner)]:
                return None
            if len(self._stack) % SLICE_VALUES == 0:
                yield

    def _read_container(self) -> bool:
        """Read a container with everything in it, if it ends in the next piece of the text."""
        at = self._at - self._piece_start
        while self._tried <= 2 * (self._at - self._begin):
            if not 0 <= at < len(self._piece):
                self._piece, self._piece_start, at = self._text[self._at : self._at + PIECE_CHARS], self._at, 0
            try:
                value, end = SCAN(self._piece, at)
            except (ValueError, RecursionError, StopIteration):  # cut, damaged, deep, or with a long number
                self._tried += len(self._piece) - at
                if not at:
                    return False
                at = -1
                continue
            self._add(value)
            self._at = self._piece_start + end
            return True
        return False

    def _read_run(self) -> None:
        """Read the small elements or members that follow, up to the last comma in the next piece of the text."""
        container = self._container
        if self._lost > 2 * (self._at - self._begin):
            return
        at = after_space(self._text, self._at)
        run = _RUNS[type(container)].match(self._text, at, at + PIECE_CHARS)
        if run is None:
            return
        whole = run[0].rstrip(" \t\r\n").removesuffix(",")
        try:
            if type(container) is list:
                container += SCAN(f"[{whole}]", 0)[0]
            elif type(container) is dict:
                container.update(SCAN(f"{{{whole}}}", 0)[0])
        except (ValueError, StopIteration):  # damaged, or with a long number
            self._lost += len(whole)
        else:
            self._at = run.end()

    def _is_long_string(self, char: str) -> bool:
        """Whether a string begins here that does not end within the next piece of the text."""
        if not self._in_pieces or char != '"':
            return False
        found = IN_STRING.match(self._text, self._at + 1, self._at + PIECE_CHARS)
        return found is not None and not self._text.startswith('"', found.end())

    def _read_long_string(self) -> Generator[None, None, bool]:
        """Read a string piece by piece; False if it is damaged or cut."""
        text, at, value = self._text, self._at + 1, ""
        while True:
            found = IN_STRING.match(text, at, at + PIECE_CHARS)
            end = found.end() if found else at
            is_whole = text[end : end + 1] == '"'
            if not is_whole:
                end = _before_tail(text, at, end)
            try:
                value += SCAN(f'"{text[at:end]}"', 0)[0]  # Python extends it in place
            except ValueError:
                self._string_is_cut = False
                return False
            if is_whole:
                self._add(value)
                self._at = end + 1
                return True
            if end == at:
                self._string_is_cut = True
                return False
            at = end
            yield

    def _leave_containers(self) -> str | None:
        """Read closing brackets, and the comma before the next value. Returns the fault, if any."""
        while self._stack:
            char = self._skip_space()
            if char == _CLOSING[type(self._container)]:
                self._at += 1
                self._container = self._stack.pop()
            elif char == ",":
                self._at += 1
                return None
            else:
                return "no comma between two values"
        return None

    def _read_key(self) -> bool:
        """Read a key and its colon; False if they are not there. Then the position is where they should be."""
        found = self._string() if self._skip_space() == '"' else None
        if found is None:
            return False
        colon = after_space(self._text, found[1])
        if self._text[colon : colon + 1] != ":":
            self._at = colon
            return False
        self._key, self._at = found[0], colon + 1
        return True

    def _read_scalar(self) -> bool:
        """Read a string, number or word; False if there is none, or a damaged one."""
        text, at = self._text, self._at
        word = _WORD.match(text, at)
        number = _NUMBER.match(text, at)
        if text[at : at + 1] == '"':
            found = self._string()
        elif word:
            found = _WORDS[word[0]], word.end()
        # In a container, a number that ends with the text may be cut.
        elif number and not (self._stack and number.end() == len(text)):
            found = float(number[0]) if number[1] or number[2] else any_integer(number[0]), number.end()
        else:
            found = None
        if found is None:
            return False
        self._add(found[0])
        self._at = found[1]
        return True

    def _string(self) -> tuple[Any, int] | None:
        """The string at this position, and the position after it; None if it is damaged."""
        try:
            return FAST.raw_decode(self._text, self._at)
        except JSONDecodeError:
            return None

    def _add(self, value: Any) -> None:
        """Put a value into the innermost container."""
        if type(self._container) is list:
            self._container.append(value)
        elif type(self._container) is dict:
            self._container[self._key] = value

    def _skip_space(self) -> str:
        """Skip blanks; returns the next character, or an empty string at the end."""
        self._at = after_space(self._text, self._at)
        return self._text[self._at : self._at + 1]


def _before_tail(text: str, start: int, end: int) -> int:
    """Where to end a part of a string, so that no escape and no pair of surrogates is cut."""
    if text.find("\\", max(start, end - _MAX_TAIL_CHARS), end) < 0:
        return end
    tail = _TAIL.search(text, start, end)
    return tail.start(1) if tail else end


def _is_cut(text: str, at: int) -> bool:
    """True if the text ends with the beginning of a value at `at`, or before it."""
    if text[at : at + 1] == '"':
        try:
            FAST.raw_decode(text, at)
        except JSONDecodeError as error:
            return error.msg.startswith("Unterminated string") or _CUT_ESCAPE.search(text, error.pos - 2) is not None
        return False
    number = _CUT_NUMBER.match(text, at)
    if number and number.end() == len(text):
        return True
    return len(text) - at < LONGEST_TOKEN and any(word.startswith(text[at:]) for word in _WORDS)
