"""Where in the bytes of an object one of its strings is: a receipt says which bytes a body was read from."""

from __future__ import annotations

import re
from functools import lru_cache

from thread_parsers.formats.json.decode import decode

MAX_TOKENS = 1 << 12
"""Names, values and signs between them that are looked at, where one object has a name several times."""
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}:,]', re.DOTALL)


def string_place(data: bytes, key: str, value: str) -> tuple[int, int] | None:
    """Where the string that is the member `key` of an object begins and ends in `data`, without its quotation marks.

    `data` begins with the object, and `value` is what the member was decoded to. None if no bytes are found that decode
    to it. Of members with the same key the last one counts, as in decoding.
    """
    members = string_member(key).finditer(data)
    first, second = next(members, None), next(members, None)
    # Without a first one, the key is written with escapes; with a second one, some are in containers or in strings.
    place = first.span(1) if first and not second else _place_by_tokens(data, key)
    if place is None or not _is_value(data, place, value):
        return None
    return place


@lru_cache(256)
def string_member(key: str) -> re.Pattern[bytes]:
    """A member with a key as it is usually written, and with a string."""
    written = re.escape(key.encode("utf-8", "surrogatepass"))
    return re.compile(rb'"%s"[ \t\r\n]*+:[ \t\r\n]*+"([^"\\]*+(?:\\.[^"\\]*+)*+)"' % written, re.DOTALL)


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


def _is_value(data: bytes, place: tuple[int, int], value: str) -> bool:
    """True if a string of JSON has this value."""
    written = data[place[0] : place[1]].decode("utf-8", "surrogateescape")
    return (written if "\\" not in written else decode(f'"{written}"').value) == value
