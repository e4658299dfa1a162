"""The letters and digits of a text: what an HTML page, Markdown, a text copy and JSON of one comment have in common.

Words are folded (`text.folding`). Left out are punctuation, white space, mark-up, names of emoji and addresses: which
of them are in the words depends on how a page was saved.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.text.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PIECE_BYTES = 1 << 14
"""Bytes of a text that are worked on at once: a few milliseconds, whatever they are."""
_MIN_PIECE_BYTES = MAX_PIECE_BYTES // 2
"""A piece that does not end at white space may cut an address or a letter with its accents in two."""

_ASCII = bytes(range(128))
_DELETED = bytes(code for code in _ASCII if not chr(code).isalnum())
_LOWER = bytes(range(256)).lower()
_COMMON_PUNCTUATION = re.compile(rb"\xe2\x80[\x80-\xbf]|\xc2\xa0")
"""U+2000 to U+203F, curly quotes and dashes among them, and the space that does not break lines."""
_NOT_LETTERS = re.compile(r"[^\w\x00-\x7f]+")
"""Of what is not ASCII."""
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_MARKUP = re.compile(
    r"[\][<`:&](?:"
    r"(?<=\])\([^()\s]{0,2000}\)"  # the address of a Markdown link
    r"|(?<=\[)(?:[^\[\]\s]{1,4}|[\w.-]{1,60}\.(?:gif|jpe?g|png|svg|webp))\]"  # numbers of links, and images, in dumps
    r"|(?<=<)[A-Za-z/!][^<>\n]{0,1000}>"  # HTML in Markdown
    r"|(?<=`)``[\w+-]{1,20}"  # the language of a block of code
    r"|(?<=:)[a-z_]{2,20}:"  # the name of an emoji
    r"|(?<=&)(?:[a-z]{2,8}|#\w{1,8});"  # what is escaped in one format and not in another
    r")"
)
"""The first class is what a search can skip to, so that text without mark-up is scanned fast."""


def letters(text: bytes) -> bytes:
    """The folded letters and digits of UTF-8 text, as UTF-8. The text should be one piece (`pieces`)."""
    if not text.isascii():
        text = _COMMON_PUNCTUATION.sub(b" ", text)
    has_markup = b":" in text or b"[" in text or b"<" in text or b"&" in text or b"```" in text
    if has_markup or b"www." in text or not text.isascii():
        words = text.decode("utf-8", "replace")
        if "://" in words or "www." in words:
            words = _ADDRESS.sub(" ", words)
        if has_markup:
            words = _MARKUP.sub(" ", words.replace("\\", ""))  # Markdown escapes brackets
        if not words.isascii():
            words = _NOT_LETTERS.sub("", folded(words, caseless=True))
        text = words.encode("utf-8", "replace")
    return text.translate(_LOWER, _DELETED)


def pieces(text: bytes) -> Iterator[bytes]:
    """Cut UTF-8 text into pieces of at most MAX_PIECE_BYTES, at white space where there is some."""
    at = 0
    while len(text) - at > MAX_PIECE_BYTES:
        first, limit = at + _MIN_PIECE_BYTES, at + MAX_PIECE_BYTES
        end = max(text.rfind(b"\n", first, limit), text.rfind(b" ", first, limit))
        if end < 0:
            end = limit
            while end > first and text[end] & 0xC0 == 0x80:  # inside of a character
                end -= 1
        yield text[at:end]
        at = end
    yield text[at:]


def weight(found: bytes) -> int:
    """The weight of some letters: their number, where a character of Chinese, Japanese or Korean counts twice."""
    if found.isascii():
        return len(found)
    count = len(found.decode("utf-8", "replace"))
    return count + max(0, len(found) - 2 * count)


def first_letters(found: bytes, count: int) -> bytes:
    """The first characters of some letters."""
    if found.isascii():
        return found[:count]
    return found[: 4 * count].decode("utf-8", "ignore")[:count].encode("utf-8")
