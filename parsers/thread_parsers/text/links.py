"""Addresses in text: where one begins, which characters belong to it, and its form in ASCII."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.text.text_pieces import windows

if TYPE_CHECKING:
    from collections.abc import Iterator

LINK = re.compile(r"(?:https?://|www\.)\w|mailto:[^\s@]{1,64}@\w", re.IGNORECASE)
"""The start of an address; the part of a mail address before the @ is bounded to keep the search linear."""

_ADDRESS = re.compile(
    r"(?i:https?://|(?<![\w.])www\.(?=\w)|mailto:)"
    r"(?:[^\s<>\"'`{}|\\^\[\]\x00-\x20\x7f-\xa0“”„«»\u3000-\u3003\u3008-\u3011，！：；？（）\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
    r"|'(?=\w)|\[[\w.-]{0,40}\](?=(?:\[[\w.-]{0,40}\]){0,3}=))+"
)
"""Letters of all scripts belong to an address; quotes, brackets of other kinds than (), the punctuation of scripts
without spaces and invisible characters end it. The square brackets of a parameter, `a[b]=c`, belong to it."""
_TRAILING = frozenset(".,;:!?…'’·")
"""Characters at the end of an address that belong to the sentence around it."""
_MARKDOWN = frozenset("*_~")
"""The same where the address also follows one: `*https://example.org*`."""


def addresses(text: str) -> Iterator[str]:
    """Yield the addresses in a text, as written, without the punctuation of the sentence around them."""
    return (text[start:end] for start, end in address_spans(text))


def address_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the addresses in a text begin and end."""
    return filter(None, address_spans_in_steps(text))


def address_spans_in_steps(text: str) -> Iterator[tuple[int, int] | None]:
    """The same, with None now and then in a long text. There, an address of more than MAX_HIT_CHARS may be left out."""
    at = 0
    for stop, limit in windows(len(text)):
        for match in _ADDRESS.finditer(text, at, limit):
            if match.start() >= stop:
                break
            at = match.end()
            if at < limit or limit == len(text):
                yield match.start(), _end(text, *match.span())
        at = max(at, stop)
        if stop < len(text):
            yield None


def address_at(text: str, start: int) -> int:
    """The end of the address that begins at a character; `start` if there is none."""
    match = _ADDRESS.match(text, start)
    return start if match is None else _end(text, *match.span())


def _end(text: str, start: int, end: int) -> int:
    """The end of an address without the punctuation after it."""
    dropped = _TRAILING | _MARKDOWN if text[max(0, start - 1) : start] in _MARKDOWN else _TRAILING
    # A closing bracket without an opening one in the address belongs to the sentence, too.
    unopened = text.count(")", start, end) - text.count("(", start, end)
    while end > start and (text[end - 1] in dropped or (text[end - 1] == ")" and unopened > 0)):
        unopened -= text[end - 1] == ")"
        end -= 1
    return end


def in_ascii(address: str) -> str:
    """The same address in ASCII: the host in its international form (xn--), everything else percent-encoded. Empty if
    the host has none. A host in other letters could imitate another one."""
    if address[:4].lower() == "www.":
        address = f"https://{address}"
    if address.isascii():
        return address
    from urllib.parse import quote

    scheme, slashes, rest = address.partition("//")
    if not slashes:
        return quote(address, safe=_SAFE, errors="surrogateescape")
    parts = _HOST.match(rest)
    if parts is None:
        return ""
    host = parts[0]
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return f"{scheme}//{host}{quote(rest[parts.end() :], safe=_SAFE, errors='surrogateescape')}"


_HOST = re.compile(r"[^/?#]+")
_SAFE = "".join(map(chr, range(33, 127)))
"""All of ASCII stays as it is, including what is percent-encoded already."""
