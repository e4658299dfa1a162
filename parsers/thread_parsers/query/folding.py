"""What counts as the same text when it is searched, with the way back to the places of the text as it is.

Character by character, after canonical composition of what is written in pieces ("e" and an accent):

- invisible characters are left out, so that a zero-width space does not hide a word;
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

FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
"""Characters of other categories that nobody sees."""

_CASELESS = {"İ": "i", "ı": "i"}
_HALF_WIDTH_MARKS = "\uff9e\uff9f"
_KEEP_LINES = {ord("\n"): "\n", ord("\r"): "\r"}
_LETTER_TAGS = ("<font>", "<circle>", "<super>", "<sub>", "<compat>", "<square>")
_SPACES = str.maketrans(dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f", " "))
_ASCII_SPACES = re.compile(r"[\t-\r\x1c-\x1f]")


def folded(text: str, *, caseless: bool) -> str:
    """The text as it is compared."""
    if text.isascii():
        if _ASCII_SPACES.search(text):
            text = text.translate(_SPACES)
        return text.lower() if caseless else text
    return _translated(text, _CASELESS_TABLE if caseless else _TABLE)


def plain(text: str) -> str:
    """The text that a regular expression is held against: as `folded`, with its case and its lines."""
    return text if text.isascii() else _translated(text, _LINES_TABLE)


class Places:
    """The way back from folded text: which characters of the text as it is a stretch of the folded text came from."""

    def __init__(self, text: str, *, caseless: bool, lines: bool = False) -> None:
        table = _LINES_TABLE if lines else _CASELESS_TABLE if caseless else _TABLE
        self._origins: list[tuple[int, int]] = []
        for first, last in _units(text):
            self._origins += [(first, last)] * len(_unit(text[first:last], table))

    def back(self, start: int, end: int) -> tuple[int, int]:
        """First and one past the last character of the text that folded to `start` to `end`, which is not empty."""
        return self._origins[start][0], self._origins[end - 1][1]


def has_capital(text: str) -> bool:
    """Whether a search for this text minds the case."""
    return any(char.isupper() or char.istitle() for char in text)


def is_invisible(char: str) -> bool:
    """Whether a character leaves no trace on the screen: joiners, direction marks, variation selectors, fillers."""
    if char in FILLERS or "\ufe00" <= char <= "\ufe0f" or "\U000e0000" <= char <= "\U000e0fff":
        return True
    return unicodedata.category(char) == "Cf" and char not in VISIBLE_FORMATS


def _translated(text: str, table: _Table) -> str:
    if _is_composed(text):
        return text.translate(table)
    return "".join(_unit(text[first:last], table) for first, last in _units(text))


def _unit(piece: str, table: _Table) -> str:
    return _composed(_composed(piece).translate(table))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _is_composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text) and not any(mark in text for mark in _HALF_WIDTH_MARKS)


def _units(text: str) -> list[tuple[int, int]]:
    """Where the pieces are that compose on their own: a character with the marks or parts of a syllable after it."""
    if _is_composed(text):
        return [(at, at + 1) for at in range(len(text))]
    starts = [at for at, char in enumerate(text) if not _continues(char)]
    if not starts or starts[0]:
        starts.insert(0, 0)
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _continues(char: str) -> bool:
    if char < "\u0300" or is_invisible(char):
        return False
    return unicodedata.category(char) in {"Mn", "Mc"} or "\u1160" <= char <= "\u11ff" or char in _HALF_WIDTH_MARKS


def _same(char: str) -> str:
    if is_invisible(char):
        return ""
    if char.isspace():
        return " "
    tag, _, _ = unicodedata.decomposition(char).rpartition(">")
    if not tag:
        return char
    plain_form = unicodedata.normalize("NFKC", char)
    wide = tag in ("<wide", "<narrow")
    return plain_form if wide or (tag + ">" in _LETTER_TAGS and plain_form.isalnum()) else char


def _same_caseless(char: str) -> str:
    return _composed("".join(_CASELESS.get(each, each.casefold()) for each in _same(char)))


class _Table(dict[int, str]):
    """Code point to what it is compared as, filled as characters are met."""

    def __init__(self, same: Callable[[str], str], known: dict[int, str] | None = None) -> None:
        super().__init__(known or {})
        self._fold = same

    def __missing__(self, code: int) -> str:
        same = self[code] = self._fold(chr(code))
        return same


_TABLE = _Table(_same)
_CASELESS_TABLE = _Table(_same_caseless)
_LINES_TABLE = _Table(_same, _KEEP_LINES)
