"""Month names in many languages: the month of a date whose day and year are known.

English names are parsed with the standard library. The rest is left to dateparser, which is imported when a page first
needs it, with the languages chosen by script. It is slow, so it is called once per wording rather than once per date.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

DAY, YEAR = 11, 2011
"""The day and year that stand for any others in a wording, so that all dates in a month have the same wording."""

_WORD = re.compile(r"[^\W\d_]+")
_MAX_WORDS = 5
_LATIN = ("en", "fr", "de", "es", "pt", "it", "nl", "pl", "tr", "sv", "vi")
_SCRIPTS = (
    (re.compile("[Ѐ-ӿ]"), ("ru", "uk")),
    (re.compile("[぀-ヿ一-鿿]"), ("zh", "ja")),
    (re.compile("[가-힣]"), ("ko",)),
)
"""Languages to try, by a character in the wording; `_LATIN` otherwise. With all languages enabled, one string can take
dateparser two seconds."""
_SETTINGS: dict[str, Any] = {
    "STRICT_PARSING": True,
    "PARSERS": ["absolute-time"],
    "RELATIVE_BASE": datetime(2000, 1, 1),
}
"""Day, month and year must all be given, and the computer's clock is not used."""


@lru_cache(maxsize=1 << 12)
def month_of(wording: str) -> int | None:
    """The month (1 to 12) of a wording with DAY and YEAR ("11 décembre 2011"), or None if no language parses it."""
    if not 1 <= len(_WORD.findall(wording)) <= _MAX_WORDS:
        return None
    return english_month(wording) or _foreign_month(wording)


def english_month(wording: str) -> int | None:
    """The same for English names only, without dateparser."""
    from email.utils import parsedate

    date = parsedate(f"{wording} 00:00")
    return date[1] if date and (date[0], date[2]) == (YEAR, DAY) else None


def _foreign_month(wording: str) -> int | None:
    languages = next((languages for script, languages in _SCRIPTS if script.search(wording)), _LATIN)
    try:
        date = _parser(languages).get_date_data(wording).date_obj
    # dateparser raises these for some strings.
    except (ValueError, OverflowError, TypeError, AttributeError, LookupError):
        return None
    return date.month if date is not None and (date.year, date.day) == (YEAR, DAY) else None


@lru_cache(maxsize=8)
def _parser(languages: tuple[str, ...]) -> DateDataParser:
    from dateparser.date import DateDataParser

    return DateDataParser(languages=list(languages), settings=_SETTINGS, use_given_order=True)
