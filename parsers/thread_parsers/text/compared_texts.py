"""Many texts at once in the form in which queries compare them, as UTF-8.

The result is exactly what `compared` returns for each of them. To fold them together is many times faster: ASCII is
mapped byte by byte, and of other text only the characters that fold to something else are replaced.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from thread_parsers.text.folded_text import ASCII_PIECE_CHARS, compared
from thread_parsers.text.folding import composes
from thread_parsers.text.large_texts import decoded_in_steps
from thread_parsers.text.text_pieces import PIECE_CHARS, spans

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

SEPARATOR = b"\0"
"""Ends each text of the result. Folding deletes it, so that no folded text has it."""
BATCH_BYTES = 1 << 16
"""Bytes of texts that are folded together, between two chances to yield."""
TEXT_COST = 64
"""Bytes that take as long as what is done once for each text."""
LONG_BYTES = 1 << 17
"""A text of more bytes is folded a piece at a time."""
SLICE_BYTES = 1 << 13
"""Bytes of texts that are folded as characters between two chances to yield."""
SLICE_CHARS = 64
"""Distinct characters whose folding is looked up between two chances to yield."""
MAX_MET = 128
"""Distinct characters that are kept in mind from one text to the next."""
MAX_REPLACED = 24
"""Up to this many distinct characters, replacing one after the other is faster than folding the text as characters."""

_DELETED = bytes((*range(1, 9), *range(14, 28), 127))
"""The ASCII controls that folding deletes, but for SEPARATOR."""
_WORDS = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ\t\n\v\f\r\x1c\x1d\x1e\x1f", b"abcdefghijklmnopqrstuvwxyz" + b" " * 9
)
_ASCII = bytes(range(128))
_BETWEEN = " \ud800 "
"""Between texts that are folded as characters. Half of a surrogate pair is in no text, since it cannot be decoded; no
character composes with the spaces around it."""
UNCHANGED_RANGES = "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\udc80-\udcff"
UNCHANGED = re.compile(f"[{UNCHANGED_RANGES}]+")
"""Letters of Japanese, Chinese and Korean that fold to themselves, and bytes that are not UTF-8."""


def compared_together(texts: Iterable[bytes], *, caseless: bool) -> Generator[None, None, bytes]:
    """The texts without case, as words are compared; or with case and line feeds, as regular expressions need them.
    Each ends with SEPARATOR. In steps."""
    found: list[bytes] = []
    batch: list[bytes] = []
    size = 0
    for text in texts:
        if len(text) <= LONG_BYTES:
            batch.append(text)
            size += len(text) + TEXT_COST
        if batch and (size >= BATCH_BYTES or len(text) > LONG_BYTES):
            found.append((yield from _compared_batch(batch, caseless=caseless)))
            batch, size = [], 0
            yield
        if len(text) > LONG_BYTES:
            found += yield from _compared_in_pieces(text, caseless=caseless)
    if batch:
        found.append((yield from _compared_batch(batch, caseless=caseless)))
    return found[0] if len(found) == 1 else b"".join(found)


def _compared_in_pieces(text: bytes, *, caseless: bool) -> Generator[None, None, list[bytes]]:
    whole = yield from decoded_in_steps(text, 0, len(text))
    found: list[bytes] = []
    for start, end in spans(whole, ASCII_PIECE_CHARS if whole.isascii() else PIECE_CHARS):
        found.append(_encoded(compared(whole[start:end], caseless=caseless, lines=not caseless)))
        yield
    return [*found, SEPARATOR]


def _compared_batch(texts: list[bytes], *, caseless: bool) -> Generator[None, None, bytes]:
    beyond = [text for text in texts if not text.isascii()]
    folded = (yield from _compared_beyond_ascii(beyond, caseless=caseless)) if beyond else b""
    if len(beyond) == len(texts):
        joined = folded
    else:
        rest = iter(folded.split(SEPARATOR))
        texts = [text if text.isascii() else next(rest) for text in texts]
        joined = SEPARATOR.join(texts)
    if joined.count(SEPARATOR) >= len(texts):
        joined = SEPARATOR.join(text.replace(SEPARATOR, b"") for text in texts)
    # What has been folded stays as it is.
    return joined.translate(_WORDS if caseless else None, _DELETED) + SEPARATOR


def _compared_beyond_ascii(texts: list[bytes], *, caseless: bool) -> Generator[None, None, bytes]:
    """Texts beyond ASCII, joined."""
    joined = SEPARATOR.join(texts)
    # Deleting ASCII can bring bytes that are not UTF-8 together and so find too many characters, never too few.
    beyond = joined.translate(None, _ASCII).decode("utf-8", "surrogateescape")
    chars = _MET[caseless].changing_in(beyond)
    changes: list[tuple[str, str]] = []
    for at in range(0, len(chars), SLICE_CHARS):
        if at:
            yield
        some = chars[at : at + SLICE_CHARS]
        if len(changes) > MAX_REPLACED:
            compared("".join(some), caseless=caseless, lines=not caseless)  # so that they are known
            continue
        for char in some:
            changed = change(char, caseless=caseless)
            if changed is None:
                changes += [("", "")] * (MAX_REPLACED + 1)
            elif changed != char:
                changes.append((char, changed))
    if len(changes) <= MAX_REPLACED and joined.count(SEPARATOR) < len(texts):
        whole = joined.decode("utf-8", "surrogateescape")
        for char, changed in changes:
            whole = whole.replace(char, changed)
        return _encoded(whole)
    return SEPARATOR.join((yield from _compared_as_characters(texts, caseless=caseless)))


class _Met:
    """The characters beyond ASCII that were met so far: most texts have no others, which is faster to see than which
    characters they have."""

    def __init__(self, *, caseless: bool) -> None:
        self._caseless = caseless
        self._chars: set[str] = set()
        self._changing: list[str] = []
        self._only_these = re.compile(f"[{UNCHANGED_RANGES}]*")

    def changing_in(self, text: str) -> list[str]:
        """The characters of a text that may be compared as something else."""
        if self._only_these.fullmatch(text) is None:
            found = set("".join(set(UNCHANGED.split(text))))
            more = found - self._chars
            if len(self._chars) + len(more) > MAX_MET:
                return list(found)
            self._chars |= more
            self._changing += [char for char in more if change(char, caseless=self._caseless) != char]
            self._only_these = re.compile(f"[{UNCHANGED_RANGES}{re.escape(''.join(self._chars))}]*")
        return [char for char in self._changing if char in text]


def _compared_as_characters(texts: list[bytes], *, caseless: bool) -> Generator[None, None, list[bytes]]:
    found: list[bytes] = []
    batch: list[str] = []
    size = 0

    def put_batch() -> None:
        if batch:
            folded = compared(_BETWEEN.join(batch), caseless=caseless, lines=not caseless)
            found.extend(map(_encoded, folded.split(_BETWEEN)))
            batch.clear()

    for text in texts:
        if len(text) <= SLICE_BYTES:
            batch.append(text.decode("utf-8", "surrogateescape"))
            size += len(text)
            if size < SLICE_BYTES:
                continue
        put_batch()
        size = 0
        yield
        if len(text) > SLICE_BYTES:
            pieces = yield from _compared_in_pieces(text, caseless=caseless)
            found.append(b"".join(pieces[:-1]))
    put_batch()
    return found


@lru_cache(maxsize=1 << 13)
def change(char: str, *, caseless: bool) -> str | None:
    """What a character beyond ASCII is compared as; None if it composes with the one before it."""
    changed = unicodedata.normalize("NFC", compared(char, caseless=caseless, lines=not caseless))
    return None if composes(char) or composes(changed[:1] or " ") else changed


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


_MET = {caseless: _Met(caseless=caseless) for caseless in (False, True)}
