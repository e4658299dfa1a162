"""A quick test for texts that are not times: words that no time has in any language."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from thread_parsers.times import common_words
from thread_parsers.times.time_words import CLOCK_JOINS, FRAMES, HEDGES, ONE, PHRASES, SHORT_UNITS, UNITS

_WORD = re.compile("[a-z]{3,}")
_WIDE = re.compile("[\u2e80-\u2fff\u3040-\ud7ff]")
_CLOCK_CHARACTERS = "年年月日日時时點点分秒초시분上下午前後오전후晚约約凌晨早清中傍夜"
"""Those of dates and clocks, as their patterns have them."""
_DIGIT = re.compile("[0-9]")
_BESIDE = """
    uhr hrs uur utc gmt est edt cst cdt mst mdt pst pdt thg the tues weds thur thurs and und last posted edited commented
    replied updated written answered asked created published modified min
"""
"""Words beside dates and clocks and names of zones, as `clock` and `dates` have them in their patterns."""
_COMMON_TEXTS = (_BESIDE, *CLOCK_JOINS, *HEDGES, *SHORT_UNITS, common_words.ENGLISH_MONTHS, common_words.ENGLISH_DAYS, *PHRASES, *ONE, *UNITS, *sum(FRAMES, ()))
_COMMON = frozenset(_WORD.findall(" ".join(_COMMON_TEXTS).lower()))
ENGLISH_OTHERS = frozenset(
    """
    and are but for from had has have he her his is it its not our she that their there they this was we were what when
    who will with would you your us all more than then about points point like likes reply replies comment comments
    view views vote votes share people users members times percent days hours minutes years weeks months
    """.split()
)
"""English words that are often beside numbers and in no date: the words of other languages need not be loaded."""


def has_other_words(text: str) -> bool:
    """Whether a text with a digit has a word of three letters in ASCII, or a Chinese, Japanese or Korean character, that
    no time has. False for other texts: names have no digits."""
    if not _DIGIT.search(text):
        return False
    if not text.isascii():
        return bool(_WIDE.search(text) and _other_characters().search(text))
    others = [word for word in _WORD.findall(text.replace(".", "").lower()) if word not in _COMMON]
    return bool(others) and not (ENGLISH_OTHERS.isdisjoint(others) and known_words().issuperset(others))


_TO_ZERO = bytes.maketrans(b"123456789", b"000000000")
_TIMELY = re.compile(rb"[A-Za-z\x80-\xff:/-]|\.\d+\.")


def is_no_time(text: bytes) -> bool:
    """Whether bytes that have a digit are surely no time: only a number, or with words that no time has. What words
    mean is decided once for all numbers beside them."""
    return _has_other_words(text.translate(_TO_ZERO)) or not _TIMELY.search(text)


@lru_cache(1 << 12)
def _has_other_words(text: bytes) -> bool:
    return has_other_words(text.decode("utf-8", "surrogateescape"))


@cache
def _other_characters() -> re.Pattern[str]:
    """A Chinese, Japanese or Korean character that no time has, in any language."""
    from thread_parsers.times.cldr_words import LANGUAGES
    from thread_parsers.times.time_words import ADDED

    rows = (row for words in (*LANGUAGES.values(), *ADDED.values()) for row in words.values())
    known = {char for row in (*rows, *_CLOCK_CHARACTERS) for char in row if _WIDE.match(char)}
    return re.compile(f"(?![{''.join(sorted(known))}]){_WIDE.pattern}")


@cache
def known_words() -> frozenset[str]:
    """The words of three letters or more in ASCII that times have, in all languages."""
    from thread_parsers.times.cldr_words import LANGUAGES
    from thread_parsers.times.time_words import ADDED

    rows = (row for words in (*LANGUAGES.values(), *ADDED.values()) for row in words.values())
    return frozenset(word for row in rows for word in _WORD.findall(row))
