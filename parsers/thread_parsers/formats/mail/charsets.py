"""Bytes of mail as text: the charset that a part or an encoded word states, and what to do where it is wrong."""

from __future__ import annotations

import codecs
from collections import Counter
from functools import lru_cache

from thread_parsers.source.charsets import ALIASES, NOT_OF_TEXTS, WIDER

MAX_DETECTED = 32
"""Texts of a file whose charset is guessed one by one. Then the most common guess is taken: guessing is slow."""
DETECTION_BYTES = 4_000
MIN_DETECTED_BYTES = 20
"""Bytes above 127 from which a charset is guessed: a name in a header says too little."""
_HIGH = bytes(range(0x80, 0x100))
_UTF_8 = "utf-8"
_SEVEN_BITS = frozenset(
    {
        "hz", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_ext", "iso2022_kr", "utf-7",
        "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
    }
)  # fmt: skip
"""Charsets whose bytes may all be ASCII."""
MAX_GUESSED_BYTES = 1 << 18
"""How much of a text is searched for them."""


class Charsets:
    """Decodes the texts of one file."""

    def __init__(self) -> None:
        self._guesses: Counter[str] = Counter()

    def decoded(self, data: bytes, charset: str) -> str:
        """Bytes as text. Where the charset is not stated, not known or wrong, it is UTF-8 if that fits, or guessed."""
        name = python_name(charset)
        if data.isascii() and name not in _SEVEN_BITS:
            return data.decode("ascii")
        # Text in a charset of one byte per character is hardly ever valid UTF-8 by chance; one of several may be.
        order = (name, _UTF_8) if name and _is_wide(name) else (_UTF_8, name)
        for each in order:
            if each:
                try:
                    return data.decode(each)
                except (LookupError, ValueError):
                    continue
        return data.decode(name, "replace") if name not in ("", _UTF_8) else self._damaged(data, stated=name)

    def _damaged(self, data: bytes, stated: str) -> str:
        """The text of bytes that are not valid in UTF-8, which they may have been stated to be."""
        if stated:
            text = data.decode(_UTF_8, "replace")
            wrong = text.count("\ufffd")
            if 2 * wrong <= sum(character > "\x7f" for character in text):
                return text
            return data.decode("cp1252", "replace")
        return data.decode(self._guess(data), "replace")

    def _guess(self, data: bytes) -> str:
        """The likeliest charset of bytes that are not UTF-8."""
        data = data[:MAX_GUESSED_BYTES]
        is_short = len(data) - len(data.translate(None, _HIGH)) < MIN_DETECTED_BYTES
        if is_short or self._guesses.total() >= MAX_DETECTED:
            return self._guesses.most_common(1)[0][0] if self._guesses else "cp1252"
        import chardet  # slow to import

        found = python_name(chardet.detect(data[:DETECTION_BYTES])["encoding"] or "") or "cp1252"
        self._guesses[found] += 1
        return found


@lru_cache(256)
def python_name(charset: str) -> str:
    """The name that Python has for a charset of mail; empty if there is none."""
    stated = charset.strip().strip("\"'").lower()[:60]
    try:
        name = codecs.lookup(ALIASES.get(stated, stated)).name
        b"a".decode(name, "replace")  # nothing is decoded without a look at the codec
    except (LookupError, ValueError):  # not a text encoding; a NUL in the name
        return ""
    return "" if name in NOT_OF_TEXTS else WIDER.get(name, name)


@lru_cache(64)
def _is_wide(name: str) -> bool:
    """Whether some characters of a charset have several bytes."""
    if name in _SEVEN_BITS:
        return True
    try:
        bytes(range(0x80, 0x100)).decode(name, "strict")
    except ValueError:
        return not name.startswith(("cp12", "cp8", "iso8859", "koi8", "mac", "tis"))
    return False
