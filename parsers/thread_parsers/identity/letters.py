"""The letters and digits of a text: what an HTML page, Markdown, a text copy and JSON of one comment have in common.

Words are folded (`text.folding`). Left out are punctuation, white space, mark-up and addresses: which of them are in
the words depends on how a page was saved.
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

_KEPT = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DELETED = bytes(set(range(256)) - set(_KEPT))
_LOWER = bytes(range(256)).lower()
_NOT_LETTERS = re.compile(r"[\W_]+")
_DROPPED = re.compile(
    r"https?://\S+|www\.\S+"
    r"|\]\([^()\s]{0,2000}\)"  # the address of a Markdown link
    r"|\[[^\[\]\s]{1,4}\]|\[[\w.-]{1,60}\.(?:gif|jpe?g|png|svg|webp)\]"  # numbers of links, and images, in text dumps
    r"|<[A-Za-z/!][^<>\n]{0,1000}>"  # HTML in Markdown
    r"|```[\w+-]{1,20}"  # the language of a block of code
    r"|&(?:[a-z]{2,8}|#\w{1,8});",  # what is escaped in one format and not in another
    re.IGNORECASE,
)
_SIGNS = (b"//", b"www.", b"WWW.", b"[", b"](", b"<", b"```", b"&")
"""Without any of these, nothing is dropped."""


def letters(text: bytes) -> bytes:
    """The folded letters and digits of UTF-8 text, as UTF-8. The text should be one piece (`pieces`)."""
    if text.isascii() and not any(sign in text for sign in _SIGNS):
        return text.translate(_LOWER, _DELETED)
    words = _DROPPED.sub(" ", text.decode("utf-8", "replace"))
    if words.isascii():
        return words.encode().translate(_LOWER, _DELETED)
    return _NOT_LETTERS.sub("", folded(words, caseless=True)).encode("utf-8", "replace")


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


def weight(letters_: bytes) -> int:
    """How much some letters say: their number, where a character of Chinese, Japanese or Korean counts twice."""
    if letters_.isascii():
        return len(letters_)
    count = len(letters_.decode("utf-8", "replace"))
    return count + max(0, len(letters_) - 2 * count)


def first_letters(letters_: bytes, count: int) -> bytes:
    """The first characters of some letters."""
    if letters_.isascii():
        return letters_[:count]
    return letters_[: 4 * count + 4].decode("utf-8", "ignore")[:count].encode("utf-8")
