"""Relative times: "3 hours ago", "il y a 3 heures", "3小时前", "yesterday"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.times.time_units import MONTH, UNIT_OF_SECONDS
from thread_parsers.times.time_words import DAYS, HEDGES, ONE, PHRASES, SHORT_UNITS, UNITS
from thread_parsers.times.when import When
from thread_parsers.times.wording import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEDGE = re.compile(rf"^(?:{'|'.join(HEDGES)}|~)\s*")
_NUMBER = re.compile(r"(\d{1,4})\+?\s*")
_PART = re.compile(r"(\d{1,4}|[^\W\d]+(?=\s))\s*([^\W\d]+)(?:\s*,\s*|\s+(?:and|und|et|y|e|и)\s+|\s+|$)")
_SHORT = re.compile(r"(\d{1,3})\s?(s|sec|m|min|h|hr|d|w|wk|mo|y|yr)")
_SHORT_FOREIGN = re.compile(r"(\d{1,3})\s?([^\W\d]{1,4})")
_MAX_PHRASE_CHARS = 40
_MAX_SHORT_CHARS = 10
_MAX_BLANKS = 4
"""As in "il y a 3 jours"; one less where the number comes first."""


def relative(text: str) -> When | None:
    """Parse a relative time in English, or a phrase of the commonest languages; None if it is not one."""
    words = bare(text)
    short = _SHORT.fullmatch(words)
    if short:
        return _ago(int(short[1]), UNITS[short[2]])
    if words in PHRASES:
        return _phrase(words)
    if len(words) > _MAX_PHRASE_CHARS:
        return None
    return _amount(words[:-3].strip(), UNITS) if words.endswith("ago") else None


def short_relative(text: str) -> When | None:
    """A number and a short unit, "5 Std.", which is a time only where lines of a page repeat it; None for others."""
    found = _SHORT_FOREIGN.fullmatch(bare(text)) if len(text) < _MAX_SHORT_CHARS else None
    return _ago(int(found[1]), SHORT_UNITS[found[2]]) if found and found[2] in SHORT_UNITS else None


def foreign_relative(text: str) -> When | None:
    """The same in all other languages."""
    words = bare(text)
    if len(words) > _MAX_PHRASE_CHARS or ":" in words or words.count(" ") > _MAX_BLANKS - words[:1].isdecimal():
        return None
    # Names are not times: without a digit, text that begins with a Latin capital is not looked up.
    if words.isascii() and not text[:1].islower() and not any(char.isdecimal() for char in words):
        return None
    from thread_parsers.times.tables import tables

    known = tables()
    phrase = known.phrases.get(words)
    if phrase is not None:
        return _ago(phrase.number, phrase.unit_seconds)
    if not words:
        return None
    for frame in (*known.frames_by_first.get(words[0], ()), *known.frames_by_last.get(words[-1], ())):
        if words.startswith(frame.before) and words.endswith(frame.after):
            when = _amount(words[len(frame.before) : len(words) - len(frame.after)].strip(), frame.units)
            if when is not None:
                return when
    return None


def day_of(text: str) -> int | None:
    """How many days before the day of saving "yesterday" and the like are; None for other text."""
    words = bare(text)
    if words in DAYS:
        return DAYS[words]
    if not words or words.isascii():
        return None
    from thread_parsers.times.tables import tables

    return tables().days.get(words)


def _phrase(words: str) -> When:
    seconds = PHRASES[words]
    return When(ago=seconds, unit=UNIT_OF_SECONDS[seconds] if seconds else None)


def _ago(number: int, unit_seconds: int) -> When:
    return When(ago=number * unit_seconds, unit=UNIT_OF_SECONDS[unit_seconds])


def _amount(words: str, units: Mapping[str, int]) -> When | None:
    """An amount of time before saving, as of "2 days and 3 hours"; None if it is not one."""
    words = _HEDGE.sub("", words)
    number = _NUMBER.match(words)
    if number and words[number.end() :] in units:
        return _ago(int(number[1]), units[words[number.end() :]])
    total, at, finest = 0, 0, MONTH * 99
    while at < len(words):
        part = _PART.match(words, at)
        if part is None or part[2] not in units:
            return None
        if not part[1].isdecimal() and part[1] not in ONE:
            return None
        size = units[part[2]]
        total += (int(part[1]) if part[1].isdecimal() else 1) * size
        finest, at = min(finest, size), part.end()
    return When(ago=total, unit=UNIT_OF_SECONDS[finest]) if at else None
