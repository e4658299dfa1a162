"""Where in the bytes of an object one of its strings is: a receipt says which bytes a body was read from."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from thread_parsers.formats.json import Value
from thread_parsers.formats.json.decode import decode
from thread_parsers.formats.json.scan import SCAN
from thread_parsers.formats.json.windows import byte_count
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thread_parsers.discussion.origins import Find
    from thread_parsers.source.source import Source

MAX_BYTES = 1 << 18
"""Larger objects are not searched."""
MAX_TOKENS = 1 << 12
"""Names, values and signs between them that are looked at, where one object has a name several times."""
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}:,]', re.DOTALL)
_VALUE = re.compile(rb'[ \t\r\n]*+:[ \t\r\n]*+"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)
"""What is behind a key that has a string."""

MAX_PLACES_TRIED = 4
"""Members with the key that are compared with the wanted value."""


def place(source: Source, item: Value, key: str, value: object) -> tuple[int, int]:
    """The bytes of the file that the member `key` of an object was decoded from; of a string without its quotation
    marks. Those of the whole object if they are not found, if it is not whole, or if it is large.

    The first member with this key and value counts, which can be one of an object inside: its words are the same.
    """
    _, start, end, is_whole, text, at = item
    if not value or not is_whole or end - start > MAX_BYTES:
        return start, end
    if at < 0:
        text, at = source.text(start, end), 0
    behind = at + end - start
    found = _written_plainly(text, at, behind, key, value) or _decoded(text, at, behind, key, value)
    if found is not None:
        first, last = found
        if text.isascii():
            return start + first - at, start + last - at
        first_byte = start + byte_count(text[at:first])
        last_byte = first_byte + byte_count(text[first:last])
        if last_byte <= end:
            return first_byte, last_byte
    span = string_place(source.read(start, end), key, value) if isinstance(value, str) else None
    return (start, end) if span is None else (start + span[0], start + span[1])


@lru_cache(64)
def finder(*keys: str, kinds: tuple[type, ...] = (str,), finds_empty: bool = False) -> Find:
    """What finds the value of a member in the bytes of an object, as `place` for the first of some keys that it has.
    Values of other types than `kinds` are not found; `finds_empty`: an empty string is."""
    return partial(_find, keys, kinds, finds_empty=finds_empty)


def _find(keys: Sequence[str], kinds: tuple[type, ...], data: bytes, *, finds_empty: bool) -> tuple[int, int] | None:
    text = data.decode("utf-8", "surrogateescape")
    try:
        values, _ = SCAN(text, 0)
    except (ValueError, RecursionError, StopIteration):  # the file has changed
        return None
    if not isinstance(values, dict):  # the file has changed
        return None
    key = next((key for key in keys if key in values), keys[-1])
    value = values.get(key)
    if not isinstance(value, kinds):
        return None
    if finds_empty and value == "":
        return string_place(data, key, "")
    return place(BufferSource(data), Value(values, 0, len(data), True, text, 0), key, value)


def _written_plainly(text: str, at: int, end: int, key: str, value: object) -> tuple[int, int] | None:
    """Where the value of the first member with a key is, if it is a string, and written as most tools do it. Without
    escapes, nothing need be decoded."""
    if type(value) is not str:
        return None
    for opening in (f'"{key}": "', f'"{key}":"'):
        first = text.find(opening, at, end) + len(opening)
        if first >= len(opening):
            break
    else:
        return None
    last = first + len(value)
    if text.startswith(value, first) and text[last : last + 1] == '"' and "\\" not in value and '"' not in value:
        return first, last
    try:
        decoded, last = SCAN(text, first - 1)
    except (ValueError, RecursionError, StopIteration):
        return None
    return (first, last - 1) if decoded == value else None


def _decoded(text: str, at: int, end: int, key: str, value: object) -> tuple[int, int] | None:
    """Where the value of the first member with a key and a value is, of a string without its quotation marks."""
    quoted, member = _member(key)
    for _ in range(MAX_PLACES_TRIED):
        at = text.find(quoted, at, end)  # several times as fast as the search of a pattern
        if at < 0:
            return None
        found = member(text, at)
        at += len(quoted)
        if found is None:
            continue
        first = found.end()
        try:
            decoded, last = SCAN(text, first)
        except (ValueError, RecursionError, StopIteration):  # behind the end of the object
            return None
        if decoded == value:
            return (first + 1, last - 1) if type(value) is str else (first, last)
    return None


@lru_cache(256)
def _member(key: str) -> tuple[str, Callable[[str, int], re.Match[str] | None]]:
    """A key as it is usually written, and what matches all that precedes the value of a member with it."""
    quoted = f'"{key}"'
    return quoted, re.compile(rf"{re.escape(quoted)}[ \t\r\n]*+:[ \t\r\n]*+").match


def string_place(data: bytes, key: str, value: str) -> tuple[int, int] | None:
    """Where the string that is the member `key` of an object begins and ends in `data`, without its quotation marks.

    `data` begins with the object, and `value` is what the member was decoded to. None if no bytes are found that decode
    to it. Of members with the same key the last one counts, as in decoding.
    """
    place = _only_place(data, key)
    if place is None:
        members = string_member(key).finditer(data)
        first, second = next(members, None), next(members, None)
        # Without a first one, the key is written with escapes; with a second one, some are in containers or in strings.
        place = first.span(1) if first and not second else _place_by_tokens(data, key)
    if place is None or not is_value(data, place, value):
        return None
    return place


def _only_place(data: bytes, key: str) -> tuple[int, int] | None:
    """The place of the string under a key that is nowhere else, as most are: found without the search of a pattern."""
    quoted = b'"%s"' % key.encode("utf-8", "surrogatepass")
    at = data.find(quoted)
    found = _VALUE.match(data, at + len(quoted)) if at >= 0 else None
    return found.span(1) if found and data.find(quoted, found.end()) < 0 else None


@lru_cache(256)
def string_member(key: str) -> re.Pattern[bytes]:
    """A member with a key as it is usually written, and with a string."""
    written = re.escape(key.encode("utf-8", "surrogatepass"))
    return re.compile(b'"%s"%s' % (written, _VALUE.pattern), re.DOTALL)


def _place_by_tokens(data: bytes, key: str) -> tuple[int, int] | None:
    """The place of a string member of the object itself, not of one inside it."""
    depth = 0
    place: tuple[int, int] | None = None
    # The string before a colon, and whether this is the member.
    name: bytes | None = None
    is_member = False
    for count, token in enumerate(_TOKEN.finditer(data)):
        if count == MAX_TOKENS:
            return None
        word = token[0]
        first = word[:1]
        if first == b'"' and depth == 1:
            if is_member:
                place = token.start() + 1, token.end() - 1
            name, is_member = word, False
        elif first == b":" and depth == 1:
            is_member = name is not None and decode(name.decode("utf-8", "surrogateescape")).value == key
            name = None
        else:
            depth += (first in b"[{") - (first in b"]}")
            name, is_member = None, False
            if not depth:
                break
    return place


def is_value(data: bytes, place: tuple[int, int], value: object) -> bool:
    """True if a string of JSON has this value."""
    written = data[place[0] : place[1]].decode("utf-8", "surrogateescape")
    if "\\" not in written:
        return written == value
    try:
        found: object = SCAN(f'"{written}"', 0)[0]
    except ValueError:
        return False
    return found == value
