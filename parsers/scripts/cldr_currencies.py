"""Currencies and powers of ten from CLDR: the module that `cldr_tables.py` writes for figures.

Only currencies that are legal tender somewhere today. The names of most are "Polish zloty" or "dólar estadounidense":
which word is the unit, the first or the last, is the one that the dollars of a language share. A unit that several
currencies share ("peso") stands for none of them, except those in `WITHOUT_COUNTRY`. docs/decisions/currencies.md says
why the rest is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel import __version__ as babel_version
from babel.core import get_global

from scripts.cldr_module import HEAD, LOCALES, constant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SIGN_LOCALES = "ak az es_CR fil ha hy ka kk km lo mn ps"
"""Locales whose own currency has a sign, which other languages write as a code."""

DOLLARS = ("USD", "CAD", "AUD", "NZD")
WITHOUT_COUNTRY = ("USD", "INR", "RUB", "JPY", "CNY")
"""Currencies that are meant where several have the same unit, and no country is named."""

_WITH_UNIT = (
    "AOA CNY CZK EUR GMD HNL HUF IDR ILS INR ISK JPY KZT MGA MMK MNT MRU MVR MYR MZN NGN PLN RUB SZL THB TJS UAH USD"
)
WITH_UNIT = frozenset(_WITH_UNIT.split())
"""Currencies whose unit alone is money in every language. All others are ordinary words, names or people somewhere:
real, rand, won, pound, sol, mark, colon, cedi, drama, lire (to read), birra (beer), Kina (China), 10 bolivianos."""

_ORDINARY_NAMES = (
    "juan juana juany jena jeni jenu jeny nair kiat سامانی "  # first and family names
    "dalas мʼянми "  # towns and countries
    "yeni bats bata bati бати tenga somon "  # new, animals, shoes, may have, salmon
    "kwanzaa evri チャット "  # a feast, a firm, chats
    "nous nowe nowego nowy nowych nuevo nuevos nuovi nuovo "  # new
    "أوقية টাকা کرونای 萬那杜瓦圖"  # ounce, units of other currencies, and what begins with ten thousand
)
ORDINARY_NAMES = frozenset(_ORDINARY_NAMES.split())
"""Units that are something else, too, in one of the languages."""

_ORDINARY_SCALES = "bin|tis|mie|mii|mia|miler|milers|mill|bil|bill|bio|tri|tril|bln|мил|бил|хил|नील|শত কো"
ORDINARY_SCALES = frozenset(_ORDINARY_SCALES.split("|"))
"""Scales that are ordinary words in another language (Turkish "bin" is a thousand), abbreviate different powers, or
have another power than CLDR's pattern says (শত কো)."""

UNSPACED_SCALES = ("th", "zh", "zh_Hant", "ja", "ko")
"""Languages that write a scale and the next word as one; the East Asian scales are a table of their own."""
WHOLE_NAMES = ("zh", "zh_Hant")
"""Languages that write country and unit as one word, which is unambiguous for every currency."""
NO_NAMES = ("th", "vi")
"""Languages whose units are not separated from the country, or have several words."""

MIN_NAME_CHARS = 4
"""Length of a unit in an alphabet: shorter ones are ordinary words of other languages."""
MIN_EAST_ASIAN_CHARS = 3
"""The same in Japanese and Korean, where a unit and the next word are not separated."""
EAST_ASIAN = {"CJK", "KATAKANA", "HANGUL"}
MIN_SCALE_CHARS = 3
MAX_NAME_WORDS = 4
"""Words of a name in English."""
ORDINARY_ENGLISH_NAMES = frozenset({"brazilian real", "zimbabwean gold"})
"""Names that are the beginning of something else: 5 Brazilian real estate agents, 5 Zimbabwean gold mines."""


def currency_table() -> str:
    """The module with codes, signs and names of currencies, and words for powers of ten."""
    title = "Currencies and powers of ten in many languages."
    lines = [HEAD.format(title=title, version=babel_version)]
    codes = current_codes()
    data = {language: [Locale.parse(name)._data for name in names.split()] for language, names in LOCALES.items()}
    lines += constant("CODES", "/".join(codes), "ISO 4217 codes of the currencies that are legal tender.")
    rows = by_meaning(signs(codes, (each for found in data.values() for each in found)))
    lines += constant("SIGNS", "|".join(rows), "Code and signs, which are not shared with another currency.")
    rows = by_meaning(names(codes, data))
    lines += constant("NAMES", "|".join(rows), "Code and names of one word in lower case, with their plurals.")
    rows = by_meaning(english_names(codes))
    lines += constant("ENGLISH_NAMES", "|".join(rows), "Code and names of several words in English, in lower case.")
    rows = by_meaning(scales(data))
    lines += constant("SCALES", "|".join(rows), "Power of ten and words for it, in lower case and without dots.")
    return "".join(lines)


def by_meaning(found: dict[str, set[str]]) -> Iterator[str]:
    """Rows `meaning/word/word` of the words that mean one thing only."""
    meanings = {next(iter(meant)) for meant in found.values() if len(meant) == 1}
    for meaning in sorted(meanings, key=lambda meaning: (len(meaning), meaning)):
        yield "/".join([meaning, *sorted(word for word, meant in found.items() if meant == {meaning})])


def current_codes() -> list[str]:
    """The codes of all currencies that are legal tender of a territory and have no last day."""
    rows = (row for found in get_global("territory_currencies").values() for row in found)
    return sorted({code for code, _, end, tender in rows if tender and end is None})


def signs(codes: list[str], data: Iterable[Any]) -> dict[str, set[str]]:
    """The signs that are more than letters of the English alphabet, to the codes that they are used for."""
    found: dict[str, set[str]] = {}
    ours = [each["currency_symbols"] for each in data]
    theirs = [Locale.parse(name)._data["currency_symbols"] for name in SIGN_LOCALES.split()]
    for symbols in (*ours, *theirs):
        for code in codes:
            sign = symbols.get(code, code).strip("\u200e\u200f")
            has_sign = any(unicodedata.category(char) == "Sc" for char in sign)
            # The French $AR and $CA are names of tokens and the like in discussions.
            if has_sign and not re.search(r"\s|\$[A-Z]", sign):
                found.setdefault(sign, set()).add(code)
    return found


def names(codes: list[str], data: dict[str, list[Any]]) -> dict[str, set[str]]:
    """The words for currencies, to the codes that they are used for in any language."""
    found: dict[str, set[str]] = {}
    for language, locales in data.items():
        if language in NO_NAMES:
            continue
        words: dict[str, set[str]] = {}
        for each in locales:
            texts = {code: list(currency_texts(each, code)) for code in codes}
            dollars = common_words([texts[code] for code in DOLLARS])
            last = not is_first([texts[code][-1] for code in DOLLARS])
            for code, forms in texts.items():
                for text in forms:
                    parts = re.split(r"[\s-]+", text)
                    unit = next((part for part in parts if part in dollars), parts[-1 if last else 0])
                    word = text if language in WHOLE_NAMES else unit
                    if is_name(word, whole=language in WHOLE_NAMES):
                        words.setdefault(word, set()).add(code)
            # The local abbreviation of the own currency: zł, Kč.
            for code, sign in each["currency_symbols"].items():
                word = sign.lower().rstrip(".")
                if code in codes and word.isalpha() and not word.isascii():
                    words.setdefault(word, set()).add(code)
        for word, meant in words.items():
            known = next((code for code in WITHOUT_COUNTRY if code in meant), "")
            found.setdefault(word, set()).update({known} if known else meant)
    return {
        word: meant
        for word, meant in found.items()
        if (meant <= WITH_UNIT or "CJK" in scripts(word)) and word not in ORDINARY_NAMES
    }


def english_names(codes: list[str]) -> dict[str, set[str]]:
    """The names of several words in English, with the country or the like."""
    data = Locale.parse("en")._data
    found: dict[str, set[str]] = {}
    for code in codes:
        for text in currency_texts(data, code):
            words = text.split()
            fits = 1 < len(words) <= MAX_NAME_WORDS and all(word.isalpha() for word in words)
            if fits and text not in ORDINARY_ENGLISH_NAMES:
                found.setdefault(text, set()).add(code)
    return found


def currency_texts(data: Any, code: str) -> Iterator[str]:
    """The names of a currency in the singular and plurals, in lower case, without what is in brackets."""
    plurals = data["currency_names_plural"].get(code, {})
    for text in (*[plurals[count] for count in sorted(plurals)], data["currency_names"].get(code, code)):
        yield re.sub(r"\(.*?\)", "", text).replace("\u200c", "").lower().strip() or code.lower()


def is_first(texts: list[str]) -> bool:
    """Whether the word that the names of dollars share is the first."""
    return len({text.split()[0] for text in texts}) < len({text.split()[-1] for text in texts})


def common_words(names: list[list[str]]) -> set[str]:
    """The words of most of some names, each in several forms."""
    counts = Counter(word for forms in names for word in set(re.split(r"[\s-]+", " ".join(forms))))
    return {word for word, count in counts.items() if count > len(names) / 2}


def is_name(word: str, *, whole: bool) -> bool:
    """Whether a word is long enough, and has only letters of one script."""
    # A name in Chinese may have two characters, since the country is one of them. 元 is in the table by hand.
    used = scripts(word)
    minimum = 2 if whole else MIN_EAST_ASIAN_CHARS if used & EAST_ASIAN else MIN_NAME_CHARS
    return len(word) >= minimum and is_letters(word) and (len(used) == 1 or used <= EAST_ASIAN)


def is_letters(word: str) -> bool:
    """Whether a word has only letters, with their vowel signs."""
    return all(unicodedata.category(char)[0] in "LM" for char in word)


def scripts(word: str) -> set[str]:
    """The scripts of the letters of a word, as the names of characters begin."""
    return {unicodedata.name(char).split()[0] for char in word if unicodedata.category(char) not in ("Mn", "Mc", "Lm")}


def scales(data: dict[str, list[Any]]) -> dict[str, set[str]]:
    """The words for powers of ten, one or two, to the powers that they are used for in any language."""
    found: dict[str, set[str]] = {}
    for language, locales in data.items():
        for each in locales if language not in UNSPACED_SCALES else ():
            for width in ("long", "short"):
                for patterns in each["compact_decimal_formats"].get(width, {}).values():
                    for size, pattern in patterns.items():
                        for word, power in scale(size, pattern):
                            found.setdefault(word, set()).add(power)
    return found


def scale(size: str, pattern: Any) -> Iterator[tuple[str, str]]:
    """The word and its power of ten of a pattern as `00 thousand` for 10,000."""
    text = str(getattr(pattern, "pattern", pattern)).replace("'", "").replace("\u200f", "")
    match = re.fullmatch(r"(0+)[\s\u00a0]?(\D+?)\.?", text)
    if match is None:
        return
    word = match[2].replace("\u00a0", " ").lower()
    words = word.split(" ")
    if len(word) < MIN_SCALE_CHARS or word in ORDINARY_SCALES or len(words) > 2 or not all(map(is_letters, words)):
        return
    if min(map(len, words)) > 1:
        yield word, str(len(size) - len(match[1]))
