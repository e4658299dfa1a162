"""Folding: what compares equal in a search, and the map from offsets in folded text back to the original text.

Each character is folded on its own, and the result is composed ("e" and an accent become "é"):

- invisible characters are deleted, so that a zero-width space does not hide a word: controls, format characters, skin
  tones, and the pictures that `printable` displays for controls, so that displayed text has the same hits;
- all white space becomes a space, so that a phrase is found across the end of a line;
- full-width, half-width, ligature, mathematical, circled and superscript letters and digits become plain ones;
- if case is ignored, full case folding: "ß" is "ss", the sigmas are equal, and so are the four i of Turkish (I ı İ i).

Accents count: "schon" is not "schön". ASCII, which most text is, takes a fast path.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from thread_parsers.text.printable import FILLERS, KEYCAP, MONGOLIAN_SELECTORS, VISIBLE_FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

IGNORED = frozenset(FILLERS + MONGOLIAN_SELECTORS + KEYCAP)
"""Single characters that are deleted although their category is not format or control: fillers and selectors, which are
invisible, and the keycap, which `printable` drops after its digit."""

IGNORED_RANGES = (
    ("\ufe00", "\ufe0f"),
    ("\U000e0000", "\U000e0fff"),
    ("\U0001f3fb", "\U0001f3ff"),
    ("\u2400", "\u2426"),
)
"""First and last of the variation selectors, the tags and supplementary selectors, the skin tones, and the pictures of
control characters."""

STRAIGHT_QUOTES = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'}
"""Curly apostrophes and quotes, with what is on a keyboard in their place."""

MAX_ORDERED_MARKS = 128
"""Marks in a row that are put into their canonical order, which takes quadratic time. The marks after them are ordered
among themselves."""

MAX_REPLACED = 16
"""Up to this many distinct characters, replacing one after the other is faster than translating each position."""

_PRINTABLE_ASCII = bytes(range(32, 127)) + b"\n"
_DOTTED = "i\u0307"
"""What "İ" becomes by case folding and composition."""
_TURKISH = {"İ": "i", "ı": "i"}
_LETTER_TAGS = frozenset({"<font", "<circle", "<super", "<sub", "<compat", "<square"})
_WIDTH_TAGS = frozenset({"<wide", "<narrow"})
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_RARE_SPACES = re.compile(r"[\t\v\f\r\x1c-\x1f]")
_TWO_MARKS, _MANY_MARKS = (re.compile(rf"[^\w\s\x00-\x7f]{{{many}}}") for many in (2, MAX_ORDERED_MARKS))
"""Possibly so many marks in a row: `re` has no class of marks, which are neither letters, digits nor white space."""
_HALF_WIDTH_MARKS = "\uff9e\uff9f"


def folded(text: str, *, caseless: bool) -> str:
    """Fold text for comparison."""
    text = text.replace("\n", " ")
    if text.isascii():
        if not text.isprintable():
            text = _CONTROLS.sub("", _RARE_SPACES.sub(" ", text))
        return text.lower() if caseless else text
    return _CASELESS.of(text) if caseless else _CASED.of(text)


def plain(text: str) -> str:
    """Fold text for a regular expression: like `folded`, but keep case and line feeds."""
    return _CONTROLS.sub("", text) if text.isascii() else _WITH_LINES.of(text)


def straight_quotes(text: str) -> str:
    """Text with straight quotes and apostrophes in place of curly ones, character by character.

    Queries compare text in this form. It is not part of `folded`, so that the stats keep the spelling of the page.
    """
    if not text.isascii():
        for curly, straight in STRAIGHT_QUOTES.items():
            text = text.replace(curly, straight)
    return text


class OffsetMap:
    """Maps offsets in folded text to the original text. `lines` is True for text folded with `plain`."""

    def __init__(self, text: str, *, caseless: bool, lines: bool = False) -> None:
        table = _WITH_LINES if lines else _CASELESS if caseless else _CASED
        pieces = [table[ord(char)] for char in text]
        if table.composed("".join(pieces)) == "".join(pieces):
            # Nothing composes: each character folds on its own.
            self._origins = [(at, at + 1) for at, piece in enumerate(pieces) for _ in piece]
            return
        # A character and the marks after it compose to fewer characters: all of those come from the whole unit.
        units = ((first, last, _composed(table, pieces[first:last])) for first, last in _units(text))
        self._origins = [(first, last) for first, last, piece in units for _ in piece]

    def __len__(self) -> int:
        return len(self._origins)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """First and one past the last original character of the folded text from `start` to `end`, not empty."""
        return self._origins[start][0], self._origins[end - 1][1]


def _composed(table: _FoldTable, pieces: list[str]) -> str:
    joined = "".join(pieces)
    return joined if joined.isascii() else table.composed(joined)


def has_capital(text: str) -> bool:
    """Whether a search for this text is case-sensitive."""
    return any(char.isupper() or char.istitle() for char in text)


@lru_cache(maxsize=4096)
def is_invisible(char: str) -> bool:
    """Whether folding deletes a character: controls, joiners, direction marks, variation selectors, fillers."""
    if char in IGNORED or any(first <= char <= last for first, last in IGNORED_RANGES):
        return True
    category = unicodedata.category(char)
    return (category == "Cf" and char not in VISIBLE_FORMATS) or (category == "Cc" and not char.isspace())


def _units(text: str) -> list[tuple[int, int]]:
    """First and one past the last character of each unit that composes on its own: a character with the marks, or the
    parts of a Korean syllable, after it."""
    starts = [at for at, char in enumerate(text) if not at or not (composes(char) or is_invisible(char))]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


@lru_cache(maxsize=4096)
def composes(char: str) -> bool:
    """Whether a character may compose with the one before it: accents, vowel signs, later parts of a syllable."""
    if char < "\u0300" or is_invisible(char):
        return False
    return unicodedata.category(char) in {"Mn", "Mc"} or "\u1160" <= char <= "\u11ff" or char in _HALF_WIDTH_MARKS


def _fold(char: str) -> str:
    """What one character is compared as, with its case."""
    if is_invisible(char):
        return ""
    if char.isspace():
        return " "
    tag, tagged, _ = unicodedata.decomposition(char).partition(">")
    if not tagged:
        return char
    plain_form = unicodedata.normalize("NFKC", char)
    # Other compatibility forms stay: "…" is not "...", "½" is not "1/2".
    return plain_form if tag in _WIDTH_TAGS or (tag in _LETTER_TAGS and plain_form.isalnum()) else char


def _fold_caseless(char: str) -> str:
    composed = unicodedata.normalize("NFC", _fold(char))
    return "".join(_TURKISH.get(each, each.casefold()) for each in composed)


class _FoldTable(dict[int, str]):
    """Maps code points to what they are compared as; filled on demand. A table for `str.translate`."""

    def __init__(self, fold: Callable[[str], str], *, caseless: bool = False, keeps_ascii: bool = False) -> None:
        kept = filter(lambda char: not is_invisible(char), map(chr, range(128))) if keeps_ascii else ()
        super().__init__({ord(char): char for char in kept})
        self._fold = fold
        self._caseless = caseless
        self._regular: set[str] = set()
        """Characters that fold to their lower-case form, or to themselves if case counts."""
        self._marks: set[str] = set()
        """The combining marks that were seen."""

    def __missing__(self, code: int) -> str:
        folded_char = self[code] = self._fold(chr(code))
        return folded_char

    def of(self, text: str) -> str:
        """Fold text that is not ASCII. The caller has replaced its line feeds if they are to be spaces."""
        # Most text has few characters that need the table; str.replace and str.casefold are faster for the rest.
        beyond = _beyond_ascii(text)
        irregular = self._irregular(beyond)
        has_marks = not self._marks.isdisjoint(beyond)
        if len(irregular) > MAX_REPLACED:
            return self.composed(text.translate(self), has_marks=has_marks)
        for char in irregular:
            text = text.replace(char, self[ord(char)])
        return self.composed(text.casefold() if self._caseless else text, has_marks=has_marks)

    def composed(self, text: str, *, has_marks: bool = True) -> str:
        """Compose characters with the marks after them."""
        # Of a long run of marks, two or more are among every 64th character.
        may_run = has_marks and _TWO_MARKS.search(text[:: MAX_ORDERED_MARKS // 2])
        run = _MANY_MARKS.search(text) if may_run else None
        if run is None:
            text = unicodedata.normalize("NFC", text)
        else:
            # Normalizing puts the marks of a run into order, in quadratic time.
            cuts = [0, *(match.end() for match in _MANY_MARKS.finditer(text, run.start())), len(text)]
            text = "".join(unicodedata.normalize("NFC", text[start:end]) for start, end in pairwise(cuts))
        return text.replace(_DOTTED, "i") if self._caseless else text

    def _irregular(self, beyond: set[str]) -> set[str]:
        """The characters that do not fold to their lower-case form, or to themselves if case counts."""
        irregular = beyond - self._regular
        if irregular:
            self._marks |= {char for char in irregular if unicodedata.combining(char)}
            regular = {char for char in irregular if self[ord(char)] == (char.casefold() if self._caseless else char)}
            self._regular |= regular
            irregular -= regular
        return irregular


def _beyond_ascii(text: str) -> set[str]:
    """The characters of a text that are not printable ASCII."""
    # Deleting the ASCII bytes first leaves few characters to put into a set.
    encoded = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE_ASCII)
    return set(encoded.decode("utf-8", "surrogatepass"))


_CASED = _FoldTable(_fold)
_CASELESS = _FoldTable(_fold_caseless, caseless=True)
_WITH_LINES = _FoldTable(_fold, keeps_ascii=True)
