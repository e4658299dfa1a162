"""The time in a line, wherever it is in it: "Ann LeeMay 30, 2019 at 1:06 PM", "answered Jul 31, 2008 at 22:17".

The patterns only say where a time can begin and end; `TimeReader` decides whether it is one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.plain.layouts.day_names import WEEKDAYS
from thread_parsers.text.english_months import MONTHS
from thread_parsers.times.clock import JOINING_WORDS
from thread_parsers.times.relative import short_relative
from thread_parsers.times.time_words import FRAMES, HEDGES, ONE, PHRASES, SHORT_UNITS, UNITS
from thread_parsers.times.when import VAGUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.times.times import TimeReader, When

MAX_LINE_CHARS = 240
"""Longer lines are words."""
_MARKS = " ,·•|@–-"
"""Around a time."""
_ZEROS = str.maketrans("123456789", "000000000")
_MAX_SHAPES = 1 << 12
_MAX_TRIES = 4
"""Times to try in one line."""


class Stamp(NamedTuple):
    """A line with a time: what is ahead of it, the time as written, and what follows it."""

    before: str
    words: str
    after: str
    when: When


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first. They are grouped by their first letters: `re` would try each
    of hundreds otherwise."""
    ordered = sorted(set(filter(None, words)), key=lambda word: (word[0], -len(word), word))
    groups = groupby(ordered, key=itemgetter(0))
    return "|".join(
        f"{re.escape(first)}(?:{'|'.join(re.escape(word[1:]) for word in group)})" for first, group in groups
    )


_LETTER = r"[^\W\d_]"
_MONTH = rf"{_LETTER}{{3,24}}\.?"
_ENGLISH = f"(?:{'|'.join(MONTHS)})"
_DATE = rf"""
    \d{{4}}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d{{1,6}})?(?:Z|[+-]\d\d:?\d\d)?)?
  | \d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}(?!\d)
  | \d{{4}}\s?[年년]\s?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일]?
  | \d{{1,4}}(?P<sign>[./-])\s?\d{{1,2}}(?P=sign)\s?\d{{2,4}}\.?
  | \d{{1,2}}(?:st|nd|rd|th|er|º|\.)?[ -](?:de\s|of\s|d['’])?{_MONTH},?
        (?:(?:\s(?:de\s|del\s)?|-)\d{{4}}|\s['’]\d\d(?!\d))
  | \d{{1,2}}\s{_ENGLISH}{_LETTER}{{0,6}}
  | (?<!{_LETTER})(?={_MONTH}\s\d)(?:  # a whole word before a number: not tried at each letter of a line
        {_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:\d{{4}}|['’]\d\d(?!\d))
      | {_LETTER}{{0,12}}?{_ENGLISH}{_LETTER}{{0,6}}\.?\s\d{{1,2}}(?!\d)
      | {_MONTH}\s\d{{4}}
    )
"""
_CLOCK = r"""
    \d{1,2}(?:[:.]|\s?h\s?)\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:\s?min\b)?(?:\s?[ap]\.?\s?m\b\.?)?(?:\s?Uhr)?
    (?:\s?(?:UTC|GMT|Z|[A-Z]{3,4}(?=\b)(?!\s\w))?\s?[+-]\d\d:?\d\d|\s(?:UTC|GMT|[ECMP][SD]T)\b)?(?:\s\([A-Z]{3,5}\))?
  | \d{1,2}\s?[ap]\.?m\b\.?
  | (?:[上下]午|午[前後]|오[전후])\s?\d{1,2}[:時时시点點]\s?\d{2}분?
"""
_JOIN = rf"\s?,?\s?(?:(?:{JOINING_WORDS}|@|-|–|·|•|\|)\s?)?"
_AGO = rf"""
    (?:(?:{_any(before for before, _ in FRAMES)})\s)?
    (?:(?:{_any(HEDGES)})\s)?
    (?:\d{{1,4}}+\+?\s?|(?:{_any(ONE)})\s)(?:{_any((*UNITS, *SHORT_UNITS))})(?:\b|(?<=[\u2e80-\ud7ff]))\.?
    (?:,?\s(?:and\s)?\d{{1,3}}\s?(?:{_any(UNITS)})\b)?
    (?:\s?(?:{_any(after for _, after in FRAMES)}))?
  | (?:{_any(PHRASES)})(?:,?\s(?:at\s)?\d{{1,2}}:\d\d(?:\s?[AaPp][Mm])?)?
"""
_OTHER_DATE = _DATE.replace("P<sign>", "P<mark>").replace("P=sign", "P=mark")
"""The same with another name of its group, since a pattern may not have the same name twice."""
_DATED = (
    # Not tried inside of words: most of a line are letters.
    rf"(?=\d|(?<!{_LETTER}){_LETTER}|[上下午오])"
    rf"(?:(?P<date>(?:{_DATE})(?:\s?\([^\W\d]{{1,3}}\))?(?:{_JOIN}(?:{_CLOCK}))?)|(?P<clock>(?:{_CLOCK})(?:{_JOIN}(?:{_OTHER_DATE}))?)"
)
_DATE_OR_CLOCK = re.compile(rf"{_DATED})", re.VERBOSE | re.IGNORECASE)
_TIME = re.compile(rf"{_DATED}|(?<!\w)(?P<ago>{_AGO})(?!\w))", re.VERBOSE | re.IGNORECASE)
_WORDS = re.compile("[a-z]+")
_AGE_WORDS = frozenset(
    max(_WORDS.findall(words), key=len) for words in (*UNITS, *SHORT_UNITS, *PHRASES) if words.isascii()
)
"""The longest word of each unit and phrase of relative times."""
_DIGIT = re.compile(r"\d")
_MAX_WORDS_AHEAD = 32
"""Characters of a time before its first digit: "Yesterday at", a glued name and the name of a month."""
_MAX_WORDY_CHARS = 60
"""Longer lines have no time without a digit."""
_MIN_TIME_CHARS = 7
"""Digits alone that are fewer are a count."""
_TIME_WORDS = frozenset(
    word for phrase in (*PHRASES, *(word for frame in FRAMES for word in frame)) for word in phrase.split()[-1:]
)
"""The last words of times without digits: "just now", "an hour ago"."""
_UNSPACED = re.compile(_any(word for word in _TIME_WORDS if word and word[0] > "⺀"))
"""Those of languages that put no blanks between words: Chinese, Japanese, Korean."""
_PLACE = re.compile(r"\s+(?:来自|來自|IP\S{0,3}\s?)?[^\W\d]{1,12}")
"""Where the author is, behind a date and a time of day."""
_WORD_START = re.compile(r"(?<!\S)\S")
_SURE_CLOCK = re.compile(r":|[^\W\d]")
"""14.15 alone is a number."""
_MAX_EARLIER_WORDS = 6
_MAX_GLUED = 3
_MAX_WHOLE_CHARS = 50
_MARK_BEHIND = re.compile(r"\s?[(（][^\d()（）]{1,24}[)）]$")
"""What is in brackets behind a time, mostly that the words were edited."""
_GLUED = re.compile(r"(?<=[^\W\d_])(?=[A-Z][a-z])")
_DAY_WORD = re.compile(rf"({_LETTER}{{2,12}})[.,]{{0,2}}\s$")
_AFTER = re.compile(
    r"\W{0,6}"
    r"|\s*\*?\s*[(\[（][^()\[\]（）]{1,90}[)\]）]\W{0,3}"
    r"|\s*[*·•|(\[]*\s*(?:last )?(?:edited|modified|updated|bearbeitet|modifié|editado|modificato|изменено|編集|编辑).*"
    r"|\s*[#(\[]+#?\d{1,9}\W{0,3}|\s*\)\s*\w[\w ]{0,30}|\s*Post subject:.*"
    r"|\W{1,8}\d{1,7}\W{0,3}|\s+ID:\S{2,16}.{0,40}|\s?(?:回复|回復|回覆|返信|답글|举报)"
    r"|\s*[·•|]\s*[^.!?]{1,60}|\s+(?:stickied|pinned) comment\W*",
    re.IGNORECASE,
)
"""What may follow the time of a head: marks, an edit, the number of the post, other fields."""


def stamp(text: str, times: TimeReader) -> Stamp | None:
    """The first time in a line that what follows allows to be the time of a head; None without one."""
    at = begun = _first_place(text)
    if begun < 0:
        return None
    shape = text.translate(_ZEROS)
    if shape in _places:
        again = _stamp_at(text, _places[shape], times)
        if again is not None:
            return again
    pattern = _TIME
    if not _may_be_age(text):
        at, pattern = _date_place(text), _DATE_OR_CLOCK
    for tries in range(_MAX_TRIES if at >= 0 else 0):
        found = pattern.search(text, at)
        if found is None:
            break
        begin, end = found.span()
        if end == len(text) or _AFTER.fullmatch(text, end) or _has_place(text, found):
            for skipped, start in enumerate(_starts(text, found), tries):
                words = text[start:end].strip(_MARKS)
                when = times.read(words) or short_relative(words)
                if when is not None and (start >= begin or when is not VAGUE or _has_digit(text, start, begin)):
                    # No name of a day is before "3 hours ago": "Sam" or "Sun" is the author there.
                    named = start if when.age is not None else _with_day_name(text, start)
                    if not skipped and when.absolute:
                        _remember(shape, (named, start, end))
                    return Stamp(text[:named], text[named:end].strip(), text[end:], when)
        at = max(end - 5, begin + 1)
    return _whole(text, times)


_places: dict[str, tuple[int, int, int]] = {}
"""Where the time of a line is, by the line with 0 for each digit: (from the name of a day, from the date, up to). Only
times that were the first to be tried, so that the same place is found in each line of this shape."""


def _remember(shape: str, places: tuple[int, int, int]) -> None:
    if len(_places) >= _MAX_SHAPES:
        _places.clear()
    _places[shape] = places


def _stamp_at(text: str, places: tuple[int, int, int], times: TimeReader) -> Stamp | None:
    """The stamp of a line whose shape is known; None if its digits are not those of a time."""
    named, start, end = places
    when = times.read(text[start:end].strip(_MARKS))
    if when is None or not when.absolute:
        return None
    return Stamp(text[:named], text[named:end].strip(), text[end:], when)


def _may_be_age(text: str) -> bool:
    """Whether a line may have a relative time: few lines in ASCII have a word of one."""
    return not (text.isascii() and _AGE_WORDS.isdisjoint(_WORDS.findall(text.lower())))


def _date_place(text: str) -> int:
    """Where a date or a clock can begin in a line in ASCII: at its first digit, or with the word before it; -1 for a
    line that has no digit or only those at the end of a word: "ann12"."""
    digit = _DIGIT.search(text)
    if digit is None:
        return -1
    first = digit.start()
    if text[first - 1 : first].isspace():
        return text.rfind(" ", 0, first - 1) + 1
    return -1 if text[first:].isdecimal() else first


def _whole(text: str, times: TimeReader) -> Stamp | None:
    """A line that is only a time whose words the pattern does not have: "před 3 dny", "3 hari yang lalu (diedit)"."""
    if len(text) > _MAX_WHOLE_CHARS or text.strip("#() ").isdecimal() or text[-1] in ".!?":
        return None
    mark = _MARK_BEHIND.search(text)
    end = mark.start() if mark else len(text)
    when = times.read(text[:end])
    return Stamp("", text[:end], text[end:], when) if when is not None else None


def _first_place(text: str) -> int:
    """Where a time can begin in a line, -1 where it has none: near the first digit or a word like "ago"."""
    if len(text) > MAX_LINE_CHARS:
        return -1
    digit = _DIGIT.search(text)
    if digit and len(text) < _MIN_TIME_CHARS and text.isdecimal():
        return -1
    if digit:
        return max(0, digit.start() - _MAX_WORDS_AHEAD)
    if len(text) > _MAX_WORDY_CHARS:
        return -1
    folded = text.casefold()
    if not _TIME_WORDS.isdisjoint(folded.split()):
        return 0
    return 0 if not text.isascii() and _UNSPACED.search(folded) else -1


@lru_cache(1 << 12)
def has_time(text: str) -> bool:
    """Whether a line looks like one with a time, without reading it."""
    at = _first_place(text)
    if at >= 0 and not _may_be_age(text):
        at = _date_place(text)
        return at >= 0 and bool(_DATE_OR_CLOCK.search(text, at))
    return at >= 0 and bool(_TIME.search(text, at))


def _starts(text: str, found: re.Match[str]) -> Iterator[int]:
    """Where the time can begin: a name may be glued to the month."""
    begin, end = found.span()
    if found["clock"] is not None:
        yield from _earlier_starts(text, found)
    yield begin
    glued = begin and text[begin - 1].isalnum() and text[begin : begin + 2].isdecimal()
    if glued:
        yield begin + 1  # "duck998 March" is "duck99" and "8 March"
    for other in islice(_GLUED.finditer(text, begin + 1, end), _MAX_GLUED - bool(glued)):
        yield other.start()


def _earlier_starts(text: str, found: re.Match[str]) -> list[int]:
    """Where the date before a time of day can begin, if its words are not in the pattern: "Heute um 14:15"."""
    begin = found.start()
    if not text[:begin].strip() or not _SURE_CLOCK.search(found[0]):
        return []
    ahead = max(0, begin - _MAX_WORDS_AHEAD)
    return [word.start() for word in _WORD_START.finditer(text, ahead, begin)][-_MAX_EARLIER_WORDS:]


def _has_place(text: str, found: re.Match[str]) -> bool:
    """Whether a place is behind a date and a time of day."""
    dated = found["date"] or _has_digit(text, 0, found.start())
    return bool(dated and ":" in found[0] and _PLACE.fullmatch(text, found.end()))


def _has_digit(text: str, start: int, end: int) -> bool:
    return any(char.isdecimal() for char in text[start:end])


def _with_day_name(text: str, start: int) -> int:
    """The start of the name of the day before a date, if there is one."""
    ahead = text[start - 1 : start]
    found = _DAY_WORD.search(text, max(0, start - 16), start) if ahead.isspace() else None
    return found.start() if found and found[1].casefold() in WEEKDAYS else start
