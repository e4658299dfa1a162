"""Times as pages state them: in attributes (ISO, seconds, milliseconds) and in words, perhaps after a label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.formats.html.said import BEFORE_DATE
from thread_parsers.formats.json.fields import epoch, iso_time
from thread_parsers.steps import import_in_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.times.time_units import TimeUnit
    from thread_parsers.times.times import TimeReader
    from thread_parsers.times.when import When

_ISO_START = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?+(?:[.,]\d{1,9})?+(?!\s?[ap]\.?m)(?:Z|\s?[+-]\d\d:?\d\d(?!\d))?",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"^.*?»\s*|^[^\d]{{0,30}}?\b(?:{BEFORE_DATE}|um)\s+(?=\d)|\s*@\s*(?=\d)", re.IGNORECASE)
"""What is written before a time, and between its date and its time of day."""
_SENTENCE = re.compile(rf"^.{{1,80}}\s(?:{BEFORE_DATE}|[—–|·•])\s+(?=[^:]{{0,20}}\d)", re.IGNORECASE)
"""A name and what else is before the time in one element: `Comment by Ada — `, `Ada said on `."""
_POSTED = re.compile(
    r"^(?:post(?:ed)?\b|submitted|written|(?:verfasst|geschrieben)(?:\sam)?|(?:post|envoy|publi)é(?:\sle)?|publicado|enviado"
    r"|inviato|wysłany|geplaatst|skrevet|skickat|lähetetty|добавлено|сообщение|发表于|發表於)"
    r"\s*+:?\s*+(?=[^\s])|\s\(\w{2,4}\)|\s(?:by|von|par)\Z",
    re.IGNORECASE,
)
"""What sites write around a time without a word such as `on`, or before the name of a day: `Posted May 1, 2024 1:30
UTC (Wed) by`, `Verfasst am: Di Mai 01`, with the day of the week in brackets."""
_WEEKDAY = re.compile(r"^(?:.{0,40}:\s)?[^\W\d_]{2,4}[.,]?\s+(?=[^\W\d_]{3,}\.?\s\d{1,2},?\s\d{4}\s.{0,4}\d:\d\d)")
"""Days of the week as translators of forums abbreviate them: `Prş Mar 18, 2021 10:31 pm`."""
_AFTER = " \t:#|,—–"
MIN_SECONDS_DIGITS, MIN_MILLISECONDS_DIGITS = 9, 12


class Moment(NamedTuple):
    """A time: as in `Post`."""

    seconds: int = NO_TIME
    zone: int | None = None
    unit: TimeUnit | None = None
    text: str = ""
    """As written, if it is not absolute."""


def load_times() -> Iterator[None]:
    """Import in steps what reads times in words. The first comments of pages that state all times in attributes are
    there some milliseconds earlier without it."""
    yield from import_in_steps("thread_parsers.times", "clock", "known_words", "dates", "relative", "times")


class PageTimes:
    """Reads the times of a page as `TimeReader`, which is loaded when there is one in words."""

    def __init__(self) -> None:
        self._reader: TimeReader | None = None

    def read(self, text: str) -> When | None:
        """The same as `TimeReader.read`."""
        return self._loaded().read(text)

    def decide_order(self, texts: Iterable[str]) -> None:
        """The same as `TimeReader.decide_order`."""
        self._loaded().decide_order(texts)

    def _loaded(self) -> TimeReader:
        if self._reader is None:
            from thread_parsers.times.times import TimeReader

            self._reader = TimeReader()
        return self._reader


def stated_moment(text: str) -> Moment | None:
    """Parse a text as ISO 8601, seconds or milliseconds: times that can be read in one way only. None for others."""
    start = _ISO_START.match(text)
    stated = iso_time(start[0] if start else text)
    if stated is not None:
        return Moment(*stated)
    # Seconds have nine digits or more, milliseconds twelve or more.
    digits = text[:-3] if len(text) >= MIN_MILLISECONDS_DIGITS else text
    seconds = epoch(digits) if text.isdigit() and len(text) >= MIN_SECONDS_DIGITS else None
    return None if seconds is None else Moment(seconds, 0)


def moment(times: TimeReader | PageTimes, text: str) -> Moment | None:
    """Parse a text as a time; None if it is not one."""
    stated = stated_moment(text)
    if stated is not None:
        return stated
    shown = _LABEL.sub(" ", text, count=1).strip()
    without = (_SENTENCE.sub("", text).strip(_AFTER), _POSTED.sub("", text).strip(), _WEEKDAY.sub("", text))
    for words in dict.fromkeys((text, shown, *without)):
        when = times.read(words)
        if when is None:
            continue
        if when.seconds is not None:
            return Moment(when.seconds, when.zone, when.unit)
        return Moment(text=words)
    return None
