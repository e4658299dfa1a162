"""Stamps of time at the beginning of messages: what they look like, and which time they mean.

Which number of `01/02/23` is the day is decided once for all messages of a file (`order_of`).
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from thread_parsers.formats.chat.names import MARKS
from thread_parsers.times.dates import full_year, month_named
from thread_parsers.times.epoch import EPOCH

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

Order = Literal["day", "month", "year"]
"""What the first number of a date is."""

SPACE = "[ \t\u00a0\u202f]"
_MARK = f"[{MARKS}]{{0,4}}+"

_ERAS = {"令和": 2018, "平成": 1988, "R": 2018, "H": 1988}
"""The eras of Japan with the year before their first one."""
_YEAR_OF_ERA = r"(?=\d{1,2}[/年])"
ERA = rf"(?:{'|'.join(era + _YEAR_OF_ERA * era.isascii() for era in _ERAS)}){SPACE}?"
"""A letter is an era only before a year and its mark: `R6/3/5`, not the heading `R1.2.3`."""
_YEAR_WORD = "г"
"""The word for "year" behind Russian dates, shortened."""
_NUMERIC = (
    rf"(?:{ERA})?\d{{1,4}}{_MARK}(?P<mark>[./-]){_MARK}{SPACE}?\d{{1,2}}{_MARK}(?P=mark){_MARK}{SPACE}?\d{{1,4}}"
    rf"(?:\.(?!\d)|{SPACE}(?:{_YEAR_WORD}\.|BE\b))?"
)
_COUNTED = rf"(?:{ERA}\d{{1,2}}|\d{{4}})[年년]{SPACE}?\d{{1,2}}[月월]{SPACE}?\d{{1,2}}[日일]"
_MONTH = r"[^\W\d_]{3,12}\.?"
_AFTER_DAY_AND_MONTH = rf"(?:[ ,-]{{1,2}}\d{{2,4}}(?![\d:.])(?: {_YEAR_WORD}\.)?|(?=[ ,]{{1,2}}\d{{1,2}}:\d\d))"
"""A year, or the clock of chats before 2014, which have none."""
_NAMED = rf"\d{{1,2}}[ .-]{{1,2}}{_MONTH}{_AFTER_DAY_AND_MONTH}|{_MONTH} \d{{1,2}}(?:, ?\d{{4}}| \d{{4}})?"
DATE = rf"(?:{_NUMERIC}|{_COUNTED}|{_NAMED})"
_HALVES_BEFORE = "[上下中]午|凌晨|早上|清晨|傍晚|晚上|午[前後]|오[전후]|SA|CH"
_BEFORE = rf"(?P<before>{_HALVES_BEFORE}){SPACE}?"
_WORD_BEFORE = rf"(?(date)|(?!))(?:[^\W\d_]{{1,6}}\.?|[^\s\d!-~{MARKS}]{{2,14}}){SPACE}"
_JOIN = (
    rf"(?:[,،，]|T)?{_MARK}{SPACE}{{0,2}}{_MARK}"
    rf"(?P<before>(?:{_HALVES_BEFORE}){SPACE}?|{_WORD_BEFORE})?"
)
"""Between date and clock: a comma, a half of the day, or a word as in "12.3.2024 klo 14.05"."""
_ANY_HALF = rf"(?:(?:in the|at|e){SPACE})?[^\s\d{MARKS}:\[\](){{}}<>,;|·–—-]{{1,14}}(?:{SPACE}m\.?)?"
"""A word behind a clock, where what follows shows that it is not a name."""
_END_OF_WORD = r"(?![^\s\[\]()<>,:;-])"


_CLOCK = r"(?P<clock>\d{1,2}(?:[:.]|[ \u00a0\u202f]h[ \u00a0\u202f])\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,6})?)"
_ZONE = r"(?:(?:(?<=T\d\d:\d\d:\d\d)|(?<= \d\d:\d\d:\d\d) (?=[+-]\d{4} ))(?P<zone>Z|[+-]\d\d:?\d\d)(?![\w:]))?"
"""The zone of a stamp of ISO 8601, or one of four digits behind a blank. Behind other clocks, a sign and digits belong
to a span of time. No half of the day follows a zone."""


def _stamp(half: str, *, always: bool = False) -> str:
    """`always`: a word that can be a half of the day is one, and never the name behind the stamp."""
    optional = "?+" if always else "?"
    return (
        rf"(?P<date>{DATE})?{_JOIN}{_CLOCK}?{_ZONE}"
        rf"(?(zone)|(?:[ \u00a0\u202f]?{_MARK}(?P<half>{half}){_MARK}){optional}){_MARK}"
    )


CLOCK = r"(?P<date>(?!))?(?P<before>(?!))?(?P<clock>\d{1,2}[:.]\d{2}(?::\d{2})?)"
"""Only a time of day. It has the groups of STAMP, which never match."""

_ADDED_HALVES = {
    0: "пр.об לפנה״צ पूर्वाह्न पू પૂ ಪೂರ್ವಾಹ್ನ முற்பகல் म.पू f.h priešpiet paradite p.d претпладне ព្រឹក yb r.n 凌晨"
    " inthemorning eparadites",
    12: "сл.об אחה״צ अपराह्न ಅಪರಾಹ್ನ பிற்பகல் म.उ e.h popiet poslijepodne pasdite m.d попладне ល្ងាច yh i.n 傍晚"
    " intheafternoon intheevening epasdites",
}
"""Words for the halves of the day that `times.tables` does not have (CLDR, `dayPeriods`), to the hours that they add to
0-11: Bulgarian, Hebrew, Hindi, Gujarati, Kannada, Tamil, Marathi, Icelandic, Lithuanian, Albanian, Macedonian,
Khmer, Welsh, Irish, Croatian; Chinese words for dawn and dusk."""
_NIGHT = "atnight"
"""From nine to six."""
_DOTS_AND_BLANKS = re.compile(r"[.\s]+")


@cache
def _halves() -> dict[str, int]:
    """All words for the halves of the day, without dots and blanks, to the hours that they add."""
    from thread_parsers.times.tables import tables

    added = {_DOTS_AND_BLANKS.sub("", word): hours for hours, row in _ADDED_HALVES.items() for word in row.split()}
    return {**added, **tables().halves}


_AFTER_A_CLOCK = frozenset(("uhr", "h", "hrs", "ч", "год", "klo", "z", "utc", "gmt", "시"))
"""Words after a clock of 24 hours."""

_KNOWN_HALF = rf"[AaPp]\.?[ \u00a0\u202f]?[Mm]\b\.?|(?i:{'|'.join(sorted(_AFTER_A_CLOCK, reverse=True))}){_END_OF_WORD}"
STAMP = _stamp(_ANY_HALF)
"""A date, a time of day, or both. A match may have neither: see `is_stamp`."""
STAMP_WITH_TIME_FIRST = (
    rf"(?:{_BEFORE})?{_CLOCK}(?:[ \u00a0\u202f]?{_MARK}(?P<half>{_KNOWN_HALF}))?,?{SPACE}{{1,2}}{_MARK}"
    rf"(?:[^\W\d_]{{1,4}}\.?{SPACE})?(?P<date>{DATE}){_MARK}"
)
"""A time of day and the date behind it, as in Vietnamese."""
STAMP_BEFORE_A_NAME = _stamp(_KNOWN_HALF, always=True)
"""The same where a name may follow the clock: only known words are halves of the day."""

MIN_YEAR, MAX_YEAR = 1990, 2100
"""Years of chats. Dates of other calendars (1402) are outside: such times are kept as written."""
_BUDDHIST_YEARS = 543
"""How far the years of Thailand, 2567, are ahead; months and days are the same."""
_CACHED_STAMPS = 1 << 16
_FIRST_DATES = 64
"""Dates that are looked at before one of them decides the order."""


class Numbers(NamedTuple):
    """The three numbers of a numeric date, as written."""

    first: int
    second: int
    third: int
    year_first: bool
    mark: str


def is_stamp(found: re.Match[str]) -> bool:
    """Whether a match of STAMP has a date or a time of day."""
    return bool(found["clock"] or (found["date"] and not found["half"]))


_DIGITS = re.compile(r"\d+")
_ERA_NAME = re.compile("|".join(_ERAS))


def has_year(words: str) -> bool:
    """Whether a date with a month name has a year: "Jan 02, 2024", but not "Jan 02"."""
    return len(_DIGITS.findall(words)) > 1


def numbers(words: str) -> Numbers | None:
    """The numbers of a numeric date, or None if it has a month name."""
    parts = _DIGITS.findall(words)
    if len(parts) != 3:
        return None
    era = _ERA_NAME.match(words)
    if era:
        return Numbers(_ERAS[era[0]] + int(parts[0]), int(parts[1]), int(parts[2]), True, "era")
    mark = next((char for char in words if char in "./-年년"), "")
    year_first = len(parts[0]) > 2 or int(parts[0]) > 31
    return Numbers(int(parts[0]), int(parts[1]), int(parts[2]), year_first, mark)


def order_of(dates: Iterable[Numbers | None], *, halves: bool) -> Generator[None, None, tuple[Order, bool]]:
    """The order of numeric dates, and whether it is certain. `halves`: the clock has AM and PM. Yields at each None.

    A number above 12 decides, whether the first of them is in the first or the last date of a file; then dots, as no
    country writes the month before them; then an order in which time does not run backwards where it does in the other
    one. Without any of it, AM and PM mean month first.
    """
    day_key = month_key = (0, 0, 0)
    day_backwards = month_backwards = 0
    marks: set[str] = set()
    decided: Order | None = None
    firsts: set[int] = set()
    thirds: set[int] = set()
    count = -1
    for found in dates:
        if found is None:
            yield
            continue
        count += 1
        if found.year_first:
            return "year", True
        if decided is None and found.first > 12 >= found.second:
            decided = "day"
        elif decided is None and found.second > 12 >= found.first:
            decided = "month"
        if count < _FIRST_DATES:
            firsts.add(found.first)
            thirds.add(found.third)
        elif decided is not None:
            break
        marks.add(found.mark)
        by_day, by_month = (found.third, found.second, found.first), (found.third, found.first, found.second)
        day_backwards += by_day < day_key
        month_backwards += by_month < month_key
        day_key, month_key = by_day, by_month
    # 24/03/05, 24/03/06, 24/03/07: the last number changes like a day, and the first one like a year.
    if len(firsts) <= 2 and len(thirds) > 3 and max(firsts) > 12 and max(thirds) <= 31:
        return "year", True
    if decided is not None:
        return decided, True
    if marks == {"."}:
        return "day", True
    if bool(day_backwards) != bool(month_backwards):
        return ("day" if month_backwards else "month"), True
    return ("month" if halves else "day"), False


class StampReader:
    """Reads the stamps of one file. Caches days and times of day, of which a chat has few."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._since: date | None = None
        self._days: dict[str, int | None] = {}
        self._clocks: dict[tuple[str, str], int | None] = {}

    def day(self, words: str) -> int | None:
        """Seconds from 1970 to the beginning of a day; None if it cannot be told."""
        if words not in self._days:
            if len(self._days) >= _CACHED_STAMPS:
                self._days.clear()
            self._days[words] = self._parsed_day(words)
        return self._days[words]

    def since(self, day: int | None) -> None:
        """Say on which day the dates without a year begin; None where it is not known."""
        self._since = None if day is None else date.fromordinal(EPOCH.toordinal() + day // 86400)
        self._days.clear()

    def clock(self, words: str, half: str) -> int | None:
        """Seconds from midnight. None if it is not a time of day, or the word for its half is not known."""
        key = words, half
        if key not in self._clocks:
            if len(self._clocks) >= _CACHED_STAMPS:
                self._clocks.clear()
            self._clocks[key] = _seconds(words, half)
        return self._clocks[key]

    def _parsed_day(self, words: str) -> int | None:
        found = numbers(words)
        if found is None:
            return _named_day(words, self._since)
        first, second, third = found.first, found.second, found.third
        if found.year_first or self._order == "year":
            return seconds_of_day(first, second, third)
        # A number above 12 is right even where the file says otherwise.
        month_first = (self._order == "month" and first <= 12) or second > 12
        day, month = (second, first) if month_first else (first, second)
        return seconds_of_day(third, month, day)


def seconds_of_day(year: int, month: int, day: int) -> int | None:
    """Seconds from 1970 to the beginning of a day, None if there is no such day."""
    year = full_year(year)
    if year - _BUDDHIST_YEARS >= MIN_YEAR:
        year -= _BUDDHIST_YEARS
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    try:
        return (date(year, month, day) - EPOCH.date()).days * 86400
    except ValueError:
        return None


_WORDS = re.compile(r"[^\W\d_]+")


def _named_day(words: str, since: date | None) -> int | None:
    """A date with a month name: "12-Mar-24". Without a year it is the first such day from `since` on."""
    found = [int(part) for part in _DIGITS.findall(words)]
    months = [word for word in _WORDS.findall(words) if word != _YEAR_WORD]
    if len(found) > 2 or not found or len(months) != 1:
        return None
    month = month_named(months[0])
    if month is None or (len(found) == 1 and since is None):
        return None
    if len(found) == 2 or since is None:
        return seconds_of_day(found[1], month, found[0])
    return seconds_of_day(since.year + ((month, found[0]) < (since.month, since.day)), month, found[0])


def half_of(found: re.Match[str]) -> str:
    """The word for a half of the day beside the clock of a stamp; empty if there is none. Before the clock, a word that
    is not known is one like "at"."""
    before = found["before"] or ""
    is_known = bool(before) and _DOTS_AND_BLANKS.sub("", before).casefold() in _halves()
    return found["half"] or (before if is_known else "")


def is_half(word: str) -> bool:
    """Whether a word beside a clock is a half of the day, and not one that follows a clock of 24 hours."""
    bare = _DOTS_AND_BLANKS.sub("", word).casefold()
    return bool(bare) and bare not in _AFTER_A_CLOCK


def means_month_first(half: str) -> bool:
    """Whether a country that writes such halves of the day may write the month before the day: those that write them
    in other letters than ours do not."""
    return is_half(half) and half.isascii()


def _seconds(words: str, half: str) -> int | None:
    hour, minute, second = (*map(int, _DIGITS.findall(words)[:3]), 0, 0)[:3]
    if is_half(half):
        half = _DOTS_AND_BLANKS.sub("", half).casefold()
        hours = {"am": 0, "pm": 12}.get(half)
        if half == _NIGHT:
            hours = 12 if 6 <= hour < 12 else 0
        hours = hours if hours is not None else _halves().get(half)
        if hours is None:
            return None
        if hour <= 12:  # some exports write 00:08 a. m., and 13:08 PM
            hour = hour % 12 + hours
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour * 3600 + minute * 60 + second
