"""What counts as the same text when it is searched, with the way back to the places of the text as it is.

Character by character, and then composed ("e" and an accent are "é"):

- what cannot be seen is left out, so that a zero-width space does not hide a word: control and invisible characters,
  skin tones, and the pictures that stand for them on the screen, so that hits are the same in the text as it is shown;
- every kind of white space is a space, so that a phrase is found across the end of a line;
- full-width, half-width, ligature, mathematical, circled and raised forms of letters and digits are the plain ones;
- when case is ignored, full case folding: "ß" is "ss", the sigmas are one, and the four i of Turkish (I ı İ i) too.

Accents count: "schon" is not "schön". Plain ASCII, which most text is, takes none of these steps one by one.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Characters of the category of invisible ones that are seen: signs that embrace the digits after them."""

FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0\u20e3")
"""Characters of other categories that nobody sees, and the frame of a keycap."""

RANGES = (("\ufe00", "\ufe0f"), ("\U000e0000", "\U000e0fff"), ("\U0001f3fb", "\U0001f3ff"), ("\u2400", "\u2426"))
"""First and last of the variation selectors, the tags and more selectors, the skin tones, the pictures of controls."""

FEW = 16
"""Kinds of unusual characters up to which it is quicker to replace one after the other than to look at each place."""

_PRINTABLE_ASCII = bytes(range(32, 127)) + b"\n"
_DOTTED = "i\u0307"
_TURKISH = {"İ": "i", "ı": "i"}
_LETTER_TAGS = frozenset({"<font", "<circle", "<super", "<sub", "<compat", "<square"})
_WIDTH_TAGS = frozenset({"<wide", "<narrow"})
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_RARE_SPACES = re.compile(r"[\t\v\f\r\x1c-\x1f]")
_HALF_WIDTH_MARKS = "\uff9e\uff9f"


def folded(text: str, *, caseless: bool) -> str:
    """The text as it is compared."""
    text = text.replace("\n", " ")
    if text.isascii():
        if not text.isprintable():
            text = _CONTROLS.sub("", _RARE_SPACES.sub(" ", text))
        return text.lower() if caseless else text
    return _CASELESS.of(text) if caseless else _CASED.of(text)


def plain(text: str) -> str:
    """The text that a regular expression is held against: as `folded`, with its case and its lines."""
    return _CONTROLS.sub("", text) if text.isascii() else _WITH_LINES.of(text)


class Places:
    """The way back from folded text: which characters of the text as it is a stretch of the folded text came from."""

    def __init__(self, text: str, *, caseless: bool, lines: bool = False) -> None:
        same = _WITH_LINES if lines else _CASELESS if caseless else _CASED
        apart = [same[ord(char)] for char in text]
        if same.composed("".join(apart)) == "".join(apart):
            self._origins = [(at, at + 1) for at, piece in enumerate(apart) for _ in piece]
            return
        units = ((first, last, same.composed("".join(apart[first:last]))) for first, last in _units(text))
        self._origins = [(first, last) for first, last, piece in units for _ in piece]

    def __len__(self) -> int:
        return len(self._origins)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """First and one past the last character of the text that folded to `start` to `end`, which is not empty."""
        return self._origins[start][0], self._origins[end - 1][1]


def has_capital(text: str) -> bool:
    """Whether a search for this text minds the case."""
    return any(char.isupper() or char.istitle() for char in text)


def is_invisible(char: str) -> bool:
    """Whether a character is left out: controls, joiners, direction marks, variation selectors, fillers."""
    if char in FILLERS or any(first <= char <= last for first, last in RANGES):
        return True
    category = unicodedata.category(char)
    return (category == "Cf" and char not in VISIBLE_FORMATS) or (category == "Cc" and not char.isspace())


def _units(text: str) -> list[tuple[int, int]]:
    """Where the pieces are that compose on their own: a character with the marks or parts of a syllable after it."""
    starts = [at for at, char in enumerate(text) if not at or not (composes(char) or is_invisible(char))]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def composes(char: str) -> bool:
    """Whether a character may become one with the one before it: accents, vowel signs, later parts of a syllable."""
    if char < "\u0300" or is_invisible(char):
        return False
    return unicodedata.category(char) in {"Mn", "Mc"} or "\u1160" <= char <= "\u11ff" or char in _HALF_WIDTH_MARKS


def _same(char: str) -> str:
    if is_invisible(char):
        return ""
    if char.isspace():
        return " "
    tag, tagged, _ = unicodedata.decomposition(char).partition(">")
    if not tagged:
        return char
    usual = unicodedata.normalize("NFKC", char)
    return usual if tag in _WIDTH_TAGS or (tag in _LETTER_TAGS and usual.isalnum()) else char


def _same_caseless(char: str) -> str:
    usual = unicodedata.normalize("NFC", _same(char))
    return "".join(_TURKISH.get(each, each.casefold()) for each in usual)


class _Same(dict[int, str]):
    """Code point to what it is compared as, filled as characters are met."""

    def __init__(self, same: Callable[[str], str], *, caseless: bool = False, keeps_ascii: bool = False) -> None:
        kept = filter(lambda char: not is_invisible(char), map(chr, range(128))) if keeps_ascii else ()
        super().__init__({ord(char): char for char in kept})
        self._fold = same
        self._caseless = caseless
        self._usual: set[str] = set()

    def __missing__(self, code: int) -> str:
        same = self[code] = self._fold(chr(code))
        return same

    def of(self, text: str) -> str:
        """Text beyond ASCII as it is compared; its line feeds are spaces already, where that matters."""
        unusual = self._unusual(text)
        if len(unusual) > FEW:
            return self.composed(text.translate(self))
        for char in unusual:
            text = text.replace(char, self[ord(char)])
        return self.composed(text.casefold() if self._caseless else text)

    def composed(self, text: str) -> str:
        """Characters and the marks after them made one, where there is such a one."""
        text = unicodedata.normalize("NFC", text)
        return text.replace(_DOTTED, "i") if self._caseless else text

    def _unusual(self, text: str) -> set[str]:
        """The characters that become something else than their lower-case form, or themselves where case counts."""
        beyond = (
            text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE_ASCII).decode("utf-8", "surrogatepass")
        )
        unusual = set(beyond) - self._usual
        if unusual:
            usual = {char for char in unusual if self[ord(char)] == (char.casefold() if self._caseless else char)}
            self._usual |= usual
            unusual -= usual
        return unusual


_CASED = _Same(_same)
_CASELESS = _Same(_same_caseless, caseless=True)
_WITH_LINES = _Same(_same, keeps_ascii=True)
