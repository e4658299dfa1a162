"""Replacing what an XML parser stops at by as many other bytes, so that offsets stay right.

No entity is ever expanded: a reference that is not one of the five of XML, or not a character, stays as written.
"""

from __future__ import annotations

import re

AMPERSAND = "\x7f"
"""Stands for an ampersand that is not the beginning of a reference, in what the parser returns. The same character of
the file is replaced by a space."""

_AMPERSAND_BYTE = AMPERSAND.encode()
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r") + _AMPERSAND_BYTE
_WITHOUT_CONTROLS = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))

_COMMON = rb"amp|lt|gt|quot|apos|#(?:9|1[03]|3[2-9]|[4-9]\d|[1-9]\d\d\d?|[1-4]\d{4}|x(?:[9aAdD]|[2-9a-fA-F][\da-fA-F]))"
_DOUBTFUL = re.compile(rb"&(?!(?:" + _COMMON + rb");)(?:#(\d{1,11});|#x([\da-fA-F]{1,10});)?")
"""An ampersand that does not begin one of the common references, and the number of the character if it has one."""
_MAX_REFERENCE_BYTES = 16
"""A doubtful reference is at most this long."""

_NOT_CHARACTERS = re.compile(rb"\xef\xbf[\xbe\xbf]")
"""U+FFFE and U+FFFF: valid UTF-8, but not allowed in XML."""
_REPLACEMENT = b"\xef\xbf\xbd"


class Cleaner:
    """Cleans a file in pieces. A reference or a character that continues in the next piece is held back until then."""

    def __init__(self) -> None:
        self._held = b""
        self.ampersands = False
        """Whether anything was replaced by AMPERSAND so far."""
        self.invalid_bytes = 0
        """Bytes that are not UTF-8, replaced by question marks so far."""

    def clean(self, piece: bytes, *, last: bool) -> bytes:
        """The next bytes to parse: together as long as the pieces given so far, once the last one was given."""
        piece = self._held + piece
        end = len(piece) if last else _complete(piece)
        self._held = piece[end:]
        piece = piece[:end].translate(_WITHOUT_CONTROLS)
        if not piece.isascii():
            piece = self._valid(piece)
        return _DOUBTFUL.sub(self._reference, piece) if b"&" in piece else piece

    def _valid(self, piece: bytes) -> bytes:
        try:
            piece.decode()
        except UnicodeDecodeError:
            text = piece.decode("utf-8", "surrogateescape")
            piece = text.encode("utf-8", "replace")  # one question mark for each lone surrogate: each invalid byte
            self.invalid_bytes += piece.count(b"?") - text.count("?")
        return _NOT_CHARACTERS.sub(_REPLACEMENT, piece)

    def _reference(self, found: re.Match[bytes]) -> bytes:
        decimal, hexadecimal = found.groups()
        if decimal or hexadecimal:
            number = int(decimal) if decimal else int(hexadecimal, 16)
            if _is_character(number):
                return found.group()
        self.ampersands = True
        return _AMPERSAND_BYTE + found.group()[1:]


def _complete(piece: bytes) -> int:
    """Where to cut a piece so that no reference and no character is cut."""
    end = len(piece)
    for back in range(1, min(4, end + 1)):
        byte = piece[-back]
        if byte >= 0xC0:  # the first byte of a character of 2, 3 or 4 bytes
            if back < (2 if byte < 0xE0 else 3 if byte < 0xF0 else 4):
                end -= back
            break
        if byte < 0x80:
            break
    ampersand = piece.rfind(b"&", max(0, end - _MAX_REFERENCE_BYTES), end)
    return ampersand if ampersand >= 0 else end


def _is_character(number: int) -> bool:
    """Whether XML allows a reference to this character."""
    if number < 0x20:
        return number in (0x9, 0xA, 0xD)
    return number < 0xD800 or 0xE000 <= number < 0xFFFE or 0x10000 <= number < 0x110000
