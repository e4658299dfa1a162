"""Names of months: which month a date means whose day and year are known.

English ones are read as mail writes them. For the rest there is a library, imported when a page first needs it, told
which languages to try by the script of the words, and asked once for a wording rather than once for a date.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

DAY, YEAR = 11, 2011
"""The day and the year of the dates that are asked about."""

_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 5
_LATIN = ("en", "fr", "de", "es", "pt", "it", "nl", "pl", "tr", "sv", "vi")
_SCRIPTS = (
    (re.compile("[Ѐ-ӿ]"), ("ru", "uk")),
    (re.compile("[぀-ヿ一-鿿]"), ("zh", "ja")),
    (re.compile("[가-힣]"), ("ko",)),
)
"""Languages to try by what stands in a wording; Latin letters otherwise. With all languages open, one string can cost
the library two seconds."""
_SETTINGS: dict[str, Any] = {
    "STRICT_PARSING": True,
    "PARSERS": ["absolute-time"],
    "RELATIVE_BASE": datetime(2000, 1, 1),
}
"""Day, month and year must all be said, and the clock of the computer is not asked."""


@lru_cache(maxsize=1 << 12)
def month_of(wording: str) -> int | None:
    """The month (1 to 12) in a wording with DAY and YEAR ("11 décembre 2011"), or None when no language reads it."""
    if not 1 <= len(_WORD.findall(wording)) <= _MOST_WORDS:
        return None
    return english_month(wording) or _asked(wording)


def english_month(wording: str) -> int | None:
    """The same for English names alone, without the library."""
    from email.utils import parsedate

    date = parsedate(f"{wording} 00:00")
    return date[1] if date and (date[0], date[2]) == (YEAR, DAY) else None


def _asked(wording: str) -> int | None:
    languages = next((languages for script, languages in _SCRIPTS if script.search(wording)), _LATIN)
    try:
        date = _library(languages).get_date_data(wording).date_obj
    except (ValueError, OverflowError, TypeError, AttributeError, LookupError):
        return None
    return date.month if date is not None and (date.year, date.day) == (YEAR, DAY) else None


@lru_cache(maxsize=8)
def _library(languages: tuple[str, ...]) -> DateDataParser:
    from dateparser.date import DateDataParser

    return DateDataParser(languages=list(languages), settings=_SETTINGS, use_given_order=True)
