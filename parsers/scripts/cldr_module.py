"""What the scripts for tables from CLDR share: the languages, and how a module is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LOCALES = {
    "en": "en en_GB en_AU en_CA", "de": "de de_AT", "fr": "fr fr_CA", "es": "es es_419 es_MX es_PE", "it": "it",
    "pt": "pt pt_PT", "nl": "nl", "sv": "sv", "da": "da", "nb": "nb", "fi": "fi", "pl": "pl", "cs": "cs", "sk": "sk",
    "hu": "hu", "ro": "ro", "el": "el", "tr": "tr", "ru": "ru", "uk": "uk", "bg": "bg", "sr": "sr sr_Latn",
    "hr": "hr bs", "sl": "sl", "ca": "ca", "ar": "ar ar_SY ar_MA", "he": "he", "fa": "fa", "hi": "hi", "bn": "bn",
    "ta": "ta", "th": "th", "vi": "vi", "id": "id", "ms": "ms", "ja": "ja", "ko": "ko", "zh": "zh",
    "zh_Hant": "zh_Hant zh_Hant_HK",
}  # fmt: skip
"""Language to the locales whose words it has, in the order in which languages are tried."""

HEAD = '''"""{title}

Generated from CLDR as of Babel {version} by `parsers/scripts/cldr_tables.py`. Do not edit.
"""

from __future__ import annotations

'''


def unique(words: Iterable[str]) -> list[str]:
    """The words without repetitions."""
    return list(dict.fromkeys(word for word in words if word))


def constant(name: str, row: str, doc: str) -> list[str]:
    """A constant with its docstring."""
    start = f"{name} = "
    if len(start) + len(row) + 2 <= 120:
        return [f'{start}"{row}"\n"""{doc}"""\n']
    return [f"{start}(\n", *(f'    "{piece}"\n' for piece in pieces(row, 120 - 6)), f')\n"""{doc}"""\n']


def pieces(row: str, width: int) -> Iterator[str]:
    """A row cut behind its separators."""
    at = 0
    while len(row) - at > width:
        end = max(row.rfind("/", at, at + width), row.rfind("|", at, at + width)) + 1
        yield row[at:end]
        at = end
    yield row[at:]
